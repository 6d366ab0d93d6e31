// SPDX-License-Identifier: Apache-2.0
/** Reports of a practice in memory, printed and read back. */
import { printSheet, type Sheet } from "@cisterna/paper";
import { assert } from "@cisterna/quantity";
import { extractText } from "unpdf";
import type { Refusal } from "../../src/fact/refusal.ts";
import type { Signer } from "../../src/report/report.ts";
import { REPORTS } from "../../src/report/table.ts";
import type { Scribe } from "../course/scribe.ts";

const SIGNER: Signer = {
  name: "Dr. Añel Müller",
  meaning: "I have checked it",
  at: "2026-04-01T08:10:00+02:00",
  hash: "0123456789abcdef".repeat(4),
};

const written = (pen: Scribe, name: string, asked: object) => {
  const found = REPORTS.find((each) => each.name === name);
  assert(found !== undefined, "a test names a report", { name });
  const around = {
    practice: pen.practice,
    now: pen.now,
    clinic: "one",
    patient: found.subject === "patient" ? "p1" : null,
    revision: 7,
    signed: new Map([["visit-2", [SIGNER]]]),
  };
  return found.write(around, asked);
};

/** Why a report is not written. */
export const refusalsOf = (pen: Scribe, name: string, asked: object): readonly Refusal[] => {
  const result = written(pen, name, asked);
  return result.ok ? [] : result.refusals;
};

/** The sheet of a report; null: there is no such record. */
export const sheetIn = (pen: Scribe, name: string, asked: object = {}): Sheet | null => {
  const result = written(pen, name, asked);
  assert(result.ok, "a report is written", { result });
  return result.value;
};

/** What stands on the pages of a report, spaces made one. */
export const textOf = async (pdf: Uint8Array): Promise<string> => {
  const { text } = await extractText(Uint8Array.from(pdf), { mergePages: true });
  return text.replace(/[\s\u202f]+/g, " ");
};

/** A report, printed and read back. */
export const printed = (pen: Scribe, name: string, asked: object = {}): Promise<string> => {
  const sheet = sheetIn(pen, name, asked);
  assert(sheet !== null, "there is such a record", { name });
  return textOf(printSheet(sheet, "a4"));
};
