// SPDX-License-Identifier: Apache-2.0
/**
 * Interesting instants: where something about a pump changes by itself, read from what it holds. A
 * defect that depends on time shows at one of these, a millisecond before or a millisecond after.
 */
import type { Pump } from "@cisterna/pump";
import { DAY_MS, HOUR_MS } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";

const WEEK_MS = 7 * DAY_MS;

const weekEdges = ({ week, clock, titration }: Program, now: number): readonly number[] => {
  const monday = now - ((now + clock) % WEEK_MS);
  const edges = week.flatMap(({ from }) => [monday + from, monday + WEEK_MS + from]);
  return [...edges, ...titration.map(({ at }) => at)];
};

const clockEdges = ({ periodic, clock }: Program, now: number): readonly number[] => {
  if (periodic === null) return [];
  const first = periodic.first - clock;
  const last = first + Math.max(0, Math.floor((now - first) / periodic.every)) * periodic.every;
  return [last, last + periodic.over, last + periodic.every];
};

const grantEdges = ({ grants, program }: Pump): readonly number[] =>
  grants.flatMap(({ at, ends }) => [ends, ends + DAY_MS, at + (program?.onDemand?.lockout ?? 0)]);

const windowEdges = ({ history }: Pump): readonly number[] =>
  history.flatMap(({ from, upto }) => [from + HOUR_MS, upto + HOUR_MS, from + DAY_MS]);

const ownEdges = ({ now, transition, stop, boluses }: Pump): readonly number[] => [
  ...(transition === null ? [] : [now + Math.ceil(transition.left / transition.rate)]),
  ...(stop === null ? [] : [stop.at + stop.maximum]),
  ...boluses.map(({ from, over }) => from + over),
];

/** How many of the next edges are walked to. */
const EDGES = 3;

/** The present, and the next edges with a millisecond on both sides. */
export const instantsOf = (pump: Pump): readonly number[] => {
  const { now, program } = pump;
  const edges = [
    ...(program === null ? [] : [...weekEdges(program, now), ...clockEdges(program, now)]),
    ...grantEdges(pump),
    ...windowEdges(pump),
    ...ownEdges(pump),
  ];
  const next = [...new Set(edges)].filter((at) => at > now).toSorted((a, b) => a - b);
  const around = next.slice(0, EDGES).flatMap((at) => [at - 1, at, at + 1]);
  return [...new Set([now, ...around])];
};
