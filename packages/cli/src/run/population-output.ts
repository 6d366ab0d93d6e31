// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of what `body --json` prints for a population: as for one person, with a band in
 * place of each number.
 */
import { z } from "zod";
import { about, assumption, bodyOutput, site } from "./output.ts";

const number = z.number().nullable();

const band = about(
  z.strictObject({ median: number, p5: number, p95: number }),
  "Median, 5th and 95th percentile of the members; null where so many have no number",
);

const amounts = z.strictObject({ value: band, unit: z.string() });

/** What `body --json` prints when the protocol was carried out in a population. */
export const populationOutput = z.strictObject({
  population: z.strictObject({ name: z.string(), seed: z.int(), members: z.int() }),
  samples: z.array(
    z.strictObject({
      site,
      unit: z.strictObject({ t: z.literal("h"), c: z.literal("ug/mL") }),
      t: about(z.array(z.number()), "The times asked for, the same in every member"),
      c: z.array(band),
      peak: amounts.optional(),
      t_peak: amounts.optional(),
      half_life: about(amounts, "Members in which it does not fall count as longest").optional(),
      arrival: about(amounts, "Members in which it is not reached count as last").optional(),
    }),
  ),
  mass: z.strictObject({ balance_error: band }),
  parameters: z.string(),
  assumptions: z.array(assumption),
});

/** An experiment in a population for machines. */
export type PopulationOutput = z.infer<typeof populationOutput>;

/** What `body --json` prints, in one person or in a population. */
export const bodyOutputs = z.union([bodyOutput, populationOutput]);
