// SPDX-License-Identifier: Apache-2.0
/** Baclofen: the antispastic labelled for the intrathecal space; sudden loss is dangerous. */
import { days } from "@cisterna/quantity";
import { fact, type Origin } from "../sources/fact.ts";
import type { Drug, Population } from "./drug.ts";
import {
  mostDose,
  mostStrong,
  multiple,
  reported,
  share,
  shareStep,
  start,
  stepped,
  strong,
  tested,
  trial,
} from "./row.ts";

const FDA: Origin = { source: "itb_gablofen_empr", edition: "FDA label", jurisdiction: "US" };
const FDA_START: Origin = { ...FDA, source: "itb_skyscape" };
const FDA_TRIAL: Origin = { ...FDA, source: "itb_drugscom", also: ["itb_skyscape"] };
const FDA_STEPS: Origin = { ...FDA, source: "itb_minclinic" };
const PANEL_DOSING: Origin = {
  source: "itb_bp_dosing",
  edition: "ITB best practice 2016",
  jurisdiction: null,
};
const PANEL_SCREEN: Origin = { ...PANEL_DOSING, source: "itb_bp_screen" };
const PANEL_ABSTRACT: Origin = { ...PANEL_DOSING, source: "itb_bp_dosing_abs" };
const DIGEST: Origin = { source: "itb_minclinic", edition: "digest", jurisdiction: null };
const RANGES: Origin = { source: "itb_medscape", edition: "digest", jurisdiction: null };

const ofScreening = { usual: multiple(2n), otherwise: multiple(1n) };
const maintenance = { when: "maintenance" } as const;
const raise = (population: Population) =>
  ({ direction: "increase", phase: "post-implant", population }) as const;
const keep = (direction: "increase" | "decrease", population: Population) =>
  ({ direction, phase: "maintenance", population }) as const;
const daily = { interval: { least: days(1) } };

/** Baclofen. */
export const baclofen: Drug = {
  id: "baclofen",
  name: "Baclofen",
  family: "gaba-b-agonist",
  massUnit: "mcg",
  labelled: [
    {
      ...fact(
        { ...FDA, also: ["medscape_recall"] },
        "Lioresal Intrathecal, Gablofen; severe spasticity, from 4 years of age",
      ),
      pumps: "any-approved",
    },
  ],
  unapproved: [],
  strengths: [
    { ...fact(FDA, "Gablofen, Lioresal"), concentration: strong("50 mcg/mL") },
    { ...fact(FDA, "Gablofen, Lioresal"), concentration: strong("500 mcg/mL") },
    { ...fact(FDA, "Gablofen"), concentration: strong("1000 mcg/mL") },
    { ...fact(FDA, "Gablofen, Lioresal"), concentration: strong("2000 mcg/mL") },
  ],
  limits: [
    mostStrong("2000 mcg/mL", "highest-marketed", fact(FDA)),
    mostDose("1000 mcg/d", "maximum", fact(DIGEST, "one digest: not to exceed")),
    {
      ...mostDose("2000 mcg/d", "highest-reported", fact(RANGES, "disagrees with 1000 mcg/day")),
      population: "spinal-origin",
    },
    {
      ...mostDose("1400 mcg/d", "highest-reported", fact(RANGES)),
      population: "cerebral-origin",
    },
  ],
  startingDoses: [
    {
      ...start(
        "any",
        [null, null],
        fact(FDA_START, "once, not twice, if the bolus worked over 8 h; no increase for 24 h"),
      ),
      ofScreening,
    },
    {
      ...start(
        "any",
        [null, null],
        fact(PANEL_DOSING, "once also after a bad reaction; begin at 500 mcg/mL, watch 8 h"),
      ),
      ofScreening,
    },
  ],
  trialBoluses: [
    {
      ...trial(["50 mcg", "100 mcg"], fact(FDA_TRIAL)),
      ...stepped(
        [
          ["50 mcg", "1 mL"],
          ["75 mcg", "1.5 mL"],
          ["100 mcg", "2 mL"],
        ],
        fact(FDA_TRIAL, "over 1 min, watch 4 to 8 h; no response at 100 mcg: no candidate"),
      ),
      interval: days(1),
    },
    {
      ...trial(["50 mcg", "100 mcg"], fact(PANEL_SCREEN)),
      ...stepped([["50 mcg"], ["75 mcg"], ["100 mcg"]], fact(PANEL_SCREEN)),
      interval: days(1),
    },
    {
      ...trial(["25 mcg", "25 mcg"], fact(PANEL_SCREEN, "small child")),
      population: "child",
      interval: days(1),
    },
  ],
  titration: [
    {
      ...shareStep(["10 %", "30 %"], raise("spinal-origin"), fact(FDA_STEPS, "adults")),
      ...daily,
    },
    ...(["cerebral-origin", "child"] as const).map((population) => ({
      ...shareStep(
        ["5 %", "15 %"],
        raise(population),
        fact({ ...FDA_START, also: ["itb_bp_dosing"] }),
      ),
      ...daily,
    })),
    shareStep(["10 %", "40 %"], keep("increase", "spinal-origin"), fact(FDA_STEPS)),
    shareStep(["10 %", "20 %"], keep("decrease", "spinal-origin"), fact(FDA_STEPS)),
    shareStep(
      ["5 %", "20 %"],
      keep("increase", "cerebral-origin"),
      fact({ ...FDA_STEPS, also: ["itb_skyscape"] }),
    ),
    shareStep(
      ["10 %", "20 %"],
      keep("decrease", "cerebral-origin"),
      fact({ ...FDA_STEPS, also: ["itb_skyscape"] }),
    ),
    {
      ...fact(PANEL_ABSTRACT, "more may be excessive at higher doses; reassess within 24 h"),
      step: { kind: "share", low: null, high: share("20 %") },
      direction: "increase",
      phase: "high-dose",
      population: "any",
    },
  ],
  stability: [
    {
      ...tested(
        [],
        ["held", null],
        fact({ ...FDA, source: "itb_druglib" }, "stable at 37 °C; the label counts no days"),
      ),
      kind: "label",
    },
    {
      ...tested(
        [],
        ["held", 77],
        fact(
          { source: "itb_cheo", edition: "older hospital monograph", jurisdiction: "CA" },
          "SynchroMed; 28 days in an Infusaid pump",
        ),
      ),
      kind: "monograph",
    },
    tested(
      ["clonidine"],
      ["held", 98],
      fact({ source: "bac_clon", edition: "16-week study", jurisdiction: null }, "> 90 %"),
    ),
    tested(
      ["morphine"],
      ["held", 30],
      fact({ source: "bac_morph", edition: "1995", jurisdiction: null }, "Infusaid pump"),
    ),
  ],
  firstFill: [],
  abruptStop: {
    ...fact(
      { source: "itb_watve2012", also: ["itb_withdraw_wiki"], edition: "2012", jurisdiction: null },
      "evolves over 24 to 72 h; restore the infusion first",
    ),
    danger: "withdrawal",
  },
  overdose: {
    ...fact(
      {
        source: "itb_od_label",
        also: ["itb_watve2012"],
        edition: "FDA label",
        jurisdiction: "US",
      },
      "coma up to 72 h, usually reversible; the label gives a dose of physostigmine, a panel " +
        "advises against it in most cases",
    ),
    antidote: "none",
    measures: [
      "empty-reservoir",
      "support-breathing",
      "stop-delivery",
      "withdraw-csf",
      "intensive-care",
    ],
  },
  onDemand: [
    {
      ...fact({ source: "n20", edition: "patient controller guide", jurisdiction: null }),
      pumps: ["prometra-20", "prometra-ii-20", "prometra-ii-40"],
      permitted: false,
    },
  ],
  reported: [
    {
      ...reported("typical", ["300 mcg/d", "800 mcg/d"], fact(RANGES)),
      ...maintenance,
      population: "spinal-origin",
    },
    {
      ...reported("range", ["12 mcg/d", "2000 mcg/d"], fact(RANGES)),
      ...maintenance,
      population: "spinal-origin",
    },
    {
      ...reported("typical", ["90 mcg/d", "703 mcg/d"], fact(RANGES)),
      ...maintenance,
      population: "cerebral-origin",
    },
    {
      ...reported("range", ["22 mcg/d", "1400 mcg/d"], fact(RANGES)),
      ...maintenance,
      population: "cerebral-origin",
    },
    {
      ...reported("mean", ["274 mcg/d"], fact(RANGES, "under 12 years")),
      ...maintenance,
      population: "child",
    },
    {
      ...reported("range", ["24 mcg/d", "1199 mcg/d"], fact(RANGES, "under 12 years")),
      ...maintenance,
      population: "child",
    },
  ],
  contraindications: [],
  advice: [],
  notFound: [],
};
