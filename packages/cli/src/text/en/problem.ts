// SPDX-License-Identifier: Apache-2.0
/** One sentence for every reason why a file could not be read. */
import type { Breakage, Problem, ProblemKind } from "../../case/problem.ts";

type Sentence = (problem: Problem) => string;

const accepts = ({ accepted, near }: Problem): string =>
  `${near === undefined ? "" : ` Did you mean "${near}"?`} Accepted: ${accepted}.`;

const unreadable =
  (what: string): Sentence =>
  (problem) =>
    `"${problem.read}" is ${what}.${accepts(problem)}`;

const BROKEN: Readonly<Record<Breakage, string>> = {
  "too-large": "The file is too large to be one of ours.",
  "too-many-words": "The file holds far more than one of ours.",
  "too-deep": "Lists and mappings are nested deeper than in any of our files.",
  empty: "The file is empty.",
  "several-documents": "The file holds more than one document.",
  anchor: "Anchors and aliases are not read: every value is written where it counts.",
  tag: "Tags are not read.",
  directive: "Directives are not read.",
  "key-not-text": "A key is a list or a mapping.",
  "duplicate-key": "The key stands twice; it is not clear which one counts.",
  syntax: "This is neither YAML nor JSON.",
};

const near = (read: string): string => (read === "" ? "" : ` Near "${read}".`);

/** `1,5 mg` inside braces reads as `1` and a key `5 mg`. */
const afterComma = (key: string): string =>
  /^\d/.test(key) ? " A comma separates entries; the decimal sign is a point." : "";

/** The sentence of every kind of problem. */
export const PROBLEM_SENTENCES: Readonly<Record<ProblemKind, Sentence>> = {
  "broken-file": (problem) =>
    `${BROKEN[problem.what ?? "syntax"]}${near(problem.read)} Accepted: ${problem.accepted}.`,
  "unknown-key": (problem) =>
    `There is no key "${problem.read}" here.${afterComma(problem.read)}${accepts(problem)}`,
  "missing-key": ({ accepted }) => `This is missing. Accepted: ${accepted}.`,
  "wrong-type": (problem) => `Read ${problem.read}.${accepts(problem)}`,
  "empty-list": ({ accepted }) => `The list is empty. Accepted: ${accepted}.`,
  "malformed-number": unreadable(
    "not a number as it is entered here; nothing is corrected silently",
  ),
  "malformed-quantity": unreadable("not a quantity"),
  "malformed-text": unreadable("not such a text"),
  "malformed-date": unreadable("not a date"),
  "malformed-time": unreadable("not a time of day"),
  "date-without-zone": unreadable("without its time of day or its zone"),
  "unknown-unit": unreadable("in a unit that is not known"),
  "wrong-kind-of-unit": unreadable("in a unit of another kind"),
  "unknown-drug": unreadable("no drug of the formulary"),
  "unknown-model": unreadable("no model of the device table"),
  "unknown-level": unreadable("no vertebral level"),
  "unknown-row": unreadable("no unverified row of this drug"),
  "unknown-word": unreadable("none of the words accepted here"),
  "not-positive": unreadable("zero, which cannot stand here"),
  "out-of-range": unreadable("beyond what this field can hold"),
  "inverted-range": ({ accepted }) => `The low end is above the high end. Accepted: ${accepted}.`,
  "drug-twice": unreadable("in the fluid already"),
  "dose-of-not-in-reservoir": unreadable("not one of the drugs in the fluid"),
  "both-given": (problem) =>
    `"${problem.read}" is given beside something that says the same.${accepts(problem)}`,
  "catheter-volume-unknown": ({ accepted }) =>
    `Nothing verified gives the catheter's volume. Accepted: ${accepted}.`,
  "differs-from-recalled": unreadable("not the recalled value, and the entry does not say so"),
  "same-as-recalled": unreadable("said to differ from the recalled value, and does not"),
  "confirmed-twice": unreadable("confirmed already in this file"),
};
