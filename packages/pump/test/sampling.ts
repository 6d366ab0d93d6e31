// SPDX-License-Identifier: Apache-2.0
/**
 * Windows by sampling: the pump is stopped at every instant where a window can be fullest, its
 * delivered total is read, and every hour and day between two readings is added up. Only totals
 * are believed, not the pump's own history.
 */
import { DAY_MS, HOUR_MS, milliseconds } from "@cisterna/quantity";
import type { HardLimits } from "@cisterna/therapy";
import type { Controller, Log, Pump } from "../src/index.ts";
import type { PumpHistory } from "./histories.ts";
import { type Played, take, witness } from "./play.ts";

/** What had left the pump outside transitions, by instant. */
type Readings = { readonly times: readonly number[]; readonly totals: ReadonlyMap<number, number> };

type Era = { readonly from: number; readonly limits: HardLimits };

const erasOf = (log: Log): readonly Era[] =>
  log.flatMap((event) =>
    event.kind === "programmed" ? [{ from: event.at, limits: event.program.limits }] : [],
  );

const instantsOf = (controller: Controller, history: PumpHistory): [Played, readonly number[]] => {
  const breaks = new Set<number>();
  const played = witness(controller, history);
  for (const pump of played.seen) {
    breaks.add(pump.now);
    for (const { from, upto } of pump.history) breaks.add(from).add(upto);
  }
  for (const { at } of played.log) breaks.add(at);
  const [first, last] = [played.start.now, played.pump.now];
  const all = [...breaks].flatMap((at) => [
    at,
    at + HOUR_MS,
    at + DAY_MS,
    at - HOUR_MS,
    at - DAY_MS,
  ]);
  const inside = new Set(all.filter((at) => at >= first && at <= last));
  return [played, [...inside].toSorted((a, b) => a - b)];
};

const totalOf = ({ delivered }: Pump): number => delivered.pulses * DAY_MS + delivered.quanta;

/** Plays the commands again, stopping at every instant; a broken rate or transition comes out. */
const readingsOf = (
  controller: Controller,
  played: Played,
  times: readonly number[],
): Readings | string => {
  const totals = new Map<number, number>();
  let [pump, counted, primed, command] = [played.start, 0, 0, 0];
  for (const time of times) {
    const before = pump;
    pump = controller.advance(pump, milliseconds(time));
    const flowed = totalOf(pump) - totalOf(before);
    const ceiling = before.transition?.rate ?? before.program?.limits.rate ?? 0;
    if (flowed > ceiling * (time - before.now)) return `${flowed} quanta flowed at ${time}`;
    if (before.transition === null) counted += flowed;
    else primed += flowed;
    if (primed > (pump.program?.transition?.pulses ?? 0) * DAY_MS) return "too long a transition";
    totals.set(time, counted);
    for (; played.sent[command]?.at === time; command += 1) {
      const next = played.sent[command];
      if (next === undefined) break;
      const version = pump.program?.version;
      pump = take(controller, pump, next).pump;
      if (pump.program?.version !== version) primed = 0;
    }
  }
  return { times, totals };
};

const largest = (eras: readonly Era[], window: "hour" | "day"): number =>
  eras.reduce((most, { limits }) => Math.max(most, limits[window]), 0);

/** Where a window reaches over several programs, each part of it is held to what bounds it. */
const partsOf = (eras: readonly Era[], from: number, upto: number): readonly number[] => [
  from,
  ...eras.map((era) => era.from).filter((start) => start > from && start < upto),
];

const fullWindow = (readings: Readings, eras: readonly Era[], upto: number): string | null => {
  for (const window of ["hour", "day"] as const) {
    const from = upto - (window === "hour" ? HOUR_MS : DAY_MS);
    for (const start of partsOf(eras, Math.max(from, readings.times[0] ?? 0), upto)) {
      const [head, tail] = [readings.totals.get(upto), readings.totals.get(start)];
      if (head === undefined || tail === undefined) continue;
      const inForce = eras.filter(
        (era, index) => era.from < upto && (eras[index + 1]?.from ?? upto) > start,
      );
      const limit = largest(inForce, window) * DAY_MS;
      if (head - tail > limit) return `a ${window} before ${upto} holds ${head - tail} > ${limit}`;
    }
  }
  return null;
};

/** The first window that holds more than it may, or null. */
export const exceeded = (controller: Controller, history: PumpHistory): string | null => {
  const [played, times] = instantsOf(controller, history);
  const readings = readingsOf(controller, played, times);
  if (typeof readings === "string") return readings;
  const eras = erasOf(played.log);
  for (const time of times) {
    const found = fullWindow(readings, eras, time);
    if (found !== null) return found;
  }
  return null;
};
