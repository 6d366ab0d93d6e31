// SPDX-License-Identifier: Apache-2.0
/**
 * Refusal: understood and not allowed, or not understood. Each names its field, what was read and
 * what would be accepted; the words for people are made at the edge from the kind and the data.
 */
import type { NonEmpty, Result } from "@cisterna/quantity";
import { refused } from "@cisterna/quantity";
import type { z } from "zod";

/** Why a field could not be read. */
export const UNREADABLE_KINDS = [
  "missing-key",
  "unknown-key",
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
  "unknown-word",
  "not-positive",
  "out-of-range",
  "inverted-range",
  "both-given",
] as const;

/** Why something that was understood is not allowed now. */
export const FORBIDDEN_KINDS = [
  "already-there",
  "not-there",
  "not-open",
  "out-of-order",
  "in-the-future",
  "before-the-last",
  "contraindication-open",
  "criterion-not-measured",
  "catheter-volume-unknown",
  "check-refuses",
  "check-not-confirmed",
  "check-not-raised",
  "discrepancy-not-explained",
  "volumes-do-not-fit",
  "wrong-patient",
  "wrong-drug",
  "wrong-concentration",
  "lot-unknown",
  "lot-expired",
  "lot-spent",
  "more-than-there",
  "witness-missing",
  "same-person",
  "unit-of-work-unfinished",
  "not-programmable",
  "program-differs",
  "reservoir-not-empty",
  "aspirate-not-confirmed",
  "observation-too-short",
  "not-controlled",
] as const;

/** The name of a refusal. */
export type RefusalKind = (typeof UNREADABLE_KINDS)[number] | (typeof FORBIDDEN_KINDS)[number];

/** One reason why a command has no effect. */
export type Refusal = {
  readonly kind: RefusalKind;
  /** The field of the input, such as `drugs[0].concentration`; empty: the command as a whole. */
  readonly path: string;
  readonly read: string;
  readonly accepted: string;
};

/** A refusal. */
export const refusal = (
  kind: RefusalKind,
  path: string,
  words: { readonly read: string; readonly accepted: string },
): Refusal => ({ kind, path, ...words });

/** A refused decision from a list, or null when nothing is in it. */
export const refusedBy = (
  list: readonly (Refusal | null)[],
): { readonly ok: false; readonly refusals: NonEmpty<Refusal> } | null => {
  const [first, ...rest] = list.filter((each) => each !== null);
  return first === undefined ? null : refused(first, ...rest);
};

const LONGEST_ECHO = 80;

/** What was read, on one line and short enough to be shown. */
const excerpt = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST_ECHO ? `${line.slice(0, LONGEST_ECHO)}…` : line;
};

type Path = readonly PropertyKey[];

const printPath = (path: Path): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${excerpt(String(step))}`))
    .join("")
    .replace(/^\./, "");

const valueAt = (json: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    json,
  );

type Issue = z.core.$ZodIssue;

const isRefusalKind = (kind: unknown): kind is RefusalKind =>
  UNREADABLE_KINDS.some((known) => known === kind) || FORBIDDEN_KINDS.some((each) => each === kind);

const kindOf = (issue: Issue, read: unknown): RefusalKind => {
  if (issue.code === "custom" && isRefusalKind(issue.params?.["kind"])) return issue.params["kind"];
  if (read === undefined) return "missing-key";
  if (issue.code === "too_small") return issue.origin === "array" ? "empty-list" : "out-of-range";
  if (issue.code === "too_big" || issue.code === "not_multiple_of") return "out-of-range";
  if (issue.code === "invalid_value") return "unknown-word";
  return "wrong-type";
};

/** The issues of the branch that was meant: the one whose fixed words were all met. */
const meant = (issue: Issue): readonly Issue[] => {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const branches = issue.errors.filter(
    (branch) => !branch.some((each) => each.code === "invalid_value" && each.path.length === 1),
  );
  const [only, second] = branches;
  if (only === undefined || second !== undefined) return [issue];
  return only.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
};

const refusalsOf = (issue: Issue, json: unknown): readonly Refusal[] => {
  const read = valueAt(json, issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      refusal("unknown-key", printPath([...issue.path, key]), {
        read: excerpt(key),
        accepted: `one of ${issue.message}`,
      }),
    );
  }
  return [
    refusal(kindOf(issue, read), printPath(issue.path), {
      read: excerpt(read),
      accepted: issue.message,
    }),
  ];
};

/** Keys by which JavaScript makes a number or a text of an object; no field of ours has them. */
const CONVERTERS = ["toString", "valueOf"] as const;

/** Where JSON has a key that would break whoever compares or prints the object that holds it. */
const converterIn = (json: unknown, path: Path = []): Path | null => {
  if (typeof json !== "object" || json === null) return null;
  const own = CONVERTERS.find((key) => Object.hasOwn(json, key));
  if (own !== undefined) return [...path, own];
  const steps = Array.isArray(json) ? json.entries() : Object.entries(json);
  for (const [step, value] of steps) {
    const found = converterIn(value, [...path, step]);
    if (found !== null) return found;
  }
  return null;
};

/** JSON by a schema of ours: its value, or every field that could not be read. */
export const readBy = <S extends z.ZodType>(
  schema: S,
  json: unknown,
): Result<z.output<S>, Refusal> => {
  const converter = converterIn(json);
  if (converter !== null) {
    const words = { read: excerpt(String(converter.at(-1))), accepted: "a key of this field" };
    return refused(refusal("unknown-key", printPath(converter), words));
  }
  const reading = schema.safeParse(json);
  if (reading.success) return { ok: true, value: reading.data };
  const found = reading.error.issues.flatMap(meant).flatMap((issue) => refusalsOf(issue, json));
  return refusedBy(found) ?? refused(refusal("wrong-type", "", { read: "", accepted: "" }));
};
