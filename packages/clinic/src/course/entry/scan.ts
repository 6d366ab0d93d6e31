// SPDX-License-Identifier: Apache-2.0
/** Entries of an MRI examination: what is checked before, and what has to be checked after. */

import { MRI_BEHAVIOURS } from "@cisterna/therapy";
import { z } from "zod";
import { amount, id, instant, line, list, mapping, truth, word } from "../../fact/field.ts";

const visit = id("The visit");

/** An examination prepared. */
export const scan = mapping(
  {
    visit,
    implant: id("The implant"),
    tesla: line("Field strength of the scanner, T").regex(
      /^(0\.[1-9]|[1-9](\.\d)?|1[01](\.\d)?)$/,
      {
        error: () => "tesla from 0.1 to 11.9 in quotation marks, such as 1.5",
      },
    ),
    region: line("What is examined"),
    planned_end: instant("When it is to be over"),
    read: list(
      word("What is known of the pump in the magnet", MRI_BEHAVIOURS),
      "What is known of this pump in the magnet, and was read",
      { empty: true },
    ),
    conditions: line("Where the conditions of the maker were looked up"),
    reservoir: word("What is in the reservoir", ["as-it-was", "emptied"]),
  },
  "An MRI examination prepared",
);

/** An examination prepared. */
export type ScanEntry = z.output<typeof scan>;

/** A pump found again after an examination. */
export const scanAfter = mapping(
  {
    visit,
    implant: id("The implant"),
    at: instant("When the pump was asked"),
    running: truth("Whether the pump says that its motor turns"),
    program_unchanged: truth("Whether its program is the one that was there before"),
    stopped: amount("Time for which it stood, as its log says", "time", { zero: true }),
    interrogations: z
      .int({ error: () => "a whole number from 1 to 10" })
      .min(1, { error: () => "a whole number from 1 to 10" })
      .max(10, { error: () => "a whole number from 1 to 10" })
      .meta({
        description: "How often it was asked: some pumps log a recovery only the second time",
      }),
  },
  "A pump found again after an MRI examination",
);
