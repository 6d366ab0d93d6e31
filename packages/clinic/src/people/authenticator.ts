// SPDX-License-Identifier: Apache-2.0
/**
 * Authenticators: whether what one said is true. An answer has to be to a challenge of this clinic,
 * for this purpose, at our origin, by a key of the record, after its holder was made sure of; and
 * its counter has to have gone on, or the key has a double.
 */
import { createHash } from "node:crypto";
import type { Scope } from "../store/scope.ts";
import { challengeIn, type Drawn, LASTS_MS, takeChallenge } from "./challenge.ts";
import {
  type Assertion,
  type Attestation,
  type Passkey,
  type Passkeys,
  passkeyOf,
  type Relying,
} from "./passkey.ts";

/** Loaded when the first passkey is used: it reads certificates, which nobody else needs. */
const webauthn = () => import("@simplewebauthn/server");

/** EdDSA, ES256 and RS256, which every authenticator knows one of. */
const ALGORITHMS = [-8, -7, -257];

type Ceremony = {
  readonly clinic: string;
  readonly now: number;
  readonly relying: Relying;
};

/** What became of an answer. */
export type Asserted =
  | { readonly kind: "right"; readonly passkey: Passkey }
  | { readonly kind: "wrong" | "counter-back"; readonly passkey: Passkey | null };

/** An answer, and what it has to be an answer to. */
type Answer = {
  readonly assertion: Assertion;
  readonly to: Drawn;
  readonly passkeys: Passkeys;
};

const fits = (drawn: Drawn | null, { purpose, account, asked }: Drawn): boolean =>
  drawn !== null &&
  drawn.purpose === purpose &&
  drawn.asked === asked &&
  (drawn.account === null || drawn.account === account);

/** Takes the challenge that was answered; null: it was not drawn for this. */
const taken = async (
  scope: Scope,
  ceremony: Ceremony,
  { clientData, to }: { readonly clientData: string; readonly to: Drawn },
): Promise<string | null> => {
  const challenge = challengeIn(clientData);
  if (challenge === null) return null;
  const drawn = await takeChallenge(scope, ceremony, challenge);
  return fits(drawn, to) ? challenge : null;
};

type Known = {
  readonly assertion: Assertion;
  readonly passkey: Passkey;
  readonly challenge: string;
};

/** The counter that a true answer says; null: the answer is not true. */
const counterIn = async (
  { relying }: Ceremony,
  { assertion, passkey, challenge }: Known,
): Promise<number | null> => {
  const { verifyAuthenticationResponse } = await webauthn();
  const { client_data, authenticator_data, signature } = assertion;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id: passkey.passkey,
        rawId: passkey.passkey,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: client_data,
          authenticatorData: authenticator_data,
          signature,
        },
      },
      expectedChallenge: challenge,
      expectedOrigin: relying.origin,
      expectedRPID: relying.domain,
      requireUserVerification: true,
      credential: {
        id: passkey.passkey,
        publicKey: Uint8Array.from(Buffer.from(passkey.key, "base64url")),
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
};

/** Whether a counter went on; authenticators that do not count say 0 for ever. */
const goesOn = (before: number, after: number): boolean =>
  after > before || (before === 0 && after === 0);

/** Takes a counter down, if it went on. Two answers at once wait for each other. */
const takeCounter = async (
  scope: Scope,
  { clinic, now }: Ceremony,
  { passkey, counter }: { readonly passkey: string; readonly counter: number },
): Promise<boolean> => {
  const row = await scope
    .selectFrom("passkey")
    .select("counter")
    .where("clinic", "=", clinic)
    .where("passkey", "=", passkey)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || !goesOn(row.counter, counter)) return false;
  await scope
    .updateTable("passkey")
    .set({ counter, used: now })
    .where("clinic", "=", clinic)
    .where("passkey", "=", passkey)
    .execute();
  return true;
};

/** Whether a passkey of the record gave an answer to a challenge of this clinic. */
export const assertPasskey = async (
  scope: Scope,
  ceremony: Ceremony,
  { assertion, to, passkeys }: Answer,
): Promise<Asserted> => {
  const passkey = passkeyOf(passkeys, assertion.passkey);
  const challenge = await taken(scope, ceremony, { clientData: assertion.client_data, to });
  if (passkey === null || challenge === null) return { kind: "wrong", passkey };
  if (to.account !== null && passkey.account !== to.account) return { kind: "wrong", passkey };
  const counter = await counterIn(ceremony, { assertion, passkey, challenge });
  if (counter === null) return { kind: "wrong", passkey };
  return (await takeCounter(scope, ceremony, { passkey: passkey.passkey, counter }))
    ? { kind: "right", passkey }
    : { kind: "counter-back", passkey };
};

/** A key that an authenticator made. */
type Made = { readonly passkey: string; readonly key: string; readonly counter: number };

const madeBy = async (
  { relying }: Ceremony,
  { passkey, client_data, attestation }: Attestation,
  challenge: string,
): Promise<Made | null> => {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: passkey,
        rawId: passkey,
        type: "public-key",
        clientExtensionResults: {},
        response: { clientDataJSON: client_data, attestationObject: attestation },
      },
      expectedChallenge: challenge,
      expectedOrigin: relying.origin,
      expectedRPID: relying.domain,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (registrationInfo === undefined || registrationInfo.credential.id !== passkey) return null;
    const { publicKey, counter } = registrationInfo.credential;
    return { passkey, key: Buffer.from(publicKey).toString("base64url"), counter };
  } catch {
    return null;
  }
};

/** The key that an authenticator made for somebody; null: what it says is not so. */
export const attestPasskey = async (
  scope: Scope,
  ceremony: Ceremony,
  { attestation, account }: { readonly attestation: Attestation; readonly account: string },
): Promise<Made | null> => {
  const clientData = attestation.client_data;
  const to: Drawn = { purpose: "enrol", account, asked: null };
  const challenge = await taken(scope, ceremony, { clientData, to });
  return challenge === null ? null : madeBy(ceremony, attestation, challenge);
};

/** Keeps the counter of a new key. */
export const keepCounter = async (
  scope: Scope,
  clinic: string,
  { passkey, counter }: Made,
): Promise<void> => {
  await scope.insertInto("passkey").values({ clinic, passkey, counter, used: null }).execute();
};

/** Forgets the counter of a key that opens nothing any more. */
export const forgetCounter = async (
  scope: Scope,
  { clinic, passkey }: { readonly clinic: string; readonly passkey: string },
): Promise<void> => {
  await scope
    .deleteFrom("passkey")
    .where("clinic", "=", clinic)
    .where("passkey", "=", passkey)
    .execute();
};

/** When the passkeys of a clinic were last used. */
export const usesOf = async (
  scope: Scope,
  clinic: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await scope
    .selectFrom("passkey")
    .select(["passkey", "used"])
    .where("clinic", "=", clinic)
    .execute();
  return new Map(rows.flatMap(({ passkey, used }) => (used === null ? [] : [[passkey, used]])));
};

const named = (keys: readonly Passkey[]) => keys.map(({ passkey }) => ({ id: passkey }));

/** What a browser asks an authenticator to answer a challenge with. */
export const requestOptions = async (
  { domain }: Relying,
  { challenge, keys }: { readonly challenge: string; readonly keys: readonly Passkey[] },
) => {
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({
    rpID: domain,
    challenge: Buffer.from(challenge, "base64url"),
    timeout: LASTS_MS,
    userVerification: "required",
    allowCredentials: named(keys),
  });
};

/**
 * The same for every passkey of an account, so that one made in vain is replaced by the next and
 * does not fill the authenticator.
 */
const handleOf = ({ id, account }: Creating): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash("sha256").update(`cisterna/${id}/${account}`).digest());

type Creating = {
  readonly challenge: string;
  readonly keys: readonly Passkey[];
  readonly id: string;
  readonly clinic: string;
  readonly account: string;
  readonly name: string;
};

/** What a browser asks an authenticator to make a passkey with. */
export const creationOptions = async ({ domain }: Relying, creating: Creating) => {
  const { challenge, keys, clinic, account, name } = creating;
  const { generateRegistrationOptions } = await webauthn();
  return generateRegistrationOptions({
    rpName: clinic,
    rpID: domain,
    userName: `${account} (${clinic})`,
    userDisplayName: name,
    userID: handleOf(creating),
    challenge: Buffer.from(challenge, "base64url"),
    timeout: LASTS_MS,
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: named(keys),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
};
