// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of what `plan --json` prints, for other people's programs. A test holds every
 * example's output against it.
 */
import { CHECK_KINDS, DRUG_IDS } from "@cisterna/therapy";
import { z } from "zod";
import { PROBLEM_KINDS } from "../case/problem.ts";

const amount = z
  .strictObject({ value: z.number(), unit: z.string() })
  .meta({ description: "A value exact to 12 significant digits, and its UCUM unit" });

const span = z
  .union([amount, z.strictObject({ low: amount, high: amount })])
  .meta({ description: "A value, or its bounds where it is only known as a range" });

const origin = {
  source: z.string().meta({ description: "Id in docs/sources.md" }),
  status: z.enum([
    "label",
    "manufacturer",
    "guideline",
    "study",
    "digest",
    "design",
    "unverified",
    "confirmed",
  ]),
  edition: z.string(),
  jurisdiction: z.string().nullable(),
  note: z.string().optional(),
};

const place = {
  path: z.string().meta({ description: "Place in the case file" }),
  line: z.int(),
  column: z.int(),
};

const drug = z.enum(DRUG_IDS);
const severity = z.enum(["refuse", "confirm", "note"]);

const check = z.strictObject({
  kind: z.enum(CHECK_KINDS),
  severity,
  ...place,
  drug: drug.optional(),
  drugs: z.array(drug).optional(),
  asked: amount.optional(),
  limit: amount.optional(),
  old: amount.optional(),
  share: z.number().optional(),
  what: z.string().optional(),
  source: origin.source.optional(),
  status: origin.status.optional(),
  edition: origin.edition.optional(),
  jurisdiction: origin.jurisdiction.optional(),
  note: origin.note,
});

const limit = z.strictObject({
  quantity: z.enum(["dose-per-day", "concentration"]),
  bound: z.enum(["most", "least"]),
  nature: z.string(),
  population: z.string(),
  value: amount,
  share: z.number().meta({ description: "What the case comes to as a share of the limit" }),
  acts: severity,
  ...origin,
});

const dose = z.strictObject({
  drug,
  concentration: amount,
  per_day: amount.meta({ description: "Asked, boluses by the clock included" }),
  achievable: amount.nullable().meta({ description: "What whole pulses give" }),
  worst_day: amount.meta({ description: "With every allowed bolus" }),
  limits: z.array(limit),
});

const passage = { volume: span, programmed: amount, rate: amount, duration: span, drug: span };

const transition = z.union([
  z.strictObject({
    kind: z.literal("none"),
    because: z.enum(["nothing-changed", "not-stated", "declined"]),
  }),
  z.strictObject({ kind: z.literal("prime"), ...passage }),
  z.strictObject({
    kind: z.literal("bridge"),
    ...passage,
    new_flow: amount,
    unbridged_dose: amount.meta({
      description: "Of the old drug per day while it clears, if no bridge is given",
    }),
  }),
]);

const forecast = z.strictObject({
  to_alarm: amount,
  to_empty: amount,
  due: amount,
  because: z.enum(["reservoir", "stability"]),
});

const refill = z.strictObject({
  due: z.string().nullable().meta({ description: "In the worst case; null beyond the calendar" }),
  empty_at_worst: z.string().nullable(),
  planned: forecast,
  worst_case: forecast,
  stability: z.strictObject({ drug, days: amount, ...origin }).nullable(),
});

/** What `plan --json` prints for a case that could be read. */
export const planOutput = z
  .strictObject({
    status: z.enum(["ready", "needs-confirmation", "refused"]),
    flow: amount.optional(),
    on_demand: z
      .strictObject({ allowed_per_day: z.int(), worst_day: amount })
      .nullable()
      .optional(),
    transition: transition.optional(),
    refill: refill.optional(),
    doses: z.array(dose),
    checks: z.array(check),
    refusals: z.array(check).optional(),
    sources: z
      .record(z.string(), z.strictObject({ citation: z.string(), addresses: z.array(z.string()) }))
      .meta({ description: "Every source named above, by its id" }),
  })
  .meta({ description: "A judged case" });

/** The document of a judged case. */
export type PlanOutput = z.output<typeof planOutput>;

/** What a command prints for a file that could not be read. */
export const problemsOutput = z
  .strictObject({
    refusals: z.array(
      z.strictObject({
        kind: z.enum(PROBLEM_KINDS),
        ...place,
        read: z.string(),
        accepted: z.string(),
        near: z.string().optional(),
        what: z.string().optional(),
      }),
    ),
  })
  .meta({ description: "Every problem of a file" });

/** The document of a file that could not be read. */
export type ProblemsOutput = z.output<typeof problemsOutput>;
