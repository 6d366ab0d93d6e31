// SPDX-License-Identifier: Apache-2.0
/** Passports in the record: signed, as the text that the code holds, and taken back. */
import type { z } from "zod";
import { type PassportState, patientFact, replaced } from "../course/patient.ts";
import { id, instant, line, list, mapping, prose, word } from "../fact/field.ts";

const passport = id("Name of the passport: 16 digits from 0 to f, drawn for it").regex(
  /^[0-9a-f]{16}$/,
  { error: () => "16 digits from 0 to f" },
);

/** What a patient may choose to reveal. */
const SHOWN = ["name", "born", "id"] as const;

/** Input of a passport that is to be signed. */
export const issueEntry = mapping(
  {
    passport,
    implant: id("The implant"),
    shows: list(word("What the patient reveals", SHOWN), "What it reveals of the patient", {
      empty: true,
    }),
  },
  "A passport",
);

/** A passport that is to be signed. */
export type IssueEntry = z.output<typeof issueEntry>;

/** Input and payload of a passport that is taken back. */
export const revokeEntry = mapping(
  { passport, because: line("Why it is no longer valid") },
  "A passport that is no longer valid",
);

/** A passport was signed. */
export const passportIssued = patientFact({
  kind: "passport-issued",
  version: 1,
  payload: issueEntry.safeExtend({
    visit: id("The visit since which this runs in the implant"),
    key: line("Public half of the key that signed it"),
    issued: instant("When"),
    due: instant("From when on it is old"),
    text: prose("What its code holds"),
  }),
  evolve: (patient, entry, { by }) => ({
    ...patient,
    passports: [...patient.passports, { ...entry, by, revoked: null }],
  }),
});

/** A passport was taken back. */
export const passportRevoked = patientFact({
  kind: "passport-revoked",
  version: 1,
  payload: revokeEntry,
  evolve: (patient, entry, { at, by }) => ({
    ...patient,
    passports: replaced<PassportState>(
      patient.passports,
      (each) => each.passport === entry.passport,
      (each) => ({ ...each, revoked: { at, by, because: entry.because } }),
    ),
  }),
});
