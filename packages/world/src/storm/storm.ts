// SPDX-License-Identifier: Apache-2.0
/**
 * The storm: many lives, one after another. A range of places flows in, what their lives broke and
 * reached flows out, together with the hash of each; ranges lived on different threads are joined
 * in the order of the places.
 */
import type { Controller } from "@cisterna/pump";
import { joined } from "./hash.ts";
import { type Life, lifeOf } from "./life.ts";
import { type Lived, live, type Manner, type StormMode } from "./live.ts";
import { addCounts, type Counts, reachCounts, reachTable } from "./reach.ts";
import type { Violation } from "./violation.ts";

/** Which lives of which seed are lived, and for which laws. Places count from 0. */
export type StormRange = {
  readonly seed: number;
  readonly from: number;
  readonly upto: number;
  readonly mode: StormMode;
};

/** A life that broke a law: its place is enough to live it again. */
export type Broken = { readonly place: number; readonly violations: readonly Violation[] };

/** What a range of lives came to; plain data, so that it can cross threads. */
export type Squall = {
  readonly from: number;
  readonly broken: readonly Broken[];
  readonly counts: Counts;
  readonly hashes: readonly string[];
  readonly events: number;
};

/**
 * One life in so many is lived twice more, with halts. One with a memory is not: halts write other
 * entries, so that a page may turn at another moment and a cut of power fall into it.
 */
const AUDIT_EVERY = 16;

const cutViolations = (life: Life, controller: Controller, lived: Lived): readonly Violation[] => {
  const manner: Manner = { mode: "safety", cuts: 3 };
  const cut = live(life, controller, manner);
  const whole = live(life, controller, { mode: "safety", cuts: 0 });
  const found = { whole: whole.hash, cut: cut.hash };
  const differs = whole.hash !== cut.hash;
  return [
    ...cut.violations.filter(() => lived.violations.length === 0),
    ...(differs ? [{ law: "cut", at: whole.pump.now, found } as const] : []),
  ];
};

/** A life at its place, with the audits that fall on this place. */
export const livedAt = (
  range: Omit<StormRange, "from" | "upto">,
  place: number,
  controller: Controller,
): Lived => {
  const life = lifeOf(range.seed, place);
  const lived = live(life, controller, { mode: range.mode, cuts: 0 });
  const audited = place % AUDIT_EVERY === 0 && !life.kept;
  const audit = audited ? cutViolations(life, controller, lived) : [];
  return { ...lived, violations: [...lived.violations, ...audit] };
};

/** Lives a range of lives. `told` hears of every life that is over. */
export const squall = (
  range: StormRange,
  controller: Controller,
  told: (place: number) => void = () => undefined,
): Squall => {
  const counts = new Map<string, number>();
  const [broken, hashes]: [Broken[], string[]] = [[], []];
  let events = 0;
  for (let place = range.from; place < range.upto; place += 1) {
    const lived = livedAt(range, place, controller);
    addCounts(counts, reachCounts(lived.reach));
    hashes.push(lived.hash);
    events += lived.events;
    if (lived.violations.length > 0) broken.push({ place, violations: lived.violations });
    told(place);
  }
  return { from: range.from, broken, counts: [...counts], hashes, events };
};

/** What a storm came to. */
export type Storm = {
  readonly broken: readonly Broken[];
  readonly reached: Readonly<Record<string, number>>;
  readonly hash: string;
  readonly events: number;
};

/** Squalls joined, in whatever order they came. Law: how they were divided does not show. */
export const stormOf = (squalls: readonly Squall[]): Storm => {
  const inOrder = squalls.toSorted((a, b) => a.from - b.from);
  const counts = new Map<string, number>();
  for (const each of inOrder) addCounts(counts, each.counts);
  return {
    broken: inOrder.flatMap(({ broken }) => broken),
    reached: reachTable(counts),
    hash: joined(inOrder.flatMap(({ hashes }) => hashes)),
    events: inOrder.reduce((sum, { events }) => sum + events, 0),
  };
};
