// SPDX-License-Identifier: Apache-2.0
/** Clonidine: labelled for the epidural space, given intrathecally off-label. */
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import {
  recalledDose,
  recalledRange,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import { mostDose, reported, start, strong, tested } from "./row.ts";

const EPIDURAL_LABEL: Origin = {
  source: "clon_epi_dose",
  also: ["fda2018_pt"],
  edition: "FDA label, epidural",
  jurisdiction: "US",
};
const PHASE_I_II: Origin = {
  source: "clon_hassenbusch",
  edition: "Hassenbusch 2002",
  jurisdiction: null,
};
const CHAPTER: Origin = { source: "aneskey_range", edition: "book chapter", jurisdiction: null };

/** Clonidine. */
export const clonidine: Drug = {
  id: "clonidine",
  name: "Clonidine",
  family: "alpha-2-agonist",
  massUnit: "mcg",
  labelled: [],
  unapproved: [fact(EPIDURAL_LABEL, "labelled for cancer pain by the epidural route only")],
  strengths: [],
  limits: [
    mostDose("960 mcg/d", "study-ceiling", fact(PHASE_I_II, "40 mcg/h by protocol")),
    recalledStrong("PACC 2012", "1000 mcg/mL"),
    recalledStrong("PACC 2017", "1000 mcg/mL"),
    recalledRange("PACC 2012", ["40 mcg/d", "600 mcg/d"]),
    recalledDose("PACC 2017", "600 mcg/d"),
  ],
  startingDoses: [
    start("any", ["24 mcg/d", "24 mcg/d"], fact(PHASE_I_II, "1 mcg/h, clonidine alone")),
    recalledStart(["20 mcg/d", "100 mcg/d"]),
  ],
  trialBoluses: [recalledTrial(["5 mcg", "20 mcg"])],
  titration: [],
  stability: [
    tested(
      ["morphine"],
      ["held", 90],
      fact({ source: "hildebrand_mclon", edition: "2003", jurisdiction: null }, "both ≥ 94 %"),
    ),
    {
      ...tested(
        ["hydromorphone"],
        ["held", 35],
        fact(
          { source: "clon_hm", edition: "2004", jurisdiction: null },
          "three patients' pumps over 35 ± 13 days",
        ),
      ),
      concentration: { low: strong("150 mcg/mL"), high: strong("150 mcg/mL") },
    },
    tested(
      ["baclofen"],
      ["held", 98],
      fact(
        { source: "bac_clon", edition: "16-week study", jurisdiction: null },
        "> 90 % to week 14; more than 10 % lost in the reservoir at week 16",
      ),
    ),
    tested(
      ["morphine", "bupivacaine"],
      ["held", 90],
      fact({ source: "classen2004", edition: "2004", jurisdiction: null }, "all three > 96 %"),
    ),
  ],
  firstFill: [],
  abruptStop: { ...fact(PHASE_I_II, "severe"), danger: "rebound-hypertension" },
  overdose: null,
  onDemand: [],
  reported: [
    reported(
      "range",
      ["250 mcg/d", "2000 mcg/d"],
      fact(CHAPTER, "disagrees with the ceiling of 2002"),
    ),
  ],
  contraindications: [],
  advice: [
    fact(
      { source: "clon_taper", edition: "nursing compendium", jurisdiction: null },
      "the epidural product is tapered over 2 to 4 days, never stopped at once",
    ),
  ],
  notFound: tablesNotFound(),
};
