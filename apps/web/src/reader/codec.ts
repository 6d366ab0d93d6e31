// SPDX-License-Identifier: Apache-2.0
/** What a passport's seal is given by a browser: strict CBOR, bounded deflate, Ed25519 of noble. */
import { attempt, codecOver, KEY_ID_BYTES, LARGEST_BYTES } from "@cisterna/crypto";
import type { Opened, Verify } from "@cisterna/passport";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { deflateSync, inflateSync } from "fflate";

/** A buffer of one byte more than is allowed: what fills it is too large. */
const inflated = (bytes: Uint8Array): Uint8Array | null => {
  const out = inflateSync(bytes, { out: new Uint8Array(LARGEST_BYTES + 1) });
  return out.length > LARGEST_BYTES ? null : out.slice();
};

/** CBOR in its strict form, and deflate in plain JavaScript. */
export const CODEC = codecOver({ deflate: (bytes) => deflateSync(bytes), inflate: inflated });

/** A clinic whose passports are believed. */
export type Clinic = {
  readonly name: string;
  /** The public key, 43 characters of base64url. */
  readonly public: string;
  readonly revoked?: readonly string[];
};

const bytesOf = (base64url: string): Uint8Array =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );

const keyIdOf = (clinic: Clinic): Uint8Array =>
  sha256(bytesOf(clinic.public)).subarray(0, KEY_ID_BYTES);

const alike = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, place) => byte === b[place]);

/** The clinic whose key has this name, given as bytes. */
const signerAmong = (clinics: readonly Clinic[], keyId: Uint8Array): Clinic | undefined =>
  clinics.find((clinic) => alike(keyIdOf(clinic), keyId));

/** Looks up who signed among the trusted clinics, and checks. */
export const verifyAmong =
  (clinics: readonly Clinic[]): Verify =>
  ({ keyId, signature }, bytes) => {
    const clinic = signerAmong(clinics, keyId);
    if (clinic === undefined) return null;
    return attempt(() => ed25519.verify(signature, bytes, bytesOf(clinic.public))) ?? false;
  };

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether the clinic that signed a passport has taken it back; no other clinic can. */
export const isRevoked = (clinics: readonly Clinic[], { passport, keyId }: Opened): boolean =>
  clinics.some(
    (clinic) => hex(keyIdOf(clinic)) === keyId && clinic.revoked?.includes(passport.id) === true,
  );

const isClinic = (value: unknown): value is Clinic =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  typeof value.name === "string" &&
  "public" in value &&
  typeof value.public === "string" &&
  /^[A-Za-z0-9_-]{43}$/.test(value.public) &&
  (!("revoked" in value) ||
    (Array.isArray(value.revoked) && value.revoked.every((each) => typeof each === "string")));

/** The clinics of a trust file (JSON), or null if it is none. */
export const clinicsIn = (text: string): readonly Clinic[] | null => {
  const read: unknown = attempt(() => JSON.parse(text) as unknown);
  if (typeof read !== "object" || read === null || !("clinics" in read)) return null;
  const { clinics } = read;
  return Array.isArray(clinics) && clinics.every(isClinic) ? clinics : null;
};
