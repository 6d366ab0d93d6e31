// SPDX-License-Identifier: Apache-2.0
/**
 * Regimens: when how much of a drug enters where, the same for everybody in a batch. In: spells of
 * giving. Out: the stretches of time between two changes, in each of which every rate is constant;
 * a step of the kernel never crosses from one into the next.
 */
import { assert } from "@cisterna/quantity";
import type { Hours, Micrograms, MicrogramsPerHour } from "../measure.ts";
import type { Model } from "../neuraxis.ts";
import type { Source } from "../source.ts";

/** Where drug enters, in whatever body: `(model) => infusionInto(model, "T10")`. */
export type Way = (model: Model) => Source;

/** A dose given evenly from a time until a time; both the same: all at once. */
export type Spell = {
  /** Place in the regimen's list of ways. */
  readonly way: number;
  readonly from: Hours;
  readonly upto: Hours;
  readonly dose: Micrograms;
};

/** What everybody in a batch is given. */
export type Regimen = {
  readonly ways: readonly Way[];
  readonly spells: readonly Spell[];
  /** Times at which a body's next model takes over, because a flow changes; often none. */
  readonly turns: readonly Hours[];
};

/** A stretch of time without a change, and what is put in at once when it begins. */
export type Interval = {
  readonly from: Hours;
  readonly hours: Hours;
  /** Which of a body's models is in force, and whether it takes over here. */
  readonly era: number;
  readonly turning: boolean;
  /** By way. */
  readonly rates: readonly MicrogramsPerHour[];
  readonly doses: readonly Micrograms[];
};

/** Times are told apart by the microsecond, so that equal stretches have equal lengths. */
const TICKS = 3.6e9;
const tickOf = (hours: Hours): number => Math.round(hours * TICKS);

/**
 * The intervals of a regimen from 0 to its end; giving that would go on beyond is cut off.
 * Law: rates times hours and doses add up to what the spells give.
 * Breaks if: a spell ends before it begins, or begins before 0.
 */
export const intervalsOf = ({ spells, turns, ways }: Regimen, end: Hours): readonly Interval[] => {
  for (const spell of spells) {
    assert(spell.from >= 0 && spell.upto >= spell.from, "a spell runs forward", { ...spell });
    assert(spell.way in ways, "a spell has a way in", { ...spell });
  }
  const times = [0, ...spells.flatMap(({ from, upto }) => [from, upto]), ...turns].map(tickOf);
  const ends = [...new Set([...times, tickOf(end)])]
    .filter((tick) => tick <= tickOf(end))
    .toSorted((a, b) => a - b);
  const timed = spells.map((spell): Timed => {
    return { spell, first: tickOf(spell.from), last: tickOf(spell.upto) };
  });
  return ends.slice(0, -1).map((from, index) => {
    const upto = ends[index + 1] ?? from;
    const given = timed.filter(({ first, last }) => first <= from && from <= last);
    return {
      from: from / TICKS,
      hours: (upto - from) / TICKS,
      era: turns.filter((turn) => tickOf(turn) <= from).length,
      turning: turns.some((turn) => tickOf(turn) === from),
      rates: ways.map((_, way) => rateIn(given, way, from)),
      doses: ways.map((_, way) => doseAt(given, way)),
    };
  });
};

/** A spell with its times in ticks. */
type Timed = { readonly spell: Spell; readonly first: number; readonly last: number };

const rateIn = (given: readonly Timed[], way: number, tick: number): MicrogramsPerHour =>
  given
    .filter(({ spell, last }) => spell.way === way && tick < last)
    .reduce((sum, { spell: { dose, from, upto } }) => sum + dose / (upto - from), 0);

const doseAt = (given: readonly Timed[], way: number): Micrograms =>
  given
    .filter(({ spell, first, last }) => spell.way === way && first === last)
    .reduce((sum, { spell }) => sum + spell.dose, 0);
