// SPDX-License-Identifier: Apache-2.0
/** What a passport's seal is given by Node: Ed25519, CBOR, deflate, bytes that nobody knows. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Signer, Verify } from "@cisterna/passport";
import { codecOver, KEY_ID_BYTES, LARGEST_BYTES } from "./cbor.ts";

const ID_BYTES = 8;

/** CBOR in its strict form, and deflate of Node. */
export const passportCodec = codecOver({
  deflate: (bytes) => deflateRawSync(bytes, { level: 9 }),
  inflate: (bytes) => inflateRawSync(bytes, { maxOutputLength: LARGEST_BYTES }),
});

/** A pair of keys as base64url. */
type PassportPair = { readonly public: string; readonly private: string };

/** A new pair of keys. */
export const newPassportPair = (): PassportPair => {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  return { public: x, private: d };
};

/** A new name for a passport. */
export const newPassportId = (): string => randomBytes(ID_BYTES).toString("hex");

/** The name of a key: the beginning of the hash of its public half. */
const keyIdOf = (publicKey: string): Uint8Array =>
  createHash("sha256")
    .update(Buffer.from(publicKey, "base64url"))
    .digest()
    .subarray(0, KEY_ID_BYTES);

/** Whether the two halves belong together. */
export const isPassportPair = ({ public: x, private: d }: PassportPair): boolean =>
  createPublicKey(privateKeyOf({ public: x, private: d })).export({ format: "jwk" }).x === x;

const privateKeyOf = ({ public: x, private: d }: PassportPair) =>
  createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", x, d }, format: "jwk" });

/** The hand that signs with a key. */
export const passportSigner = (pair: PassportPair): Signer => ({
  keyId: keyIdOf(pair.public),
  sign: (bytes) => sign(null, bytes, privateKeyOf(pair)),
});

/** A clinic whose passports are believed. */
type TrustedClinic = {
  readonly name: string;
  /** The public half, as base64url. */
  readonly public: string;
  readonly revoked?: readonly string[] | undefined;
};

/** Looks up who signed among the trusted clinics, and checks. */
export const verifyAmong =
  (clinics: readonly TrustedClinic[]): Verify =>
  ({ keyId, signature }, bytes) => {
    const clinic = clinics.find((each) => Buffer.compare(keyIdOf(each.public), keyId) === 0);
    if (clinic === undefined) return null;
    const key = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: clinic.public },
      format: "jwk",
    });
    return verify(null, bytes, key, signature);
  };

/** The trusted clinic whose key has this name. */
export const clinicOf = <C extends TrustedClinic>(
  clinics: readonly C[],
  keyId: string,
): C | undefined =>
  clinics.find((each) => Buffer.from(keyIdOf(each.public)).toString("hex") === keyId);
