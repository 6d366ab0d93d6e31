// SPDX-License-Identifier: Apache-2.0
/**
 * Liveness: the other half of safety. Once everything is repaired and a clinician has done what is
 * theirs to do, the pump must deliver its program again. A pump that refuses and withholds for ever
 * would pass every other law.
 */
import { type Command, isActive } from "@cisterna/pump";
import { DAY_MS, HOUR_MS, milliseconds, nanolitres } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { repair } from "../hardware/hardware.ts";
import { trueVolume } from "../hardware/implant.ts";
import { observe } from "./beat.ts";
import { passOn } from "./passage.ts";
import { object, type Scene } from "./scene.ts";
import { send } from "./send.ts";

const filled = ({ pump, hardware }: Scene): Command => {
  const volume = pump.device.capacity;
  const aspirated = nanolitres(Math.min(trueVolume(hardware.implant), volume));
  const fluid = pump.program?.fluid ?? pump.fluid ?? "first";
  return { kind: "refill", id: `cure-refill-${pump.now}`, aspirated, volume, fluid };
};

/** The same program once more, for a pump that has lost it. */
const reprogrammed = (program: Program, now: number): Command => ({
  kind: "program",
  id: `cure-program-${now}`,
  replaces: program.version,
  program: { ...program, version: program.version + 1, single: null, transition: null },
  catheter: null,
});

/** What a clinician does for a pump that has been repaired. */
const cure = (scene: Scene): void => {
  const { program, now } = scene.pump;
  if (program === null) return;
  send(scene, filled(scene));
  if (isActive(scene.pump, "program-lost")) send(scene, reprogrammed(program, now));
  if (scene.pump.scan !== null)
    send(scene, { kind: "end-scan", id: `cure-scan-${now}`, turns: true });
  send(scene, { kind: "set-clock", id: `cure-clock-${now}`, clock: program.clock });
  if (scene.pump.stop !== null) send(scene, { kind: "resume", id: `cure-resume-${now}` });
  observe(scene, { selfTest: true, starts: null });
  send(scene, { kind: "acknowledge", id: `cure-acknowledge-${now}` });
};

/** The slowest rate that a program ever asks for. */
const slowestOf = (program: Program): number => {
  const weeks = [program.week, ...program.titration.map(({ week }) => week)];
  return Math.min(...weeks.flat().map(({ rate }) => rate));
};

/** A transition may have to end first, at its own rate. */
const restOf = ({ pump: { transition } }: Scene): number =>
  transition === null ? 0 : Math.ceil(transition.left / transition.rate);

const later = (scene: Scene, by: number): void => passOn(scene, milliseconds(scene.pump.now + by));

/**
 * A pump is repaired, and cured twice: what may not be given on the first day, because windows are
 * full of what came unasked, may be on the second. In the day after that its slowest basal has to
 * come at least. The other oracles go on watching, so it does not come twice either.
 */
export const convalescence = (scene: Scene): void => {
  repair(scene.hardware);
  cure(scene);
  later(scene, DAY_MS + HOUR_MS + restOf(scene));
  cure(scene);
  later(scene, HOUR_MS);
  const { program, delivered } = scene.pump;
  if (program === null) return;
  later(scene, DAY_MS);
  const given = scene.pump.delivered.pulses - delivered.pulses;
  const owed = slowestOf(program);
  if (given + 1 < owed) object(scene, "liveness", { given, owed });
};
