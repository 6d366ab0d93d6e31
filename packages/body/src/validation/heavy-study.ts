// SPDX-License-Identifier: Apache-2.0
/** The study of a heavy solution: morphine in dextrose at L5, given sitting, sampled at T10. */
import { advanceDrifting, type Baricity } from "../baricity.ts";
import { positionOf } from "../level.ts";
import { type Hours, MINUTES_PER_HOUR, type Micrograms } from "../measure.ts";
import type { Model } from "../neuraxis.ts";
import { FLUID } from "../parameters.ts";
import { concentrationAtX } from "../probe.ts";
import { halfLifeOf, peakOf, type Series } from "../series.ts";
import { advanceRun, startRun } from "../solve.ts";
import { bolusInto } from "../source.ts";
import { modelIn } from "./setting.ts";
import type { Study } from "./study.ts";

const DOSE: Micrograms = 2000;
const HEAVY: Baricity = {
  excess: FLUID.dextroseExcess.value,
  /** The dose in one millilitre. */
  reference: DOSE,
  slope: 1,
  mobility: 1,
};

const FINE: Hours = 5 / 3600;
const MINUTE: Hours = 1 / MINUTES_PER_HOUR;
/** Minutes of sitting after a minute of injection. Source: docs/split.md. */
const SITTING = 9;

/** T10 every five minutes for 15 h: a minute of injection, nine of sitting, then lying flat. */
const thoracicSeries = (model: Model): Series => {
  const run = startRun(model);
  const source = bolusInto(model, "L5", 1);
  const steps = MINUTE / FINE;
  advanceDrifting(run, HEAVY, { step: FINE, steps, source, rate: DOSE / MINUTE });
  advanceDrifting(run, HEAVY, { step: FINE, steps: steps * SITTING, source: null, rate: 0 });
  const x = positionOf("T10");
  const samples = Array.from({ length: 12 * 15 - 2 }, () => {
    advanceRun(run, { step: MINUTE, steps: 5, source: null, rate: 0 });
    return { at: run.hours, value: concentrationAtX(run, x) };
  });
  return {
    hours: samples.map(({ at }) => at),
    concentrations: samples.map(({ value }) => value),
  };
};

const caute: Study = {
  protocol: "2 mg at L5 in heavy solution, sitting ten minutes; T10; half-life from 5 to 15 h",
  carryOut: (setting) => {
    const series = thoracicSeries(modelIn(setting, "morphine"));
    const peak = peakOf(series);
    const halfLife = halfLifeOf(series, { from: 5, upto: 15 });
    return {
      "caute-hyper": [
        peak?.concentration ?? null,
        peak?.hours ?? null,
        halfLife === null ? null : halfLife * MINUTES_PER_HOUR,
      ],
    };
  },
};

/** The study of a heavy solution by its paper. */
export const HEAVY_STUDIES: Readonly<Record<string, Study>> = { caute };
