// SPDX-License-Identifier: Apache-2.0
/** Morphine, preservative-free: the opioid labelled for the intrathecal space. */
import { quantity } from "@cisterna/quantity";
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug } from "./drug.ts";
import {
  recalledDose,
  recalledStart,
  recalledStrong,
  recalledTrial,
  tablesNotFound,
} from "./recalled.ts";
import { mostDose, mostStrong, reported, start, stepped, strong, tested, trial } from "./row.ts";

const LABEL: Origin = { source: "infu_empr", edition: "FDA label", jurisdiction: "US" };
const OLDER_LABEL: Origin = { ...LABEL, source: "infu_globalrph" };
const FDA_2018: Origin = {
  source: "fda2018",
  also: ["medscape_recall"],
  edition: "FDA safety communication 2018",
  jurisdiction: "US",
};
const MITIGO: Origin = { source: "mitigo_pp", edition: "FDA label, Mitigo", jurisdiction: "US" };
const GRIDER: Origin = { source: "grider2011", edition: "Grider 2011", jurisdiction: null };
const HASSENBUSCH: Origin = {
  source: "hassenbusch1995",
  edition: "Hassenbusch 1995",
  jurisdiction: null,
};
const CHAPTER: Origin = { source: "aneskey_range", edition: "book chapter", jurisdiction: null };
const PROMETRA_CONTROLLER: Origin = {
  source: "n20",
  edition: "patient controller guide",
  jurisdiction: null,
};

const vial = [quantity("20 mL", "volume")];

/** Morphine. */
export const morphine: Drug = {
  id: "morphine",
  name: "Morphine",
  family: "opioid",
  massUnit: "mg",
  labelled: [
    { ...fact(FDA_2018, "Infumorph"), pumps: "any-approved" },
    { ...fact(MITIGO, "Mitigo, the same route"), pumps: "any-approved" },
  ],
  unapproved: [],
  strengths: [
    { ...fact(OLDER_LABEL), concentration: strong("10 mg/mL"), containers: vial },
    { ...fact(OLDER_LABEL), concentration: strong("25 mg/mL"), containers: vial },
  ],
  limits: [
    mostStrong("25 mg/mL", "highest-marketed", fact(OLDER_LABEL, "not stated as a maximum")),
    mostDose("20 mg/d", "caution", fact(LABEL, "caution above this; not a maximum")),
    recalledStrong("PACC 2012", "20 mg/mL"),
    recalledStrong("PACC 2017", "20 mg/mL"),
    recalledDose("PACC 2012", "15 mg/d"),
    recalledDose("PACC 2017", "15 mg/d"),
  ],
  startingDoses: [
    start("naive", ["0.2 mg/d", "1 mg/d"], fact(LABEL, "lumbar")),
    start("tolerant", ["1 mg/d", "10 mg/d"], fact(LABEL, "lumbar")),
    recalledStart(["0.1 mg/d", "0.5 mg/d"]),
  ],
  trialBoluses: [
    {
      ...trial(["0.025 mg", "0.4 mg"], fact(GRIDER)),
      ...stepped(
        [["25 mcg"], ["50 mcg"], ["100 mcg"], ["200 mcg"], ["400 mcg"]],
        fact(GRIDER, "after 6 weeks without opioids; retrospective"),
      ),
    },
    recalledTrial(["0.1 mg", "0.5 mg"]),
  ],
  titration: [],
  stability: [
    tested(
      ["clonidine"],
      ["held", 90],
      fact({ source: "hildebrand_mclon", edition: "2003", jurisdiction: null }, "both ≥ 94 %"),
    ),
    tested(
      ["bupivacaine", "clonidine"],
      ["held", 90],
      fact({ source: "classen2004", edition: "2004", jurisdiction: null }, "all three > 96 %"),
    ),
    tested(
      ["baclofen"],
      ["held", 30],
      fact({ source: "bac_morph", edition: "1995", jurisdiction: null }, "Infusaid pump"),
    ),
    tested(
      ["clonidine"],
      ["held", 28],
      fact({ source: "sorrieul2023", edition: "2023", jurisdiction: null }, "length of the study"),
    ),
    {
      ...tested(
        ["bupivacaine"],
        ["held", null],
        fact(
          { source: "goucke_bupi", edition: "2010", jurisdiction: null },
          "both > 96 % of what was made; bupivacaine up to 37 mg/mL",
        ),
      ),
      concentration: { low: strong("12 mg/mL"), high: strong("30 mg/mL") },
    },
  ],
  firstFill: [],
  abruptStop: null,
  overdose: {
    ...fact(
      {
        source: "em_morphine",
        also: ["em_morphine_card"],
        edition: "SynchroMed EL manual",
        jurisdiction: null,
      },
      "naloxone 0.4 to 2 mg IV, again every 2 to 3 min; 30 to 40 mL of CSF unless " +
        "contraindicated, not after a pocket fill; doubt the diagnosis after 10 mg without effect",
    ),
    antidote: "naloxone",
    measures: [
      "support-breathing",
      "give-naloxone",
      "withdraw-csf",
      "empty-reservoir",
      "watch-for-return",
    ],
  },
  onDemand: [
    {
      ...fact(PROMETRA_CONTROLLER, "for Infumorph only"),
      pumps: ["prometra-20", "prometra-ii-20", "prometra-ii-40"],
      permitted: true,
    },
  ],
  reported: [
    {
      ...reported("mean", ["0.49 mg/h"], fact(HASSENBUSCH)),
      when: "start",
      deviation: quantity("0.24 mg/h", "dose-rate"),
    },
    {
      ...reported("mean", ["1.11 mg/h"], fact(HASSENBUSCH)),
      when: "maintenance",
      deviation: quantity("0.61 mg/h", "dose-rate"),
    },
    reported("range", ["1 mg/d", "20 mg/d"], fact(CHAPTER)),
  ],
  contraindications: [],
  advice: [
    fact(
      { ...OLDER_LABEL, also: ["infu_empr", "infu_pillsync"] },
      "watch for at least 24 h after each test dose, and 24 to 72 h after starts and increases",
    ),
  ],
  notFound: [...tablesNotFound(), "the maker's stability in a pump, morphine alone"],
};
