// SPDX-License-Identifier: Apache-2.0
/**
 * People: who recorded something, and at which clinic. Somebody of another clinic is another
 * person than a colleague here whose account has the same name.
 */
import type { Organization, Patient, Practitioner, Reference, Resource } from "@medplum/fhirtypes";
import type { Origin, Teller, Told } from "../course/told.ts";
import { idOf, referTo } from "./name.ts";

type Said = Pick<Told, "from" | "who">;

/** The address under which a clinic numbers its own. */
export const numberingOf = ({ chain }: Origin, what: "account" | "patient" | "event"): string =>
  `urn:cisterna:${what}:${chain.slice(0, 32)}`;

const practitionerId = (patient: string, { from, who }: Said): string =>
  idOf(patient, "person", [from.chain, who.account]);

const organizationId = (patient: string, { chain }: Origin): string =>
  idOf(patient, "clinic", [chain]);

/** The clinic where something was recorded. */
export const clinicReference = (patient: string, from: Origin): Reference<Organization> =>
  referTo<Organization>("Organization", organizationId(patient, from));

/** Who recorded something: a person of a clinic, or the patient. */
export const tellerReference = (
  patient: string,
  said: Said,
): Reference<Practitioner> | Reference<Patient> =>
  said.who.self
    ? referTo<Patient>("Patient", patient)
    : referTo<Practitioner>("Practitioner", practitionerId(patient, said));

const practitioner = (patient: string, said: Said): Practitioner => ({
  resourceType: "Practitioner",
  id: practitionerId(patient, said),
  identifier: [{ system: numberingOf(said.from, "account"), value: said.who.account }],
  name: [{ text: said.who.name }],
  ...(said.who.roles.length === 0
    ? {}
    : {
        qualification: said.who.roles.map((role: Teller["roles"][number]) => ({
          code: { text: role },
          issuer: clinicReference(patient, said.from),
        })),
      }),
});

const organization = (patient: string, from: Origin): Organization => ({
  resourceType: "Organization",
  id: organizationId(patient, from),
  identifier: [{ system: "urn:cisterna:chain", value: from.chain }],
  name: from.name,
  alias: [from.clinic],
});

/** Everybody who is named as the one who recorded something, and the clinics, each once. */
export const tellers = (patient: string, told: readonly Said[]): readonly Resource[] => {
  const all = new Map<string, Resource>();
  for (const said of told) {
    const clinic = organization(patient, said.from);
    all.set(clinic.id ?? "", clinic);
  }
  for (const said of told) {
    if (said.who.self) continue;
    const person = practitioner(patient, said);
    all.set(person.id ?? "", person);
  }
  return [...all.values()];
};
