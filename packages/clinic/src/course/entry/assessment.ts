// SPDX-License-Identifier: Apache-2.0
/**
 * Entries of outcome instruments. The instruments' own texts are their owners' and are not copied
 * here: sections and items are scored by number, and of PROMIS and BPI only totals are entered.
 */
import { z } from "zod";
import { count, day, line, list, mapping, word } from "../../fact/field.ts";

const dated = { on: day("Day of the assessment") };

const nrs = mapping(
  {
    ...dated,
    instrument: z.literal("nrs"),
    moment: word("Which pain", ["now", "average", "worst", "least"]),
    score: count("Pain from 0 to 10", { from: 0, upto: 10 }),
  },
  "Numeric rating scale of pain",
);

/** Sections of the ODI. */
const ODI_SECTIONS = 10;
/** Most points of one section. */
export const ODI_MOST = 5;

const odi = mapping(
  {
    ...dated,
    instrument: z.literal("odi"),
    sections: list(
      z.union([count("Points", { from: 0, upto: ODI_MOST }), z.literal("not-answered")], {
        error: () => `a whole number from 0 to ${ODI_MOST}, or not-answered`,
      }),
      "Points of the ten sections in their order",
    ),
  },
  "Oswestry Disability Index",
);

const pgic = mapping(
  {
    ...dated,
    instrument: z.literal("pgic"),
    score: count("1 very much improved to 7 very much worse", { from: 1, upto: 7 }),
  },
  "Patient's global impression of change",
);

const muscle = line("Muscle group and side, such as knee flexors left");

const ashworth = mapping(
  {
    ...dated,
    instrument: z.literal("ashworth"),
    muscles: list(
      mapping({ muscle, grade: count("Grade", { from: 0, upto: 4 }) }, "One muscle group"),
      "Muscle groups examined",
    ),
  },
  "Ashworth scale of 1964, grades 0 to 4",
);

/** Grades of the modified Ashworth scale in their order. */
const MODIFIED_GRADES = ["0", "1", "1+", "2", "3", "4"] as const;

const modified = mapping(
  {
    ...dated,
    instrument: z.literal("modified-ashworth"),
    muscles: list(
      mapping({ muscle, grade: word("Grade", MODIFIED_GRADES) }, "One muscle group"),
      "Muscle groups examined",
    ),
  },
  "Modified Ashworth scale of 1987, grades 0, 1, 1+, 2, 3, 4",
);

const penn = mapping(
  {
    ...dated,
    instrument: z.literal("penn-spasm"),
    score: count("Grade of spasm frequency", { from: 0, upto: 4 }),
  },
  "Penn spasm frequency scale",
);

const total = mapping(
  {
    ...dated,
    instrument: z.literal("total"),
    of: word("Whose total", [
      "promis-t-score",
      "bpi-severity",
      "bpi-interference",
      "peg-mean",
      "other",
    ]),
    name: line("Name of the form, as its owner names it"),
    score: line("The total as it was computed by its owner's rule").regex(/^[0-9]+(\.[0-9]+)?$/, {
      error: () => "digits with at most one point",
    }),
  },
  "A total of an instrument that is scored elsewhere",
);

/** One assessment by one instrument. */
export const assessment = z
  .discriminatedUnion("instrument", [nrs, odi, pgic, ashworth, modified, penn, total], {
    error: () => "an instrument: nrs, odi, pgic, ashworth, modified-ashworth, penn-spasm or total",
  })
  .superRefine((entry, context) => {
    if (entry.instrument !== "odi" || entry.sections.length === ODI_SECTIONS) return;
    const message = `${ODI_SECTIONS} sections`;
    context.addIssue({
      code: "custom",
      params: { kind: "out-of-range" },
      path: ["sections"],
      message,
    });
  })
  .meta({ description: "One assessment by one instrument" });

/** One assessment by one instrument. */
export type AssessmentEntry = z.output<typeof assessment>;
