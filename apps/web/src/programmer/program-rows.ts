// SPDX-License-Identifier: Apache-2.0
/** A program in rows of label and text, in an order that never changes: old and new compare. */

import type { Nanolitres } from "@cisterna/quantity";
import type { Basal, Program } from "@cisterna/therapy";
import { fluidIn } from "../format/fluid.ts";
import type { Stated } from "./entry.ts";
import { regimenOf, scaleOf, type Told } from "./regimen.ts";
import type { Voice } from "./use-voice.ts";

/** A label and its text. */
export type Row = readonly [label: string, text: string];

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const basalText = (basal: Basal, { unit }: Stated, voice: Voice): string =>
  basal.kind === "continuous"
    ? voice.dose(basal.dose, unit)
    : basal.steps
        .map((step) => voice.text.from(clock(step.from), voice.dose(step.dose, unit)))
        .join("; ");

/** Boluses on demand, by the clock, and given once. */
export const bolusRows = (
  told: Told,
  { unit }: Stated,
  { text, mass, time }: Voice,
): readonly Row[] => {
  const { onDemand, periodic, single } = told;
  const demand =
    onDemand === null
      ? text.none
      : text.demandText({
          dose: mass(onDemand.dose, unit),
          over: time(onDemand.over),
          lockout: time(onDemand.lockout),
          most: onDemand.perDay,
        });
  const clocked =
    periodic === null
      ? text.none
      : text.clockedText(mass(periodic.dose, unit), time(periodic.over), time(periodic.every));
  const once =
    single === null ? text.none : text.singleText(mass(single.dose, unit), time(single.over));
  return [
    [text.onDemand, demand],
    [text.clocked, clocked],
    [text.single, once],
  ];
};

/** How doses of a program are counted and stated. */
export type Counting = { readonly pulse: Nanolitres; readonly stated: Stated };

const transitionText = (
  { transition }: Program,
  pulse: Nanolitres,
  { text, pulses, flow }: Voice,
): string =>
  transition === null
    ? text.none
    : text.line.rowText[transition.kind](
        pulses(transition.pulses, pulse),
        flow(transition.rate, pulse),
      );

/** A program in rows. */
export const programRows = (
  program: Program | null,
  { pulse, stated }: Counting,
  voice: Voice,
): readonly Row[] => {
  const { text, dose, pulses } = voice;
  const fluid = program === null ? null : fluidIn(program.fluid);
  if (program === null || fluid === null) return [[text.prescription, text.none]];
  const told = regimenOf(program, scaleOf(fluid, stated.drug, pulse));
  return [
    [text.version, String(program.version)],
    [text.fluid, voice.fluid(fluid)],
    [text.basal, basalText(told.basal, stated, voice)],
    [text.perDay24, dose(told.daily.perDay, stated.unit)],
    [text.worst, dose(told.daily.worstDay, stated.unit)],
    ...bolusRows(told, stated, voice),
    [text.titration, told.titration.length === 0 ? text.none : String(told.titration.length)],
    [text.line.row, transitionText(program, pulse, voice)],
    [text.onFault, text.faultModes[program.onFault]],
    [text.mostHour, pulses(program.limits.hour, pulse)],
    [text.mostDay, pulses(program.limits.day, pulse)],
  ];
};
