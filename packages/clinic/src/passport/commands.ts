// SPDX-License-Identifier: Apache-2.0
/** What is done about passports: one is signed, one is taken back. */
import { assert, printInstant } from "@cisterna/quantity";
import type { PassportState } from "../course/patient.ts";
import { implantOf } from "../course/patient.ts";
import { isImplanted, registered, unused } from "../course/rule.ts";
import { command } from "../course/standing.ts";
import { facts } from "../fact/command.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { draftOf } from "./draft.ts";
import { issueEntry, passportIssued, passportRevoked, revokeEntry } from "./issued.ts";

/** Signs a passport of what runs in an implant now. */
export const issuePassport = command({
  name: "issue-passport",
  subject: "patient",
  about: "Signs a passport of what is in an implant and what runs; anybody reads it, offline",
  who: TREATING,
  signature: "sign",
  seals: true,
  input: issueEntry,
  decide: ({ clinic: { settings }, patient }, input, { patient: id, now, seal }) => {
    const { passport, implant: name, shows } = input;
    const taken = patient.passports.map((each) => each.passport);
    const refusals = refusedBy([
      registered(patient),
      isImplanted(patient, name),
      unused(taken, passport, "passport"),
    ]);
    if (refusals !== null) return refusals;
    const implant = implantOf(patient, name);
    assert(implant !== undefined && id !== null, "an implant that is in was found");
    const making = { settings, now, id: passport, shows };
    const draft = draftOf({ id, patient, implant }, making);
    if (!draft.ok) return draft;
    assert(seal !== undefined, "a command that seals is given the clinic's seal");
    const { value } = draft;
    return facts(
      passportIssued.of({
        ...input,
        visit: value.visit,
        key: seal.key,
        issued: printInstant(value.passport.issued),
        due: printInstant(value.passport.due),
        text: seal.write(value.passport),
      }),
    );
  },
});

const valid = (passports: readonly PassportState[], name: string): Refusal | null => {
  const found = passports.find(({ passport }) => passport === name);
  if (found !== undefined && found.revoked === null) return null;
  const names = passports.flatMap((each) => (each.revoked === null ? [each.passport] : []));
  return refusal(found === undefined ? "not-there" : "not-open", "passport", {
    read: name,
    accepted: names.length === 0 ? "nothing: there is none" : `one of ${names.join(", ")}`,
  });
};

/** Takes a passport back. */
export const revokePassport = command({
  name: "revoke-passport",
  subject: "patient",
  about: "Takes a passport back: readers that have the clinic's newer file of keys refuse it",
  who: TREATING,
  signature: "sign",
  input: revokeEntry,
  decide: ({ patient }, input) =>
    refusedBy([valid(patient.passports, input.passport)]) ?? facts(passportRevoked.of(input)),
});
