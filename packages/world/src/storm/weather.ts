// SPDX-License-Identifier: Apache-2.0
/**
 * Weather: the faults of a life, thrown by its dice. About one a week; now and then two at once,
 * because two features that are each fine alone have been deadly together.
 */
import { DAY_MS, HOUR_MS, milliseconds } from "@cisterna/quantity";
import type { Drive } from "@cisterna/therapy";
import { type Fault, type FaultKind, faultRow, faultsOf } from "../hardware/fault.ts";
import { between, type Dice, happens, oneOf } from "./dice.ts";
import type { Turn } from "./turn.ts";

const MINUTE_MS = 60_000;

/** Some faults are over in minutes, some last for days. */
const lastingOf = (dice: Dice): number => {
  const style = between(dice, 1, 10);
  if (style <= 4) return between(dice, 1, 60 * MINUTE_MS);
  return style <= 8 ? between(dice, HOUR_MS, 24 * HOUR_MS) : between(dice, 1, 8) * DAY_MS;
};

const faultOf = (dice: Dice, kinds: readonly FaultKind[]): Fault => {
  const fault = kinds[between(dice, 0, kinds.length - 1)] ?? "processor-reset";
  const lasts = faultRow(fault).sudden ? 0 : lastingOf(dice);
  return { kind: "fault", fault, lasts: milliseconds(lasts), severity: between(dice, 1, 1_000) };
};

const STARTS = ["processor-reset", "brown-out", "processor-hung"] as const;

/** A start in the middle of what was asked for: now and then soon after a press. */
export const startsAmong = (dice: Dice, presses: readonly Turn[]): readonly Turn[] =>
  presses
    .filter(() => happens(dice, 1, 15))
    .map(({ at }) => ({
      at: milliseconds(at + between(dice, 0, 20 * MINUTE_MS)),
      act: {
        kind: "fault",
        fault: oneOf(dice, STARTS),
        lasts: milliseconds(0),
        severity: between(dice, 1, 1_000),
      },
    }));

/** The faults of so many days, from a calm life to a stormy one. */
export const faultsIn = (dice: Dice, drive: Drive, days: number): readonly Turn[] => {
  const kinds = faultsOf(drive);
  const pause = between(dice, 3, 11);
  const turns: Turn[] = [];
  for (let day = between(dice, 0, pause); day < days; day += between(dice, 1, 2 * pause - 1)) {
    const at = day * DAY_MS + between(dice, 0, DAY_MS - 1);
    turns.push({ at: milliseconds(at), act: faultOf(dice, kinds) });
    if (!happens(dice, 1, 4)) continue;
    const later = at + between(dice, 0, 10 * MINUTE_MS);
    turns.push({ at: milliseconds(later), act: faultOf(dice, kinds) });
  }
  return turns;
};
