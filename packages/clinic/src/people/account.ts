// SPDX-License-Identifier: Apache-2.0
/**
 * Accounts: who may sign in to a clinic and in which roles; emergencies that were called; commands
 * that the clinic has two people sign. All of it is folded from the record, where nobody can change
 * it unseen; only secrets are kept elsewhere.
 */
import { z } from "zod";
import { id, line, list, mapping, prose, truth, word } from "../fact/field.ts";
import { ROLES, type Role } from "../fact/role.ts";
import type { Fact } from "../store/event.ts";
import {
  enrolledEntry,
  type Passkeys,
  passkeyOf,
  renamedEntry,
  revokedEntry,
  withoutPasskey,
} from "./passkey.ts";

/** Somebody who may sign in. */
export type Account = {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The one patient whose record a patient's account shows. */
  readonly patient: string | null;
  /** Whether there is a second factor to sign prescriptions with. */
  readonly factor: boolean;
  readonly closed: boolean;
};

/** Somebody opened a record in an emergency. */
type Emergency = {
  readonly emergency: string;
  readonly account: string;
  readonly patient: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly review: { readonly by: string; readonly justified: boolean } | null;
};

/** The people of a clinic. */
export type People = {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly emergencies: Readonly<Record<string, Emergency>>;
  readonly passkeys: Passkeys;
  /** Commands that two people sign here, beyond those that always have two. */
  readonly fourEyes: readonly string[];
};

/** Who reviews what was done in an emergency. */
export const REVIEWING: readonly Role[] = ["auditor", "administrator"];

/** A clinic without anybody. */
export const NOBODY: People = { accounts: {}, emergencies: {}, passkeys: {}, fourEyes: [] };

/** Whoever owns the database looks or acts without an account; it is written down all the same. */
export const OWNER = "owner-of-the-database";

/** Who acts without an account: the program itself, and whoever owns the database. */
export const UNACCOUNTED: readonly string[] = ["cisterna", OWNER];

/** The subject of every fact about people. */
const PEOPLE = "people";

const holder = {
  account: id("Name to sign in with"),
  name: line("Name as signatures show it"),
  roles: list(word("Role", ROLES), "Roles"),
  patient: id("The patient whose account this is").optional(),
};

/** Input and payload of an account that is opened or changed. */
export const accountEntry = mapping(holder, "An account");

/** Payload of an account's change: the old values stand beside the new ones. */
const accountChange = mapping(
  { ...holder, was: mapping({ name: holder.name, roles: holder.roles }, "What it was before") },
  "An account's change",
);

/** An account by its name. */
export const accountName = mapping({ account: holder.account }, "An account");

/** Payload of an emergency. */
const emergencyEntry = mapping(
  {
    emergency: id("Name of the emergency"),
    account: holder.account,
    patient: id("The patient whose record is opened"),
    reason: prose("Why"),
    from: z.int(),
    until: z.int(),
  },
  "A record opened in an emergency",
);

/** Input and payload of a review. */
export const reviewEntry = mapping(
  {
    emergency: id("Name of the emergency"),
    justified: truth("Whether opening the record was justified"),
    finding: prose("What was found"),
  },
  "A review of an emergency",
);

/** Input and payload of the clinic's choice of what two people sign. */
export const fourEyesEntry = mapping(
  { commands: list(line("Name of a command"), "Commands", { empty: true }) },
  "What two people sign here",
);

/** Payload of a signature. */
const signatureEntry = mapping(
  {
    account: holder.account,
    name: holder.name,
    meaning: line("What the signature means"),
    command: line("The command that was signed"),
    input: line("Hash of the input as it was signed"),
    events: list(line("Hash of an event"), "The events that it stands under"),
    by: word("How the person proved who it is", ["password", "password-and-code", "passkey"]),
    passkey: enrolledEntry.shape.passkey.optional(),
  },
  "An electronic signature",
);

/** Payload of what the night's look through the record found. */
const verificationEntry = mapping(
  { events: z.int(), head: line("Hash of the last event"), flaws: z.int() },
  "The record was looked through",
);

type Payload<S extends z.ZodType> = z.output<S>;

const put = <T>(all: Readonly<Record<string, T>>, key: string, value: T) => ({
  ...all,
  [key]: value,
});

const opened = (
  { account, name, roles, patient }: Payload<typeof accountEntry>,
  factor: boolean,
): Account => ({ account, name, roles, patient: patient ?? null, factor, closed: false });

type Row = {
  readonly payload: z.ZodType;
  readonly evolve: (people: People, payload: unknown, actor: string) => People;
};

const row = <S extends z.ZodType>(
  payload: S,
  evolve: (people: People, payload: Payload<S>, actor: string) => People,
): Row => ({
  payload,
  evolve: (people, json, actor) => evolve(people, json as Payload<S>, actor),
});

const putAccount = (people: People, entry: Payload<typeof accountEntry>): People => ({
  ...people,
  accounts: put(
    people.accounts,
    entry.account,
    opened(entry, people.accounts[entry.account]?.factor === true),
  ),
});

const changed = (people: People, account: string, to: Partial<Account>): People => {
  const known = people.accounts[account];
  return known === undefined
    ? people
    : { ...people, accounts: put(people.accounts, account, { ...known, ...to }) };
};

const ROWS: ReadonlyMap<string, Row> = new Map([
  ["account-opened", row(accountEntry, putAccount)],
  ["account-changed", row(accountChange, putAccount)],
  [
    "account-closed",
    row(accountName, (people, { account }) => changed(people, account, { closed: true })),
  ],
  ["password-changed", row(accountName, (people) => people)],
  [
    "factor-set",
    row(accountName, (people, { account }) => changed(people, account, { factor: true })),
  ],
  [
    "passkey-enrolled",
    row(enrolledEntry, (people, entry) => ({
      ...people,
      passkeys: put(people.passkeys, entry.passkey, entry),
    })),
  ],
  [
    "passkey-renamed",
    row(renamedEntry, (people, { passkey, name }) => {
      const known = passkeyOf(people.passkeys, passkey);
      return known === null
        ? people
        : { ...people, passkeys: put(people.passkeys, passkey, { ...known, name }) };
    }),
  ],
  [
    "passkey-revoked",
    row(revokedEntry, (people, { passkey }) => ({
      ...people,
      passkeys: withoutPasskey(people.passkeys, passkey),
    })),
  ],
  ["record-verified", row(verificationEntry, (people) => people)],
  ["signed", row(signatureEntry, (people) => people)],
  [
    "four-eyes-chosen",
    row(fourEyesEntry, (people, { commands }) => ({ ...people, fourEyes: commands })),
  ],
  [
    "emergency-opened",
    row(emergencyEntry, (people, entry) => ({
      ...people,
      emergencies: put(people.emergencies, entry.emergency, { ...entry, review: null }),
    })),
  ],
  [
    "emergency-reviewed",
    row(reviewEntry, (people, { emergency, justified }, by) => {
      const known = people.emergencies[emergency];
      const reviewed = known === undefined ? null : { ...known, review: { by, justified } };
      return reviewed === null
        ? people
        : { ...people, emergencies: put(people.emergencies, emergency, reviewed) };
    }),
  ],
]);

/** Whether a fact is about people. */
export const isOfPeople = (kind: string): boolean => ROWS.has(kind);

/** The people after a fact about them. */
export const evolvePeople = (people: People, fact: Fact, actor: string): People =>
  ROWS.get(fact.kind)?.evolve(people, fact.payload, actor) ?? people;

/** Whether a fact about people is as the schema of its kind says. */
export const readPeopleFact = (kind: string, payload: unknown): boolean =>
  ROWS.get(kind)?.payload.safeParse(payload).success === true;

/** A fact about people. */
export const peopleFact = (kind: string, payload: Readonly<Record<string, unknown>>): Fact => ({
  kind,
  version: 1,
  subject: PEOPLE,
  payload: payload as Fact["payload"],
});

/** Emergencies that wait for the review of somebody: of all who may, but not of who called them. */
export const reviewsFor = (
  { emergencies }: People,
  { account, roles }: Account,
): readonly Emergency[] =>
  roles.some((role) => REVIEWING.includes(role))
    ? Object.values(emergencies).filter((each) => each.review === null && each.account !== account)
    : [];
