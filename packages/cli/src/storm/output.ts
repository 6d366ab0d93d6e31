// SPDX-License-Identifier: Apache-2.0
/** The definitions of what `storm --json` and `explore --json` print, for other programs. */
import { LAWS } from "@cisterna/world";
import { z } from "zod";

const about = <T extends z.ZodType>(type: T, description: string) => type.meta({ description });

const violation = z.strictObject({
  law: about(z.enum(LAWS), "The law that was broken"),
  at: about(z.int(), "ms on the pump's clock"),
  found: about(z.record(z.string(), z.union([z.number(), z.string(), z.null()])), "What was found"),
});

const reached = about(
  z.record(z.string(), z.int()),
  "How often each thing was reached that should be; 0: never",
);

/** What `storm --json` prints. */
export const stormOutput = z.strictObject({
  violations: z.array(
    z.strictObject({ place: about(z.int(), "The life, counted from 0"), ...violation.shape }),
  ),
  reached,
  not_reached: z.array(z.string()),
  hash: about(z.string(), "The same seed and pump-years give the same hash"),
  pump_years: z.int(),
  seed: z.int(),
  mode: z.enum(["safety", "liveness", "both"]),
  events: z.int(),
  saved: about(z.array(z.string()), "Scenario files written").optional(),
});

/** A storm for machines. */
export type StormOutput = z.infer<typeof stormOutput>;

const walk = z.strictObject({
  depth: z.int(),
  whole: about(z.boolean(), "Whether every history of this depth was walked"),
  states: z.int(),
  transitions: z.int(),
});

/** What `explore --json` prints. */
export const exploreOutput = z.strictObject({
  depth: about(z.int(), "The greatest depth of which every history was walked"),
  states: z.int(),
  transitions: z.int(),
  violations: z.array(
    z.strictObject({
      life: about(z.looseObject({}), "The history, as a scenario file writes a life"),
      violations: z.array(violation),
    }),
  ),
  walks: z.array(walk),
  reached,
});

/** A walk for machines. */
export type ExploreOutput = z.infer<typeof exploreOutput>;
