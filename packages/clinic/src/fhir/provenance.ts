// SPDX-License-Identifier: Apache-2.0
/** Provenance: of every fact, who recorded it where, when and why, and who signed it. */
import type { Extension, Provenance, Resource, Signature } from "@medplum/fhirtypes";
import type { Takeover, Told } from "../course/told.ts";
import { coding, concept, extensionOf, own } from "./code.ts";
import { recordedAt } from "./measure.ts";
import { idOf, referenceTo, referTo } from "./name.ts";
import { clinicReference, numberingOf, tellerReference } from "./people.ts";

type Signed = {
  readonly meaning: string;
  readonly command: string;
  readonly input: string;
  readonly events: readonly string[];
};

const said = (name: string, value: string): Extension => ({
  url: extensionOf(name),
  valueString: value,
});

const signatureOf = (patient: string, told: Told): Signature => {
  const { meaning, command, input } = told.event.data.payload as Signed;
  return {
    extension: [
      said("signature-meaning", meaning),
      said("signature-command", command),
      said("signature-input", input),
      said("signature-hash", told.event.hash),
    ],
    type: [coding("signature")],
    when: recordedAt(told.from.zone, told.event.at),
    who: tellerReference(patient, told),
  };
};

const isUnder = ({ event }: Told, hash: string): boolean =>
  (event.data.payload as Signed).events.includes(hash);

/** The name of an event among all: its chain, its place, its hash. */
const eventName = ({ event: { seq, hash } }: Told): string => `${seq}/${hash}`;

/** The Provenance of a fact. */
export const provenanceOf = (
  patient: string,
  told: Told,
  { made, signatures }: { made: readonly Resource[]; signatures: readonly Told[] },
): Provenance => {
  const { from, event } = told;
  const under = signatures.filter(
    (each) => each.from.chain === from.chain && isUnder(each, event.hash),
  );
  return {
    resourceType: "Provenance",
    id: idOf(patient, "origin", [from.chain, event.seq]),
    meta: { versionId: "1", lastUpdated: new Date(event.at).toISOString() },
    target: made.length === 0 ? [referTo("Patient", patient)] : made.map(referenceTo),
    recorded: recordedAt(from.zone, event.at),
    ...(event.data.why === null ? {} : { reason: [{ text: event.data.why }] }),
    activity: own("fact", event.kind),
    agent: [
      {
        type: concept("author"),
        who: tellerReference(patient, told),
        onBehalfOf: clinicReference(patient, from),
      },
    ],
    entity: [
      {
        role: "source",
        what: { identifier: { system: numberingOf(from, "event"), value: eventName(told) } },
      },
    ],
    ...(under.length === 0 ? {} : { signature: under.map((each) => signatureOf(patient, each)) }),
  };
};

/** The Provenance of a takeover: by whom a copy came here, when, and out of which bundle. */
export const takeoverOf = (patient: string, takeover: Takeover): Provenance => {
  const { at, by, into, bundle, events } = takeover;
  return {
    resourceType: "Provenance",
    id: idOf(patient, "takeover", [into.chain, at, bundle]),
    meta: { versionId: "1", lastUpdated: new Date(at).toISOString() },
    target: [referTo("Patient", patient)],
    recorded: recordedAt(into.zone, at),
    activity: own("fact", "event-imported", `${events} events imported`),
    agent: [
      {
        type: concept("enterer"),
        who: { identifier: { system: numberingOf(into, "account"), value: by.account } },
        onBehalfOf: { identifier: { system: "urn:cisterna:chain", value: into.chain } },
      },
    ],
    entity: [
      {
        role: "source",
        what: { identifier: { system: "urn:cisterna:bundle:sha256", value: bundle } },
      },
    ],
  };
};
