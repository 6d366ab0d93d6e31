// SPDX-License-Identifier: Apache-2.0
/**
 * Evolve: the only place where an event changes a pump. It judges nothing; what flows in has
 * happened. The event's instant is the pump's present.
 */
import { DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";
import { bolusEnd, type Grant } from "./bolus.ts";
import type { BolusCancelled, BolusGranted, Event, Programmed, Refilled } from "./event.ts";
import type { Answer, Era, Pump } from "./pump.ts";
import { quantaOf } from "./tally.ts";

/** How an event changes a pump. */
export type Evolve = (pump: Pump, event: Event) => Pump;

/**
 * How many answers are kept for commands that come again. Forgetting is safe: a granted request is
 * besides remembered with its grant for a day, longer than any request stays valid, and a program
 * cannot come twice because its version is then stale.
 */
export const ANSWERS_KEPT = 64;

/** Eras that ended within the last 24 hours, and the new one. */
const erasWith = (eras: readonly Era[], era: Era): readonly Era[] =>
  [...eras, era].filter((_, index, all) => (all[index + 1]?.from ?? era.from) > era.from - DAY_MS);

const programmed = (pump: Pump, { at, program }: Programmed): Pump => {
  const order = program.transition;
  const transition =
    order === null || order.pulses === 0 ? null : { ...order, left: quantaOf(order.pulses) };
  return {
    ...pump,
    program,
    transition,
    begun: transition === null && pump.stop === null ? at : null,
    clockFrom: at,
    eras: erasWith(pump.eras, { from: at, limits: program.limits }),
  };
};

const granted = (pump: Pump, { at, bolus }: BolusGranted): Pump => {
  const boluses = [...pump.boluses, bolus];
  if (bolus.source === "single") return { ...pump, boluses };
  const recent = pump.grants.filter(({ ends }) => ends > at - DAY_MS);
  const grant: Grant = { id: bolus.id, at, ends: bolusEnd(bolus) };
  return { ...pump, boluses, grants: [...recent, grant] };
};

const without = (pump: Pump, id: string): Pump => ({
  ...pump,
  boluses: pump.boluses.filter((bolus) => bolus.id !== id),
});

/** A bolus on the clock that was cancelled is void: only later ones count. */
const cancelled = (pump: Pump, { at, bolus, source }: BolusCancelled): Pump => {
  if (source === "periodic") return { ...pump, clockFrom: milliseconds(at + 1) };
  const grants = pump.grants.map((grant) => (grant.id === bolus ? { ...grant, ends: at } : grant));
  return { ...without(pump, bolus), grants };
};

const later = (a: Milliseconds, b: Milliseconds): Milliseconds => (a > b ? a : b);

/** Flow goes on from the present: a bolus on the clock that began meanwhile is not made up for. */
const goOn = (pump: Pump, at: Milliseconds): Pump => ({
  ...pump,
  clockFrom: later(pump.clockFrom, at),
});

const refilled = (pump: Pump, { at, volume: reservoir, fluid }: Refilled): Pump => {
  const dry = pump.dry && reservoir < pump.device.pulse;
  const filled = { ...pump, reservoir, fluid, dry };
  return pump.dry && !dry ? goOn(filled, at) : filled;
};

const resumed = (pump: Pump, at: Milliseconds): Pump => {
  const waiting = pump.program !== null && pump.transition === null;
  const begun = pump.begun ?? (waiting ? at : null);
  return goOn({ ...pump, stop: null, begun }, at);
};

const changed: Evolve = (pump, event) => {
  const { at } = event;
  switch (event.kind) {
    case "programmed":
      return programmed(pump, event);
    case "transition-settled":
      return { ...pump, transition: null, begun: at, clockFrom: at };
    case "transition-cancelled":
      return { ...pump, transition: null };
    case "bolus-granted":
      return granted(pump, event);
    case "bolus-settled":
      return without(pump, event.bolus);
    case "bolus-cancelled":
      return cancelled(pump, event);
    case "refilled":
      return refilled(pump, event);
    case "ran-dry":
      return { ...pump, dry: true };
    case "stopped":
      return {
        ...pump,
        stop: { at, reason: event.reason, maximum: event.maximum, expired: false },
      };
    case "stop-expired":
      return pump.stop === null ? pump : { ...pump, stop: { ...pump.stop, expired: true } };
    case "resumed":
      return resumed(pump, at);
    case "interrogated":
    case "refused":
    case "repeated":
      return pump;
  }
};

/** The command that an event answers and whose answer is worth keeping; null for the others. */
const answered = (event: Event): string | null =>
  "command" in event && event.kind !== "interrogated" && event.kind !== "repeated"
    ? event.command
    : null;

const kept = (answers: readonly Answer[], command: string, event: Event): readonly Answer[] => {
  const last = answers.at(-1);
  if (last?.command === command) {
    return answers.with(-1, { command, events: [...last.events, event] });
  }
  return [...answers, { command, events: [event] }].slice(-ANSWERS_KEPT);
};

/**
 * The pump after an event.
 * Law: replay: folding the log gives the state.
 */
export const evolve: Evolve = (pump, event) => {
  const command = answered(event);
  const next = changed(pump, event);
  return command === null ? next : { ...next, answers: kept(next.answers, command, event) };
};
