// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of the pump as functions: a controller and a history flow in, what the controller did
 * wrong flows out, or null. So the same law judges the true controller and every broken one.
 */
import {
  DAY_MS,
  HOUR_MS,
  type Milliseconds,
  milliseconds,
  pulses,
  pulsesPerDay,
} from "@cisterna/quantity";
import type { HardLimits, Program } from "@cisterna/therapy";
import {
  type Command,
  type Controller,
  expectedReport,
  initial,
  isActive,
  type Log,
  modeOf,
  type Pump,
  type Report,
  restraintOf,
  type Tally,
} from "../src/index.ts";
import { DEVICE } from "./drafts.ts";
import type { PumpHistory } from "./histories.ts";
import { integralOf } from "./oracle.ts";
import { take, witness } from "./play.ts";
import { exceeded } from "./sampling.ts";

/** A law: null where it holds, otherwise what broke it. */
export type Law = (controller: Controller, history: PumpHistory) => string | null;

const same = (what: string, a: unknown, b: unknown): string | null => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left === right ? null : `${what}: ${left} is not ${right}`;
};

/** What is wrong with the first of them that something is wrong with. */
const firstOf = <T>(all: readonly T[], wrong: (each: T) => string | null): string | null => {
  for (const each of all) {
    const found = wrong(each);
    if (found !== null) return found;
  }
  return null;
};

const quanta = (tally: Tally): bigint =>
  BigInt(tally.pulses) * BigInt(DAY_MS) + BigInt(tally.quanta);

/** 1. It does not matter where time is cut. */
export const tickFreedom: Law = (controller, history) => {
  const whole = witness(controller, history);
  const cut = witness(controller, history, "cut");
  return same("log", whole.log, cut.log) ?? same("pump", whole.pump, cut.pump);
};

const isWhole = (volume: number): boolean => volume >= 0 && volume % DEVICE.pulse === 0;

/** What came unasked is gone too, as far as there was any. */
const reservoirOf = (start: Pump, log: Log, pump: Pump): string | null => {
  const refill = log.findLast((event) => event.kind === "refilled");
  const before = refill === undefined ? start.reservoir : refill.volume;
  const spent = before - pump.reservoir;
  if (pump.reservoir > 0 && !isWhole(spent)) return `the reservoir lost ${spent} nL`;
  if (refill !== undefined || pump.reservoir === 0) return null;
  return same("pulses", spent / DEVICE.pulse, pump.delivered.pulses + pump.surplus);
};

/** 2. What was delivered and what is owed are the integral of the rate, exactly. */
export const conservation: Law = (controller, history) => {
  const { start, log, pump } = witness(controller, history, "cut");
  const wanted = integralOf(log, { from: start.now, upto: pump.now, pulse: DEVICE.pulse });
  const given = quanta(pump.delivered) + quanta(pump.withheld);
  if (given !== wanted) return `${given} quanta instead of ${wanted}`;
  const { quanta: owed } = pump.delivered;
  if (owed < 0 || owed >= DAY_MS) return `${owed} quanta are owed`;
  return reservoirOf(start, log, pump);
};

/** 3. Folding the log gives the state, and the exact delivered volume. */
export const replaying: Law = (controller, history) => {
  const { start, log, pump } = witness(controller, history, "cut");
  return same("replay", controller.replay({ start, log, upto: pump.now }), pump);
};

/**
 * 4. No history exceeds a limit in any sliding window, and nothing admitted is withheld, unless
 * drug that nobody asked for had filled a window first.
 */
export const guarded: Law = (controller, history) => {
  const { pump } = witness(controller, history);
  if (pump.surplus === 0 && quanta(pump.withheld) > 0n)
    return `${quanta(pump.withheld)} quanta were withheld`;
  return exceeded(controller, history);
};

/** 4 again, without the admission: the guard before the motor alone keeps every window. */
export const withholding: Law = exceeded;

/** 5. Every command gets an answer. */
export const totality: Law = (controller, history) => {
  const silent = witness(controller, history).answers.find(
    ({ sent, events }) =>
      "command" in sent && !events.some((event) => "command" in event && event.command !== null),
  );
  return silent === undefined ? null : `silence at ${silent.after.now}`;
};

const throwsAt = (controller: Controller, pump: Pump, upto: Milliseconds): boolean => {
  try {
    controller.advance(pump, upto);
    return false;
  } catch {
    return true;
  }
};

/** 6. Time runs forward. */
export const forwardTime: Law = (controller, history) => {
  const { log, pump, start } = witness(controller, history);
  let here = start.now;
  for (const { at } of log) {
    if (at < here) return `${at} came after ${here}`;
    here = at;
  }
  if (pump.now === 0) return null;
  const past = milliseconds(pump.now - 1);
  return throwsAt(controller, pump, past) ? null : "the pump went back in time";
};

const WIDE: HardLimits = {
  rate: DEVICE.most,
  hour: pulses(1_000_000_000_000),
  day: pulses(1_000_000_000_000),
};

/** A pump that begins the same program at this instant and was never disturbed. */
const undisturbed = (controller: Controller, program: Program, at: Milliseconds): Pump => {
  const start = initial(DEVICE, { at, reservoir: DEVICE.capacity, fluid: null });
  const plain: Program = { ...program, single: null, transition: null, limits: WIDE };
  const command: Command = {
    kind: "program",
    id: "plain",
    program: plain,
    replaces: null,
    catheter: null,
  };
  return controller.step(start, { at, command }).pump;
};

/** What a pump still has to give once besides its schedule. */
const pending = (before: Pump): bigint => {
  const waits = before.begun === null ? (before.program?.single?.pulses ?? 0) : 0;
  return BigInt(before.transition?.left ?? 0) + BigInt(waits) * BigInt(DAY_MS);
};

const caughtUp = (controller: Controller, before: Pump, after: Pump): string | null => {
  if (before.program === null) return null;
  const upto = milliseconds(before.now + DAY_MS);
  const fresh = undisturbed(controller, before.program, before.now);
  if (fresh.program === null) return null;
  const then = controller.advance(fresh, upto);
  const due = quanta(then.delivered) + pending(before);
  const given = quanta(controller.advance(after, upto).delivered) - quanta(before.delivered);
  return given > due ? `${given} quanta after a rest instead of ${due} at most` : null;
};

/** 7. What was not given while stopped or dry is never given later. */
export const forgiveness: Law = (controller, history) => {
  return firstOf(witness(controller, history).answers, ({ before, after }) => {
    if (before.program?.version !== after.program?.version) return null;
    const rested = modeOf(before) === "stopped" || modeOf(before) === "dry";
    const goesOn = modeOf(after) === "running" || modeOf(after) === "transition";
    return rested && goesOn ? caughtUp(controller, before, after) : null;
  });
};

const withLimits = (pump: Pump, limits: HardLimits): Pump =>
  pump.program === null
    ? pump
    : {
        ...pump,
        program: { ...pump.program, limits },
        eras: pump.eras.map((era, index) =>
          index === pump.eras.length - 1 ? { ...era, limits } : era,
        ),
      };

const tightened = ({ rate, hour, day }: HardLimits): readonly HardLimits[] => {
  const slower = pulsesPerDay(Math.floor(rate / 2));
  const [lessAnHour, lessADay] = [pulses(Math.floor(hour / 2)), pulses(Math.floor(day / 2))];
  return [
    { rate: slower, hour, day },
    { rate, hour: lessAnHour, day },
    { rate, hour, day: lessADay },
    { rate: slower, hour: lessAnHour, day: lessADay },
  ];
};

const nextMillisecond = (controller: Controller, pump: Pump): bigint =>
  quanta(controller.passTime(pump, milliseconds(pump.now + 1)).delivered) - quanta(pump.delivered);

const grants = (controller: Controller, pump: Pump): boolean => {
  const request: Command = { kind: "request", id: "wish", askedAt: pump.now };
  return controller.decide(pump, request).some(({ kind }) => kind === "bolus-granted");
};

const raised = (controller: Controller, pump: Pump): string | null => {
  const { program } = pump;
  if (program === null) return null;
  const [rate, grant] = [nextMillisecond(controller, pump), grants(controller, pump)];
  for (const limits of tightened(program.limits)) {
    const tighter = withLimits(pump, limits);
    if (nextMillisecond(controller, tighter) > rate) return `a limit raised the rate ${rate}`;
    if (!grant && grants(controller, tighter)) return "a limit opened the way to a bolus";
  }
  return null;
};

/** 8. A tighter limit never raises a rate and never grants what was refused. */
export const monotoneLimits: Law = (controller, history) => {
  return firstOf(witness(controller, history).seen, (pump) => raised(controller, pump));
};

/** 9. The same command twice is one command: the pump does not even remember the second. */
export const idempotence: Law = (controller, history) => {
  const { start, sent, pump } = witness(controller, history);
  let twice = start;
  sent.forEach((each, index) => {
    twice = take(controller, twice, each).pump;
    if ("report" in each) return;
    const { at, command } = each;
    const cuts = history.turns[index + 1]?.cuts ?? [];
    const next = sent[index + 1]?.at ?? pump.now;
    const times = [at, ...cuts.map((cut) => at + Math.floor(((next - at) * cut) / 1000))];
    for (const time of times.toSorted((a, b) => a - b)) {
      twice = controller.step(twice, { at: milliseconds(time), command }).pump;
    }
  });
  return same("twice", controller.advance(twice, pump.now), pump);
};

/** 10. A report that says what was expected says nothing, at any moment of any life. */
export const beatFreedom: Law = (controller, history) => {
  return firstOf(witness(controller, history).seen, (pump) => {
    const report = expectedReport(pump);
    const { pump: after, events } = controller.observe(pump, { at: pump.now, report });
    if (after === pump || pump.faults.length > 0) return null;
    return same("after a beat", after, pump) ?? (events.length > 0 ? "an event" : null);
  });
};

/** What a clinic does about a pump that has met with hardship; the hardware is sound again. */
const cured = (controller: Controller, sick: Pump): Pump => {
  const at = sick.now;
  const command = (pump: Pump, each: Command): Pump =>
    controller.step(pump, { at, command: each }).pump;
  const id = (what: string): string => `cure-${what}`;
  const { program, device, reservoir: aspirated } = sick;
  const volume = device.capacity;
  const fluid = program?.fluid ?? "saline";
  const report: Report = {
    ...expectedReport(sick),
    freeFlow: false,
    occluded: false,
    sounder: "works",
    vibrator: "works",
    memory: { repaired: false, lost: [], full: false, failing: false },
    selfTest: [],
  };
  let pump = controller.observe(sick, { at, report }).pump;
  const clock = program?.clock ?? milliseconds(0);
  pump = command(pump, { kind: "refill", id: id("refill"), aspirated, volume, fluid });
  pump = command(pump, { kind: "end-scan", id: id("scan"), turns: true });
  pump = command(pump, { kind: "set-clock", id: id("clock"), clock });
  pump = command(pump, { kind: "resume", id: id("resume") });
  return command(pump, { kind: "acknowledge", id: id("sight") });
};

/**
 * 11. A pump that is sound again delivers its program again; only a lost one has to come anew. It
 * is cured a day later, when no window holds any more what came unasked.
 */
export const liveness: Law = (controller, history) => {
  const played = witness(controller, history).pump;
  const sick = controller.advance(played, milliseconds(played.now + DAY_MS));
  const pump = cured(controller, sick);
  if (pump.program === null || isActive(pump, "program-lost")) return null;
  if (restraintOf(pump) !== "none") return `${pump.faults.map(({ fault }) => fault)} hold it back`;
  if (pump.transition !== null) return null;
  const week = undisturbed(controller, pump.program, pump.now);
  const upto = milliseconds(pump.now + HOUR_MS);
  const basal = { ...week, program: week.program && { ...week.program, periodic: null } };
  const due = quanta(controller.advance(basal, upto).delivered);
  const after = controller.advance(pump, upto);
  const held = quanta(after.withheld) - quanta(pump.withheld);
  const given = quanta(after.delivered) - quanta(pump.delivered) + held;
  return given < due ? `${given} quanta in an hour instead of ${due}` : null;
};

/** 12. An alarm that stops the flow or cuts it to the minimum leaves no bolus to go on with. */
export const droppedBoluses: Law = (controller, history) => {
  return firstOf(witness(controller, history).seen, (pump) => {
    const restraint = restraintOf(pump);
    const held = restraint === "stop" || restraint === "minimum" || pump.tested === null;
    return held && pump.boluses.length > 0 ? `a bolus under ${restraint} at ${pump.now}` : null;
  });
};
