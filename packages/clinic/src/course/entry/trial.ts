// SPDX-License-Identifier: Apache-2.0
/** Entries of a trial: what was given, what it did, and the criterion that was chosen before. */
import { z } from "zod";
import { amount, count, day, instant, line, list, mapping, prose, word } from "../../fact/field.ts";
import { assessment } from "./assessment.ts";
import { drug } from "./referral.ts";

/** How a trial is given. */
const TRIAL_METHODS = [
  "single-bolus",
  "bolus-series",
  "continuous-intrathecal",
  "continuous-epidural",
] as const;

const given = mapping(
  {
    at: instant("When it was given or begun"),
    drug,
    dose: amount("Mass given at once", "mass").optional(),
    rate: amount("Dose per time of an infusion", "dose-rate").optional(),
    over: amount("How long", "time").optional(),
    level: line("Vertebral level").optional(),
  },
  "One dose of the trial",
);

/** What has to be reached for the trial to count as a success; chosen by the clinic, no default. */
const criterion = z.discriminatedUnion(
  "kind",
  [
    mapping(
      {
        kind: z.literal("relief"),
        instrument: word("Measured by", ["nrs"]),
        moment: word("Which pain", ["now", "average", "worst", "least"]),
        share: amount("Least fall of the score as a share of the first", "ratio", {
          most: "100 %",
        }),
      },
      "A fall of the pain score by a share",
    ),
    mapping(
      {
        kind: z.literal("fall"),
        instrument: word("Measured by", ["nrs", "ashworth", "penn-spasm"]),
        points: count("Least fall in points (of the mean grade for Ashworth)", {
          from: 1,
          upto: 10,
        }),
      },
      "A fall of a score by points",
    ),
    mapping(
      {
        kind: z.literal("goal"),
        goal: line("What the patient wanted to be able to do"),
        reached: word("Whether it was reached", ["yes", "no"]),
      },
      "A goal of the patient",
    ),
  ],
  { error: () => "a criterion of kind relief, fall or goal" },
);

/** A criterion of success. */
export type Criterion = z.output<typeof criterion>;

/** A trial that is over. */
export const trial = mapping(
  {
    method: word("How it was given", TRIAL_METHODS),
    began: day("First day"),
    ended: day("Last day"),
    given: list(given, "Doses in their order"),
    before: list(assessment, "Assessments before the first dose", { empty: true }),
    after: list(assessment, "Assessments under the dose that counts", { empty: true }),
    adverse: list(line("What happened"), "Adverse effects", { empty: true }),
    criterion,
    comment: prose("Anything else").optional(),
  },
  "A trial of intrathecal therapy",
);

/** A trial that is over. */
export type TrialEntry = z.output<typeof trial>;
