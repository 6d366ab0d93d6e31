// SPDX-License-Identifier: Apache-2.0
/** The definition of what `study run --json` prints. */
import { z } from "zod";
import { about } from "../run/output.ts";

const number = z.number().nullable();

/** What `study run --json` prints. */
export const studyOutput = z.strictObject({
  title: z.string(),
  population: z.strictObject({ name: z.string(), seed: z.int(), members: z.int() }),
  outcomes: about(
    z.array(
      z.strictObject({
        outcome: z.string(),
        regimen: z.string(),
        unit: z.literal("ug/mL"),
        value: z.strictObject({ median: number, p5: number, p95: number }),
      }),
    ),
    "One entry for each outcome and regimen",
  ),
  mass: z.strictObject({ balance_error: z.number() }),
  parameters: z.string(),
  folder: z.string(),
  files: z.array(z.string()),
  parts: about(
    z.strictObject({ all: z.int(), resumed: z.int() }),
    "Parts of the study, and how many stood in the folder before",
  ),
});

/** A finished study for machines. */
export type StudyOutput = z.infer<typeof studyOutput>;
