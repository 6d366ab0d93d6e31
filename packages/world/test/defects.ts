// SPDX-License-Identifier: Apache-2.0
/**
 * Planted defects: controllers with one plausible mistake each, which the storm or a walk has to
 * find. Each is made of the true parts with one of them bent.
 */
import {
  type Command,
  type Controller,
  controllerOf,
  type Decide,
  type Detect,
  decideWith,
  type Event,
  type Evolve,
  GUARD,
  type Guard,
  PARTS,
  plusQuanta,
} from "@cisterna/pump";
import { DAY_MS, milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";

/** A mistake and the controller that makes it. */
export type Defect = { readonly title: string; readonly controller: Controller };

const withGuard = (guard: Guard): Controller =>
  controllerOf({ ...PARTS, decide: decideWith(guard) });
const withDecide = (decide: Decide): Controller => controllerOf({ ...PARTS, decide });
const withEvolve = (evolve: Evolve): Controller => controllerOf({ ...PARTS, evolve });

/** What will flow is not counted, only what has. */
const forgetful: Guard = {
  ...GUARD,
  overflow: (commitment) =>
    GUARD.overflow({
      ...commitment,
      pieces: commitment.pieces.filter(({ upto }) => upto <= commitment.from),
      charged: { hour: 0, day: 0 },
    }),
};

/** Every rate that is too high is lowered to the highest allowed. */
const clamping: Decide = (pump, command) => {
  if (command.kind !== "program") return PARTS.decide(pump, command);
  const most = Math.min(command.program.limits.rate, pump.device.most);
  const week = command.program.week.map(({ from, rate }) => ({
    from,
    rate: pulsesPerDay(Math.min(rate, most)),
  }));
  return PARTS.decide(pump, { ...command, program: { ...command.program, week } });
};

const without =
  (kind: Event["kind"]): Evolve =>
  (pump, event) =>
    event.kind === kind ? pump : PARTS.evolve(pump, event);

/** The time of a stop is made up for when it ends. */
const catchingUp: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "resumed" || pump.stop === null) return next;
  const missed = (pump.program?.week[0]?.rate ?? 0) * (event.at - pump.stop.at);
  return { ...next, delivered: plusQuanta(next.delivered, missed) };
};

/** Limits of a program are kept twice as wide as they were sent. */
const loose: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "programmed") return next;
  const eras = next.eras.map(({ from, limits }) => ({
    from,
    limits: { ...limits, hour: pulses(limits.hour * 2), day: pulses(limits.day * 2) },
  }));
  return { ...next, eras };
};

/** A program is judged by limits that are twice as wide as its own. */
const lenient: Decide = (pump, command) => {
  if (command.kind !== "program") return PARTS.decide(pump, command);
  const { limits } = command.program;
  const wide = { ...limits, hour: pulses(limits.hour * 2), day: pulses(limits.day * 2) };
  const judged: Command = { ...command, program: { ...command.program, limits: wide } };
  return PARTS.decide(pump, judged).map((event) =>
    event.kind === "programmed" ? { ...event, program: command.program } : event,
  );
};

/** The lock-out counts from the last grant but one. */
const unlocked: Decide = (pump, command) =>
  PARTS.decide({ ...pump, grants: pump.grants.slice(0, -1) }, command);

/** A command that comes again is a new one. */
const amnesic: Decide = (pump, command) => PARTS.decide({ ...pump, answers: [] }, command);

/** A refill is added to what is there. */
const adding: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "refilled") return next;
  const reservoir = Math.min(pump.reservoir + event.volume, pump.device.capacity);
  return { ...next, reservoir: Object.assign(reservoir, pump.reservoir) };
};

/** A bolus on the clock that began during a stop is given afterwards. */
const belated: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  return event.kind === "resumed" ? { ...next, clockFrom: pump.clockFrom } : next;
};

/** Whoever asks how things stand sets the clock of the schedule. */
const meddling: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  return event.kind === "interrogated" ? { ...next, clockFrom: milliseconds(event.at + 1) } : next;
};

/** What a stalled motor missed is delivered when it turns again. */
const catchingUpAfterStall: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "turns-reconciled") return next;
  return { ...next, delivered: plusQuanta(next.delivered, event.missed * DAY_MS) };
};

/** A bolus that was flowing when the processor was reset begins anew. */
const doubling: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "fault-found" || event.fault !== "reset") return next;
  return { ...next, boluses: next.boluses.map((bolus) => ({ ...bolus, from: event.at })) };
};

/** A bolus that a start cut off goes on after it. */
const goingOn: Evolve = (pump, event) =>
  event.kind === "bolus-cancelled" && event.reason === "reset" ? pump : PARTS.evolve(pump, event);

/** What may have left between the last beat and a start is not counted. */
const overlooking: Evolve = (pump, event) =>
  PARTS.evolve(pump, event.kind === "recovered" ? { ...event, unknown: pulses(0) } : event);

/** Turns that came unasked are counted, and no window holds them. */
const uncharging: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  return event.kind === "turns-reconciled" ? { ...next, history: pump.history } : next;
};

/** Whoever silences an alarm never hears it again. */
const silencing: Decide = (pump, command) =>
  PARTS.decide(pump, command).map((event) =>
    event.kind === "silenced" ? { ...event, until: milliseconds(event.at + 365 * DAY_MS) } : event,
  );

/** A lost clock is not noticed. */
const deaf: Detect = (pump, report) => PARTS.detect(pump, { ...report, clock: "kept" });

const withDetect = (detect: Detect): Controller => controllerOf({ ...PARTS, detect });

/** Every defect. */
export const DEFECTS: readonly Defect[] = [
  { title: "a forgotten window term", controller: withGuard(forgetful) },
  { title: "a clamp", controller: withDecide(clamping) },
  { title: "a catch-up after a stop", controller: withEvolve(catchingUp) },
  { title: "limits twice as wide", controller: withEvolve(loose) },
  { title: "a program judged by wider limits", controller: withDecide(lenient) },
  { title: "a lock-out from the grant before", controller: withDecide(unlocked) },
  { title: "a command done twice", controller: withDecide(amnesic) },
  { title: "a refill that adds", controller: withEvolve(adding) },
  { title: "a bolus on the clock made up for", controller: withEvolve(belated) },
  { title: "a question that changes the schedule", controller: withEvolve(meddling) },
  { title: "a catch-up after a stall", controller: withEvolve(catchingUpAfterStall) },
  { title: "a bolus doubled after a reset", controller: withEvolve(doubling) },
  { title: "a bolus that goes on after a start", controller: withEvolve(goingOn) },
  { title: "what left unseen is not counted", controller: withEvolve(overlooking) },
  { title: "unasked turns that no window holds", controller: withEvolve(uncharging) },
  { title: "an alarm silenced for ever", controller: withDecide(silencing) },
  { title: "an alarm that never clears", controller: withEvolve(without("fault-cleared")) },
  { title: "a lost clock that nobody notices", controller: withDetect(deaf) },
  { title: "a resume that is not made", controller: withEvolve(without("resumed")) },
  { title: "a dry pump that does not know", controller: withEvolve(without("ran-dry")) },
];
