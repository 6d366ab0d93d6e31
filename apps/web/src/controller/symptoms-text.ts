// SPDX-License-Identifier: Apache-2.0
/** The diary as a table of comma-separated values, for the clinic. */
import type { Symptom } from "./kept.ts";

/** The heads of the columns. */
type Head = Readonly<Record<"at" | "pain" | "spasms" | "note", string>>;

/** A cell. What a program of tables would take for a formula begins with an apostrophe. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** The table, the oldest first; times with their offset from UTC 0. */
export const symptomsText = (symptoms: readonly Symptom[], head: Head): string => {
  const rows = symptoms
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, pain, spasms, note }) => [new Date(at).toISOString(), pain, spasms, note]);
  return [[head.at, head.pain, head.spasms, head.note], ...rows]
    .map((row) => `${row.map(cell).join(",")}\r\n`)
    .join("");
};
