// SPDX-License-Identifier: Apache-2.0
/**
 * Liveness: the other half of safety. Once everything is repaired and a clinician has done what is
 * theirs to do, the pump must deliver its program again, at once and to the last quantum. A pump
 * that refuses and withholds for ever would pass every other law.
 */
import type { Command } from "@cisterna/pump";
import { DAY_MS, milliseconds } from "@cisterna/quantity";
import { repair } from "../hardware/hardware.ts";
import { object, type Scene } from "./scene.ts";
import { send } from "./send.ts";
import { passTo } from "./watch.ts";

/** The reservoir is filled, and the pump is let go on if it stands. */
const cure = (scene: Scene): void => {
  repair(scene.hardware);
  const { device, reservoir: aspirated } = scene.pump;
  const fluid = scene.pump.fluid ?? "first";
  send(scene, { kind: "refill", id: "cure-refill", aspirated, volume: device.capacity, fluid });
  const resume: Command = { kind: "resume", id: "cure-resume" };
  if (scene.pump.stop !== null) send(scene, resume);
};

/** The slowest rate that the program in force ever asks for. */
const slowestOf = ({ pump: { program } }: Scene): number => {
  if (program === null) return 0;
  const weeks = [program.week, ...program.titration.map(({ week }) => week)];
  return Math.min(...weeks.flat().map(({ rate }) => rate));
};

/**
 * A sick pump is cured and watched for a day: what its slowest basal brings in a day has to come at
 * least. The other oracles go on watching, so it does not come twice either.
 */
export const convalescence = (scene: Scene): void => {
  if (scene.pump.program === null) return;
  cure(scene);
  const before = scene.pump;
  passTo(scene, milliseconds(before.now + DAY_MS));
  const after = scene.pump;
  const given = after.delivered.pulses - before.delivered.pulses;
  const owed = slowestOf(scene);
  if (given + 1 < owed) object(scene, "liveness", { given, owed });
};
