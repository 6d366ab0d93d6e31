// SPDX-License-Identifier: Apache-2.0
/**
 * Entries of the therapy itself, under the keys of the case file: fluid, dose and how they change.
 */
import { CHECK_KINDS, DRUG_IDS, WEEKDAYS } from "@cisterna/therapy";
import type { z } from "zod";
import { amount, count, instant, line, list, mapping, timeOfDay, word } from "../../fact/field.ts";
import { drug } from "./referral.ts";

/**
 * Bounds of reading: far beyond any therapy, and within what a pump can count. Without them an
 * absurd entry would end in a broken invariant in place of a refusal.
 */
const HELD = {
  concentration: { least: "100 ng/mL", most: "10 g/mL" },
  dose: { most: "100 mg" },
  rate: { zero: true, most: "1000 mg/d" },
  interval: { least: "1 min", most: "3660 d" },
} as const;

const ingredient = mapping(
  { drug, concentration: amount("In the fluid", "concentration", HELD.concentration) },
  "One drug of the fluid",
);

/** A fluid: each drug once. */
export const drugs = list(ingredient, "The drugs in the fluid, each once").superRefine(
  (fluid, context) => {
    for (const [index, each] of fluid.entries()) {
      if (fluid.findIndex((other) => other.drug === each.drug) === index) continue;
      context.addIssue({
        code: "custom",
        params: { kind: "both-given" },
        path: [index, "drug"],
        message: "each drug once",
      });
    }
  },
);

/** A fluid as it is written. */
export type FluidEntry = z.output<typeof drugs>;

const rate = (about: string) => amount(about, "dose-rate", HELD.rate);

const step = mapping(
  {
    from: timeOfDay("When the step begins"),
    rate: rate("Dose per time from then on"),
    days: list(word("Weekday", WEEKDAYS), "Days of the step; every day when left out").optional(),
  },
  "A step of the daily pattern",
);

const basalKeys = {
  basal: rate("Dose of the stated drug per time, without boluses").optional(),
  pattern: list(step, "A daily pattern in place of one basal dose").optional(),
};

/** A bolus: how much, and over which time. */
export const bolusKeys = {
  dose: amount("Mass of the stated drug in one bolus", "mass", HELD.dose),
  over: amount("Time over which the bolus is spread", "time", { least: "1 s" }),
};

/** A bolus given once. */
const bolus = mapping(bolusKeys, "A bolus given once");

const periodic = mapping(
  {
    ...bolusKeys,
    every: amount("Time from one bolus to the next", "time", HELD.interval),
    first: timeOfDay("Time of the first one"),
  },
  "A bolus on the clock",
);

const onDemand = mapping(
  {
    ...bolusKeys,
    lockout: amount("Least time from one grant to the next", "time", HELD.interval),
    per_day: count("Most boluses in 24 hours", { from: 1, upto: 1440 }),
  },
  "A bolus that the patient may ask for",
);

const confirmation = mapping(
  {
    check: word("Kind of the check that is confirmed", CHECK_KINDS),
    path: line("Path of the check"),
    old: line("The value before, as it stands in the check"),
    new: line("The value asked for, as it stands in the check"),
    by: line("Who confirms"),
    because: line("Why"),
  },
  "A second, distinct confirmation of something that is refused without one",
);

type Basals = { readonly basal?: unknown; readonly pattern?: unknown };

const ONE_BASAL = "either basal or pattern";

/** Exactly one of `basal` and `pattern`. */
const oneBasal = (entry: Basals, context: z.RefinementCtx): void => {
  const given = [entry.basal, entry.pattern].filter((each) => each !== undefined).length;
  if (given === 1) return;
  context.addIssue({
    code: "custom",
    params: { kind: given === 0 ? "missing-key" : "both-given" },
    path: [given === 0 ? "basal" : "pattern"],
    message: ONE_BASAL,
  });
};

const titrationStep = mapping(
  { at: instant("When the step begins"), ...basalKeys },
  "From a date on, another basal dose",
).superRefine(oneBasal);

/** How the fluid in the line is exchanged. */
const TRANSITIONS = ["bridge", "prime-pump-and-catheter", "prime-catheter", "none"] as const;

/** What the clinician asks for. */
export const prescription = mapping(
  {
    dose_of: word("The drug in which the doses are stated", DRUG_IDS),
    ...basalKeys,
    periodic: periodic.optional(),
    on_demand: onDemand.optional(),
    single: bolus.optional(),
    titration: list(titrationStep, "Dated steps, in order").optional(),
    transition: word("How the fluid in the line is exchanged", TRANSITIONS).optional(),
    on_fault: word("What the pump does when a fault leaves it in doubt; no default", [
      "hold",
      "minimum",
      "stop",
    ]),
    confirmed: list(confirmation, "Confirmations").optional(),
  },
  "What the clinician asks for",
).superRefine(oneBasal);

/** What the clinician asks for, as it is written. */
export type PrescriptionEntry = z.output<typeof prescription>;

/** What is in a reservoir: how much of which fluid, and since when. */
export const reservoir = mapping(
  {
    volume: amount("Volume filled", "volume"),
    filled: instant("When it was filled"),
    drugs,
  },
  "What was filled, and when",
);
