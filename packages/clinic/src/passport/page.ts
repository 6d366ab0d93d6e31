// SPDX-License-Identifier: Apache-2.0
/** What is read of passports: those of one patient with a draft, and what a reader believes. */
import { type Instant, printInstant } from "@cisterna/quantity";
import { implantOf, type PassportState, type PatientState } from "../course/patient.ts";
import { implantsIn, programToRecord } from "../course/rule.ts";
import { type Practice, standingOf, view } from "../course/standing.ts";
import { mapping } from "../fact/field.ts";
import { CARING } from "../fact/role.ts";
import { records } from "../fact/shelf.ts";
import { instantFrom } from "../visit/written.ts";
import { draftOf } from "./draft.ts";

/** What a draft is called that nobody has signed. */
const UNSIGNED = "0000000000000000";
const EVERYTHING = ["name", "born", "id"];

/** Whether the pump was filled, programmed, emptied or taken out since, recorded or not yet. */
const isOutdated = (patient: PatientState, { implant, visit }: PassportState): boolean => {
  const found = implantOf(patient, implant);
  if (found === undefined || found.emptied || found.running?.visit !== visit) return true;
  return programToRecord(patient, implant) !== undefined;
};

const standOf = (patient: PatientState, passport: PassportState, now: Instant) => {
  if (passport.revoked !== null) return "revoked";
  if (isOutdated(patient, passport)) return "outdated";
  return instantFrom(passport.due).epochMs <= now.epochMs ? "old" : "current";
};

/** The newest passport of an implant that was not taken back, and how it stands; null: none. */
export const heldPassport = (patient: PatientState, implant: string, now: Instant) => {
  const found = patient.passports.findLast(
    (each) => each.implant === implant && each.revoked === null,
  );
  return found === undefined
    ? null
    : { text: found.text, issued: found.issued, stands: standOf(patient, found, now) };
};

/** The passports of a patient, and what one would say that is signed now. */
export const passportPage = view({
  name: "passports",
  subject: "patient",
  about: "The patient's passports, whether they still hold, and a draft of a new one",
  who: [...CARING, "patient"],
  asks: mapping({}, "Nothing"),
  read: (practice, { now, patient: id }) => {
    const { patient, clinic } = standingOf(practice, id);
    if (patient.person === null || id === null) return null;
    const making = { settings: clinic.settings, now, id: UNSIGNED, shows: EVERYTHING };
    return {
      as_of: printInstant(now),
      person: { name: patient.person.name },
      implants: implantsIn(patient).map((implant) => {
        const draft = draftOf({ id, patient, implant }, making);
        return {
          implant: implant.entry.implant,
          ...(draft.ok
            ? { draft: draft.value.passport, refusals: [] }
            : { draft: null, refusals: draft.refusals }),
        };
      }),
      passports: patient.passports.toReversed().map((each) => ({
        ...each,
        stands: standOf(patient, each, now),
      })),
    };
  },
});

/** The passports that a clinic has signed with a key and taken back. */
export const revokedIn = ({ patients }: Practice, key: string): readonly string[] =>
  records(patients).flatMap(([, { passports }]) =>
    passports.flatMap((each) => (each.key === key && each.revoked !== null ? [each.passport] : [])),
  );
