// SPDX-License-Identifier: Apache-2.0
/** A patient's history in English. */

/** The table. */
export const EN_CHRONICLE = {
  title: "History",
  lead: (entries: string) =>
    `${entries} entries, the newest first; none is ever changed or removed`,
  earlier: "Earlier entries",
  why: "Why",
  self: "the patient",
  from: (clinic: string) => `recorded at ${clinic}`,
  recorded: "As recorded",
  entry: (place: string, hash: string) => `Entry ${place}, fingerprint ${hash}`,
  kinds: {
    "patient-registered": "Registered",
    "patient-amended": "Person's data changed",
    "patient-referred": "Referred",
    "selection-decided": "Selection decided",
    "patient-handed-over": "Handed over to another clinic",
    "trial-recorded": "Trial recorded",
    "patient-assessed": "Assessed",
    "pump-implanted": "Pump and catheter implanted",
    "pump-explanted": "Explanted",
    "appointment-booked": "Appointment booked",
    "appointment-closed": "Appointment closed",
    "task-raised": "Task raised",
    "task-escalated": "Task escalated",
    "task-closed": "Task closed",
    "complication-reported": "Complication reported",
    "complication-resolved": "Complication resolved",
    "visit-begun": "Visit begun",
    "pump-read": "Pump read",
    "reservoir-aspirated": "Reservoir aspirated",
    "discrepancy-explained": "Difference answered for",
    "syringe-checked": "Syringe checked",
    "fill-proposed": "Fill proposed",
    "program-proposed": "Program proposed",
    "check-confirmed": "Check confirmed",
    "fill-guarded": "Place of the needle confirmed",
    "program-read-back": "Program read back",
    "visit-committed": "Visit signed and ended",
    "visit-abandoned": "Visit ended without effect",
    "program-signed": "Program signed for the pump itself",
    "program-taken-over": "Program taken over",
    "reservoir-refilled": "Reservoir refilled",
    "catheter-accessed": "Catheter accessed through its port",
    "scan-prepared": "MRI scan prepared",
    "scan-cleared": "Pump checked after the MRI scan",
    "passport-issued": "Passport signed",
    "passport-revoked": "Passport taken back",
    "event-imported": "Taken over from another clinic",
    signed: "Signed",
  },
};

/** Every table has this shape. */
export type ChronicleText = typeof EN_CHRONICLE;
