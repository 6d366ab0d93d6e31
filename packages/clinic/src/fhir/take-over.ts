// SPDX-License-Identifier: Apache-2.0
/**
 * Taking over: a record that travelled becomes facts of this clinic. Every event is held against
 * its own hash, its schema and its place among the others; then the whole bundle is made again from
 * the events, and whatever differs from what came is refused by its place. All of it or nothing.
 */
import { accepted, type NonEmpty, type Result, refused } from "@cisterna/quantity";
import type { Basic, Bundle } from "@medplum/fhirtypes";
import { z } from "zod";
import { implant } from "../course/entry/implant.ts";
import { catheterFrom, pumpFrom } from "../course/hardware.ts";
import { type Practice, standingOf } from "../course/standing.ts";
import { event, eventImported, origin, SIGNED, type Told, teller } from "../course/told.ts";
import { kept } from "../desk/house.ts";
import type { CommandRow } from "../desk/row.ts";
import { isZone } from "../desk/zone.ts";
import type { Fact } from "../fact/fact.ts";
import { mapping } from "../fact/field.ts";
import { FACTS, readFact, recordOf } from "../fact/kinds.ts";
import { type Refusal, readBy, refusal, refusedBy } from "../fact/refusal.ts";
import { readPeopleFact } from "../people/account.ts";
import { hashFits } from "../store/event.ts";
import { DIGEST_SYSTEM, EVENT_EXTENSION, recordBundle } from "./bundle.ts";
import { differenceOf } from "./difference.ts";

/** Events that a record may have. */
const MOST = 50_000;

const outline = z.looseObject(
  {
    resourceType: z.literal("Bundle", { error: () => "Bundle" }),
    type: z.literal("collection", { error: () => "collection" }),
    identifier: z.looseObject(
      {
        system: z.literal(DIGEST_SYSTEM, { error: () => DIGEST_SYSTEM }),
        value: z
          .string({ error: () => "the digest of the bundle" })
          .regex(/^[0-9a-f]{64}$/, { error: () => "the digest of the bundle" }),
      },
      { error: () => "the digest of the bundle" },
    ),
    entry: z
      .array(
        z.looseObject(
          {
            resource: z.looseObject(
              { resourceType: z.string({ error: () => "a type of resource" }) },
              { error: () => "a resource" },
            ),
          },
          { error: () => "an entry" },
        ),
        { error: () => "a list of entries" },
      )
      .max(MOST, { error: () => `at most ${MOST} entries` }),
  },
  { error: () => "a Bundle of type collection, as $export-record gives it" },
);

type Outline = z.output<typeof outline>;

const told = mapping({ from: origin, who: teller, event }, "An event with its origin");

type Placed = { readonly told: Told; readonly path: string };

const within = (path: string, refusals: NonEmpty<Refusal>): readonly Refusal[] =>
  refusals.map((each) => ({ ...each, path: each.path === "" ? path : `${path}.${each.path}` }));

const parsed = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
};

/** The events of a bundle, in their order, or every one that cannot be read. */
const eventsIn = ({ entry }: Outline): Result<readonly Placed[], Refusal> => {
  const found: Placed[] = [];
  const wrong: Refusal[] = [];
  for (const [index, { resource }] of entry.entries()) {
    if (resource.resourceType !== "Basic") continue;
    const { extension } = resource as unknown as Basic;
    const said = Array.isArray(extension)
      ? extension.findIndex((each) => each?.url === EVENT_EXTENSION)
      : -1;
    const path = `entry[${index}].resource.extension[${Math.max(said, 0)}].valueString`;
    const reading = readBy(told, parsed(extension?.[said]?.valueString));
    if (reading.ok) found.push({ told: reading.value, path });
    else wrong.push(...within(path, reading.refusals));
  }
  return refusedBy(wrong) ?? accepted(found);
};

const isReadable = ({ kind, data }: Told["event"]): boolean => {
  if (kind === SIGNED) return readPeopleFact(kind, data.payload);
  const row = FACTS.find((each) => each.kind === kind);
  return (
    row?.subject === "patient" &&
    kind !== eventImported.kind &&
    row.version === data.fact &&
    readFact({ kind, version: data.fact, subject: "patient", payload: data.payload }).ok
  );
};

/** An implant that cannot be reckoned with is refused, as it would be where it is recorded. */
const hardwareFaults = ({ kind, data }: Told["event"]): readonly Refusal[] => {
  const entry = kind === "pump-implanted" ? implant.safeParse(data.payload) : null;
  if (entry === null || !entry.success) return [];
  const [pump, catheter] = [pumpFrom(entry.data.pump), catheterFrom(entry.data.catheter)];
  return [...(pump.ok ? [] : pump.refusals), ...(catheter.ok ? [] : catheter.refusals)];
};

const faultsOf = ({ told: { from, event: each }, path }: Placed, patient: string) => {
  const about = each.kind === SIGNED ? "people" : recordOf("patient", patient);
  const wrong = (where: string, read: string, words: string): Refusal =>
    refusal("out-of-range", `${path}.${where}`, { read, accepted: words });
  return [
    isZone(from.zone) ? null : wrong("from.zone", from.zone, "an IANA zone"),
    hashFits(each) ? null : wrong("event.hash", each.hash, "the hash of this event"),
    each.data.subject === about ? null : wrong("event.data.subject", each.data.subject, about),
    isReadable(each)
      ? null
      : wrong("event.data.payload", each.kind, "a fact about a patient, by its schema"),
    ...hardwareFaults(each).map((fault) => ({
      ...fault,
      path: `${path}.event.data.payload.${fault.path}`,
    })),
  ];
};

/**
 * The events of one origin stand together, in the order of their chain, and none is missing: an
 * origin that took the record over itself begins behind all that it took.
 */
const orderFaults = (list: readonly Placed[]): readonly (Refusal | null)[] => {
  const over = new Set<string>();
  let block = { chain: "", seq: -1, revision: 0 };
  return list.map(({ told: { from, event: each }, path }, index) => {
    const isNew = from.chain !== block.chain;
    if (isNew) {
      over.add(block.chain);
      block = { chain: from.chain, seq: -1, revision: index };
    }
    const isSigned = each.kind === SIGNED;
    const revision = isSigned ? block.revision : block.revision + 1;
    const fits =
      !over.has(from.chain) &&
      each.seq > block.seq &&
      (isSigned || each.data.revision === revision);
    block = { chain: from.chain, seq: each.seq, revision };
    return fits
      ? null
      : refusal("out-of-order", `${path}.event`, {
          read: `event ${each.seq}, revision ${each.data.revision}`,
          accepted: `the next of its chain, revision ${revision}`,
        });
  });
};

const patientIn = ([first]: readonly Placed[]): string | null => {
  const subject = first?.told.event.data.subject ?? "";
  const found = /^patient\/([A-Za-z0-9.-]{1,64})$/.exec(subject)?.[1];
  return first?.told.event.kind === "patient-registered" && found !== undefined ? found : null;
};

const againFault = (outlined: Outline, patient: string, list: readonly Placed[]) => {
  const again = recordBundle({ patient, told: list.map((each) => each.told), takeovers: [] });
  const found = differenceOf(outlined, again);
  return found === null ? null : refusal("volumes-do-not-fit", found.path, found);
};

/** A record that travelled: whose it is, and its events. */
type Travelled = {
  readonly patient: string;
  readonly bundle: string;
  readonly told: readonly Told[];
};

/** Reads a record that travelled. Refuses: anything in it that is not as it left. */
export const readRecord = (json: unknown): Result<Travelled, Refusal> => {
  const outlined = readBy(outline, json);
  if (!outlined.ok) return outlined;
  const list = eventsIn(outlined.value);
  if (!list.ok) return list;
  const patient = patientIn(list.value);
  if (patient === null) {
    const words = { read: "no registration", accepted: "events, the first a registration" };
    return refused(refusal("missing-key", "entry", words));
  }
  const wrong = [
    ...list.value.flatMap((each) => faultsOf(each, patient)),
    ...orderFaults(list.value),
  ];
  const bundle = outlined.value.identifier.value;
  return (
    refusedBy(wrong) ??
    refusedBy([againFault(outlined.value, patient, list.value)]) ??
    accepted({ patient, bundle, told: list.value.map((each) => each.told) })
  );
};

const factsOf = ({ bundle, told: list }: Travelled): readonly Fact[] =>
  list.map(({ from, who, event: each }) => eventImported.of({ bundle, from, who, event: each }));

const decide = (
  practice: Practice,
  { json, patient, now }: { json: unknown; patient: string | null; now: number },
): Result<readonly Fact[], Refusal> => {
  const record = readRecord(json);
  if (!record.ok) return record;
  const isKnown = standingOf(practice, record.value.patient).patient.person !== null;
  return (
    refusedBy([
      record.value.told.some(({ event: each }) => each.at > now)
        ? refusal("in-the-future", "entry", {
            read: "an event that has not been yet",
            accepted: "events of the past",
          })
        : null,
      isKnown
        ? refusal("already-there", "entry", {
            read: record.value.patient,
            accepted: "a patient whom this clinic does not know",
          })
        : null,
      record.value.patient === patient
        ? null
        : refusal("wrong-patient", "entry", {
            read: record.value.patient,
            accepted: patient ?? "",
          }),
    ]) ?? accepted(factsOf(record.value))
  );
};

/** The patient that a bundle says it is about; null: it says none. */
export const patientOfBundle = (json: unknown): string | null => {
  const { entry } = (json ?? {}) as Bundle;
  const found = Array.isArray(entry)
    ? entry.find((each) => each?.resource?.resourceType === "Patient")?.resource?.id
    : undefined;
  return typeof found === "string" && /^[A-Za-z0-9.-]{1,64}$/.test(found) ? found : null;
};

/** The command behind `$import-record`. */
export const IMPORT_RECORD: CommandRow = {
  name: "import-record",
  subject: "patient",
  about: "Takes a patient's record from another clinic, whole or not at all",
  who: ["physician"],
  signature: "none",
  input: z.unknown(),
  decide: ({ practice }, json, { patient, now }) => {
    const decision = decide(practice, { json, patient, now: now.epochMs });
    return decision.ok ? accepted(kept(decision.value, patient)) : decision;
  },
};
