// SPDX-License-Identifier: Apache-2.0
/**
 * Row: what one kind of fact does to a patient's resources. A resource is the fold of facts: a row
 * is given the fact and the resources so far, and gives those that are new or changed.
 */
import type { Patient, Reference, Resource } from "@medplum/fhirtypes";
import type { z } from "zod";
import type { Told, ToldEvent } from "../course/told.ts";
import { idOf, referTo } from "./name.ts";

/** A type of resource. */
export type TypeName = Resource["resourceType"];

/** A resource of a type. */
export type Of<T extends TypeName> = Extract<Resource, { readonly resourceType: T }>;

/** What a row looks at beside the payload of its fact. */
export type Look = {
  readonly patient: string;
  readonly told: Told;
  /** What was told before it. */
  readonly before: readonly ToldEvent[];
  /** When the fact was recorded. */
  readonly at: string;
  /** Who recorded it. */
  readonly by: Reference;
  readonly found: <T extends TypeName>(type: T, id: string) => Of<T> | undefined;
  readonly all: <T extends TypeName>(type: T) => readonly Of<T>[];
};

/** What a kind of fact makes of itself. */
export type Row = {
  readonly kind: string;
  readonly makes: readonly TypeName[];
  readonly of: (payload: unknown, look: Look) => readonly (Resource | null)[];
};

type Kind<S extends z.ZodObject> = { readonly kind: string; readonly payload: S };

/** Makes the row of a kind of fact. */
export const row = <S extends z.ZodObject>(
  { kind }: Kind<S>,
  makes: readonly TypeName[],
  of: (payload: z.output<S>, look: Look) => readonly (Resource | null)[],
): Row => ({ kind, makes, of: (payload, look) => of(payload as z.output<S>, look) });

/** The id of something about the patient of a look. */
export const nameIn = ({ patient }: Look, thing: string, ...parts: readonly unknown[]): string =>
  idOf(patient, thing, parts);

/** The place of a fact in its chain: what tells apart things that have no name of their own. */
export const placeOf = ({ told: { from, event } }: Look): readonly unknown[] => [
  from.chain,
  event.seq,
];

/** The patient, as every resource refers to. */
export const subjectOf = ({ patient }: Look): Reference<Patient> =>
  referTo<Patient>("Patient", patient);

/** A resource found so far with something changed; null: it is not there. */
export const changed = <T extends Resource>(
  found: T | undefined,
  change: (before: T) => Partial<T>,
): T | null => (found === undefined ? null : { ...found, ...change(found) });
