// SPDX-License-Identifier: Apache-2.0
/**
 * Told: an event about one patient with where it was recorded and by whom. What this clinic
 * recorded itself and what was imported from another read the same; an imported event keeps its
 * own hash and says beside it who took it over, when, and out of which bundle.
 */
import { GENESIS } from "@cisterna/record";
import { z } from "zod";
import { id, line, list, mapping, prose, word } from "../fact/field.ts";
import { ROLES } from "../fact/role.ts";
import { patientFact } from "./patient.ts";

const HASH = "64 hexadecimal digits";

const hash = (about: string) =>
  z
    .string({ error: () => HASH })
    .regex(/^[0-9a-f]{64}$/, { error: () => HASH })
    .meta({ description: about });

const whole = (about: string) => {
  const error = () => "a whole number, 0 or more";
  return z.int({ error }).min(0, { error }).meta({ description: about });
};

/** Where an event was recorded: a clinic, known by the hash that its chain begins with. */
export const origin = mapping(
  {
    clinic: id("Id of the clinic there"),
    name: line("Its name"),
    zone: line("Its zone"),
    chain: hash("Hash of the first event of its chain"),
  },
  "Where an event was recorded",
);

/** Where an event was recorded. */
export type Origin = z.output<typeof origin>;

/** Whoever did what an event says. */
export const teller = mapping(
  {
    account: id("Account there"),
    name: line("Name as the clinic there shows it"),
    roles: list(word("Role", ROLES), "Roles there", { empty: true }),
    self: z.boolean({ error: () => "true or false" }).meta({ description: "The patient" }),
  },
  "Who did it",
);

/** Whoever did what an event says. */
export type Teller = z.output<typeof teller>;

/** The data of an event, as it was hashed. */
const data = mapping(
  {
    subject: line("What it is about"),
    revision: whole("Its place among the events of the subject"),
    fact: whole("Version of the kind's schema"),
    why: prose("Why").nullable(),
    payload: z.record(z.string(), z.unknown(), { error: () => "a mapping" }),
  },
  "What was recorded",
);

/** An event as it stands in the chain of its origin. */
export const event = mapping(
  {
    seq: whole("Place in the chain"),
    version: whole("Version of the envelope"),
    at: whole("Milliseconds since 1970"),
    actor: id("Account"),
    kind: line("Kind of fact"),
    data,
    previous: z.union([hash("Hash of the event before it"), z.literal(GENESIS)], {
      error: () => HASH,
    }),
    hash: hash("Its own hash"),
  },
  "An event",
);

/** An event as it stands in the chain of its origin. */
export type ToldEvent = z.output<typeof event>;

/** An event with its origin. */
export type Told = { readonly from: Origin; readonly who: Teller; readonly event: ToldEvent };

/** Events that came over in one bundle. */
export type Takeover = {
  readonly at: number;
  readonly by: Teller;
  /** The clinic that took them over. */
  readonly into: Origin;
  /** Digest of the bundle. */
  readonly bundle: string;
  readonly events: number;
};

/** All that was told of a patient, in order, with the signatures under it. */
export type Chronicle = {
  readonly patient: string;
  readonly told: readonly Told[];
  readonly takeovers: readonly Takeover[];
};

/** Payload of an imported event: the event as it was, and out of which bundle it came. */
const imported = mapping(
  { bundle: hash("Digest of the bundle"), from: origin, who: teller, event },
  "An event that another clinic recorded",
);

/** Kind of the fact by which somebody signed. */
export const SIGNED = "signed";

/** An event that another clinic recorded; what it says is folded as if it were told here. */
export const eventImported = patientFact({
  kind: "event-imported",
  version: 1,
  payload: imported,
  evolve: (patient) => patient,
});
