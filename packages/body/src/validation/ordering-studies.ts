// SPDX-License-Identifier: Apache-2.0
/** The studies of which only an order, a direction or a bound is known. */
import { advanceDrifting, type Baricity } from "../baricity.ts";
import { dispersionAt } from "../csf.ts";
import { type Centimetres, MINUTES_PER_HOUR, type Millilitres } from "../measure.ts";
import type { Model } from "../neuraxis.ts";
import { FLUID } from "../parameters.ts";
import { type Run, startRun, stateOf } from "../solve.ts";
import { infusionInto } from "../source.ts";
import { cisterns, fluidAt, infusedForEver, modelIn, type Setting, sampled } from "./setting.ts";
import type { Study } from "./study.ts";

const digits = (value: number): string => value.toPrecision(3);

const wallace2012: Study = {
  protocol: "Steady infusion at L3, L1, T12, T10, T8; L5 by rate",
  carryOut: (setting) => {
    const model = modelIn(setting, "morphine");
    const tips = ["L3", "L1", "T12", "T10", "T8"] as const;
    const lumbar = tips.map((tip) => fluidAt("L5")(infusedForEver(model, tip, 1)));
    const holds = lumbar.every((value, at) => at === 0 || value < (lumbar[at - 1] ?? 0));
    const [near, far] = [lumbar[0] ?? 0, lumbar.at(-1) ?? 0];
    const times = digits(near / far);
    const found = `${times} times as much from L3 as from T8; metabolites are not in it`;
    return { "wallace2012-decline": [{ found, holds }] };
  },
};

/** Exposure of the head over a day after 5 mL given in so many minutes. */
const headExposure = (setting: Setting, minutes: number): number => {
  const model = modelIn(setting, "in-dtpa");
  const given = { dose: 1, at: "L3", volume: 5, over: minutes / MINUTES_PER_HOUR } as const;
  const [head] = sampled(model, given, { looks: [cisterns], hours: 24 });
  const hours = head?.hours ?? [];
  const values = head?.concentrations ?? [];
  return values.reduce(
    (sum, value, at) => sum + value * ((hours[at] ?? 0) - (hours[at - 1] ?? 0)),
    0,
  );
};

/** What counts as no change: a tenth. */
const NO_CHANGE = 0.1;

const khani2022: Study = {
  protocol: "5 mL at L3 within 12 s and within a minute; exposure of the head over a day",
  carryOut: (setting) => {
    const ratio = headExposure(setting, 0.2) / headExposure(setting, 1);
    const found = `${digits(ratio)} times the exposure`;
    return { "khani2022-rate": [{ found, holds: Math.abs(ratio - 1) < NO_CHANGE }] };
  },
};

/** Concentration at C4 an hour after a dose in this volume. */
const rostralAfter = (model: Model, volume: Millilitres): number => {
  const given = { dose: 1, at: "L3", volume, over: 1 / MINUTES_PER_HOUR } as const;
  const [cervical] = sampled(model, given, { looks: [fluidAt("C4")], hours: 1 });
  return cervical?.concentrations.at(-1) ?? 0;
};

const sullivan2020: Study = {
  protocol: "In the adult: one dose at L3 in 1 mL and in 10 mL; C4 after an hour",
  carryOut: (setting) => {
    const model = modelIn(setting, "in-dtpa");
    const ratio = rostralAfter(model, 10) / rostralAfter(model, 1);
    const found = `${digits(ratio)} times as much of the larger volume; percussion is not in it`;
    return { "sullivan2020-volume-order": [{ found, holds: ratio > 1 }] };
  },
};

const stockman2007: Study = {
  protocol: "Mean over the canal of dispersion over molecular diffusion",
  carryOut: (setting) => {
    const { subject, drug, cells } = modelIn(setting, "in-dtpa");
    const mean =
      cells.reduce((sum, { x }) => sum + dispersionAt(subject, drug, x), 0) / cells.length;
    return { "stockman2007-D": [mean / drug.diffusivity.value] };
  },
};

/** Where the drug in the canal has its centre. */
const centreOf = (run: Run): Centimetres => {
  const { model, concentration } = stateOf(run);
  const masses = model.cells.map(
    ({ volume }, at) => volume * (concentration[model.layout.cells[at] ?? -1] ?? 0),
  );
  const whole = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.reduce((sum, mass, at) => sum + mass * (model.cells[at]?.x ?? 0), 0) / whole;
};

/** Centre after six hours of 20 mcL/h of 7.5 mg/mL at T10, upright. */
const centreUpright = (model: Model, excess: number): Centimetres => {
  const run = startRun(model);
  const source = infusionInto(model, "T10");
  const heavy: Baricity = { excess, reference: 7500, slope: 1, mobility: 1 };
  advanceDrifting(run, heavy, { step: 1 / MINUTES_PER_HOUR, steps: 360, source, rate: 150 });
  return centreOf(run);
};

const flack2010: Study = {
  protocol: "In the adult: 6 h at T10 upright, heavy and isobaric; where the drug has its centre",
  carryOut: (setting) => {
    const model = modelIn(setting, "bupivacaine");
    const lower = centreUpright(model, 0) - centreUpright(model, FLUID.dextroseExcess.value);
    const found = `${digits(lower)} cm nearer the sac end; a pig lying prone is not in it`;
    return { "flack2010-posture": [{ found, holds: lower > 0 }] };
  },
};

/** Orders by their paper. */
export const ORDERING_STUDIES: Readonly<Record<string, Study>> = {
  wallace2012,
  khani2022,
  sullivan2020,
  stockman2007,
  flack2010,
};
