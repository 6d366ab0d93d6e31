// SPDX-License-Identifier: Apache-2.0
/**
 * When a dose may be asked for, as far as the last reading tells: shown before anybody asks. The
 * pump alone says yes or no; it also knows limits of the hour and the day that are not read.
 * Law: what is called too early or forbidden here, the pump refuses for that reason.
 */
import { bolusForbiddenBy, type Fault, type Status } from "@cisterna/pump";
import { DAY_MS } from "@cisterna/quantity";
import type { OnDemand, Program } from "@cisterna/therapy";

/** What is known of a pump. */
type Known = {
  readonly status: Pick<Status, "stop" | "transitionLeft" | "faults" | "tested">;
  readonly program: Program | null;
  readonly grants: readonly { readonly at: number; readonly ends: number }[];
};

/** Why not at all, for now. */
type Obstacle = "no-program" | "not-permitted" | "stopped" | "transition-running";

/** When a dose may be asked for, on the pump's clock. */
export type NextDose =
  | { readonly kind: "now" }
  | {
      readonly kind: "later";
      readonly at: number;
      readonly why: "locked-out" | "daily-count-reached";
    }
  | { readonly kind: "no"; readonly why: Obstacle }
  | { readonly kind: "alarm"; readonly fault: Fault };

const lockedUntil = ({ grants }: Known, { lockout }: OnDemand): number =>
  (grants.at(-1)?.at ?? Number.NEGATIVE_INFINITY) + lockout;

/** Grants of which something flowed within a day before a moment. */
export const grantsWithin = ({ grants }: Pick<Known, "grants">, now: number): number =>
  grants.filter(({ ends }) => ends > now - DAY_MS).length;

const countedUntil = ({ grants }: Known, { perDay }: OnDemand): number => {
  const ends = grants.map((grant) => grant.ends).toSorted((a, b) => b - a);
  return (ends[perDay - 1] ?? Number.NEGATIVE_INFINITY) + DAY_MS;
};

const obstacleIn = ({ status, program }: Known): Obstacle | null => {
  if (program === null) return "no-program";
  if (program.onDemand === null || program.onDemand.perDay === 0) return "not-permitted";
  if (status.stop !== null) return "stopped";
  return status.transitionLeft === null ? null : "transition-running";
};

/** When a dose may be asked for; `now` is on the pump's clock. */
export const nextDose = (known: Known, now: number): NextDose => {
  const obstacle = obstacleIn(known);
  const order = known.program?.onDemand ?? null;
  if (obstacle !== null || order === null) return { kind: "no", why: obstacle ?? "not-permitted" };
  const fault = bolusForbiddenBy({ ...known.status, program: known.program });
  if (fault !== null) return { kind: "alarm", fault };
  const [locked, counted] = [lockedUntil(known, order), countedUntil(known, order)];
  if (now >= locked && now >= counted) return { kind: "now" };
  return locked > counted
    ? { kind: "later", at: locked, why: "locked-out" }
    : { kind: "later", at: counted, why: "daily-count-reached" };
};
