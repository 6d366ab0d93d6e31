// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of the local formulary file: with each entry a clinic confirms one unverified
 * number against its own copy of the publication.
 */
import { DRUG_IDS } from "@cisterna/therapy";
import { z } from "zod";
import { dayField, freeTextField, list, mapping, wordField, yesNoField } from "./field.ts";

const amount = (about: string) => freeTextField(about);

const range = mapping(
  { low: amount("Lower end of the range"), high: amount("Upper end of the range") },
  "A range, for a row that is one",
);

const entry = mapping(
  {
    drug: wordField("Drug of the formulary", DRUG_IDS, "unknown-drug"),
    row: freeTextField("Key of the unverified row, such as pacc-2017-maximum-dose-per-day"),
    value: z.union([amount("What the clinic's own copy says"), range], {
      error: () => "a quantity, or a mapping with low and high",
    }),
    differs: yesNoField("Whether that is something else than was recalled").optional(),
    page: freeTextField("Page of the clinic's copy"),
    name: freeTextField("Who read it"),
    date: dayField("When"),
    signature: freeTextField("Signature"),
    acts: wordField("What a plan meets that breaks the number", ["refuse", "confirm"]),
  },
  "The confirmation of one number",
);

/** The local formulary file. */
export const localFile = mapping(
  { entries: list(entry, "Confirmations, one for each number") },
  "Numbers that a clinic confirmed against its own copy of the source",
);

/** A read local formulary file. */
export type LocalFile = z.output<typeof localFile>;
