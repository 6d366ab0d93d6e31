// SPDX-License-Identifier: Apache-2.0
/** Fentanyl: a lipophilic opioid given intrathecally off-label. */
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import {
  recalledDose,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import { dose, reported, start } from "./row.ts";

const FDA_2018: Origin = {
  source: "fda2018_pt",
  edition: "FDA safety communication 2018, as reported",
  jurisdiction: "US",
};
const SERIES: Origin = { source: "rapm_fentanyl", edition: "series of 25", jurisdiction: null };
const KIM: Origin = { source: "kim2019", edition: "Kim 2019", jurisdiction: null };

/** Fentanyl. */
export const fentanyl: Drug = {
  id: "fentanyl",
  name: "Fentanyl",
  family: "opioid",
  massUnit: "mcg",
  labelled: [],
  unapproved: [fact(FDA_2018, "named as not approved for implanted pumps")],
  strengths: [],
  limits: [
    recalledStrong("PACC 2012", "10 mg/mL"),
    recalledStrong("PACC 2017", "10 mg/mL"),
    recalledDose("PACC 2017", "1000 mcg/d"),
  ],
  startingDoses: [
    start("any", ["20 mcg/d", "175 mcg/d"], fact(SERIES, "what one unit used; no recommendation")),
    recalledStart(["25 mcg/d", "75 mcg/d"]),
  ],
  trialBoluses: [recalledTrial(["15 mcg", "75 mcg"])],
  titration: [],
  stability: [],
  firstFill: [],
  abruptStop: null,
  overdose: null,
  onDemand: [],
  reported: [
    reported("highest", ["1100 mcg/d"], fact(SERIES, "no adverse effect reported")),
    {
      ...reported("mean", ["0.73 mg/d"], fact(KIM, "after a mean of 15.8 mg/day of morphine")),
      when: "start",
      deviation: dose("1.37 mg/d"),
    },
    {
      ...reported("mean", ["0.94 mg/d"], fact(KIM, "after a mean of 15.8 mg/day of morphine")),
      when: "maintenance",
      deviation: dose("2.05 mg/d"),
    },
  ],
  contraindications: [],
  advice: [],
  notFound: [
    ...tablesNotFound(),
    "maximum dose per day, PACC 2012: recalled as having no known upper limit, unverified",
    "stability in a pump at 37 °C",
  ],
};
