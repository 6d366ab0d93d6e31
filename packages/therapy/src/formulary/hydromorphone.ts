// SPDX-License-Identifier: Apache-2.0
/** Hydromorphone: an opioid given intrathecally off-label. */
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import {
  recalledDose,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import { reported, strong, tested } from "./row.ts";

const FDA_2018: Origin = {
  source: "fda2018_pt",
  edition: "FDA safety communication 2018, as reported",
  jurisdiction: "US",
};
const CHAPTER: Origin = { source: "aneskey_range", edition: "book chapter", jurisdiction: null };

/** Hydromorphone. */
export const hydromorphone: Drug = {
  id: "hydromorphone",
  name: "Hydromorphone",
  family: "opioid",
  massUnit: "mg",
  labelled: [],
  unapproved: [fact(FDA_2018, "named as not approved for implanted pumps")],
  strengths: [],
  limits: [
    recalledStrong("PACC 2012", "15 mg/mL"),
    recalledStrong("PACC 2017", "15 mg/mL"),
    recalledDose("PACC 2012", "10 mg/d"),
    recalledDose("PACC 2017", "10 mg/d"),
  ],
  startingDoses: [recalledStart(["0.01 mg/d", "0.15 mg/d"])],
  trialBoluses: [recalledTrial(["0.025 mg", "0.1 mg"])],
  titration: [],
  stability: [
    tested(
      [],
      ["held", 120],
      fact({ source: "hildebrand_hm", edition: "2001", jurisdiction: null }, "> 95 % in the pump"),
    ),
    {
      ...tested(
        ["clonidine"],
        ["held", 35],
        fact(
          { source: "clon_hm", edition: "2004", jurisdiction: null },
          "clonidine measured in three patients' pumps over 35 ± 13 days",
        ),
      ),
      partnerConcentrations: { clonidine: strong("150 mcg/mL") },
    },
    {
      ...tested(
        ["bupivacaine"],
        ["held", null],
        fact(
          { source: "goucke_bupi", edition: "2010", jurisdiction: null },
          "both > 96 % of what was made; bupivacaine up to 37 mg/mL",
        ),
      ),
      concentration: { low: strong("4 mg/mL"), high: strong("10 mg/mL") },
    },
    {
      ...tested(
        [],
        ["lost", null],
        fact(
          { source: "javed2020", edition: "2020", jurisdiction: null },
          "one patient's reservoir looked degraded; disagrees with the study of 2001",
        ),
      ),
      kind: "sample",
    },
  ],
  firstFill: [],
  abruptStop: null,
  overdose: null,
  onDemand: [],
  reported: [reported("range", ["0.5 mg/d", "25 mg/d"], fact(CHAPTER))],
  contraindications: [],
  advice: [],
  notFound: tablesNotFound(),
};
