// SPDX-License-Identifier: Apache-2.0
/**
 * The link's cryptography over noble, in plain JavaScript: what a browser loads. JavaScript gives
 * no hard promise of constant time; enough for a programmer, no claim for an implant.
 */
import type { Bytes, Crypto } from "@cisterna/link";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** noble throws for bytes from outside that do not fit: that is null here. */
const orNull = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

const isZero = (bytes: Bytes): boolean => bytes.every((byte) => byte === 0);

const agree = (secret: Bytes, other: Bytes): Bytes | null => {
  const material = orNull(() => x25519.getSharedSecret(secret, other));
  return material === null || isZero(material) ? null : material;
};

/** Cryptography of noble. */
export const nobleCrypto: Crypto = {
  hash: sha256,
  mac: (key, data) => hmac(sha256, key, data),
  pair: (secret) => ({ secret, key: x25519.getPublicKey(secret) }),
  agree: (own, other) => agree(own.secret, other),
  seal: (key, { nonce, companion, text }) => chacha20poly1305(key, nonce, companion).encrypt(text),
  open: (key, { nonce, companion, text }) =>
    orNull(() => chacha20poly1305(key, nonce, companion).decrypt(text)),
  signer: (secret) => ({ secret, key: ed25519.getPublicKey(secret) }),
  sign: (own, message) => ed25519.sign(message, own.secret),
  verify: (key, message, signature) =>
    orNull(() => ed25519.verify(signature, message, key)) ?? false,
};
