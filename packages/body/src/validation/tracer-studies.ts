// SPDX-License-Identifier: Apache-2.0
/** The studies of tracers: In-DTPA by camera, gadobutrol in plasma. */
import { MINUTES_PER_HOUR } from "../measure.ts";
import { arrivalOf, halfLifeOf, peakOf, type Series } from "../series.ts";
import { canalVolume } from "../subject.ts";
import {
  BOLUS,
  cisterns,
  convexity,
  fluidAt,
  infusedForEver,
  type Look,
  modelIn,
  plasma,
  type Setting,
  sampled,
  ventricles,
} from "./setting.ts";
import type { Answer, Study } from "./study.ts";

/** Hours to the first sight of a bolus of In-DTPA by each of these looks, within a day. */
const firstSeen = (setting: Setting, looks: readonly Look[]): readonly (number | null)[] => {
  const model = modelIn(setting, "in-dtpa");
  const seenAt = setting.threshold / canalVolume(setting.subject);
  const series = sampled(model, { ...BOLUS, dose: 1 }, { looks, hours: 24 });
  return series.map((each) => arrivalOf(each, seenAt));
};

const minutes = (hours: number | null): number | null =>
  hours === null ? null : hours * MINUTES_PER_HOUR;

/** Seen at some time after the Sylvian cisterns and by the image of 24 h. */
const byTheDay = (hours: number | null, after: number | null): Answer =>
  hours === null
    ? { found: "not seen within 24 h", holds: false }
    : {
        found: `seen after ${(hours * MINUTES_PER_HOUR).toPrecision(3)} min`,
        holds: after !== null && hours > after,
      };

const chamberlain1998: Study = {
  protocol: "Lumbar bolus; the first time that T6, C4, foramen magnum, cisterns, head are seen",
  carryOut: (setting) => {
    const looks = [fluidAt("T6"), fluidAt("C4"), fluidAt("cisterna-magna"), cisterns];
    const [thoracic, cervical, magna, sylvian, over, inside] = firstSeen(setting, [
      ...looks,
      convexity,
      ventricles,
    ]);
    return {
      "chamberlain1998-lumbar-thoracic": [minutes(thoracic ?? null)],
      "chamberlain1998-lumbar-cervical": [minutes(cervical ?? null)],
      "chamberlain1998-lumbar-cisterna-magna": [minutes(magna ?? null)],
      "chamberlain1998-lumbar-sylvian-cisterns": [minutes(sylvian ?? null)],
      "chamberlain1998-lumbar-cerebral-convexities": [byTheDay(over ?? null, sylvian ?? null)],
      "chamberlain1998-lumbar-ventricles": [byTheDay(inside ?? null, sylvian ?? null)],
    };
  },
};

const kroin1993: Study = {
  protocol: "72 h of infusion at L3, taken as steady; T2 over T12",
  carryOut: (setting) => {
    const steady = infusedForEver(modelIn(setting, "in-dtpa"), "L3", 1);
    return { "kroin1993-dtpa-gradient": [fluidAt("T2")(steady) / fluidAt("T12")(steady)] };
  },
};

const radiopaedia: Study = {
  protocol: "Lumbar bolus; the first time that foramen magnum, cisterns and convexity are seen",
  carryOut: (setting) => ({
    "radiopaedia-cisternography": firstSeen(setting, [
      fluidAt("cisterna-magna"),
      cisterns,
      convexity,
    ]),
  }),
};

/** All the tracer in the head at each time. */
const headCount: Look = ({ model, concentration }) =>
  model.layout.spaces.reduce(
    (sum, at) => sum + (model.tree.volume[at] ?? 0) * (concentration[at] ?? 0),
    0,
  );

const goettingen1993: Study = {
  protocol: "Lumbar bolus; half-life of all that is in the head, 24 to 48 h",
  carryOut: (setting) => {
    const model = modelIn(setting, "in-dtpa");
    const [head] = sampled(model, { ...BOLUS, dose: 1 }, { looks: [headCount], hours: 48 });
    return {
      "goettingen1993-dtpa-halflife": [halfLifeOf(head as Series, { from: 24, upto: 48 })],
    };
  },
};

const eide2021: Study = {
  protocol: "Lumbar bolus; time of the highest concentration in plasma within 48 h",
  carryOut: (setting) => {
    const model = modelIn(setting, "gadobutrol");
    const [blood] = sampled(model, { ...BOLUS, dose: 1 }, { looks: [plasma], hours: 48 });
    return { "eide2021-gadobutrol-blood-peak": [peakOf(blood as Series)?.hours ?? null] };
  },
};

/** Studies of tracers by their paper. */
export const TRACER_STUDIES: Readonly<Record<string, Study>> = {
  kroin1993,
  chamberlain1998,
  radiopaedia,
  goettingen1993,
  eide2021,
};
