// SPDX-License-Identifier: Apache-2.0
/**
 * At the pump: a program that a person signs for the pump itself. The pump read it back, the person
 * read it beside what runs, and signs the pump's own hash of it here, with both factors, before the
 * programmer has the pump switch. Whether the pump did is the pump's word, and a task brings it
 * into the record. Source: REQ-092.
 */
import { facts } from "../fact/command.ts";
import { count, digest, id, line, mapping, prose } from "../fact/field.ts";
import { refusal, refusedBy } from "../fact/refusal.ts";
import { TREATING } from "../fact/role.ts";
import { implantOf, patientFact } from "./patient.ts";
import { isImplanted, registered } from "./rule.ts";
import { command } from "./standing.ts";

const VERSIONS = { from: 0, upto: 0xffff_ffff };

const signedProgram = mapping(
  {
    implant: id("The implant"),
    pump: line("Serial number of the pump that read the program back"),
    version: count("Version that would run", VERSIONS),
    replaces: count("Version that ran when it was read back; 0: none", VERSIONS),
    hash: digest("The pump's hash of what it read back"),
    shown: prose("What the pump read back, as the person saw it"),
    because: line("Why it is changed, where a reason was asked for").optional(),
  },
  "A program signed for a pump",
);

/** Somebody signed a program for the pump itself. */
export const programSigned = patientFact({
  kind: "program-signed",
  version: 1,
  payload: signedProgram,
  evolve: (patient, entry, { at, by }) => ({
    ...patient,
    signed: [...patient.signed, { ...entry, at, by }],
  }),
});

/** Signs what a pump read back. */
export const signProgram = command({
  name: "sign-program",
  subject: "patient",
  about: "Signs a program that a pump has read back, by the pump's own hash, before it switches",
  who: TREATING,
  signature: "sign",
  prescribes: true,
  input: signedProgram,
  decide: ({ patient }, input) => {
    const serial = implantOf(patient, input.implant)?.entry.pump.serial;
    return (
      refusedBy([
        registered(patient),
        isImplanted(patient, input.implant),
        serial === undefined || serial === input.pump
          ? null
          : refusal("not-there", "pump", { read: input.pump, accepted: serial }),
      ]) ?? facts(programSigned.of(input))
    );
  },
});
