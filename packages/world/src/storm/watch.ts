// SPDX-License-Identifier: Apache-2.0
/**
 * Watching: each passage of time and each answer is taken in here by the oracles; what they object
 * to becomes a violation.
 */
import {
  adopt,
  counted,
  type Log,
  type Monitor,
  modeOf,
  type Pump,
  restraintOf,
} from "@cisterna/pump";
import { DAY_MS, type Milliseconds } from "@cisterna/quantity";
import { fill, type Hardware, letPass } from "../hardware/hardware.ts";
import { hashIn } from "./hash.ts";
import { passIn } from "./memory.ts";
import { missingAlarm, unheard } from "./oracle/alarms.ts";
import { ended } from "./oracle/grants.ts";
import { type Amount, expectedIn, tell } from "./oracle/story.ts";
import { flowed, lump, reign } from "./oracle/windows.ts";
import { reached } from "./reach.ts";
import { object, type Scene } from "./scene.ts";

/** A stretch of time as it should have gone, told event by event. */
type Telling = { transition: number; quanta: number; amounts: Amount[]; since: number };

const checkWindows = (scene: Scene, { amounts, since }: Telling, upto: number): void => {
  const excess = flowed(scene.windows, amounts, { from: since, upto });
  if (excess !== null) object(scene, "window", excess);
};

const checkRate = (scene: Scene, amounts: readonly Amount[]): void => {
  const { program } = scene.story;
  const most = Math.min(program?.limits.rate ?? 0, scene.pump.device.most);
  const fast = amounts.find(({ from, upto, quanta }) => quanta > most * (upto - from));
  if (fast !== undefined) object(scene, "rate", { ...fast, most });
};

/** What the pump itself says flowed since an instant: asked only where its guard held back. */
const ownAccount = (pump: Pump, since: number): Amount[] =>
  pump.history
    .filter(({ upto }) => upto > since)
    .map(({ from, upto, rate }) => {
      const begin = Math.max(from, since);
      return { from: begin, upto, quanta: rate * (upto - begin) };
    });

/** Quanta from one tally to a later one. */
export const passed = (after: Pump["delivered"], before: Pump["delivered"]): number =>
  (after.pulses - before.pulses) * DAY_MS + after.quanta - before.quanta;

/** What should be left by the last fill and what was given since. */
const leftIn = ({ filled, pump }: Scene): number =>
  filled.volume - (pump.delivered.pulses - filled.pulses) * pump.device.pulse;

const settle = (scene: Scene, before: Pump, telling: Telling): void => {
  const { pump } = scene;
  const withheld = passed(pump.withheld, before.withheld);
  const given = passed(pump.delivered, before.delivered);
  if (given + withheld !== telling.transition + telling.quanta) {
    const expected = telling.transition + telling.quanta;
    object(scene, "conservation", { since: before.now, given, withheld, expected });
  }
  if (withheld > 0 && before.now >= scene.chargedUntil) {
    object(scene, "withheld", { since: before.now, withheld });
  }
  if (withheld > 0) telling.amounts = ownAccount(pump, telling.since);
  checkRate(scene, telling.amounts);
  checkWindows(scene, telling, pump.now);
  const left = leftIn(scene);
  if (pump.reservoir !== left) object(scene, "reservoir", { computed: pump.reservoir, left });
};

const tellUpto = (
  scene: Scene,
  telling: Telling,
  between: { from: number; upto: number },
): void => {
  const { transition, amounts } = expectedIn(scene.story, between);
  telling.transition += transition;
  for (const amount of amounts) {
    telling.quanta += amount.quanta;
    telling.amounts.push(amount);
  }
};

/** The monitor after it has looked at the motor's feedback and at the orders. */
export const countedOn = (monitor: Monitor, { implant }: Hardware, pump: Pump): Monitor =>
  counted(monitor, {
    at: pump.now,
    turns: Math.floor(implant.told.whole / DAY_MS),
    ordered: pump.delivered.pulses,
  });

/**
 * The monitor counts. It may look as seldom as it likes while nothing turns unasked: then it finds
 * nothing, by its own law.
 */
export const lookAt = (scene: Scene): void => {
  scene.monitor = countedOn(scene.monitor, scene.hardware, scene.pump);
};

/** The same time goes by for the hardware, with what the pump ordered in it. */
const letHardwarePass = (scene: Scene, before: Pump, pump: Pump): void => {
  const span = pump.now - before.now;
  if (span === 0) return;
  const ordered = passed(pump.delivered, before.delivered);
  letPass(scene.hardware, { span, ordered, inhibited: scene.hardware.inhibited });
};

type Recovered = Extract<Log[number], { kind: "recovered" }>;

type Reconciled = Extract<Log[number], { kind: "turns-reconciled" }>;

/** What came unasked is gone from the reservoir, and the guard may hold back for it for a day. */
const charge = (scene: Scene, { at, surplus }: Reconciled): void => {
  const { pump } = scene;
  const volume = Math.max(0, leftIn(scene) - surplus * pump.device.pulse);
  scene.filled = { volume, pulses: pump.delivered.pulses };
  scene.chargedUntil = at + DAY_MS;
  lump(scene.windows, at, surplus * DAY_MS);
};

/**
 * What may have left unseen counts as delivered, and windows hold it as if it had come at the
 * start. For that, and for boluses that are not gone on with, the guard may hold back for a day.
 */
const started = (scene: Scene, event: Recovered, telling: Telling): void => {
  const { at, unknown, dropped } = event;
  telling.quanta += unknown * DAY_MS;
  if (unknown > 0) lump(scene.windows, at, unknown * DAY_MS);
  if (unknown + dropped > 0) scene.chargedUntil = at + DAY_MS;
};

const takeIn = (scene: Scene, event: Log[number], telling: Telling): void => {
  tell(scene.story, event, scene.pump.device.pulse);
  reached(scene.reach, "event", event.kind);
  if (event.kind === "fault-found") reached(scene.reach, "alarm", event.fault);
  scene.log.push(event);
  ended(scene.grants, event);
  if (event.kind === "refilled") {
    fill(scene.hardware, event.volume);
    scene.filled = { volume: event.volume, pulses: scene.pump.delivered.pulses };
  }
  if (event.kind === "fault-cleared") scene.cleared.set(event.fault, event.at);
  if (event.kind === "turns-reconciled" && event.surplus > 0) charge(scene, event);
  if (event.kind === "recovered") started(scene, event, telling);
  if (event.kind !== "programmed") return;
  lookAt(scene);
  scene.monitor = adopt(scene.monitor, event.program);
  checkWindows(scene, telling, event.at);
  telling.amounts = [];
  telling.since = event.at;
  reign(scene.windows, event.at, event.program.limits);
};

const checkAlarms = (scene: Scene): void => {
  const missing = missingAlarm(scene);
  if (missing !== null) object(scene, "alarm", { missing });
  const lost = unheard(scene.pump);
  if (lost !== null) object(scene, "signal", { lost });
};

/** Until when the program was followed before an event: at a start, not all the time. */
const followedUntil = (event: Log[number]): number =>
  event.kind === "recovered" ? event.since : event.at;

/** The pump has come to another state; every oracle looks at the way there. */
export const witness = (scene: Scene, pump: Pump, events: Log): void => {
  const before = scene.pump;
  scene.pump = pump;
  let from: number = before.now;
  const telling: Telling = { transition: 0, quanta: 0, amounts: [], since: from };
  for (const event of events) {
    const upto = followedUntil(event);
    if (upto < from || event.at > pump.now) object(scene, "time", { at: event.at, from });
    tellUpto(scene, telling, { from, upto });
    from = event.at;
    takeIn(scene, event, telling);
  }
  tellUpto(scene, telling, { from, upto: pump.now });
  settle(scene, before, telling);
  reached(scene.reach, "mode", modeOf(pump));
  reached(scene.reach, "restraint", restraintOf(pump));
  checkAlarms(scene);
  for (const event of events) hashIn(scene.hash, JSON.stringify(event));
};

/** The pump has come to another state, and the same time has gone by for its hardware. */
export const watch = (scene: Scene, pump: Pump, events: Log): void => {
  letHardwarePass(scene, scene.pump, pump);
  witness(scene, pump, events);
};

/** Time goes by up to an instant. */
export const passTo = (scene: Scene, upto: Milliseconds): void => {
  const { pump, events } = passIn(scene, upto);
  watch(scene, pump, events);
};
