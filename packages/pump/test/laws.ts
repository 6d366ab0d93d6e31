// SPDX-License-Identifier: Apache-2.0
/**
 * The laws of the pump as functions: a controller and a history flow in, what the controller did
 * wrong flows out, or null. So the same law judges the true controller and every broken one.
 */
import { DAY_MS, type Milliseconds, milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { HardLimits, Program } from "@cisterna/therapy";
import {
  type Command,
  type Controller,
  initial,
  type Log,
  modeOf,
  type Pump,
  type Tally,
} from "../src/index.ts";
import { DEVICE, type PumpHistory } from "./histories.ts";
import { integralOf } from "./oracle.ts";
import { play } from "./play.ts";
import { exceeded } from "./sampling.ts";

/** A law: null where it holds, otherwise what broke it. */
export type Law = (controller: Controller, history: PumpHistory) => string | null;

const same = (what: string, a: unknown, b: unknown): string | null => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left === right ? null : `${what}: ${left} is not ${right}`;
};

const quanta = (tally: Tally): bigint =>
  BigInt(tally.pulses) * BigInt(DAY_MS) + BigInt(tally.quanta);

/** 1. It does not matter where time is cut. */
export const tickFreedom: Law = (controller, history) => {
  const whole = play(controller, history);
  const cut = play(controller, history, { cut: true });
  return same("log", whole.log, cut.log) ?? same("pump", whole.pump, cut.pump);
};

const reservoirOf = (start: Pump, log: Log, pump: Pump): string | null => {
  const refill = log.findLast((event) => event.kind === "refilled");
  const before = refill === undefined ? start.reservoir : refill.volume;
  const spent = before - pump.reservoir;
  if (spent < 0 || spent % DEVICE.pulse !== 0) return `the reservoir lost ${spent} nL`;
  if (refill !== undefined) return null;
  return same("pulses", spent / DEVICE.pulse, pump.delivered.pulses);
};

/** 2. What was delivered and what is owed are the integral of the rate, exactly. */
export const conservation: Law = (controller, history) => {
  const { start, log, pump } = play(controller, history, { cut: true });
  const wanted = integralOf(log, { from: start.now, upto: pump.now, pulse: DEVICE.pulse });
  const given = quanta(pump.delivered) + quanta(pump.withheld);
  if (given !== wanted) return `${given} quanta instead of ${wanted}`;
  const { quanta: owed } = pump.delivered;
  if (owed < 0 || owed >= DAY_MS) return `${owed} quanta are owed`;
  return reservoirOf(start, log, pump);
};

/** 3. Folding the log gives the state, and the exact delivered volume. */
export const replaying: Law = (controller, history) => {
  const { start, log, pump } = play(controller, history, { cut: true });
  return same("replay", controller.replay({ start, log, upto: pump.now }), pump);
};

/** 4. No history exceeds a limit in any sliding window, and nothing admitted is withheld. */
export const guarded: Law = (controller, history) => {
  const { pump } = play(controller, history);
  if (quanta(pump.withheld) > 0n) return `${quanta(pump.withheld)} quanta were withheld`;
  return exceeded(controller, history);
};

/** 4 again, without the admission: the guard before the motor alone keeps every window. */
export const withholding: Law = exceeded;

/** 5. Every command gets an answer. */
export const totality: Law = (controller, history) => {
  const silent: string[] = [];
  play(controller, history, {
    answered: ({ after, events }) => {
      const answers = events.filter((event) => "command" in event && event.command !== null);
      if (answers.length === 0) silent.push(`silence at ${after.now}`);
    },
  });
  return silent[0] ?? null;
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
  const { log, pump, start } = play(controller, history);
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
  const found: (string | null)[] = [];
  play(controller, history, {
    answered: ({ before, after }) => {
      const rested = modeOf(before) === "stopped" || modeOf(before) === "dry";
      const goesOn = modeOf(after) === "running" || modeOf(after) === "transition";
      if (rested && goesOn) found.push(caughtUp(controller, before, after));
    },
  });
  return found.find((each) => each !== null) ?? null;
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
  const found: (string | null)[] = [];
  play(controller, history, { watch: (pump) => found.push(raised(controller, pump)) });
  return found.find((each) => each !== null) ?? null;
};

/** 9. The same command twice is one command: the pump does not even remember the second. */
export const idempotence: Law = (controller, history) => {
  const { start, sent, pump } = play(controller, history);
  let twice = start;
  sent.forEach(({ at, command }, index) => {
    const cuts = history.turns[index + 1]?.cuts ?? [];
    const next = sent[index + 1]?.at ?? pump.now;
    const times = [at, ...cuts.map((cut) => at + Math.floor(((next - at) * cut) / 1000))];
    for (const time of [at, ...times.toSorted((a, b) => a - b)]) {
      twice = controller.step(twice, { at: milliseconds(time), command }).pump;
    }
  });
  return same("twice", controller.advance(twice, pump.now), pump);
};
