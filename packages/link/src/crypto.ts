// SPDX-License-Identifier: Apache-2.0
/**
 * Cryptography as it is passed in: the same link runs over Node's own and over noble's in the
 * browser. Nothing here throws for bytes that came from outside: what does not fit gives null or
 * false.
 */
import type { Bytes } from "./bytes.ts";

/** A private key with its public half, 32 bytes each. */
export type KeyPair = { readonly secret: Bytes; readonly key: Bytes };

/** The primitives of `25519_ChaChaPoly_SHA256`, and Ed25519. */
export type Crypto = {
  /** SHA-256. */
  readonly hash: (data: Bytes) => Bytes;
  /** HMAC with SHA-256. */
  readonly mac: (key: Bytes, data: Bytes) => Bytes;
  /** The X25519 pair of 32 secret bytes. */
  readonly pair: (secret: Bytes) => KeyPair;
  /** X25519; null if the other key is weak: the result would be all zeros. */
  readonly agree: (own: KeyPair, other: Bytes) => Bytes | null;
  /** ChaCha20-Poly1305: the text and its tag of 16 bytes. */
  readonly seal: (key: Bytes, box: Box) => Bytes;
  /** The text again; null if key, nonce, companion or a single bit is wrong. */
  readonly open: (key: Bytes, box: Box) => Bytes | null;
  /** The Ed25519 pair of 32 secret bytes. */
  readonly signer: (secret: Bytes) => KeyPair;
  /** Ed25519, 64 bytes. */
  readonly sign: (own: KeyPair, message: Bytes) => Bytes;
  readonly verify: (key: Bytes, message: Bytes, signature: Bytes) => boolean;
};

/** What is sealed or opened: the text, a nonce of 12 bytes, and what is only authenticated. */
export type Box = { readonly nonce: Bytes; readonly companion: Bytes; readonly text: Bytes };

/** So many unpredictable bytes. Passed in: in a test they are a seed's. */
export type Random = (count: number) => Bytes;
