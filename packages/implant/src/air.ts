// SPDX-License-Identifier: Apache-2.0
/**
 * The air: what becomes of a frame between a caller and a pump. By radio or through the coil,
 * frames get lost, come late, come twice, or nothing gets through at all, as somebody wishes.
 */
import type { Random } from "@cisterna/link";

/** What a channel does to frames. Shares are between 0 and 1. */
export type Air = {
  readonly loss: number;
  readonly duplicate: number;
  /** Milliseconds of the host's clock. */
  readonly delay: number;
  readonly jammed: boolean;
};

/** Air that does nothing. */
export const CLEAR: Air = { loss: 0, duplicate: 0, delay: 0, jammed: false };

const WORD = 2 ** 32;

/** A share, drawn. */
const drawn = (random: Random): number => {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / WORD;
};

/** How often a frame comes: not at all, once or twice. */
export const arrivals = ({ loss, duplicate, jammed }: Air, random: Random): number => {
  if (jammed || (loss > 0 && drawn(random) < loss)) return 0;
  return duplicate > 0 && drawn(random) < duplicate ? 2 : 1;
};

const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;

/** Most that air may hold a frame back. */
const LONGEST_MS = 60_000;

/** The air with what somebody wishes changed; null: that is no air. */
export const changedAir = (air: Air, change: Readonly<Record<string, unknown>>): Air | null => {
  const known = Object.keys(change).every((key) => key in CLEAR);
  const next = { ...air, ...change };
  const { delay, jammed } = next;
  const isDelay = Number.isInteger(delay) && delay >= 0 && delay <= LONGEST_MS;
  const sound = isShare(next.loss) && isShare(next.duplicate) && isDelay;
  return known && sound && typeof jammed === "boolean" ? next : null;
};
