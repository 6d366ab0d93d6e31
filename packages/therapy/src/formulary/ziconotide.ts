// SPDX-License-Identifier: Apache-2.0
/** Ziconotide: the non-opioid labelled for the intrathecal space; narrow margin, slow titration. */
import { days, quantity } from "@cisterna/quantity";
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import {
  recalledDose,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import {
  doseStep,
  leastStrong,
  mostDose,
  mostStrong,
  reported,
  start,
  strong,
  tested,
  trial,
} from "./row.ts";

const FDA: Origin = { source: "prialt_drugscom", edition: "FDA label", jurisdiction: "US" };
const FDA_CURRENT: Origin = { ...FDA, source: "prialt_prescriberpoint" };
const FDA_STRENGTHS: Origin = { ...FDA, source: "prialt_renal" };
const EU: Origin = { source: "prialt_eu2012", edition: "EU SmPC 2012–2019", jurisdiction: "EU" };
const UK: Origin = { source: "prialt_uk2023", edition: "UK SmPC 2023", jurisdiction: "UK" };
const EU_UK: Origin = { ...UK, edition: "EU and UK SmPC", jurisdiction: "EU/UK" };
const REVIEW: Origin = { source: "matis2021_t1", edition: "Matis 2021", jurisdiction: null };
const PACC_2017: Origin = { ...REVIEW, edition: "PACC 2017" };
const EXPERT: Origin = { ...REVIEW, edition: "expert opinion" };
const LOW_SLOW: Origin = {
  source: "mcdowell2016",
  edition: "expert opinion",
  jurisdiction: null,
};
const MAKER: Origin = {
  source: "prialt_mfr_pump",
  edition: "maker's page on pump use",
  jurisdiction: "US",
};
const SAMPLES: Origin = { source: "javed2020", edition: "2020", jurisdiction: null };

/** Ziconotide. */
export const ziconotide: Drug = {
  id: "ziconotide",
  name: "Ziconotide",
  family: "calcium-channel-blocker",
  massUnit: "mcg",
  labelled: [
    {
      ...fact({ ...FDA_CURRENT, also: ["fda2018", "medscape_recall"] }, "Prialt"),
      pumps: ["synchromed-ii-20", "synchromed-ii-40", "synchromed-iii"],
    },
  ],
  unapproved: [],
  strengths: [
    {
      ...fact(FDA_STRENGTHS),
      concentration: strong("25 mcg/mL"),
      containers: [quantity("20 mL", "volume")],
    },
    {
      ...fact(FDA_STRENGTHS),
      concentration: strong("100 mcg/mL"),
      containers: [quantity("1 mL", "volume"), quantity("5 mL", "volume")],
    },
  ],
  limits: [
    mostStrong(
      "100 mcg/mL",
      "highest-marketed",
      fact(FDA_CURRENT, "undiluted only once the dose is established"),
    ),
    leastStrong("25 mcg/mL", "implanted", fact(REVIEW)),
    leastStrong("5 mcg/mL", "external", fact(REVIEW)),
    mostDose("19.2 mcg/d", "maximum", fact(FDA, "0.8 mcg/h, by day 21")),
    mostDose("21.6 mcg/d", "maximum", fact(EU_UK, "0.9 mcg/h")),
    mostDose("19.2 mcg/d", "maximum", fact(PACC_2017)),
    recalledStrong("PACC 2012", "100 mcg/mL"),
    recalledStrong("PACC 2017", "100 mcg/mL"),
    recalledDose("PACC 2012", "19.2 mcg/d"),
    recalledDose("PACC 2017", "19.2 mcg/d"),
  ],
  startingDoses: [
    start("any", [null, "2.4 mcg/d"], fact(FDA, "0.1 mcg/h at most")),
    start("any", ["2.4 mcg/d", "2.4 mcg/d"], fact(EU)),
    start("any", [null, "2.4 mcg/d"], fact(UK)),
    start(
      "any",
      ["0.5 mcg/d", "1.2 mcg/d"],
      fact({ ...PACC_2017, also: ["prialt_mfr_titr", "mcdowell2016"] }),
    ),
    start("any", [null, "0.5 mcg/d"], fact(EXPERT, "may be preferred")),
    recalledStart(["0.5 mcg/d", "1.2 mcg/d"]),
  ],
  trialBoluses: [
    trial(
      ["1.2 mcg", "3.75 mcg"],
      fact(
        { source: "eldabe_bolus", edition: "Eldabe, pilot", jurisdiction: null },
        "first 2.5 mcg, then 1.2, 2.5 or 3.75 mcg",
      ),
    ),
    trial(
      ["1.25 mcg", "3.75 mcg"],
      fact(
        { source: "perruchoud_bolus", edition: "Perruchoud 2010", jurisdiction: null },
        "first 2.5 mcg, weekly; predicted poorly in eleven patients",
      ),
    ),
    recalledTrial(["1 mcg", "5 mcg"]),
  ],
  titration: [
    { ...doseStep("2.4 mcg/d", fact(FDA)), perWeek: { low: 2, high: 3 } },
    {
      ...doseStep("2.4 mcg/d", fact(EU_UK)),
      interval: { least: days(1), advised: days(2) },
    },
    { ...doseStep("0.5 mcg/d", fact(LOW_SLOW)), perWeek: { low: 1, high: 1 } },
  ],
  stability: [
    {
      ...tested([], ["held", 14], fact(MAKER, "adsorbs to titanium; residue dilutes it")),
      kind: "refill-interval",
      concentration: { low: strong("25 mcg/mL"), high: strong("25 mcg/mL") },
      firstFill: true,
      diluted: false,
    },
    {
      ...tested([], ["held", 84], fact(MAKER)),
      kind: "refill-interval",
      firstFill: false,
      diluted: false,
    },
    {
      ...tested([], ["held", 40], fact(MAKER)),
      kind: "refill-interval",
      firstFill: false,
      diluted: true,
    },
    {
      ...tested(
        [],
        ["lost", null],
        fact(
          { source: "shields_review", edition: "review", jurisdiction: null },
          "any admixture degrades it faster; less so with little dilution and a weak partner",
        ),
      ),
      partners: "any",
    },
    {
      ...tested(["hydromorphone"], ["lost", null], fact(SAMPLES, "one patient's reservoir")),
      kind: "sample",
    },
    {
      ...tested(["baclofen"], ["lost", null], fact(SAMPLES, "one patient's reservoir")),
      kind: "sample",
    },
    {
      ...tested(
        ["hydromorphone", "baclofen"],
        ["held", null],
        fact(SAMPLES, "one patient's reservoir"),
      ),
      kind: "sample",
    },
  ],
  firstFill: [
    {
      ...fact(
        { ...MAKER, also: ["prialt_hbid"] },
        "rinse the inside three times, then fill with the rest of the vial",
      ),
      concentration: strong("25 mcg/mL"),
      diluted: false,
      rinse: { volume: quantity("2 mL", "volume"), times: 3 },
    },
  ],
  abruptStop: {
    ...fact({ source: "prialt_overdose", edition: "FDA label", jurisdiction: "US" }),
    danger: "none-known",
  },
  overdose: {
    ...fact(
      { source: "prialt_overdose", edition: "FDA label", jurisdiction: "US" },
      "in the CSF below 5 % of the peak 24 h after the infusion stopped",
    ),
    antidote: "none",
    measures: ["stop-delivery"],
  },
  onDemand: [],
  reported: [
    {
      ...reported("mean", ["6.9 mcg/d"], fact(FDA, "end of a 21-day study")),
      when: "maintenance",
    },
    { ...reported("median", ["6 mcg/d"], fact(UK, "at response, about")), when: "maintenance" },
    {
      ...reported("upper-quartile", ["9.6 mcg/d"], fact(UK, "of those who responded, about")),
      when: "maintenance",
    },
    {
      ...reported(
        "median",
        ["5.52 mcg/d", "7.2 mcg/d"],
        fact({ source: "webster2009", edition: "Webster 2009", jurisdiction: null }, "long term"),
      ),
      when: "maintenance",
    },
  ],
  contraindications: [
    "hypersensitivity",
    "history of psychosis",
    "infection at the site, uncontrolled bleeding, or a spinal canal blocked to CSF",
  ].map((reason) => ({
    ...fact({ source: "prialt_isi", edition: "safety information", jurisdiction: "US" }),
    reason,
  })),
  advice: [],
  notFound: [
    ...tablesNotFound("starting dose, PACC 2017", "maximum dose per day, PACC 2017"),
    "days of stability in any admixture",
  ],
};
