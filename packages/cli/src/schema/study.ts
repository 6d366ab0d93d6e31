// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of the study file: a population, the regimens that everybody in it is given, and
 * what is looked at. Names of drugs and sites are the body's; the study refuses those it does not
 * know.
 */
import { READINGS } from "@cisterna/study";
import type { z } from "zod";
import { freeTextField, list, mapping, quantityField, timeField, wordField } from "./field.ts";
import { population } from "./protocol.ts";

const rate = (about: string) => quantityField(about, "dose-rate", { zero: true });

const step = mapping(
  {
    from: timeField("Time of day at which the step begins; the study starts at 00:00"),
    rate: rate("Dose rate from then on"),
  },
  "A step of the daily pattern",
);

const bolus = mapping(
  {
    dose: quantityField("Mass of one bolus", "mass"),
    over: quantityField("Time over which it is given", "time", { zero: true }),
    every: quantityField("Time from one bolus to the next", "time", { least: "1 min" }),
  },
  "A bolus given again and again, the first one at the start",
);

const regimen = mapping(
  {
    name: freeTextField("Name of the regimen, for the report"),
    drug: freeTextField("A drug of the formulary or a tracer"),
    at: freeTextField("Where the tip is: a vertebral level, cisterna-magna or ventricle"),
    concentration: quantityField("Concentration of what is given", "concentration"),
    rate: rate("Constant dose rate").optional(),
    pattern: list(step, "A daily pattern in place of one rate").optional(),
    bolus: bolus.optional(),
  },
  "One way of giving a drug: a rate or a pattern, boluses, or both",
).meta({
  anyOf: ["rate", "pattern", "bolus"].map((key) => ({ type: "object", required: [key] })),
  not: { type: "object", required: ["rate", "pattern"] },
});

const outcome = mapping(
  {
    name: freeTextField("Name of the outcome, for the report"),
    site: freeTextField("A vertebral level, cisterna-magna, convexity, ventricle or plasma"),
    of: wordField("What is read off the window", READINGS),
    from: quantityField("Start of the window", "time", { zero: true }),
    until: quantityField("End of the window", "time"),
    every: quantityField("Time from one sample to the next", "time", { least: "1 min" }),
  },
  "One number for each person and regimen",
);

/** The study file. */
export const studyFile = mapping(
  {
    title: freeTextField("What the study is about, in one line"),
    subject: population,
    for: quantityField("How long every regimen is given", "time"),
    regimens: list(regimen, "What everybody in the population is given, in order"),
    course: mapping(
      {
        sites: list(freeTextField("A site"), "Where the course is kept"),
        every: quantityField("How often it is kept", "time", { least: "1 min" }),
      },
      "Concentrations over time, for their bands",
    ),
    outcomes: list(outcome, "What is compared between the regimens"),
  },
  "A population, several regimens, and what becomes of the drug in each",
);

/** A read study file, before it is put into the words of `study`. */
export type StudyFile = z.output<typeof studyFile>;
