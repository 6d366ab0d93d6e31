// SPDX-License-Identifier: Apache-2.0
/** Finding: which pump an implant of the record is, by the serial number that was written down. */
import type { Practice } from "../course/standing.ts";
import { onShelf, records } from "../fact/shelf.ts";
import type { Telemetry } from "./telemetry.ts";

/** Where a pump may be. `claimed-twice`: two implants bear its number, and neither is believed. */
export const PUMP_STATES = ["here", "deaf", "away", "claimed-twice", "no-serial"] as const;

/** A pump of the record, and whether it can be reached from here. */
export type Found = {
  /** Its serial number, which its telemetry is called by. */
  readonly pump: string | null;
  readonly state: (typeof PUMP_STATES)[number];
};

const inPlace = (practice: Practice, pump: string): number =>
  records(practice.patients)
    .flatMap(([, { implants }]) => implants)
    .filter(({ entry, explant }) => explant === null && entry.pump.serial === pump).length;

/** The pump of a patient's implant; null: there is no such implant. */
export const findPump = (
  practice: Practice,
  { patient, implant }: { readonly patient: string; readonly implant: string },
  standing: Telemetry["standing"],
): Found | null => {
  const found = onShelf(practice.patients, patient)?.implants.find(
    ({ entry, explant }) => entry.implant === implant && explant === null,
  );
  if (found === undefined) return null;
  const { serial } = found.entry.pump;
  if (serial === undefined) return { pump: null, state: "no-serial" };
  if (inPlace(practice, serial) > 1) return { pump: serial, state: "claimed-twice" };
  return { pump: serial, state: standing(serial) };
};
