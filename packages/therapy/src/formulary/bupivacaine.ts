// SPDX-License-Identifier: Apache-2.0
/** Bupivacaine: a local anaesthetic given by chronic intrathecal infusion off-label. */
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug, DrugId, Stability } from "./drug.ts";
import {
  recalledDose,
  recalledRange,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import { mostDose, mostStrong, reported, strong, tested } from "./row.ts";

const FDA_2018: Origin = {
  source: "fda2018_pt",
  edition: "FDA safety communication 2018, as reported",
  jurisdiction: "US",
};
const PILOT: Origin = { source: "goucke_bupi", edition: "pilot of 12, 2010", jurisdiction: null };
const SERIES: Origin = {
  source: "hildebrand_bupi",
  edition: "series of 108, 2001",
  jurisdiction: null,
};
const CHAPTER: Origin = { source: "aneskey_range", edition: "book chapter", jurisdiction: null };

const pilotWith = (opioid: DrugId): Stability => ({
  ...tested([opioid], ["held", null], fact(PILOT, "both > 96 % of what was made")),
  concentration: { low: null, high: strong("37 mg/mL") },
});

/** Bupivacaine. */
export const bupivacaine: Drug = {
  id: "bupivacaine",
  name: "Bupivacaine",
  family: "local-anaesthetic",
  massUnit: "mg",
  labelled: [],
  unapproved: [fact(FDA_2018, "named as not approved for implanted pumps")],
  strengths: [],
  limits: [
    mostStrong("37 mg/mL", "highest-reported", fact(PILOT, "measured; no recommendation")),
    mostDose("25 mg/d", "highest-reported", fact(SERIES, "mean 10, range 2 to 25 mg/day")),
    mostDose(
      "21.4 mg/d",
      "highest-reported",
      fact(PILOT, "two of twelve had reversible weakness at 6 mg/day"),
    ),
    recalledStrong("PACC 2012", "30 mg/mL"),
    recalledStrong("PACC 2017", "30 mg/mL"),
    recalledDose("PACC 2012", "10 mg/d"),
    recalledRange("PACC 2017", ["15 mg/d", "20 mg/d"]),
  ],
  startingDoses: [recalledStart(["0.01 mg/d", "4 mg/d"])],
  trialBoluses: [recalledTrial(["0.5 mg", "2.5 mg"])],
  titration: [],
  stability: [
    {
      ...tested([], ["held", 84], fact(SERIES, "> 96 % over 12 weeks")),
      concentration: { low: strong("7.5 mg/mL"), high: strong("7.5 mg/mL") },
    },
    tested(
      ["morphine", "clonidine"],
      ["held", 90],
      fact({ source: "classen2004", edition: "2004", jurisdiction: null }, "all three > 96 %"),
    ),
    pilotWith("morphine"),
    pilotWith("hydromorphone"),
  ],
  firstFill: [],
  abruptStop: null,
  overdose: null,
  onDemand: [],
  reported: [reported("range", ["6 mg/d", "20 mg/d"], fact(CHAPTER))],
  contraindications: [],
  advice: [],
  notFound: tablesNotFound(),
};
