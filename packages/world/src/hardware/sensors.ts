// SPDX-License-Identifier: Apache-2.0
/**
 * The sensors: what the hardware tells the controller of the truth. This is the only way from one
 * to the other; a sensor that is not fitted, or broken, tells nothing or something else.
 */
import type { MemoryReport, Report } from "@cisterna/pump";
import { DAY_MS, type Nanolitres, nanolitres, pulses } from "@cisterna/quantity";
import { loadOf, spentOf } from "./battery.ts";
import type { Hardware } from "./hardware.ts";
import { motionOf } from "./hardware.ts";
import { trueVolume } from "./implant.ts";

/** Why a report is made besides that it is time: a self-test, or a start after so many. */
export type Occasion = { readonly selfTest: boolean; readonly starts: number | null };

/** A report at a beat, with nothing besides. */
export const BEAT: Occasion = { selfTest: false, starts: null };

/** By how much a biased level sensor tells too much: a tenth of a full reservoir and more. */
const BIAS_NL = 4_000_000;

const levelTold = ({ implant, condition, stuckAt }: Hardware): Nanolitres | null => {
  if (!implant.fitted.level || condition.level === "lost") return null;
  const level = trueVolume(implant);
  if (condition.level === "stuck") return stuckAt;
  return nanolitres(condition.level === "biased" ? level + BIAS_NL : level);
};

const works = (does: boolean): "works" | "failed" => (does ? "works" : "failed");

/** What a self-test finds: every part that does not do what it should while it is looked at. */
const testedParts = ({ condition }: Hardware): Report["selfTest"] => [
  ...(condition.worn ? (["memory"] as const) : []),
  ...(condition.sounds || condition.vibrates ? [] : (["alarm"] as const)),
  ...(condition.turning === 0 ? (["motor"] as const) : []),
];

/** A page that no longer takes what is written. */
const FAILING: MemoryReport = { repaired: false, lost: [], full: false, failing: true };

/** What the hardware tells now. */
export const reportOf = (hardware: Hardware, { selfTest, starts }: Occasion): Report => {
  const { implant, condition, battery, memory } = hardware;
  const { fitted } = implant;
  return {
    turns: pulses(Math.floor(implant.told.whole / DAY_MS)),
    motion: motionOf(hardware),
    freeFlow: fitted.flow ? condition.past > 0 : null,
    level: levelTold(hardware),
    occluded: fitted.pressure ? condition.blocked : null,
    battery: { spent: spentOf(battery), loadMillivolts: loadOf(battery, condition) },
    clock: condition.clock === "lost" ? "lost" : "kept",
    sounder: selfTest ? works(condition.sounds) : null,
    vibrator: selfTest ? works(condition.vibrates) : null,
    memory: memory ?? (condition.worn ? FAILING : null),
    selfTest: selfTest ? testedParts(hardware) : null,
    starts,
    inhibited: hardware.inhibited,
  };
};
