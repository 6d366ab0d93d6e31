// SPDX-License-Identifier: Apache-2.0
/**
 * The condition of the hardware: what the faults that are active do to it, put together. Shares are
 * in thousands, so that everything stays whole.
 */
import { assert } from "@cisterna/quantity";
import type { Fault } from "./fault.ts";

/** What the parts do, between one turn of a life and the next. */
export type Condition = {
  /** Turns made for a thousand that were ordered. */
  readonly turning: number;
  /** Thousandths of the fastest rate that turn without an order; only inhibiting ends it. */
  readonly runaway: number;
  /** Turns told for a thousand that were made. */
  readonly counted: number;
  /** Thousandths of the fastest rate that are told and not turned. */
  readonly phantom: number;
  /** Volume moved for a thousand turns. */
  readonly moved: number;
  /** Thousandths of the fastest rate that flow past the mechanism; nothing stops it. */
  readonly past: number;
  /** Nanolitres a day that leave the reservoir and never reach the line. */
  readonly leaking: number;
  /** Share of what is moved that reaches the tip, in thousands. */
  readonly reaching: number;
  readonly blocked: boolean;
  readonly level: "true" | "stuck" | "biased" | "lost";
  /** How much more than sound the battery's voltage falls under load, in thousands. */
  readonly film: number;
  /** How much faster than sound the battery empties, in thousands. */
  readonly fading: number;
  readonly clock: "known" | "lost";
  /** Milliseconds a day by which the wall clock is ahead. */
  readonly drift: number;
  readonly sounds: boolean;
  readonly vibrates: boolean;
  readonly field: boolean;
  readonly worn: boolean;
};

/** Everything as it should be. */
export const SOUND: Condition = {
  turning: 1_000,
  runaway: 0,
  counted: 1_000,
  phantom: 0,
  moved: 1_000,
  past: 0,
  leaking: 0,
  reaching: 1_000,
  blocked: false,
  level: "true",
  film: 0,
  fading: 0,
  clock: "known",
  drift: 0,
  sounds: true,
  vibrates: true,
  field: false,
  worn: false,
};

const STILL = { turning: 0 } as const;

/** What one fault changes. Sudden faults change no condition: they are done at once. */
const changedBy = ({ fault, severity }: Fault): Partial<Condition> => {
  switch (fault) {
    case "motor-stall":
    case "rotor-bound":
      return STILL;
    case "magnetic-field":
      return { turning: 0, field: true };
    case "motor-slip":
      return { moved: 1_000 - severity };
    case "motor-stuck-on":
      return { runaway: severity };
    case "motor-wear":
      return { moved: 1_000 + severity };
    case "feedback-lost":
      return { counted: severity > 500 ? 0 : 1_000 - severity };
    case "feedback-phantom":
      return { phantom: severity };
    case "free-flow":
    case "valve-weeping":
      return { past: severity };
    case "reservoir-leak":
      return { leaking: severity * 1_000 };
    case "level-stuck":
      return { level: "stuck" };
    case "level-biased":
      return { level: "biased" };
    case "level-lost":
      return { level: "lost" };
    case "catheter-occluded":
      return { blocked: true, reaching: 0, moved: 0 };
    case "catheter-kinked":
      return { moved: 1_000 - Math.floor(severity / 2) };
    case "catheter-leaking":
      return { reaching: 1_000 - severity };
    case "catheter-disconnected":
    case "tip-migrated":
      return { reaching: 0 };
    case "battery-film":
      return { film: severity };
    case "battery-fading":
      return { fading: severity };
    case "clock-lost":
      return { clock: "lost" };
    case "clock-drifting":
      return { drift: severity };
    case "sounder-dead":
      return { sounds: false };
    case "vibrator-dead":
      return { vibrates: false };
    case "page-worn":
      return { worn: true };
    case "reservoir-overfilled":
    case "pocket-fill":
    case "brown-out":
    case "clock-jumped":
    case "bit-flipped":
    case "write-torn":
    case "both-copies-bad":
    case "copy-stale":
    case "processor-hung":
    case "processor-reset":
    case "reset-loop":
    case "memory-upset":
      return {};
  }
};

/** The condition under all active faults; of two that change the same, the later one shows. */
export const conditionOf = (active: readonly Fault[]): Condition => {
  const condition = Object.assign({}, SOUND, ...active.map(changedBy)) as Condition;
  assert(condition.turning >= 0 && condition.moved >= 0, "nothing runs backwards", {});
  return condition;
};
