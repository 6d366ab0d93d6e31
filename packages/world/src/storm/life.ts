// SPDX-License-Identifier: Apache-2.0
/**
 * Lives: a year of a pump as data, thrown by the dice of its seed and its place. Whatever happens
 * to it is in the list of turns; so a life can be lived again, shortened and saved.
 */
import type { Device, Start } from "@cisterna/pump";
import { DAY_MS, type Milliseconds, milliseconds, nanolitres } from "@cisterna/quantity";
import type { Drive } from "@cisterna/therapy";
import type { Fitted } from "../hardware/implant.ts";
import { MECHANISMS } from "../hardware/mechanism.ts";
import { visitsOf } from "../people/clinician.ts";
import { pressesOf } from "../people/patient.ts";
import { between, type Dice, diceOf, happens, oneOf } from "./dice.ts";
import type { Turn } from "./turn.ts";
import { faultsIn, startsAmong } from "./weather.ts";

/** A pump and everything that happens to it, until an instant. Turns ascend. */
export type Life = {
  readonly device: Device;
  readonly drive: Drive;
  readonly fitted: Fitted;
  /** Thousandths of the cell that are spent at the start. */
  readonly spent: number;
  /** Whether it has a memory: then a start is a start, from what is stored. */
  readonly kept: boolean;
  readonly start: Start;
  readonly turns: readonly Turn[];
  readonly upto: Milliseconds;
};

const DAYS = 365;

/** One life in so many has a memory: to write and read it takes several times as long. */
const KEPT_AMONG = 20;

const startOf = (dice: Dice, { capacity }: Device): Start => ({
  at: milliseconds(between(dice, 0, DAY_MS)),
  reservoir: nanolitres(happens(dice, 1, 30) ? between(dice, 0, 500) : capacity),
  fluid: "first",
});

const shifted = (turns: readonly Turn[], by: number): readonly Turn[] =>
  turns.map((turn) => ({ ...turn, at: milliseconds(turn.at + by) }));

/** Each purpose has dice of its own, so that a change in one leaves the others as they were. */
const PURPOSE = { start: 1, visits: 2, presses: 3, faults: 4, starts: 5 } as const;

/** The life at a place under a seed. Law: it follows from these two alone. */
export const lifeOf = (seed: number, place: number): Life => {
  const dice = diceOf(seed, place, PURPOSE.start);
  const { device, drive } = oneOf(dice, MECHANISMS);
  const fitted = {
    level: happens(dice, 1, 3),
    pressure: happens(dice, 1, 2),
    flow: happens(dice, 1, 2),
  };
  const spent = between(dice, 0, 900);
  const start = startOf(dice, device);
  const clock = milliseconds(between(dice, 0, 7 * DAY_MS - 1));
  const ward = { device, clock, slips: between(dice, 0, 40) };
  const presses = pressesOf(diceOf(seed, place, PURPOSE.presses), DAYS);
  const turns = [
    ...visitsOf(diceOf(seed, place, PURPOSE.visits), ward, DAYS),
    ...presses,
    ...startsAmong(diceOf(seed, place, PURPOSE.starts), presses),
    ...faultsIn(diceOf(seed, place, PURPOSE.faults), drive, DAYS),
  ];
  return {
    device,
    drive,
    fitted,
    spent,
    kept: happens(dice, 1, KEPT_AMONG),
    start,
    turns: shifted(turns, start.at).toSorted((a, b) => a.at - b.at),
    upto: milliseconds(start.at + DAYS * DAY_MS),
  };
};
