// SPDX-License-Identifier: Apache-2.0
/**
 * The monitor: a second count of what turns, written apart from the controller, for a processor of
 * its own. Turns flow in beside what was ordered; a verdict flows out, and whether the motor may
 * move at all. It shares neither guard nor windows with the controller, only the program's limits.
 *
 * It counts in stretches: what turned between two looks. What lies wholly inside a window has
 * certainly turned in it, so an excess that it finds is one, and a sound pump never trips it.
 * Source: REQ-013, REQ-053.
 */
import { assert, DAY_MS, HOUR_MS, type Nanolitres } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";

/** What turned between two looks, and what had been ordered for that time. */
type Stretch = {
  readonly from: number;
  readonly upto: number;
  readonly turns: number;
  readonly ordered: number;
};

/** The most that an hour and a day may hold since a program was taken over, and its transition. */
type Reign = {
  readonly from: number;
  readonly hour: number;
  readonly day: number;
  readonly transition: number;
};

/** What the monitor knows. */
export type Monitor = {
  readonly pulse: Nanolitres;
  readonly at: number;
  /** Turns and orders counted so far, since they were made. */
  readonly turns: number;
  readonly ordered: number;
  readonly stretches: readonly Stretch[];
  readonly reigns: readonly Reign[];
};

/** How the count compares: sound, off in either direction, far over, or above a hard limit. */
export type Verdict = "sound" | "under" | "off" | "over" | "excess";

/** What the feedback of the motor and the controller's orders had come to at an instant. */
export type Count = { readonly at: number; readonly turns: number; readonly ordered: number };

/** Shorter stretches are put together: a day is at most a few hundred of them. */
const STRETCH_MS = 300_000;
/** Proposed: off by a twentieth, or by this much in a day, is worth an alarm. */
const OFF_PARTS = 20;
const OFF_NANOLITRES = 50_000;
/** Over-infusion as published: more than 14.5 % above what was programmed. */
const OVER_PER_MILLE = 145;
/** A turn may be told of just before or just after the order it answers. */
const IN_FLIGHT = 1;

/** A monitor that has counted nothing yet. */
export const newMonitor = (pulse: Nanolitres, { at, turns, ordered }: Count): Monitor => ({
  pulse,
  at,
  turns,
  ordered,
  stretches: [],
  reigns: [],
});

/**
 * Takes over a program's limits. Those of the programs before it count for as long as a window or
 * a stretch reaches back to them.
 */
export const adopt = (monitor: Monitor, { limits, transition }: Program): Monitor => {
  const { at, reigns, stretches } = monitor;
  const { hour, day } = limits;
  const reign: Reign = { from: at, hour, day, transition: transition?.pulses ?? 0 };
  const begins = Math.min(at - DAY_MS, stretches[0]?.from ?? at);
  const recent = reigns.filter((_, index) => (reigns[index + 1]?.from ?? at) > begins);
  return { ...monitor, reigns: [...recent, reign] };
};

const joined = (stretches: readonly Stretch[], next: Stretch): readonly Stretch[] => {
  const last = stretches.at(-1);
  if (last === undefined || next.upto - last.from > STRETCH_MS) return [...stretches, next];
  const { from } = last;
  const turns = last.turns + next.turns;
  return stretches.with(-1, { from, upto: next.upto, turns, ordered: last.ordered + next.ordered });
};

/**
 * Counts on.
 * Breaks if: time or a count would run backwards; there is no reverse movement.
 */
export const counted = (monitor: Monitor, { at, turns, ordered }: Count): Monitor => {
  const forward = at >= monitor.at && turns >= monitor.turns && ordered >= monitor.ordered;
  assert(forward, "time and counts run forward", { at, turns, ordered });
  const next: Stretch = {
    from: monitor.at,
    upto: at,
    turns: turns - monitor.turns,
    ordered: ordered - monitor.ordered,
  };
  const stretches = joined(monitor.stretches, next).filter(({ upto }) => upto > at - DAY_MS);
  return { ...monitor, at, turns, ordered, stretches };
};

/**
 * What certainly turned in some window of a width that ends by now: the stretches that lie in the
 * last one, or the fullest part of the last stretch if it is longer than the window.
 */
const certainIn = ({ stretches, at }: Monitor, width: number): number => {
  const last = stretches.at(-1);
  if (last === undefined) return 0;
  const parts = Math.max(1, Math.ceil((last.upto - last.from) / width));
  const inside = stretches.filter(({ from }) => from >= at - width);
  const sum = inside.reduce((total, { turns }) => total + turns, 0);
  return Math.max(sum, Math.ceil(last.turns / parts));
};

/** The largest limit that was in force in any part of what is looked at, and every transition. */
const boundIn = (monitor: Monitor, window: "hour" | "day", width: number): number => {
  const { reigns, at, stretches } = monitor;
  const begins = Math.min(at - width, stretches.at(-1)?.from ?? at);
  const inForce = reigns.filter((_, index) => (reigns[index + 1]?.from ?? at) > begins);
  const limit = inForce.reduce((most, reign) => Math.max(most, reign[window]), 0);
  return inForce.reduce((sum, { transition }) => sum + transition, limit);
};

const exceedsIn = (monitor: Monitor, window: "hour" | "day", width: number): boolean =>
  certainIn(monitor, width) > boundIn(monitor, window, width) + IN_FLIGHT;

const exceeds = (monitor: Monitor): boolean =>
  exceedsIn(monitor, "hour", HOUR_MS) || exceedsIn(monitor, "day", DAY_MS);

/**
 * What the count says now.
 * Law: a motor that turns as ordered, within the program's limits, is sound for ever.
 */
export const verdictOf = (monitor: Monitor): Verdict => {
  if (exceeds(monitor)) return "excess";
  const { stretches, pulse } = monitor;
  const ordered = stretches.reduce((sum, each) => sum + each.ordered, 0);
  const beyond = stretches.reduce((sum, each) => sum + each.turns, 0) - ordered;
  if (beyond > IN_FLIGHT && beyond * 1_000 > ordered * OVER_PER_MILLE) return "over";
  const gap = Math.abs(beyond);
  const wide = gap * OFF_PARTS > ordered || gap * pulse > OFF_NANOLITRES;
  if (gap <= IN_FLIGHT || !wide) return "sound";
  return beyond < 0 ? "under" : "off";
};

/** Whether the monitor holds the motor: above a hard limit nothing more may turn. */
export const holds = (monitor: Monitor): boolean => verdictOf(monitor) === "excess";
