// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys of accounts: enrolled by who holds one, named, and revoked with another factor than the
 * one that is lost. Nobody takes the last one from the own account; an administrator may.
 */
import { accepted } from "@cisterna/quantity";
import type { CommandRow } from "../desk/row.ts";
import { readBy } from "../fact/refusal.ts";
import { ROLES } from "../fact/role.ts";
import { inClinic } from "../store/scope.ts";
import { type People, peopleFact } from "./account.ts";
import { attestPasskey, forgetCounter, keepCounter } from "./authenticator.ts";
import { command, known, no, noAccount, type Verdict } from "./command.ts";
import {
  enrolledEntry,
  enrolmentWish,
  passkeyOf,
  passkeysOf,
  renamedEntry,
  revokedEntry,
} from "./passkey.ts";

/** More would be a heap that nobody looks through. */
const MOST = 20;

const ANSWER = "what an authenticator says to the challenge that was drawn for it";

const isOthers = (people: People, passkey: string, account: string): boolean =>
  passkeyOf(people.passkeys, passkey)?.account !== account;

const notYours = (passkey: string): Verdict =>
  no("not-there", "passkey", [passkey, "a passkey of the account"]);

const enrolment: NonNullable<CommandRow["prepare"]> = async (json, at) => {
  const { db, clinic, account, now, relying } = at;
  const wish = readBy(enrolmentWish, json);
  if (!wish.ok) return wish;
  if (relying === null) {
    return no("not-there", "attestation", ["", "a clinic whose settings name its origin"]);
  }
  const { name, attestation } = wish.value;
  const made = await inClinic(db, clinic, (scope) =>
    attestPasskey(scope, { clinic, now, relying }, { attestation, account }),
  );
  if (made === null) return no("malformed-text", "attestation", ["", ANSWER]);
  const { passkey, key } = made;
  const input = { account, passkey, name, key, since: now };
  return accepted({ input, beside: (scope) => keepCounter(scope, clinic, made) });
};

const enrolPasskey: CommandRow = {
  name: "enrol-passkey",
  subject: "people",
  about: "Takes a passkey of one's own, which signs in and signs alone",
  who: ROLES,
  signature: "sign",
  factors: "both-if-there",
  input: enrolmentWish,
  prepare: enrolment,
  decide: ({ people }, json) => {
    const entry = readBy(enrolledEntry, json);
    if (!entry.ok) return entry;
    const { account, passkey, name } = entry.value;
    if (passkeyOf(people.passkeys, passkey) !== null) {
      return no("already-there", "attestation", [passkey, "a passkey that is not enrolled yet"]);
    }
    return passkeysOf(people.passkeys, account).length >= MOST
      ? no("out-of-range", "name", [name, `at most ${MOST} passkeys: revoke one first`])
      : accepted([peopleFact("passkey-enrolled", entry.value)]);
  },
};

const renamePasskey = command({
  name: "rename-passkey",
  about: "Gives a passkey of one's own another name",
  who: ROLES,
  signature: "none",
  input: renamedEntry,
  decide: ({ people }, input, { who }) =>
    isOthers(people, input.passkey, who.id)
      ? notYours(input.passkey)
      : accepted([peopleFact("passkey-renamed", input)]),
});

/** Whether an account has something to sign with when one passkey is gone. */
const keepsFactor = (people: People, account: string, gone: string): boolean =>
  known(people, account)?.factor === true ||
  passkeysOf(people.passkeys, account).some(({ passkey }) => passkey !== gone);

const forgetting: NonNullable<CommandRow["prepare"]> = async (input, { clinic }) => {
  const read = readBy(revokedEntry, input);
  return accepted({
    input,
    beside: async (scope) => {
      if (read.ok) await forgetCounter(scope, { clinic, passkey: read.value.passkey });
    },
  });
};

const revokePasskey = command({
  name: "revoke-passkey",
  about: "Ends a passkey: one's own with another factor, or anybody's for an administrator",
  who: ROLES,
  signature: "sign",
  factors: "both",
  input: revokedEntry,
  prepare: forgetting,
  decide: ({ people }, input, { who, passkey: signing }) => {
    const { account, passkey } = input;
    const isOwn = who.id === account;
    if (!isOwn && !who.roles.includes("administrator")) {
      return no("same-person", "account", [account, "your own account"]);
    }
    if (!isOwn && known(people, account) === null) return noAccount(account);
    if (isOthers(people, passkey, account)) return notYours(passkey);
    if (signing === passkey) {
      return no("same-factor", "passkey", [passkey, "signed with another factor than this one"]);
    }
    return isOwn && !keepsFactor(people, account, passkey)
      ? no("last-factor", "passkey", [passkey, "another factor first, or an administrator"])
      : accepted([peopleFact("passkey-revoked", input)]);
  },
});

/** Every command about passkeys. */
export const PASSKEY_COMMANDS = [enrolPasskey, renamePasskey, revokePasskey] as const;
