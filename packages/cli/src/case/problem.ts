// SPDX-License-Identifier: Apache-2.0
/**
 * Problems: why a file that a person wrote could not be read. Every problem of a file is found at
 * once, and each says where it stands, what was read and what would be accepted. The sentences are
 * made in `text`.
 */

/** Every reason for which a file is not read. Each has its sentence in the text tables. */
export const PROBLEM_KINDS = [
  "broken-file",
  "unknown-key",
  "missing-key",
  "wrong-type",
  "empty-list",
  "malformed-number",
  "malformed-quantity",
  "malformed-text",
  "malformed-date",
  "malformed-time",
  "date-without-zone",
  "unknown-unit",
  "wrong-kind-of-unit",
  "unknown-drug",
  "unknown-model",
  "unknown-level",
  "unknown-row",
  "unknown-word",
  "not-positive",
  "out-of-range",
  "inverted-range",
  "drug-twice",
  "dose-of-not-in-reservoir",
  "both-given",
  "catheter-volume-unknown",
  "differs-from-recalled",
  "same-as-recalled",
  "confirmed-twice",
] as const;

/** The name of a problem. */
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Kinds that were understood and are not allowed; with any other, the file could not be read. */
const UNDERSTOOD: ReadonlySet<ProblemKind> = new Set([
  "unknown-unit",
  "wrong-kind-of-unit",
  "unknown-drug",
  "unknown-model",
  "unknown-level",
  "unknown-row",
  "unknown-word",
  "not-positive",
  "out-of-range",
  "inverted-range",
  "drug-twice",
  "dose-of-not-in-reservoir",
  "both-given",
  "catheter-volume-unknown",
  "differs-from-recalled",
  "same-as-recalled",
  "confirmed-twice",
]);

/** Exit status that the problems of a file come to: 1 refused, 2 unreadable. */
export const statusOf = (problems: readonly Pick<Problem, "kind">[]): 1 | 2 =>
  problems.every(({ kind }) => UNDERSTOOD.has(kind)) ? 1 : 2;

/** What is broken about a file that is not even a document. */
export type Breakage =
  | "too-large"
  | "too-many-words"
  | "too-deep"
  | "empty"
  | "several-documents"
  | "anchor"
  | "tag"
  | "directive"
  | "key-not-text"
  | "duplicate-key"
  | "syntax";

/** A place in a file, both counted from 1. */
export type Place = { readonly line: number; readonly column: number };

/** One reason why a file was not read. `path` is empty where the file as a whole is meant. */
export type Problem = Place & {
  readonly kind: ProblemKind;
  readonly path: string;
  readonly read: string;
  readonly accepted: string;
  /** The accepted word nearest to what was read. A suggestion; nothing ever acts on it. */
  readonly near?: string;
  /** For `broken-file`: what is broken. */
  readonly what?: Breakage;
};

/** Keys and list indices that lead to a value. */
export type Path = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A path as people read it: `reservoir.drugs[1].concentration`. Odd keys are quoted. */
export const printPath = (path: Path): string =>
  path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      return PLAIN_KEY.test(step) ? `.${step}` : `[${JSON.stringify(excerpt(step))}]`;
    })
    .join("")
    .replace(/^\./, "");

const STEP = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g;

/** The keys and indices of a printed path. */
export const pathFrom = (text: string): Path =>
  [...text.matchAll(STEP)].map(([whole, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? whole : String(JSON.parse(quoted));
  });

const SHOWN = 80;

/** What was read, on one line and no longer than a line. */
export const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
};

/** Problems in the order of the file. */
export const inFileOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
