// SPDX-License-Identifier: Apache-2.0
/**
 * The definitions of what `run --json` and `body --json` print, for other people's programs. Tests
 * hold every example's output against them; the published schemas are made from them.
 */
import { SITES } from "@cisterna/body";
import { DRUG_IDS } from "@cisterna/therapy";
import { z } from "zod";

/** A type with what it means. */
export const about = <T extends z.ZodType>(type: T, description: string) =>
  type.meta({ description });

const amount = about(
  z.strictObject({ value: z.number(), unit: z.string() }),
  "A value and its UCUM unit",
);

const drug = z.enum(DRUG_IDS);
/** A site of the body. */
export const site = z.enum(SITES);
const values = about(z.array(z.number()), "One value for each output step");
const series = z.strictObject({ unit: z.string(), values });
const moment = z.strictObject({ after: amount, date: z.string() }).nullable();

/** One thing taken for granted. */
export const assumption = about(
  z.looseObject({ kind: z.string() }),
  "What the model takes for granted because no source says",
);

const entry = z.strictObject({
  seq: z.int(),
  version: z.int(),
  at: about(z.int(), "ms after the start"),
  actor: z.string(),
  kind: z.string(),
  data: z.json(),
  previous: z.string(),
  hash: z.string(),
});

const concentrations = z.union([
  z.strictObject({ drug, kinetics: z.literal("unknown") }),
  z.strictObject({
    drug,
    kinetics: z.literal("known"),
    unit: z.strictObject({ t: z.literal("h"), c: z.literal("ug/mL") }),
    sites: about(z.partialRecord(site, values), "Total concentration by site; a model's estimate"),
    parameters: about(z.string(), "Subject and fingerprint of every number used"),
    assumptions: z.array(assumption),
  }),
]);

const body = z.strictObject({
  standing: about(amount, "In the body at the start"),
  spinal_fluid: amount,
  cord: amount,
  epidural: about(amount, "In the epidural pool and its fat"),
  cranium: amount,
  plasma: amount,
  eliminated: amount,
  absorbed: about(amount, "Passed to the blood in all"),
});

const mass = z.strictObject({
  drug,
  line_before: amount,
  pumped: amount,
  at_tip: amount,
  line_after: amount,
  exact: about(z.boolean(), "line_before + pumped = at_tip + line_after, as exact fractions"),
  body: body.nullable(),
  balance_error: about(z.number(), "Missing or too much beyond the tip, as a share"),
});

/** What `run --json` prints when the plan was run. */
export const runOutput = z.strictObject({
  status: z.enum(["ready", "needs-confirmation", "refused"]),
  patient: z.string(),
  start: z.string(),
  step: amount,
  tip: site,
  catheter: z.strictObject({
    choice: z.enum(["low", "high", "programmed"]),
    volume: amount,
    exact: about(z.boolean(), "Whether the case knows the volume and not only a range"),
  }),
  line_at_start: z.enum(["before", "drug-free", "tubing-filled", "reservoir"]),
  body_at_start: z.enum(["drug-free", "steady-before"]),
  delivered: z.strictObject({
    volume: amount,
    pulses: z.int(),
    owed: about(amount, "Gathered for the next pulse"),
    drugs: z.array(z.strictObject({ drug, pumped: amount, at_tip: amount })),
  }),
  t: about(series, "End of each output step"),
  pumped: about(series, "Left the pump in each step"),
  reservoir: about(series, "In the reservoir at the end of each step"),
  at_tip: z.array(
    z.strictObject({
      drug,
      unit: z.strictObject({ t: z.literal("h"), m: z.literal("ug") }),
      total: z.number(),
      m: about(values, "Left the tip in each step"),
    }),
  ),
  concentrations: z.array(concentrations),
  presses: z.strictObject({ asked: z.int(), granted: z.int(), refused: z.int() }),
  low_reservoir: moment,
  ran_dry: moment,
  events: about(z.array(entry), "The sealed entries of the record"),
  head: z.string(),
  mass: z.array(mass),
});

/** A run for machines. */
export type RunOutput = z.infer<typeof runOutput>;

const sampledSite = z.strictObject({
  site,
  unit: z.strictObject({ t: z.literal("h"), c: z.literal("ug/mL") }),
  t: z.array(z.number()),
  c: z.array(z.number()),
  peak: amount.optional(),
  t_peak: amount.optional(),
  half_life: about(amount.nullable(), "Null: it does not fall in the window").optional(),
  arrival: about(amount.nullable(), "Null: not reached while it was sampled").optional(),
});

/** What `body --json` prints when the protocol was carried out. */
export const bodyOutput = z.strictObject({
  samples: z.array(sampledSite),
  mass: z.strictObject({ balance_error: z.number() }),
  parameters: z.string(),
  assumptions: z.array(assumption),
  ends: about(
    z.strictObject({ slow: z.array(sampledSite), fast: z.array(sampledSite) }),
    "The samples at both ends of a loss from the spinal fluid that nobody measured",
  ).optional(),
  near_tip: about(
    z.strictObject({ distance: amount, low: amount, high: amount }),
    "What the fluid holds more than the samples, this close to the tip of an infusion",
  ).optional(),
});

/** An experiment for machines. */
export type BodyOutput = z.infer<typeof bodyOutput>;

const score = z.strictObject({
  met: about(z.int(), "Measurements of which every value is met"),
  of: z.int(),
});

const scores = z.strictObject({ quantitative: score, range: score, ordering: score });

const expected = z.strictObject({
  value: about(
    z.union([z.number(), z.array(z.number()), z.string()]),
    "A number, a range, or an order in words",
  ),
  unit: z.string(),
  what: z.string().optional(),
  bound: z.enum(["below", "above"]).optional(),
  magnitude: about(z.literal(true), "Only the order of magnitude is stated").optional(),
  scatter: z.looseObject({ kind: z.string() }).optional(),
});

/** What `validate --json` prints. */
export const validationOutput = z.strictObject({
  parameters: about(z.string(), "Subject and fingerprint of every number used"),
  held_out: scores,
  training: scores,
  entries: z.array(
    z.strictObject({
      id: z.string(),
      source: z.string(),
      species: z.string(),
      drug: z.string(),
      quantity: z.string(),
      protocol: about(z.string(), "As the source states it"),
      carried_out: about(z.string().nullable(), "What was done in the model; null if nothing was"),
      tier: z.enum(["quantitative", "range", "ordering"]),
      side: z.enum(["training", "held-out", "input", "outside"]),
      reason: about(z.string(), "Why it stands on that side").optional(),
      values: z.array(
        z.strictObject({
          measured: expected,
          modelled: about(z.number().nullable(), "In the unit of what was measured"),
          found: about(z.string(), "In words, where it is no number").optional(),
          ratio: about(z.number().nullable(), "Modelled over measured"),
          met: z.boolean(),
        }),
      ),
      met: about(z.boolean().nullable(), "Null where nothing was computed"),
    }),
  ),
});

/** What `validate --json` prints, as a type. */
export type ValidationOutput = z.infer<typeof validationOutput>;
