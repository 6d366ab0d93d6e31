// SPDX-License-Identifier: Apache-2.0
/** What a storm came to, for people and for machines. */
import type { Storm, Violation } from "@cisterna/world";
import { violationText } from "../text/en/storm.ts";

/** A violation with the life in which it was found. */
type Found = Violation & { readonly place: number };

/** Every violation with its place, in the order of the lives. */
export const foundIn = ({ broken }: Storm): readonly Found[] =>
  broken.flatMap(({ place, violations }) => violations.map((each) => ({ place, ...each })));

/** Things that the storm should have reached and did not. */
export const unreachedIn = ({ reached }: Pick<Storm, "reached">): readonly string[] =>
  Object.entries(reached).flatMap(([thing, count]) => (count === 0 ? [thing] : []));

/** How many violations are printed; all of them are in `--json`. */
const SHOWN = 20;

const COLUMN = 44;

/** Pairs of faults are hundreds: their number says enough here. */
const isPair = (thing: string): boolean => thing.startsWith("pair ");

const pairsLine = (reached: Readonly<Record<string, number>>): string => {
  const pairs = Object.entries(reached).filter(([thing]) => isPair(thing));
  const met = pairs.filter(([, count]) => count > 0).length;
  return `  ${"pairs of faults".padEnd(COLUMN)} ${met} of ${pairs.length}`;
};

const counters = (reached: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(reached)
    .filter(([thing]) => !isPair(thing))
    .map(([thing, count]) => `  ${thing.padEnd(COLUMN)} ${count}`);

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** A storm in lines: what was broken, what was reached, what was not, and the hash. */
export const stormText = (storm: Storm, lives: number): string => {
  const found = foundIn(storm);
  const missed = unreachedIn(storm).filter((each) => !isPair(each));
  return [
    `${many(lives, "pump-year")}, ${many(storm.events, "event")}`,
    many(found.length, "violation"),
    ...found.slice(0, SHOWN).map((each) => `  life ${each.place}: ${violationText(each)}`),
    ...(found.length > SHOWN ? [`  and ${found.length - SHOWN} more`] : []),
    "reached",
    ...counters(storm.reached),
    pairsLine(storm.reached),
    missed.length === 0 ? "everything was reached" : `not reached: ${missed.join(", ")}`,
    `hash ${storm.hash}`,
  ]
    .map((line) => `${line}\n`)
    .join("");
};
