// SPDX-License-Identifier: Apache-2.0
/** Sufentanil: a lipophilic opioid given intrathecally off-label. */
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import {
  recalledDose,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import { dose, reported, strong, tested } from "./row.ts";

const HASSENBUSCH: Origin = {
  source: "hassenbusch1995",
  edition: "Hassenbusch 1995",
  jurisdiction: null,
};
const CHAPTER: Origin = { source: "aneskey_range", edition: "book chapter", jurisdiction: null };

/** Sufentanil. */
export const sufentanil: Drug = {
  id: "sufentanil",
  name: "Sufentanil",
  family: "opioid",
  massUnit: "mcg",
  labelled: [],
  unapproved: [],
  strengths: [],
  limits: [
    recalledStrong("PACC 2012", "5 mg/mL"),
    recalledStrong("PACC 2017", "5 mg/mL"),
    recalledDose("PACC 2017", "500 mcg/d"),
  ],
  startingDoses: [recalledStart(["10 mcg/d", "20 mcg/d"])],
  trialBoluses: [recalledTrial(["5 mcg", "20 mcg"])],
  titration: [],
  stability: [
    tested(
      ["clonidine"],
      ["lost", 7],
      fact(
        { source: "sorrieul2023", edition: "2023", jurisdiction: null },
        "below 90 % by day 7; a dilute mixture",
      ),
    ),
    {
      ...tested(
        [],
        ["lost", 21],
        fact(
          { source: "roos_suf", edition: "1993", jurisdiction: null },
          "PVC reservoir at 32 °C: 5.1 % lost at pH 4, 80.6 % at pH 6",
        ),
      ),
      concentration: { low: strong("5 mcg/mL"), high: strong("5 mcg/mL") },
    },
  ],
  firstFill: [],
  abruptStop: null,
  overdose: null,
  onDemand: [],
  reported: [
    {
      ...reported("mean", ["0.67 mcg/h"], fact(HASSENBUSCH, "ten patients")),
      when: "start",
      deviation: dose("0.22 mcg/h"),
    },
    {
      ...reported("mean", ["2.39 mcg/h"], fact(HASSENBUSCH, "eleven patients")),
      when: "maintenance",
      deviation: dose("0.95 mcg/h"),
    },
    reported("range", ["10 mcg/d", "100 mcg/d"], fact(CHAPTER)),
  ],
  contraindications: [],
  advice: [],
  notFound: [
    ...tablesNotFound(),
    "maximum dose per day, PACC 2012: recalled as having no known upper limit, unverified",
  ],
};
