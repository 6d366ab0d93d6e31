// SPDX-License-Identifier: Apache-2.0
/**
 * Broken controllers: each with one plausible mistake, and the law that must catch it. Those marked
 * with a source were made in the world before us.
 */
import { DAY_MS, milliseconds, pulses } from "@cisterna/quantity";
import {
  CONTROLLER,
  type Command,
  type Controller,
  controllerOf,
  type Decide,
  decideWith,
  type Event,
  type Evolve,
  GUARD,
  type Guard,
  PARTS,
  type PassTime,
  type Pump,
  passTime,
  plusQuanta,
} from "../src/index.ts";
import {
  beatFreedom,
  conservation,
  droppedBoluses,
  forgiveness,
  forwardTime,
  guarded,
  idempotence,
  type Law,
  liveness,
  monotoneLimits,
  replaying,
  tickFreedom,
  totality,
} from "./laws.ts";

/** A mistake, the law it breaks, and the controller that makes it. */
export type Mistake = {
  readonly title: string;
  readonly law: Law;
  readonly controller: Controller;
};

const timed =
  (change: (before: Pump, after: Pump) => Pump): PassTime =>
  (pump, upto) =>
    change(pump, PARTS.passTime(pump, upto));

const withTime = (change: (before: Pump, after: Pump) => Pump): Controller =>
  controllerOf({ ...PARTS, passTime: timed(change) });

const withEvolve = (evolve: Evolve): Controller => controllerOf({ ...PARTS, evolve });

const withDecide = (decide: Decide): Controller => controllerOf({ ...PARTS, decide });

const deafTo = (kind: Event["kind"]): Controller =>
  withEvolve((pump, event) => (event.kind === kind ? pump : PARTS.evolve(pump, event)));

const owing = (pump: Pump, quanta: number): Pump => ({
  ...pump,
  delivered: { ...pump.delivered, quanta },
});

/** Only what has flowed is counted, not what will. */
const FORGETFUL: Guard = {
  ...GUARD,
  overflow: (commitment) =>
    GUARD.overflow({
      ...commitment,
      pieces: commitment.pieces.filter(({ upto }) => upto <= commitment.from),
      charged: { hour: 0, day: 0 },
    }),
};

/** The loosest bound counts. */
const LENIENT: Guard = {
  ...GUARD,
  withhold: (wanted, { ceiling, windows }) =>
    GUARD.withhold(wanted, { ceiling: Math.max(wanted, ceiling), windows: windows.slice(2) }),
};

/** Bounds are added where they should be compared. */
const ADDING: Guard = {
  ...GUARD,
  withhold: (wanted, bounds) => {
    const tight = bounds.windows.some(({ room, leaving }) => room + leaving < wanted);
    return tight ? { rate: wanted + 1, span: 1 } : GUARD.withhold(wanted, bounds);
  },
};

/** A bolus is judged as if it were one pulse, then given whole. */
const uncharged: Decide = (pump, command) => {
  const order = pump.program?.onDemand ?? null;
  if (command.kind !== "request" || pump.program === null || order === null) {
    return PARTS.decide(pump, command);
  }
  const small = { ...pump.program, onDemand: { ...order, pulses: pulses(1) } };
  return PARTS.decide({ ...pump, program: small }, command).map((event) =>
    event.kind === "bolus-granted"
      ? { ...event, bolus: { ...event.bolus, pulses: order.pulses } }
      : event,
  );
};

const loosened: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "programmed") return next;
  const { limits } = event.program;
  const loose = { ...limits, hour: pulses(limits.hour * 2), day: pulses(limits.day * 2) };
  return { ...next, eras: next.eras.map((era) => ({ ...era, limits: loose })) };
};

const generous = (kind: "resumed" | "refilled"): Evolve => {
  return (pump, event) => {
    const next = PARTS.evolve(pump, event);
    const rate = pump.program?.week[0]?.rate ?? 0;
    const rest = event.at - (pump.stop?.at ?? event.at - 60_000);
    const missed = event.kind === kind && (pump.stop !== null || pump.dry) ? rate * rest : 0;
    return { ...next, delivered: plusQuanta(next.delivered, missed) };
  };
};

const irritable: Decide = (pump, command) => {
  if (command.kind === "program" && command.program.week.length === 0) throw new Error("no week");
  return PARTS.decide(pump, command);
};

const silent: Decide = (pump, command) =>
  command.kind === "cancel-bolus" ? [] : PARTS.decide(pump, command);

const timeless: PassTime = (pump, upto) =>
  upto < pump.now ? { ...pump, now: upto } : PARTS.passTime(pump, upto);

const forgetsAnswers: Decide = (pump, command) => PARTS.decide({ ...pump, answers: [] }, command);

const secretive: Controller = {
  ...CONTROLLER,
  step: (pump, input) => {
    const { pump: after, events } = CONTROLLER.step(pump, input);
    return { pump: after, events: events.filter(({ kind }) => kind !== "refilled") };
  },
};

const meddling: Controller = {
  ...CONTROLLER,
  step: (pump, input: { at: Pump["now"]; command: Command }) => {
    const stepped = CONTROLLER.step(pump, input);
    if (input.command.kind !== "interrogate") return stepped;
    return { ...stepped, pump: { ...stepped.pump, clockFrom: milliseconds(input.at + 1) } };
  },
};

const silentAbout = (kind: Event["kind"]): Controller =>
  controllerOf({
    ...PARTS,
    detect: (pump, report) => PARTS.detect(pump, report).filter((event) => event.kind !== kind),
  });

const catchingUp: Evolve = (pump, event) => {
  const next = PARTS.evolve(pump, event);
  if (event.kind !== "turns-reconciled") return next;
  return { ...next, delivered: plusQuanta(next.delivered, event.missed * DAY_MS) };
};

const talkative: Controller = controllerOf({
  ...PARTS,
  detect: (pump, report) => [
    ...PARTS.detect(pump, report),
    { kind: "turns-reconciled", at: pump.now, missed: pulses(1), surplus: pulses(0) },
  ],
});

/** Mistakes that show only where hardware fails. */
export const HARD_MISTAKES: readonly Mistake[] = [
  {
    title: "an alarm that never clears [REQ-069 breaks]",
    law: liveness,
    controller: deafTo("fault-cleared"),
  },
  {
    title: "what a stall kept back is given later [REQ-051 breaks]",
    law: conservation,
    controller: withEvolve(catchingUp),
  },
  {
    title: "an alarm lets a bolus flow on [REQ-030 breaks]",
    law: droppedBoluses,
    controller: silentAbout("bolus-cancelled"),
  },
  {
    title: "a fault is told and not remembered [REQ-019 breaks]",
    law: conservation,
    controller: deafTo("fault-found"),
  },
  { title: "a quiet beat says something", law: beatFreedom, controller: talkative },
  {
    title: "a self-test that passed is forgotten [REQ-020 breaks]",
    law: replaying,
    controller: {
      ...CONTROLLER,
      observe: (pump, observation) => {
        const { pump: after, events } = CONTROLLER.observe(pump, observation);
        return { pump: after, events: events.filter(({ kind }) => kind !== "self-tested") };
      },
    },
  },
];

/** Every mistake with its law. */
export const MISTAKES: readonly Mistake[] = [
  {
    title: "what is owed is dropped whenever time is looked at",
    law: tickFreedom,
    controller: withTime((_, after) => owing(after, 0)),
  },
  {
    title: "flow is rounded to a thousandth of a pulse at every tick",
    law: tickFreedom,
    controller: withTime((_, after) =>
      owing(after, after.delivered.quanta - (after.delivered.quanta % (DAY_MS / 1000))),
    ),
  },
  {
    title: "what is owed is dropped",
    law: conservation,
    controller: withTime((_, after) => owing(after, 0)),
  },
  {
    title: "the reservoir does not fall by what was given [REQ-036 breaks]",
    law: conservation,
    controller: withTime(({ reservoir }, after) => ({ ...after, reservoir })),
  },
  { title: "a stop is logged and not made", law: conservation, controller: deafTo("stopped") },
  { title: "a resume is logged and not made", law: conservation, controller: deafTo("resumed") },
  {
    title: "a bolus is logged and not given",
    law: conservation,
    controller: deafTo("bolus-granted"),
  },
  {
    title: "a refill is done and not logged [REQ-078 breaks]",
    law: replaying,
    controller: secretive,
  },
  { title: "an interrogation changes the schedule", law: replaying, controller: meddling },
  {
    title: "a bolus is checked against the past alone (Source: [iclp24]) [REQ-015 breaks]",
    law: guarded,
    controller: withDecide(decideWith(FORGETFUL)),
  },
  {
    title: "a bolus is checked against the past alone and nothing holds it back",
    law: guarded,
    controller: controllerOf({
      ...PARTS,
      decide: decideWith(FORGETFUL),
      passTime: passTime(LENIENT),
    }),
  },
  {
    title: "a bolus is not charged in full [REQ-015 breaks]",
    law: guarded,
    controller: withDecide(uncharged),
  },
  {
    title: "limits are kept twice as wide [REQ-015 breaks]",
    law: guarded,
    controller: withEvolve(loosened),
  },
  { title: "a decision throws", law: totality, controller: withDecide(irritable) },
  { title: "a command is ignored", law: totality, controller: withDecide(silent) },
  {
    title: "the past is entered",
    law: forwardTime,
    controller: controllerOf({ ...PARTS, passTime: timeless }),
  },
  {
    title: "a stop is made up for",
    law: forgiveness,
    controller: withEvolve(generous("resumed")),
  },
  {
    title: "a dry time is made up for",
    law: forgiveness,
    controller: withEvolve(generous("refilled")),
  },
  {
    title: "a limit is taken for a target [REQ-014 breaks]",
    law: monotoneLimits,
    controller: controllerOf({ ...PARTS, passTime: passTime(ADDING) }),
  },
  {
    title: "a command that comes again is a new one [REQ-027 breaks]",
    law: idempotence,
    controller: withDecide(forgetsAnswers),
  },
];

/** A controller that admits everything: only the guard before the motor is left. */
export const ADMITTING: Controller = withDecide(decideWith({ ...GUARD, overflow: () => [] }));

/** The same with a guard that does not look at windows. */
export const UNGUARDED: Controller = controllerOf({
  ...PARTS,
  decide: decideWith({ ...GUARD, overflow: () => [] }),
  passTime: passTime(LENIENT),
});
