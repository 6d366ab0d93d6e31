// SPDX-License-Identifier: Apache-2.0
/**
 * Names: the id of a resource follows from the patient and from what it is about, so that it is
 * the same every time and in every clinic. It begins with a mark of the patient, by which the
 * record is found again; the patient's own id is the clinic's.
 */
import type { Reference, Resource } from "@medplum/fhirtypes";
import { sha256 } from "../store/event.ts";

const PATIENT_DIGITS = 16;
const THING_DIGITS = 20;

const marks = new Map<string, string>();

/** The mark of a patient in the ids of everything about that patient. */
export const markOf = (patient: string): string => {
  const known = marks.get(patient);
  if (known !== undefined) return known;
  const mark = sha256(patient).slice(0, PATIENT_DIGITS);
  marks.set(patient, mark);
  return mark;
};

/** The id of something about a patient: what it is, and the parts that tell it from others. */
export const idOf = (patient: string, thing: string, parts: readonly unknown[]): string =>
  `${thing}-${markOf(patient)}-${sha256(JSON.stringify(parts)).slice(0, THING_DIGITS)}`;

const ID = /^[a-z]{1,24}-([0-9a-f]{16})-[0-9a-f]{20}$/;

/** The mark in an id; null: no id of ours. */
export const markIn = (text: string): string | null => ID.exec(text)?.[1] ?? null;

/** A reference to a resource. */
export const referenceTo = <T extends Resource>({ resourceType, id }: T): Reference<T> => ({
  reference: `${resourceType}/${id ?? ""}`,
});

/** A reference by type and id. */
export const referTo = <T extends Resource>(type: T["resourceType"], id: string): Reference<T> => ({
  reference: `${type}/${id}`,
});
