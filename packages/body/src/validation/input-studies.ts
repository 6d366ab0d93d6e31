// SPDX-License-Identifier: Apache-2.0
/**
 * What the model was given and gives back: plasma kinetics that are its own parameters. They are
 * computed like everything else, and agreement says only that the arithmetic is right.
 */
import { assert } from "@cisterna/quantity";
import type { PlasmaKinetics } from "../drug.ts";
import { BACLOFEN_ORAL } from "../drugs.ts";
import { MINUTES_PER_HOUR } from "../measure.ts";
import { halfLifeOf, type Series } from "../series.ts";
import { BOLUS, fluidAt, modelIn, type Setting, sampled } from "./setting.ts";
import type { Answer, Study } from "./study.ts";

const LITRE = 1000;

const plasmaIn = (setting: Setting, name: string): PlasmaKinetics["value"] => {
  const { plasma } = modelIn(setting, name).drug;
  assert(plasma !== null, "an input has plasma kinetics", { name });
  return plasma.value;
};

/** The two exponents after a dose into the central space, 1/h, the fast one first. */
const exponentsOf = ({ volume, clearance, peripheral }: PlasmaKinetics["value"]) => {
  const leaving = clearance / volume;
  const outwards = (peripheral?.exchange ?? 0) / volume;
  const back = peripheral === null ? 0 : peripheral.exchange / peripheral.volume;
  const sum = leaving + outwards + back;
  const root = Math.sqrt(sum ** 2 - 4 * leaving * back);
  return { alpha: (sum + root) / 2, beta: (sum - root) / 2 };
};

/** Half-life of a single space, h. */
const halfLifeIn = ({ volume, clearance }: PlasmaKinetics["value"]): number =>
  (Math.LN2 * volume) / clearance;

const notModelled = (what: string): Answer => ({ found: `${what} is not modelled`, holds: false });

const baclofen: Study = {
  protocol: "Plasma of baclofen: an oral dose's apparent volumes, clearance and exponents",
  carryOut: (setting) => {
    const plasma = plasmaIn(setting, "baclofen");
    const { alpha, beta } = exponentsOf(plasma);
    const clearance = plasma.clearance / BACLOFEN_ORAL;
    return {
      "baclofen-systemic": [
        plasma.volume / BACLOFEN_ORAL / LITRE,
        clearance / beta / LITRE,
        clearance / MINUTES_PER_HOUR,
        notModelled("the share of the kidney"),
        alpha,
        beta,
      ],
    };
  },
};

const ziconotide: Study = {
  protocol: "Plasma of ziconotide after a dose into a vein",
  carryOut: (setting) => {
    const plasma = plasmaIn(setting, "ziconotide");
    const clearance = plasma.clearance / MINUTES_PER_HOUR;
    return { "prialt-iv": [clearance, plasma.volume, halfLifeIn(plasma)] };
  },
};

const bupivacaine: Study = {
  protocol: "Plasma of bupivacaine after a dose into a vein",
  carryOut: (setting) => {
    const { volume, clearance } = plasmaIn(setting, "bupivacaine");
    return { "bupi-systemic": [volume / LITRE, clearance / LITRE / MINUTES_PER_HOUR] };
  },
};

const clonidinePlasma: Study = {
  protocol: "Plasma of clonidine after a dose into a vein",
  carryOut: (setting) => {
    const plasma = plasmaIn(setting, "clonidine");
    const epidural = notModelled("an epidural dose");
    return {
      "duraclon-plasma": [
        plasma.clearance / MINUTES_PER_HOUR,
        halfLifeIn(plasma),
        epidural,
        epidural,
      ],
    };
  },
};

const clonidineFluid: Study = {
  protocol: "A bolus of clonidine at L3 in place of an epidural dose; half-life from 0.5 to 4 h",
  carryOut: (setting) => {
    const model = modelIn(setting, "clonidine");
    const given = { ...BOLUS, dose: 1 };
    const [series] = sampled(model, given, { looks: [fluidAt("L3")], hours: 4 });
    const epidural = notModelled("an epidural dose");
    const halfLife = halfLifeOf(series as Series, { from: 0.5, upto: 4 });
    return { "duraclon-csf": [epidural, epidural, halfLife] };
  },
};

/** Inputs by their paper. */
export const INPUT_STUDIES: Readonly<Record<string, Study>> = {
  "baclofen-systemic": baclofen,
  "prialt-iv": ziconotide,
  "bupi-systemic": bupivacaine,
  "duraclon-plasma": clonidinePlasma,
  "duraclon-csf": clonidineFluid,
};
