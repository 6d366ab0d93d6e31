// SPDX-License-Identifier: Apache-2.0
/**
 * Seal: a passport signed by its clinic, as one text that a QR code holds, and back. The form is
 * COSE_Sign1 with Ed25519, deflated, in Base45 behind a prefix. Codec, compression and signature
 * are passed in; nothing is believed before the signature has been verified.
 * Source: RFC 9052, RFC 9053.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { fromBase45, toBase45 } from "./base45.ts";
import type { Passport } from "./passport.ts";
import { fromWire, toWire, type WireRefusal } from "./wire.ts";

/** CBOR and deflate of a shell. What cannot be read comes back as null; neither throws. */
export type Codec = {
  readonly encode: (value: unknown) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => { readonly value: unknown } | null;
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  /** Bounded: a small text must not become a large memory. */
  readonly inflate: (bytes: Uint8Array) => Uint8Array | null;
  /** A CBOR value behind a tag. */
  readonly tagged: (tag: number, value: unknown) => unknown;
};

/** The clinic's hand. */
export type Signer = {
  readonly keyId: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
};

/** Whether a signature by the key of this name is genuine; null: no such key is trusted. */
export type Verify = (
  signed: { readonly keyId: Uint8Array; readonly signature: Uint8Array },
  bytes: Uint8Array,
) => boolean | null;

/** Why a text is no passport to be believed. */
export type SealRefusal =
  | { readonly kind: "not-a-passport" }
  | { readonly kind: "cut-or-damaged" }
  | { readonly kind: "issuer-unknown"; readonly keyId: string }
  | { readonly kind: "signature-wrong"; readonly keyId: string }
  | Exclude<WireRefusal, { kind: "not-a-passport" }>;

/** A genuine passport, and the name of the key that signed it. */
export type Opened = { readonly passport: Passport; readonly keyId: string };

/** What a passport's text begins with: how a reader knows what it has scanned. */
export const PREFIX = "CISTERNA1:";

const SIGN1 = 18;
const ALGORITHM = 1;
const ED_DSA = -8;
const KEY_ID = 4;
const NO_BYTES = new Uint8Array(0);

/** What is signed: the context, who signs and how, and the payload. */
const signedBytes = (codec: Codec, head: Uint8Array, payload: Uint8Array): Uint8Array =>
  codec.encode(["Signature1", head, NO_BYTES, payload]);

/** The text of a signed passport. Law: `opened` of it gives the passport. */
export const sealed = (passport: Passport, codec: Codec, signer: Signer): string => {
  const head = codec.encode(
    new Map<number, unknown>([
      [ALGORITHM, ED_DSA],
      [KEY_ID, signer.keyId],
    ]),
  );
  const payload = codec.encode(toWire(passport));
  const signature = signer.sign(signedBytes(codec, head, payload));
  const message = codec.tagged(SIGN1, [head, new Map(), payload, signature]);
  return PREFIX + toBase45(codec.deflate(codec.encode(message)));
};

type Message = {
  readonly head: Uint8Array;
  readonly keyId: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
};

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

/** The parts of a message in COSE_Sign1, or null. */
const messageOf = (value: unknown, codec: Codec): Message | null => {
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [head, bare, payload, signature] = value as readonly unknown[];
  if (!isBytes(head) || !isBytes(payload) || !isBytes(signature)) return null;
  if (!(bare instanceof Map) || bare.size > 0) return null;
  const known = codec.decode(head)?.value;
  if (!(known instanceof Map) || known.size !== 2 || known.get(ALGORITHM) !== ED_DSA) return null;
  const keyId: unknown = known.get(KEY_ID);
  return isBytes(keyId) ? { head, keyId, payload, signature } : null;
};

const bytesIn = (text: string, codec: Codec): Uint8Array | null => {
  const bytes = fromBase45(text.slice(PREFIX.length));
  return bytes.ok ? codec.inflate(bytes.value) : null;
};

const readPayload = (payload: Uint8Array, codec: Codec): Result<Passport, SealRefusal> => {
  const decoded = codec.decode(payload);
  return decoded === null ? refused({ kind: "cut-or-damaged" }) : fromWire(decoded.value);
};

/**
 * The passport that a text holds.
 * Refuses: another text; one that is cut or damaged; a key that is not trusted; a wrong signature;
 * fields that are not as stated.
 * Law: a text with any character changed is refused, or says the very same: deflate leaves a few
 * bits unused.
 */
export const opened = (text: string, codec: Codec, verify: Verify): Result<Opened, SealRefusal> => {
  if (!text.startsWith(PREFIX)) return refused({ kind: "not-a-passport" });
  const bytes = bytesIn(text, codec);
  const decoded = bytes === null ? null : codec.decode(bytes);
  const message = decoded === null ? null : messageOf(decoded.value, codec);
  if (message === null) return refused({ kind: "cut-or-damaged" });
  const { head, payload } = message;
  const keyId = hex(message.keyId);
  const genuine = verify(message, signedBytes(codec, head, payload));
  if (genuine === null) return refused({ kind: "issuer-unknown", keyId });
  if (!genuine) return refused({ kind: "signature-wrong", keyId });
  const read = readPayload(payload, codec);
  return read.ok ? accepted({ passport: read.value, keyId }) : read;
};
