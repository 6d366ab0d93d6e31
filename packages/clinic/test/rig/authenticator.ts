// SPDX-License-Identifier: Apache-2.0
/**
 * An authenticator in software, with the browser before it: makes passkeys and answers challenges
 * as WebAuthn says, or falsely where a test asks for it.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What is told falsely. */
export type Lie = {
  readonly origin?: string;
  readonly domain?: string;
  readonly type?: string;
  readonly challenge?: string;
  /** The counter to say in place of the next one. */
  readonly counter?: number;
  /** Nobody made sure who is there. */
  readonly unverified?: boolean;
};

/** Where the tests' clinic is found. */
export const RELYING = { origin: "https://pumps.example", domain: "pumps.example" } as const;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

const sha256 = (bytes: string | Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

const PRESENT = 1;
const VERIFIED = 4;
const WITH_KEY = 64;

const bytesOf = (number: number, size: 2 | 4): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(number, 0, size);
  return bytes;
};

const head = (flags: number, counter: number, { domain, unverified }: Lie): Buffer =>
  Buffer.concat([
    sha256(domain ?? RELYING.domain),
    Buffer.from([PRESENT | flags | (unverified === true ? 0 : VERIFIED)]),
    bytesOf(counter, 4),
  ]);

const clientData = (usual: string, challenge: string, lie: Lie): string =>
  base64url(
    Buffer.from(
      JSON.stringify({
        type: lie.type ?? usual,
        challenge: lie.challenge ?? challenge,
        origin: lie.origin ?? RELYING.origin,
        crossOrigin: false,
      }),
    ),
  );

/** The public key as COSE has it: ES256 on P-256. */
const coseOf = (key: KeyObject): Uint8Array => {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64url"));
  return isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  );
};

/** A passkey somebody holds. */
export type Authenticator = {
  readonly passkey: string;
  /** Makes the passkey for a challenge. */
  readonly attest: (challenge: string, lie?: Lie) => object;
  /** Answers a challenge. */
  readonly assert: (challenge: string, lie?: Lie) => object;
};

/** An authenticator with one passkey; one that does not count says 0 for ever. */
export const holdPasskey = ({ counts = true } = {}): Authenticator => {
  const id = randomBytes(32);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const passkey = base64url(id);
  let counter = 0;
  const next = (lie: Lie): number => {
    counter += counts ? 1 : 0;
    return lie.counter ?? counter;
  };
  return {
    passkey,
    attest: (challenge, lie = {}) => {
      const made = Buffer.concat([Buffer.alloc(16), bytesOf(id.length, 2), id, coseOf(publicKey)]);
      const authData = Buffer.concat([head(WITH_KEY, next(lie), lie), made]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Uint8Array | Map<string, string>>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", Uint8Array.from(authData)],
        ]),
      );
      const client_data = clientData("webauthn.create", challenge, lie);
      return { passkey, client_data, attestation: base64url(attestation) };
    },
    assert: (challenge, lie = {}) => {
      const data = head(0, next(lie), lie);
      const client_data = clientData("webauthn.get", challenge, lie);
      const signed = Buffer.concat([data, sha256(Buffer.from(client_data, "base64url"))]);
      const signature = sign("sha256", signed, privateKey);
      return {
        ...{ passkey, client_data },
        ...{ authenticator_data: base64url(data), signature: base64url(signature) },
      };
    },
  };
};
