// SPDX-License-Identifier: Apache-2.0
/**
 * Beats: every ten seconds the hardware reports, and nearly always it reports what was expected. A
 * controller says nothing to that and stays as it was; so the world does not step from beat to beat
 * but finds the first one at which the controller has something to say. While the hardware stays
 * in one condition, what would be found at a beat would be found at every later one too.
 *
 * Law: the first finding is the one that stepping from beat to beat comes to.
 */
import {
  type BatteryMarks,
  holds,
  isActive,
  type Log,
  type Pump,
  restraintOf,
} from "@cisterna/pump";
import { DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";
import { drain, loadOf, spentOf } from "../hardware/battery.ts";
import { type Hardware, letPass } from "../hardware/hardware.ts";
import { BEAT, type Occasion, reportOf } from "../hardware/sensors.ts";
import { observeIn } from "./memory.ts";
import type { Scene } from "./scene.ts";
import { countedOn, lookAt, passed, watch } from "./watch.ts";

/** From one report to the next: short enough for an alarm that may not wait. Source: REQ-073. */
const BEAT_MS = 10_000;

/** The monitor lets go when somebody has seen the alarm and nothing exceeds any more. */
const isHeld = ({ pump, monitor }: Pick<Scene, "pump" | "monitor">, { inhibited }: Hardware) =>
  (inhibited && isActive(pump, "over-delivery")) || holds(monitor);

/** The hardware tells, and the controller takes it in. */
export const observe = (scene: Scene, occasion: Occasion): void => {
  const { hardware } = scene;
  lookAt(scene);
  hardware.inhibited = isHeld(scene, hardware);
  const report = reportOf(hardware, occasion);
  hardware.memory = null;
  const { pump, events } = observeIn(scene, report);
  watch(scene, pump, events);
};

/** What the controller would say at a later beat if nothing were said before it. */
const findingAt = (scene: Scene, beat: Milliseconds): Log => {
  const { pump } = scene.controller.pass(scene.pump, beat);
  const later: Hardware = { ...scene.hardware };
  const ordered = passed(pump.delivered, scene.pump.delivered);
  letPass(later, { span: beat - scene.pump.now, ordered, inhibited: later.inhibited });
  if (later.inhibited || !isDriveSound(later)) {
    const monitor = countedOn(scene.monitor, later, pump);
    later.inhibited = isHeld({ pump, monitor }, later);
  }
  return scene.controller.observe(pump, { at: beat, report: reportOf(later, BEAT) }).events;
};

/** Whether the drive does nothing that grows with time: turns as ordered, and tells all of it. */
const isDriveSound = ({ condition }: Hardware): boolean =>
  condition.turning === 1_000 &&
  condition.counted === 1_000 &&
  condition.runaway + condition.phantom === 0;

/** Whether nothing can be ordered until somebody comes. */
const isAtRest = (pump: Pump): boolean =>
  pump.program === null || pump.stop !== null || pump.dry || restraintOf(pump) === "stop";

/** Whether what is told of the drive stays as it is: a pulse may show that it turns again. */
const isDriveSteady = ({ hardware, pump }: Scene): boolean =>
  isDriveSound(hardware) &&
  (hardware.last.motion !== "still" || isAtRest(pump)) &&
  (!hardware.inhibited || isActive(pump, "over-delivery"));

/** On which sides of its marks a cell stands. */
const sidesOf = (hardware: Hardware, { replace, end, weak, least }: BatteryMarks): string => {
  const [spent, load] = [spentOf(hardware.battery), loadOf(hardware.battery, hardware.condition)];
  return [spent >= replace, spent >= end, load < weak, load < least].join();
};

const isCellSteady = ({ hardware, pump }: Scene, span: number): boolean => {
  const marks = pump.device.battery;
  if (marks === null) return true;
  const battery = drain(hardware.battery, hardware.condition, span);
  return sidesOf(hardware, marks) === sidesOf({ ...hardware, battery }, marks);
};

/** The most that may flow in a day or less. */
const mostInADay = ({ eras, transition, device }: Pump): number => {
  const day = eras.reduce((most, { limits }) => Math.max(most, limits.day), 0);
  return (day + Math.ceil((transition?.left ?? 0) / DAY_MS)) * device.pulse;
};

/**
 * Whether a level sensor goes on telling as much more or less than the pump computes as it does
 * now, and not so little that the reservoir may become low by it.
 */
const isLevelSteady = ({ hardware, pump }: Scene): boolean => {
  const { implant, condition } = hardware;
  if (!implant.fitted.level || condition.level === "lost") return true;
  const moves = condition.moved === 1_000 && condition.past + condition.leaking === 0;
  const level = reportOf(hardware, BEAT).level ?? 0;
  const low = isActive(pump, "reservoir-low") || level - pump.device.low > mostInADay(pump);
  return moves && condition.level !== "stuck" && low && implant.stock > 0;
};

/**
 * Whether every report up to an instant is like the one that could be made now, and that one says
 * nothing: then no beat has to be looked at.
 */
const isQuiet = (scene: Scene, upto: Milliseconds): boolean => {
  const { hardware, pump, controller } = scene;
  if (!isDriveSteady(scene) || !isLevelSteady(scene)) return false;
  if (!isCellSteady(scene, upto - pump.now)) return false;
  return controller.detect(pump, reportOf(hardware, BEAT)).length === 0;
};

/** The first of some beats at which something is found, if it is found at the last. */
const searched = (finds: (beat: number) => boolean, from: number, upto: number): number => {
  let [low, high, leap] = [from, upto, 1];
  while (low + leap < high && !finds(low + leap)) {
    low += leap;
    leap *= 2;
  }
  high = Math.min(high, low + leap);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (finds(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** The first beat after the present and up to an instant at which something is found, or null. */
export const firstFinding = (scene: Scene, upto: Milliseconds): Milliseconds | null => {
  const beatAt = (index: number): Milliseconds => milliseconds(index * BEAT_MS);
  const finds = (index: number): boolean => findingAt(scene, beatAt(index)).length > 0;
  const [now, last] = [Math.floor(scene.pump.now / BEAT_MS), Math.floor(upto / BEAT_MS)];
  if (last <= now || isQuiet(scene, upto)) return null;
  if (finds(now + 1)) return beatAt(now + 1);
  return finds(last) ? beatAt(searched(finds, now + 1, last)) : null;
};
