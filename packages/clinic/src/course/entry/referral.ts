// SPDX-License-Identifier: Apache-2.0
/** Entries before the trial: referral and selection. */

import { DRUG_IDS } from "@cisterna/therapy";
import type { z } from "zod";
import { amount, day, line, list, mapping, prose, truth, word } from "../../fact/field.ts";

/** Why intrathecal therapy is asked for. */
const INDICATIONS = [
  "cancer-pain",
  "non-cancer-pain",
  "spasticity-spinal",
  "spasticity-cerebral",
  "mixed",
] as const;

/** A referral. */
export const referral = mapping(
  {
    from: line("Who refers"),
    on: day("Day of the referral"),
    indication: word("Why the therapy is asked for", INDICATIONS),
    diagnosis: line("Diagnosis in the referrer's words"),
    tried: list(line("A treatment"), "What was tried before", { empty: true }),
    question: prose("What the referrer asks").optional(),
  },
  "A referral to the clinic",
);

/** A referral. */
export type ReferralEntry = z.output<typeof referral>;

/** What selection has to have looked at; each is answered, none is passed over. */
export const SELECTION_ITEMS = [
  "indication",
  "infection",
  "coagulation",
  "anatomy",
  "allergy",
  "psychology",
  "opioid-weaning",
  "support-at-home",
  "consent",
] as const;

const answer = mapping(
  {
    item: word("What was looked at", SELECTION_ITEMS),
    stands: word("How it stands", ["clear", "open", "not-applicable"]),
    found: line("What was found"),
  },
  "One item of the selection",
);

const weaning = mapping(
  {
    drug: line("Systemic opioid"),
    from: amount("Dose per day at the beginning", "dose-rate", { zero: true }),
    upto: amount("Dose per day reached", "dose-rate", { zero: true }),
    on: day("Day on which it was reached"),
  },
  "A systemic opioid that was tapered before the trial",
);

const anticoagulation = mapping(
  {
    drug: line("Anticoagulant or antiplatelet"),
    stop: day("Last day of taking it before the procedure").optional(),
    resume: day("Day of taking it again").optional(),
    bridged: truth("Whether something else covers the gap"),
    by: line("Who decided"),
  },
  "An anticoagulant and what is done about it",
);

/** The selection: every item answered, and what was decided. */
export const selection = mapping(
  {
    on: day("Day of the decision"),
    answers: list(answer, "Every item, each once"),
    weaning: list(weaning, "Systemic opioids tapered", { empty: true }),
    anticoagulation: list(anticoagulation, "Anticoagulants", { empty: true }),
    decision: word("What was decided", ["accepted", "deferred", "declined"]),
    because: prose("Why"),
    despite: list(word("An item", SELECTION_ITEMS), "Items left open knowingly", {
      empty: true,
    }),
  },
  "Selection of a patient for intrathecal therapy",
);

/** The selection: every item answered, and what was decided. */
export type SelectionEntry = z.output<typeof selection>;

/** A drug of the formulary. */
export const drug = word("Drug of the formulary", DRUG_IDS);
