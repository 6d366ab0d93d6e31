// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys: keys that an authenticator holds for one person at one clinic, and shows only after it
 * has made sure who is there; so that one counts as both factors. Public keys stand in the record.
 */
import { z } from "zod";
import { id, line, mapping } from "../fact/field.ts";

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** Bytes as text. */
const bytes = (about: string, most: number) => {
  const error = () => `base64url, at most ${most} characters`;
  return z
    .string({ error })
    .regex(BASE64URL, { error })
    .max(most, { error })
    .meta({ description: about });
};

/** WebAuthn's longest name of a credential is 1023 bytes. */
const passkey = bytes("Name that the authenticator gave to the passkey", 1_364);

const clientData = bytes("clientDataJSON of the browser", 8_000);

/** What a passkey said to a challenge. */
export const assertionEntry = mapping(
  {
    passkey,
    client_data: clientData,
    authenticator_data: bytes("authenticatorData", 4_000),
    signature: bytes("Signature of the authenticator", 8_000),
  },
  "What a passkey said to a challenge",
);

/** What a passkey said to a challenge. */
export type Assertion = z.output<typeof assertionEntry>;

/** What an authenticator said of a passkey that it made. */
const attestationEntry = mapping(
  { passkey, client_data: clientData, attestation: bytes("attestationObject", 40_000) },
  "What an authenticator said of a passkey that it made",
);

/** What an authenticator said of a passkey that it made. */
export type Attestation = z.output<typeof attestationEntry>;

const account = id("Whose passkey it is");
const name = line("What its holder calls it, such as: key on my ring");

/** A person's choice of a name for a passkey that was made. */
export const enrolmentWish = mapping({ name, attestation: attestationEntry }, "A new passkey");

/** Payload of a passkey that was enrolled. */
export const enrolledEntry = mapping(
  { account, passkey, name, key: bytes("COSE public key", 8_000), since: z.int() },
  "A passkey that was enrolled",
);

/** Input and payload of another name. */
export const renamedEntry = mapping({ passkey, name }, "Another name for a passkey");

/** Input and payload of a passkey that ends. */
export const revokedEntry = mapping({ account, passkey }, "A passkey that is to open nothing more");

/** A passkey of somebody. */
export type Passkey = z.output<typeof enrolledEntry>;

/** Passkeys by their names. */
export type Passkeys = Readonly<Record<string, Passkey>>;

/** The passkey of a name. */
export const passkeyOf = (all: Passkeys, name: string): Passkey | null =>
  (Object.hasOwn(all, name) ? all[name] : undefined) ?? null;

/** All passkeys of an account. */
export const passkeysOf = (all: Passkeys, account: string): readonly Passkey[] =>
  Object.values(all).filter((each) => each.account === account);

/** All but one. */
export const withoutPasskey = (all: Passkeys, name: string): Passkeys =>
  Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));

/** The clinic as browsers know it: passkeys answer at this origin, under this domain. */
export type Relying = { readonly origin: string; readonly domain: string };
