// SPDX-License-Identifier: Apache-2.0
/** Rules that many commands share, each a refusal or null. */
import { printDay, readInstant } from "@cisterna/quantity";
import type { Context } from "../fact/command.ts";
import { type Refusal, refusal } from "../fact/refusal.ts";
import { type ImplantState, implantOf, type PatientState, type TaskState } from "./patient.ts";

/** The patient has to be registered. */
export const registered = (patient: PatientState): Refusal | null =>
  patient.person === null
    ? refusal("not-there", "", { read: "no such patient", accepted: "a registered patient" })
    : null;

/** A day that has to have come. */
export const notAhead = (day: string, path: string, { now }: Context): Refusal | null =>
  day > printDay(now)
    ? refusal("in-the-future", path, { read: day, accepted: `a day up to ${printDay(now)}` })
    : null;

/** An instant that has to have come. */
export const happened = (text: string, path: string, { now }: Context): Refusal | null =>
  (readInstant(text)?.epochMs ?? 0) > now.epochMs
    ? refusal("in-the-future", path, { read: text, accepted: "a time that has come" })
    : null;

/** One day that may not lie before another. */
export const inOrder = (
  path: string,
  { first, second }: { readonly first: string; readonly second: string },
): Refusal | null =>
  second < first
    ? refusal("inverted-range", path, { read: second, accepted: `a day from ${first} on` })
    : null;

/** A name that may not be taken yet. */
export const unused = (taken: readonly string[], name: string, path: string): Refusal | null =>
  taken.includes(name)
    ? refusal("already-there", path, { read: name, accepted: "a name that is not taken" })
    : null;

/** The task of bringing into the record what was programmed at the pump, if there is one. */
export const programToRecord = ({ tasks }: PatientState, implant: string): TaskState | undefined =>
  tasks.find((each) => {
    const isOpen = each.kind === "record-program" && each.closed === null;
    return isOpen && each.implant === implant;
  });

const offered = (names: readonly string[]): string =>
  names.length === 0 ? "nothing: there is none" : `one of ${names.join(", ")}`;

/** A name that has to be one of these. */
export const among = (names: readonly string[], name: string, path: string): Refusal | null =>
  names.includes(name)
    ? null
    : refusal("not-there", path, { read: name, accepted: offered(names) });

/** The implants of a patient that are in. */
export const implantsIn = (patient: PatientState): readonly ImplantState[] =>
  patient.implants.filter(({ explant }) => explant === null);

/** An implant that has to be in. */
export const isImplanted = (patient: PatientState, name: string | undefined): Refusal | null =>
  name === undefined || implantOf(patient, name) !== undefined
    ? null
    : among(
        implantsIn(patient).map(({ entry }) => entry.implant),
        name,
        "implant",
      );
