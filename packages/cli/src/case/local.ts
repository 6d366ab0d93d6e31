// SPDX-License-Identifier: Apache-2.0
/**
 * The reader of a clinic's local formulary: text in, the formulary with its confirmations out, or
 * every problem at once.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { confirm, type Formulary, type LocalEntry, type LocalRefusal } from "@cisterna/therapy";
import { type LocalFile, localFile } from "../schema/local.ts";
import { type Found, readBy } from "./grammar.ts";
import { inFileOrder, type Path, type Problem } from "./problem.ts";

const entryOf = (file: LocalFile["entries"][number]): LocalEntry => {
  const { differs, ...rest } = file;
  return { ...rest, ...(differs === undefined ? {} : { differs }) };
};

const DIFFERS = "the recalled value, or differs: yes";

/** What the formulary refused, in the words of the file. */
const foundOf = (refusal: LocalRefusal): Found => {
  const at = (...steps: Path): Path => ["entries", refusal.entry, ...steps];
  switch (refusal.kind) {
    case "field-missing":
      return { kind: "missing-key", path: at(refusal.field), accepted: "a value" };
    case "unknown-drug":
      return { kind: "unknown-drug", path: at("drug"), accepted: offer(refusal.accepted) };
    case "unknown-row":
      return { kind: "unknown-row", path: at("row"), accepted: offer(refusal.accepted) };
    case "unknown-action":
      return { kind: "unknown-word", path: at("acts"), accepted: offer(refusal.accepted) };
    case "malformed-date":
      return { kind: "malformed-date", path: at("date"), accepted: "a day such as 2026-03-01" };
    case "confirmed-twice":
      return { kind: "confirmed-twice", path: at("row"), accepted: "each row of a drug once" };
    case "value-unreadable":
      return {
        kind: refusal.problem.kind,
        path: refusal.part === "value" ? at("value") : at("value", refusal.part),
        accepted: refusal.problem.accepted,
      };
    case "one-value-expected":
      return { kind: "wrong-type", path: at("value"), accepted: "one quantity" };
    case "range-expected":
      return { kind: "wrong-type", path: at("value"), accepted: "a mapping with low and high" };
    case "inverted-range":
      return {
        kind: "inverted-range",
        path: at("value"),
        accepted: "low at most as large as high",
      };
    case "differs-from-recalled":
      return { kind: "differs-from-recalled", path: at("value"), accepted: DIFFERS };
    case "same-as-recalled":
      return { kind: "same-as-recalled", path: at("differs"), accepted: "differs: no" };
  }
};

const offer = (words: readonly string[]): string =>
  words.length === 0 ? "no row: every number of this drug was read" : `one of ${words.join(", ")}`;

/** The formulary with a clinic's confirmations laid over it. Refuses: every problem at once. */
export const readLocal = (text: string, formulary: Formulary): Result<Formulary, Problem> => {
  const reading = readBy(text, localFile);
  if (!reading.ok) return reading;
  const { value, problemOf } = reading.value;
  const confirmed = confirm(formulary, value.entries.map(entryOf));
  if (confirmed.ok) return accepted(confirmed.value);
  const [first, ...rest] = inFileOrder(confirmed.refusals.map((each) => problemOf(foundOf(each))));
  return first === undefined ? accepted(formulary) : refused(first, ...rest);
};
