// SPDX-License-Identifier: Apache-2.0
/**
 * Patients by the dice: when they press the button. Some never do, some press in bursts when the
 * first press was refused, and a controller may deliver a press late, twice or with a wrong clock.
 */
import { DAY_MS, milliseconds } from "@cisterna/quantity";
import { between, type Dice, happens } from "../storm/dice.ts";
import type { Turn } from "../storm/turn.ts";

const MINUTE_MS = 60_000;

/** How old a press is when it arrives: mostly fresh, sometimes stale, rarely from the future. */
const ageOf = (dice: Dice): number => {
  const style = between(dice, 1, 40);
  if (style === 1) return between(dice, 4 * MINUTE_MS, 7 * MINUTE_MS);
  if (style === 2) return -between(dice, 1, MINUTE_MS);
  return style < 10 ? between(dice, 0, MINUTE_MS) : 0;
};

const press = (dice: Dice, at: number): Turn => ({
  at: milliseconds(at),
  act: { kind: "press", age: ageOf(dice) },
});

/** Presses at every second until the pump must have forgotten the first; then that one again. */
const hammering = (dice: Dice, at: number): readonly Turn[] => [
  { at: milliseconds(at), act: { kind: "press", age: 0 } },
  ...Array.from({ length: 66 }, (_, second) => press(dice, at + (second + 1) * 1_000)),
  { at: milliseconds(at + 70_000), act: { kind: "again", back: 67 } },
];

/** What a patient may do beside asking for a bolus. */
const handled = (dice: Dice, at: number): Turn => ({
  at: milliseconds(at),
  act: { kind: happens(dice, 2, 3) ? "silence" : "test-alarm" },
});

/** A press, and now and then some more on its heels or its echo. */
const burst = (dice: Dice, at: number): readonly Turn[] => {
  if (happens(dice, 1, 500)) return hammering(dice, at);
  if (happens(dice, 1, 40)) return [handled(dice, at)];
  const style = between(dice, 1, 20);
  if (style === 1) return [press(dice, at), press(dice, at), press(dice, at + 1)];
  if (style === 2) return [press(dice, at), press(dice, at + between(dice, 1_000, MINUTE_MS))];
  if (style > 3) return [press(dice, at)];
  const again: Turn = {
    at: milliseconds(at + between(dice, 0, 10_000)),
    act: { kind: "again", back: between(dice, 1, 2) },
  };
  return [press(dice, at), again];
};

/** The presses of a patient on so many days; the eager press several times a day. */
export const pressesOf = (dice: Dice, days: number): readonly Turn[] => {
  const eager = between(dice, 0, 3);
  return Array.from({ length: days }, (_, day) => day).flatMap((day) => {
    const times = happens(dice, 1, 3) ? between(dice, 0, 2 * eager) : 0;
    return Array.from({ length: times }, () => day * DAY_MS + between(dice, 0, DAY_MS - 1)).flatMap(
      (at) => burst(dice, at),
    );
  });
};
