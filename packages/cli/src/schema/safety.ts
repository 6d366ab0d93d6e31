// SPDX-License-Identifier: Apache-2.0
/**
 * The definitions of the safety file: hazards, requirements by group, and the sources both come
 * from. They read `safety/*.yaml` and become the schemas that editors check those files with.
 */
import { accepted, refused } from "@cisterna/quantity";
import { z } from "zod";
import { countField, freeTextField, list, mapping, textField, wordField } from "./field.ts";

const LONGEST_PROSE = 600;
const PROSE = `text of at most ${LONGEST_PROSE} characters`;

/** A sentence or several, folded over lines. */
export const proseField = (about: string) =>
  textField<string>({
    about,
    accepted: PROSE,
    json: { maxLength: LONGEST_PROSE },
    read: (text) =>
      text.trim() === "" || text.length > LONGEST_PROSE
        ? refused({ kind: "malformed-text", accepted: PROSE })
        : accepted(text.trim()),
  });

/** A name of one form, such as `REQ-015`. */
export const idField = (about: string, id: { readonly form: RegExp; readonly like: string }) => {
  const what = `an id such as ${id.like}`;
  return textField<string>({
    about,
    accepted: what,
    json: { pattern: id.form.source },
    read: (text) =>
      id.form.test(text)
        ? accepted(text)
        : refused({ kind: "malformed-text", accepted: what } as const),
  });
};

/** Id of a hazard. */
export const hazardId = idField("Id of a hazard", { form: /^H-\d{2}$/, like: "H-05" });
/** Id of a requirement. */
export const requirementId = idField("Id of a requirement", {
  form: /^REQ-\d{3}$/,
  like: "REQ-015",
});
/** Id of a source of the safety file. */
export const sourceId = idField("Id of a source", {
  form: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  like: "iclp-2024",
});

const grade = (about: string) => countField(about, { from: 1, upto: 5 });

const severity = z
  .union(
    [
      grade("From 1 (discomfort) to 5 (death or lasting harm)"),
      mapping({ least: grade("At least"), most: grade("At most") }, "A range of severities"),
    ],
    { error: () => "a grade from 1 to 5, or a mapping with least and most" },
  )
  .meta({ description: "How bad the harm is" });

const hazard = mapping(
  {
    id: hazardId,
    harm: freeTextField("What happens to the patient"),
    cause: freeTextField("What leads to it"),
    severity: severity.optional(),
    verification: freeTextField("How it is shown that the answer holds"),
  },
  "One way in which the therapy can harm",
);

/** `safety/hazards.yaml`. */
export const hazardsFile = mapping(
  { hazards: list(hazard, "Hazards, in the order of their ids") },
  "The hazards of the therapy",
);

/** How a requirement is tested. */
const TEST_KINDS = [
  "unit",
  "property",
  "model",
  "fault",
  "fuzz",
  "end-to-end",
  "differential",
  "static",
] as const;

/** What holds requirements or will: the packages, the web app, and the way we work. */
const HOLDERS = [
  "quantity",
  "therapy",
  "pump",
  "record",
  "world",
  "cli",
  "link",
  "clinic",
  "web",
  "process",
] as const;

/** Met: all of it is held. Part: what a package can hold is held, the rest waits. Open: waits. */
const STATUSES = ["met", "part", "open"] as const;

const requirement = mapping(
  {
    id: requirementId,
    text: proseField("What has to be so"),
    proposals: list(
      freeTextField("Words of the text"),
      "Numbers and rules of the text that are our own proposals, read in no source",
    ).optional(),
    sources: list(sourceId, "Where it comes from; without any it is our own proposal").optional(),
    tests: list(wordField("Kind of test", TEST_KINDS), "How it is to be tested"),
    hazards: list(hazardId, "Hazards that it answers"),
    by: wordField("What holds it, or will", HOLDERS),
    status: wordField("How far it is met", STATUSES),
    awaits: wordField("What will meet the open rest", HOLDERS).optional(),
    note: freeTextField("Which part is met").optional(),
  },
  "One requirement",
);

/** `safety/requirements/*.yaml`. */
export const requirementsFile = mapping(
  {
    group: idField("Letter of the group", { form: /^[A-K]$/, like: "A" }),
    title: freeTextField("What the group is about"),
    requirements: list(requirement, "Requirements, in the order of their ids"),
  },
  "A group of requirements",
);

const source = mapping(
  {
    id: sourceId,
    what: freeTextField("What it is, and what it says in a few words"),
    where: freeTextField("Where it was found"),
    standing: wordField("Whether it was looked at for this file", ["read", "recalled"]),
  },
  "One source",
);

/** `safety/sources.yaml`. */
export const safetySourcesFile = mapping(
  { sources: list(source, "Sources, in the order of their ids") },
  "Where hazards and requirements come from",
);

/** A read hazard. */
export type Hazard = z.output<typeof hazard>;
/** A read requirement. */
export type Requirement = z.output<typeof requirement>;
/** A read group of requirements. */
export type RequirementGroup = z.output<typeof requirementsFile>;
/** A read source. */
export type SafetySource = z.output<typeof source>;
