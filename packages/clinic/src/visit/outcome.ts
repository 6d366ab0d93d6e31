// SPDX-License-Identifier: Apache-2.0
/** What a committed visit does to an implant: another fluid, another program, a new refill. */
import {
  type ImplantState,
  type PatientState,
  patientFact,
  replaced,
  running,
} from "../course/patient.ts";
import { amount, id, mapping } from "../fact/field.ts";

const onImplant = (
  patient: PatientState,
  name: string,
  next: (implant: ImplantState) => ImplantState,
): PatientState => ({
  ...patient,
  implants: replaced<ImplantState>(
    patient.implants,
    ({ entry, explant }) => entry.implant === name && explant === null,
    next,
  ),
});

/** A fluid and a program run now. */
export const programTakenOver = patientFact({
  kind: "program-taken-over",
  version: 1,
  payload: running,
  evolve: (patient, entry) =>
    onImplant(patient, entry.implant, (implant) => ({
      ...implant,
      running: entry,
      programs: [...implant.programs, entry],
      emptied: false,
    })),
});

/** A reservoir was refilled: the volumes that belong into the trend. */
export const reservoirRefilled = patientFact({
  kind: "reservoir-refilled",
  version: 1,
  payload: mapping(
    {
      visit: id("The visit"),
      implant: id("The implant"),
      filled: amount("Volume filled", "volume"),
      aspirated: amount("Volume found", "volume", { zero: true }).optional(),
      expected: amount("Volume expected", "volume", { zero: true }).optional(),
    },
    "A reservoir refilled",
  ),
  evolve: (patient, entry, { at }) =>
    onImplant(patient, entry.implant, (implant) => ({
      ...implant,
      refills: [...implant.refills, { ...entry, at }],
    })),
});
