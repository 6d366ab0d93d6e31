// SPDX-License-Identifier: Apache-2.0
/** What the model finds for the values that stand beside the collection. */
import { assert } from "@cisterna/quantity";
import { MINUTES_PER_HOUR } from "../measure.ts";
import { BESIDE } from "../measurement/beside.ts";
import type { Measurement } from "../measurement/measurement.ts";
import { arrivalOf, halfLifeOf, peakOf, type Series } from "../series.ts";
import { canalVolume } from "../subject.ts";
import {
  BOLUS,
  cisterns,
  fluidAt,
  infusedForEver,
  modelIn,
  referenceSetting,
  type Setting,
  sampled,
} from "./setting.ts";
import type { Answers } from "./study.ts";
import { judged, type ValueVerdict } from "./verdict.ts";

const fromTheVentricles = (setting: Setting): Answers => {
  const looks = [...(["cisterna-magna", "C4", "T6", "L3"] as const).map(fluidAt), cisterns];
  const given = { ...BOLUS, dose: 1, at: "ventricle" } as const;
  const series = sampled(modelIn(setting, "in-dtpa"), given, { looks, hours: 24 });
  const seenAt = setting.threshold / canalVolume(setting.subject);
  const places = ["cisterna-magna", "cervical", "thoracic", "lumbar", "sylvian-cisterns"];
  return Object.fromEntries(
    places.map((place, index) => {
      const hours = arrivalOf(series[index] as Series, seenAt);
      const minutes = hours === null ? null : hours * MINUTES_PER_HOUR;
      return [`chamberlain1998-ventricular-${place}`, [minutes]];
    }),
  );
};

const fromTheThorax = (setting: Setting): Answers => {
  const steady = infusedForEver(modelIn(setting, "morphine"), "T10", 1);
  return { "moulin1986-LC-T10": [fluidAt("L3")(steady) / fluidAt("cisterna-magna")(steady)] };
};

const isobaric = (setting: Setting): Answers => {
  const given = { ...BOLUS, at: "L5", dose: 2000 } as const;
  const looks = [fluidAt("T10")];
  const [series] = sampled(modelIn(setting, "morphine"), given, { looks, hours: 15 });
  const peak = peakOf(series as Series);
  const halfLife = halfLifeOf(series as Series, { from: 5, upto: 15 });
  return {
    "caute-iso": [
      peak?.concentration ?? null,
      peak === null ? null : peak.hours * MINUTES_PER_HOUR,
      halfLife === null ? null : halfLife * MINUTES_PER_HOUR,
    ],
  };
};

/** A measurement beside the collection, with what the model finds. */
export type Beside = {
  readonly measurement: Measurement;
  readonly values: readonly ValueVerdict[];
};

/** The verdicts on what stands beside the collection; they count on no side. */
export const judgedBeside = (setting: Setting = referenceSetting): readonly Beside[] => {
  const answers: Answers = {
    ...fromTheVentricles(setting),
    ...fromTheThorax(setting),
    ...isobaric(setting),
  };
  return BESIDE.map((measurement) => {
    const found = answers[measurement.id];
    assert(found !== undefined, "what stands beside is computed", { id: measurement.id });
    const values = measurement.expected.map((each, index) => judged(each, found[index] ?? null));
    return { measurement, values };
  });
};
