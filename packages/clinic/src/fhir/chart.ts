// SPDX-License-Identifier: Apache-2.0
/**
 * Chart: a patient's resources, folded from all that was told. Every fact leaves a Provenance:
 * what it touched, who recorded it when, why, and who signed.
 */
import { assert } from "@cisterna/quantity";
import type { Meta, Resource } from "@medplum/fhirtypes";
import { type Chronicle, SIGNED, type Told, type ToldEvent } from "../course/told.ts";
import { recordedAt } from "./measure.ts";
import { tellerReference, tellers } from "./people.ts";
import { provenanceOf, takeoverOf } from "./provenance.ts";
import type { Look, Of, TypeName } from "./row.ts";
import { sorted } from "./sorted.ts";
import { ROWS } from "./table.ts";

/** A patient's resources. */
type Chart = {
  /** What follows from the facts, each of them with its Provenance. */
  readonly resources: readonly Resource[];
  /** How a copy of them came to this clinic. */
  readonly takeovers: readonly Resource[];
};

type Sofar = Map<string, Resource>;

const keyOf = ({ resourceType, id }: Resource): string => `${resourceType}/${id ?? ""}`;

const metaAfter = (before: Resource | undefined, { event }: Told): Meta => ({
  versionId: String(Number(before?.meta?.versionId ?? "0") + 1),
  lastUpdated: new Date(event.at).toISOString(),
});

const put = (sofar: Sofar, resource: Resource, told: Told): void => {
  const meta = metaAfter(sofar.get(keyOf(resource)), told);
  const { resourceType, id, ...rest } = resource;
  sofar.set(keyOf(resource), { resourceType, id, ...rest, meta } as Resource);
};

type Sight = { readonly patient: string; readonly told: Told; readonly before: ToldEvent[] };

const lookAt = ({ patient, told, before }: Sight, sofar: Sofar): Look => ({
  patient,
  told,
  before,
  at: recordedAt(told.from.zone, told.event.at),
  by: tellerReference(patient, told),
  found: <T extends TypeName>(type: T, id: string) => sofar.get(`${type}/${id}`) as Of<T>,
  all: <T extends TypeName>(type: T) =>
    [...sofar.values()].filter((each): each is Of<T> => each.resourceType === type),
});

const rowOf = ({ event: { kind, data } }: Told) => {
  const row = ROWS.get(kind);
  assert(row !== undefined, "a fact about a patient has a row", { kind, version: data.fact });
  return row;
};

/** However the members of a payload stood where it was kept, they are read in one order. */
const inOneOrder = (told: Told): Told => {
  const { event } = told;
  const payload = sorted(event.data.payload) as typeof event.data.payload;
  return { ...told, event: { ...event, data: { ...event.data, payload } } };
};

/** The chart of a patient. Law: the same events, the same chart, in whatever clinic they are. */
export const chartOf = ({ patient, told, takeovers }: Chronicle): Chart => {
  const sofar: Sofar = new Map();
  const facts = told.filter(({ event }) => event.kind !== SIGNED).map(inOneOrder);
  const signatures = told.filter(({ event }) => event.kind === SIGNED);
  const origins: Resource[] = [];
  const before: ToldEvent[] = [];
  for (const each of facts) {
    const look = lookAt({ patient, told: each, before }, sofar);
    const made = rowOf(each)
      .of(each.event.data.payload, look)
      .filter((resource) => resource !== null);
    for (const resource of made) put(sofar, resource, each);
    origins.push(provenanceOf(patient, each, { made, signatures }));
    before.push(each.event);
  }
  const people = tellers(patient, told);
  return {
    resources: [...sofar.values(), ...people, ...origins],
    takeovers: takeovers.map((each) => takeoverOf(patient, each)),
  };
};
