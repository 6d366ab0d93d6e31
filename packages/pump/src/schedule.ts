// SPDX-License-Identifier: Apache-2.0
/**
 * The schedule: what should flow at an instant, and until when that stays so. It reads the program
 * and the granted boluses; the guard may hold some of it back, the reservoir may not have it.
 */
import { assert, DAY_MS } from "@cisterna/quantity";
import type { PeriodicBolus, Program, Week } from "@cisterna/therapy";
import { restraintOf } from "./alarm/restraint.ts";
import type { Restraint } from "./alarm/table.ts";
import { bolusFlow, bolusSpan, type Flow } from "./bolus.ts";
import type { Piece, Pump } from "./pump.ts";

const WEEK_MS = 7 * DAY_MS;
const NEVER = Number.POSITIVE_INFINITY;
const NO_FLOW: Flow = { rate: 0, until: NEVER };

/** Index of the last segment that begins at or before a moment of the week. */
const segmentAt = (week: Week, moment: number): number => {
  let [low, high] = [0, week.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const segment = week[middle];
    assert(segment !== undefined, "the middle lies within the week", { middle });
    if (segment.from <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
};

const weekAt = (program: Program, time: number): { week: Week; until: number } => {
  const step = program.titration.findLast(({ at }) => at <= time);
  const next = program.titration.find(({ at }) => at > time);
  return { week: step?.week ?? program.week, until: next?.at ?? NEVER };
};

/** Basal flow of a program at an instant: the week of the titration step in force. */
export const basalAt = (program: Program, time: number): Flow => {
  const { week, until } = weekAt(program, time);
  const moment = (time + program.clock) % WEEK_MS;
  const index = segmentAt(week, moment);
  const segment = week[index];
  assert(segment !== undefined, "a week is never empty", { index });
  const end = time - moment + (week[index + 1]?.from ?? WEEK_MS);
  return { rate: segment.rate, until: Math.min(end, until) };
};

/** A bolus on the clock, by its start. */
type ClockBolus = { readonly order: PeriodicBolus; readonly from: number };

/** When boluses on the clock count: not if they would have begun before `clockFrom`. */
type Clock = { readonly program: Program; readonly clockFrom: number };

/** The bolus on the clock that began last, or null. It may have ended. */
const clockBolusAt = ({ program, clockFrom }: Clock, time: number): ClockBolus | null => {
  const order = program.periodic;
  if (order === null) return null;
  const first = order.first - program.clock;
  if (time < first) return null;
  const from = first + Math.floor((time - first) / order.every) * order.every;
  return from < clockFrom ? null : { order, from };
};

/** The bolus on the clock that is flowing, or null. */
export const flowingClockBolus = (clock: Clock, time: number): ClockBolus | null => {
  const bolus = clockBolusAt(clock, time);
  return bolus !== null && time < bolus.from + bolusSpan(bolus.order) ? bolus : null;
};

const clockStartAfter = (order: PeriodicBolus, clock: Clock, time: number): number => {
  const first = order.first - clock.program.clock;
  return time < first ? first : time + order.every - ((time - first) % order.every);
};

/** Flow of the boluses on the clock at an instant. */
const clockFlowAt = (clock: Clock, time: number): Flow => {
  const order = clock.program.periodic;
  if (order === null) return NO_FLOW;
  const next = clockStartAfter(order, clock, time);
  const bolus = clockBolusAt(clock, time);
  if (bolus === null) return { rate: 0, until: next };
  const { rate, until } = bolusFlow(order, time - bolus.from);
  return { rate, until: Math.min(bolus.from + until, next) };
};

/** Basal and boluses on the clock together. */
export const scheduledAt = (clock: Clock, time: number): Flow => {
  const basal = basalAt(clock.program, time);
  const clocked = clockFlowAt(clock, time);
  return { rate: basal.rate + clocked.rate, until: Math.min(basal.until, clocked.until) };
};

/** A flow and the granted boluses on top of it. */
const withBoluses = ({ boluses }: Pump, flow: Flow, time: number): Flow => {
  let { rate, until } = flow;
  for (const bolus of boluses) {
    const more = bolusFlow(bolus, time - bolus.from);
    rate += more.rate;
    until = Math.min(until, bolus.from + more.until);
  }
  return { rate, until };
};

/**
 * What a pump past its transition intends to deliver at an instant, whatever its faults hold back:
 * schedule and granted boluses. A fault may end at any time, so this is what is judged by.
 */
export const intendedAt = (pump: Pump, time: number): Flow => {
  if (pump.program === null || pump.begun === null || pump.stop !== null) return NO_FLOW;
  const schedule = scheduledAt({ program: pump.program, clockFrom: pump.clockFrom }, time);
  return withBoluses(pump, schedule, time);
};

/** The least rate of the week in force, whatever the time of the week is. */
const lowestStep = (program: Program, time: number): Flow => {
  const { week, until } = weekAt(program, time);
  return { rate: week.reduce((least, { rate }) => Math.min(least, rate), NEVER), until };
};

/** What the faults leave of basal; boluses on the clock rest meanwhile. */
const restrainedBasal = (program: Program, restraint: Restraint, time: number): Flow => {
  if (restraint === "lowest-step") return lowestStep(program, time);
  const basal = basalAt(program, time);
  return { ...basal, rate: Math.min(basal.rate, program.minimum) };
};

/** What a pump past its transition should deliver at an instant. */
export const wantedAt = (pump: Pump, time: number): Flow => {
  const { program, begun, stop, tested } = pump;
  const restraint = restraintOf(pump);
  if (tested === null || restraint === "stop") return NO_FLOW;
  if (restraint === "none") return intendedAt(pump, time);
  if (program === null || begun === null || stop !== null) return NO_FLOW;
  return withBoluses(pump, restrainedBasal(program, restraint, time), time);
};

/** The rate at which a transition may flow: its own, or what the faults leave of it. */
export const restrainedTransition = (pump: Pump): number => {
  const { program, transition, tested } = pump;
  const restraint = restraintOf(pump);
  if (program === null || transition === null || tested === null || restraint === "stop") return 0;
  const { rate } = transition;
  return restraint === "minimum" ? Math.min(rate, program.minimum) : rate;
};

/** A stretch of time, from an instant (included) up to a later one (not included). */
export type Span = { readonly from: number; readonly upto: number };

/** A flow over a stretch of time as constant pieces. */
export const piecesOf = (flow: (time: number) => Flow, span: Span): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (let from = span.from; from < span.upto; ) {
    const { rate, until } = flow(from);
    const upto = Math.min(until, span.upto);
    if (rate > 0) pieces.push({ from, upto, rate });
    from = upto;
  }
  return pieces;
};
