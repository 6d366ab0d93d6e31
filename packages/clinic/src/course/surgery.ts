// SPDX-License-Identifier: Apache-2.0
/** Implant, replacement and explant. */
import { facts } from "../fact/command.ts";
import { type Refusal, refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { explant, type ImplantEntry, implant } from "./entry/implant.ts";
import { catheterFrom, pumpFrom } from "./hardware.ts";
import { type ImplantState, type PatientState, patientFact, replaced } from "./patient.ts";
import { among, implantsIn, inOrder, notAhead, registered, unused } from "./rule.ts";
import { command } from "./standing.ts";

/** A pump and a catheter are in. */
export const pumpImplanted = patientFact({
  kind: "pump-implanted",
  version: 1,
  payload: implant,
  evolve: (patient, entry) => ({
    ...patient,
    implants: [
      ...patient.implants,
      {
        entry,
        running: null,
        programs: [],
        emptied: false,
        empties: [],
        scan: null,
        refills: [],
        explant: null,
      },
    ],
  }),
});

/** An implant is out. */
export const pumpExplanted = patientFact({
  kind: "pump-explanted",
  version: 1,
  payload: explant,
  evolve: (patient, entry) => ({
    ...patient,
    implants: replaced<ImplantState>(
      patient.implants,
      (each) => each.entry.implant === entry.implant && each.explant === null,
      (each) => ({ ...each, explant: entry }),
    ),
  }),
});

const everUsed = (patient: PatientState): readonly string[] =>
  patient.implants.map(({ entry }) => entry.implant);

const stillIn = (patient: PatientState, { replaces }: ImplantEntry): Refusal | null => {
  if (replaces === undefined) return null;
  const old = patient.implants.find(({ entry }) => entry.implant === replaces);
  if (old === undefined) return among(everUsed(patient), replaces, "replaces");
  return old.explant === null
    ? refusal("out-of-order", "replaces", {
        read: replaces,
        accepted: "an implant whose explant has been recorded",
      })
    : null;
};

/** Takes down an implant, or with `replaces` the replacement of one. */
export const recordImplant = command({
  name: "record-implant",
  subject: "patient",
  about: "Takes down an implant; the catheter's volume has to follow from what is entered",
  who: TREATING,
  signature: "sign",
  input: implant,
  decide: ({ patient }, input, context) => {
    const [pump, catheter] = [pumpFrom(input.pump), catheterFrom(input.catheter)];
    return (
      refusedBy([
        registered(patient),
        notAhead(input.on, "on", context),
        unused(everUsed(patient), input.implant, "implant"),
        stillIn(patient, input),
        ...(pump.ok ? [] : pump.refusals),
        ...(catheter.ok ? [] : catheter.refusals),
      ]) ?? facts(pumpImplanted.of(input))
    );
  },
});

/** Takes down that an implant came out. */
export const recordExplant = command({
  name: "record-explant",
  subject: "patient",
  about: "Takes down that an implant came out, what was found in it, and where it went",
  who: TREATING,
  signature: "sign",
  input: explant,
  decide: ({ patient }, input, context) => {
    const found = implantsIn(patient).find(({ entry }) => entry.implant === input.implant);
    return (
      refusedBy([
        registered(patient),
        notAhead(input.on, "on", context),
        among(
          implantsIn(patient).map(({ entry }) => entry.implant),
          input.implant,
          "implant",
        ),
        found === undefined ? null : inOrder("on", { first: found.entry.on, second: input.on }),
      ]) ?? facts(pumpExplanted.of(input))
    );
  },
});
