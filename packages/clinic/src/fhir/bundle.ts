// SPDX-License-Identifier: Apache-2.0
/**
 * Bundles: what was found; everything about a patient; and the record that travels. The record
 * holds the resources for whoever reads FHIR, and every event as it was hashed, so that nothing is
 * lost: the same events give the same bundle, to the last letter, in whatever clinic they are.
 */
import type { Basic, Bundle, BundleEntry, Resource } from "@medplum/fhirtypes";
import type { Chronicle, Told } from "../course/told.ts";
import { sha256 } from "../store/event.ts";
import { chartOf } from "./chart.ts";
import { extensionOf, own } from "./code.ts";
import { idOf, referTo } from "./name.ts";
import { tellerReference } from "./people.ts";
import { sorted } from "./sorted.ts";

/** Where the digest of a bundle stands. */
export const DIGEST_SYSTEM = "urn:cisterna:bundle:sha256";

/** The extension that holds an event as it was hashed. */
export const EVENT_EXTENSION = extensionOf("event");

/** A record that travels is at no address; this one leads nowhere (RFC 2606). */
const NOWHERE = "https://cisterna.invalid/fhir";

/** The hash of entries, whatever the order of their members. */
const digestOf = (entries: readonly BundleEntry[]): string =>
  sha256(JSON.stringify(sorted(entries)));

/** Resources as entries under an address. */
export const entriesAt = (address: string, resources: readonly Resource[]): BundleEntry[] =>
  resources.map((resource) => ({
    fullUrl: `${address}/${resource.resourceType}/${resource.id ?? ""}`,
    resource,
  }));

const eventOf = (patient: string, told: Told): Basic => {
  const { from, who, event } = told;
  return {
    resourceType: "Basic",
    id: idOf(patient, "event", [from.chain, event.seq]),
    extension: [
      { url: EVENT_EXTENSION, valueString: JSON.stringify(sorted({ from, who, event })) },
    ],
    code: own("fact", event.kind),
    subject: referTo("Patient", patient),
    created: new Date(event.at).toISOString().slice(0, 10),
    author: tellerReference(patient, told),
  };
};

const lastOf = ({ told }: Chronicle): string =>
  new Date(Math.max(...told.map(({ event }) => event.at))).toISOString();

/** The record of a patient that travels. How a copy came here stays with the copy. */
export const recordBundle = (chronicle: Chronicle): Bundle => {
  const { patient, told } = chronicle;
  const { resources } = chartOf(chronicle);
  const events = told.map((each) => eventOf(patient, each));
  const entry = entriesAt(NOWHERE, [...resources, ...events]);
  return {
    resourceType: "Bundle",
    identifier: { system: DIGEST_SYSTEM, value: digestOf(entry) },
    type: "collection",
    timestamp: lastOf(chronicle),
    entry,
  };
};

/** Everything about a patient, and how copies of it came here. */
export const everythingOf = (chronicle: Chronicle): readonly Resource[] => {
  const { resources, takeovers } = chartOf(chronicle);
  return [...resources, ...takeovers];
};
