// SPDX-License-Identifier: Apache-2.0
/** The studies of drugs in spinal fluid: morphine, baclofen, ziconotide. */
import {
  type Hours,
  MINUTES_PER_HOUR,
  type Micrograms,
  type MillilitresPerHour,
} from "../measure.ts";
import type { Model } from "../neuraxis.ts";
import { REFERENCE_ADULT } from "../parameters.ts";
import { halfLifeOf, type Series, type Window } from "../series.ts";
import {
  BOLUS,
  clearanceAt,
  fluidAt,
  type Given,
  infusedForEver,
  modelIn,
  plasma,
  sampled,
} from "./setting.ts";
import type { Study } from "./study.ts";

const TERMINAL: Window = { from: 4, upto: 12 };
const UNSTATED: Window = { from: 0.5, upto: 4 };
const WEIGHT = REFERENCE_ADULT.weight.value;
const NANOGRAMS = 1000;

const lumbar = fluidAt("L3");

/** Half-life, clearance and volume of distribution at L3, as a study of a bolus reports them. */
const kineticsOf = (
  model: Model,
  given: Omit<Given, "dose">,
  window: Window,
): {
  readonly halfLife: Hours;
  readonly clearance: MillilitresPerHour;
  readonly volume: number;
} => {
  const [series] = sampled(model, { ...given, dose: 1 }, { looks: [lumbar], hours: window.upto });
  const halfLife = halfLifeOf(series as Series, window) ?? Number.NaN;
  const clearance = clearanceAt(model, given, lumbar);
  return { halfLife, clearance, volume: (clearance * halfLife) / Math.LN2 };
};

const concentrationAfter = (model: Model, dose: Micrograms, hours: Hours): number => {
  const [series] = sampled(model, { ...BOLUS, dose }, { looks: [lumbar], hours });
  return series?.concentrations.at(-1) ?? Number.NaN;
};

const nordberg1984: Study = {
  protocol: "0.25 mg at L3, sampled there; half-life from 4 to 12 h; plasma at its highest",
  carryOut: (setting) => {
    const model = modelIn(setting, "morphine");
    const { halfLife, clearance, volume } = kineticsOf(model, BOLUS, TERMINAL);
    const [blood] = sampled(model, { ...BOLUS, dose: 500 }, { looks: [plasma], hours: 12 });
    const highest = Math.max(...(blood?.concentrations ?? []));
    return {
      "nordberg1984-morphine-0.25mg-c1h": [concentrationAfter(model, 250, 1) * NANOGRAMS],
      "nordberg1984-morphine-0.25mg-thalf": [halfLife * MINUTES_PER_HOUR],
      "nordberg1984-morphine-0.25mg-V": [volume / WEIGHT],
      "nordberg1984-morphine-0.25mg-CL": [(clearance * 1000) / MINUTES_PER_HOUR / WEIGHT],
      "nordberg1984-morphine-plasma": [highest * NANOGRAMS],
    };
  },
};

const moulin1986: Study = {
  protocol: "Steady infusion at L2: L2 over the foramen magnum, over plasma; bolus: 0.5 to 4 h",
  carryOut: (setting) => {
    const model = modelIn(setting, "morphine");
    const steady = infusedForEver(model, "L2", 1);
    const tip = fluidAt("L2")(steady);
    const [series] = sampled(model, { ...BOLUS, dose: 1 }, { looks: [lumbar], hours: 4 });
    const halfLife = halfLifeOf(series as Series, UNSTATED) ?? Number.NaN;
    return {
      "moulin1986-LC-L2": [tip / fluidAt("cisterna-magna")(steady)],
      "moulin1986-thalf": [halfLife * MINUTES_PER_HOUR],
      "moulin1986-csf-plasma": [tip / plasma(steady)],
    };
  },
};

/** Geometric middle of the doses of the label's range: 50 to 1200 mcg/d. */
const MIDDLE_DOSE = Math.sqrt(50 * 1200);
const HIGHEST_DOSE = 1200;
const HOURS_PER_DAY = 24;

const lioresal: Study = {
  protocol: "Infusion at L3 of 245 mcg/d, the middle of the doses; a bolus; plasma at 1200 mcg/d",
  carryOut: (setting) => {
    const model = modelIn(setting, "baclofen");
    const steady = infusedForEver(model, "L3", MIDDLE_DOSE / HOURS_PER_DAY);
    const most = infusedForEver(model, "L3", HIGHEST_DOSE / HOURS_PER_DAY);
    const { halfLife, volume } = kineticsOf(model, BOLUS, UNSTATED);
    return {
      "lioresal-css": [lumbar(steady) * NANOGRAMS],
      "lioresal-V": [volume],
      "lioresal-thalf": [halfLife],
      "lioresal-plasma": [plasma(most) * NANOGRAMS],
    };
  },
};

const sallerin1991: Study = {
  protocol: "Bolus at L3, sampled there, 0.5 to 4 h",
  carryOut: (setting) => {
    const { halfLife, clearance } = kineticsOf(modelIn(setting, "baclofen"), BOLUS, UNSTATED);
    return { "sallerin1991-thalf": [halfLife], "sallerin1991-cl": [clearance / 1000] };
  },
};

const prialt: Study = {
  protocol: "One hour of infusion at L3, sampled there; half-life from 4 to 12 h",
  carryOut: (setting) => {
    const given = { ...BOLUS, over: 1 };
    const { halfLife, clearance, volume } = kineticsOf(
      modelIn(setting, "ziconotide"),
      given,
      TERMINAL,
    );
    return { "prialt-csf": [clearance / MINUTES_PER_HOUR, volume, halfLife] };
  },
};

/** Studies of drugs by their paper. */
export const DRUG_STUDIES: Readonly<Record<string, Study>> = {
  "nordberg1984-morphine": nordberg1984,
  moulin1986,
  lioresal,
  sallerin1991,
  "prialt-csf": prialt,
};
