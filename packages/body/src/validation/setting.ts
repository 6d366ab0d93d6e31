// SPDX-License-Identifier: Apache-2.0
/**
 * The setting of a study: whose body, which drugs, which instrument; and the three things a study
 * does with them: give a bolus and sample, infuse and sample, infuse until nothing changes. In the
 * body's own units; what a source prints is converted where its study stands.
 */
import { assert } from "@cisterna/quantity";
import { CALIBRATED, type Calibrated } from "../calibrated.ts";
import type { Drug } from "../drug.ts";
import { drugsWith } from "../drugs.ts";
import { follow } from "../follow.ts";
import { type CanalSite, positionOf } from "../level.ts";
import type {
  Hours,
  Micrograms,
  MicrogramsPerHour,
  Millilitres,
  MillilitresPerHour,
} from "../measure.ts";
import { type Model, neuraxis } from "../neuraxis.ts";
import { concentrationAt, concentrationAtX } from "../probe.ts";
import type { Series } from "../series.ts";
import { type Snapshot, steadyState } from "../solve.ts";
import { bolusInto, type GivingSite, infusionInto } from "../source.ts";
import { adultWith, type Subject } from "../subject.ts";

/** Whose body, which drugs, and the share of the mixed concentration that a camera first sees. */
export type Setting = {
  readonly subject: Subject;
  readonly drugs: readonly Drug[];
  readonly threshold: number;
};

/** The setting of the reference adult with these values of what is fitted. */
export const settingWith = (fitted: Calibrated): Setting => ({
  subject: adultWith(fitted),
  drugs: drugsWith(fitted),
  threshold: fitted.cameraThreshold,
});

/** The setting as the fit left it. */
export const referenceSetting: Setting = settingWith(CALIBRATED);

/** The model of a drug in a setting. Breaks if: no such drug. */
export const modelIn = ({ subject, drugs }: Setting, name: string): Model => {
  const drug = drugs.find((each) => each.name === name);
  assert(drug !== undefined, "a study gives a drug of the body", { name });
  return neuraxis(subject, drug);
};

/** Where a study looks. */
export type Look = (snapshot: Snapshot) => number;

/** The fluid at a level. */
export const fluidAt =
  (site: CanalSite): Look =>
  (snapshot) =>
    concentrationAtX(snapshot, positionOf(site));
/** The mixed space above the foramen magnum, with the Sylvian cisterns in it. */
export const cisterns: Look = ({ model, concentration }) =>
  concentration[model.layout.spaces.at(-1) ?? -1] ?? Number.NaN;
/** The fluid over the convexity, in the ventricles, and the plasma. */
export const convexity: Look = (snapshot) => concentrationAt(snapshot, "convexity") ?? Number.NaN;
/** See `convexity`. */
export const ventricles: Look = (snapshot) => concentrationAt(snapshot, "ventricle") ?? Number.NaN;
/** See `convexity`. */
export const plasma: Look = (snapshot) => concentrationAt(snapshot, "plasma") ?? Number.NaN;

/** A bolus, or an infusion over some hours. A bolus takes a minute unless it says otherwise. */
export type Given = {
  readonly dose: Micrograms;
  readonly at: GivingSite;
  readonly volume: Millilitres;
  readonly over: Hours;
};

/** What a bolus is where the source says no more. Source: docs/split.md. */
export const BOLUS = { at: "L3", volume: 1, over: 1 / 60 } as const satisfies Omit<Given, "dose">;

/** Minutes to two hours, then every five: as often as any study looked. */
const timesTo = (hours: Hours): readonly Hours[] => {
  const early = Array.from({ length: 120 }, (_, index) => (index + 1) / 60);
  const late = Array.from({ length: Math.ceil(hours * 12) }, (_, index) => (index + 1) / 12);
  return [...early, ...late.filter((at) => at > 2)].filter((at) => at <= hours);
};

/** The concentrations that several looks see after a dose, each as a series. */
export const sampled = (
  model: Model,
  { dose, at, volume, over }: Given,
  { looks, hours }: { readonly looks: readonly Look[]; readonly hours: Hours },
): readonly Series[] => {
  const times = timesTo(hours);
  const columns = looks.map((): number[] => []);
  const source = bolusInto(model, at, volume);
  follow(
    model,
    { model, source, dose, rate: dose / over, upto: over },
    {
      times,
      seen: (run) => {
        looks.forEach((look, index) => {
          columns[index]?.push(look(run));
        });
      },
    },
  );
  return columns.map((concentrations) => ({ hours: times, concentrations }));
};

/** The steady state of an infusion. */
export const infusedForEver = (model: Model, at: GivingSite, rate: MicrogramsPerHour): Snapshot =>
  steadyState(model, infusionInto(model, at), rate);

/**
 * Clearance at a place, as a study finds it: dose over the area under the curve there. By the law
 * of linear systems it is the rate over the steady concentration there, of the same source.
 */
export const clearanceAt = (
  model: Model,
  { at, volume }: Omit<Given, "dose">,
  look: Look,
): MillilitresPerHour => 1 / look(steadyState(model, bolusInto(model, at, volume), 1));
