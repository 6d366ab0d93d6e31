// SPDX-License-Identifier: Apache-2.0
/**
 * The symmetric state of a handshake: a chaining key that every agreement flows into and a hash of
 * everything that was said. Both sides hold the same one or they do not understand each other.
 */
import { type Bytes, EMPTY, joined } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { type Cipher, freshCipher, opened, sealed } from "./cipher.ts";

/** Chaining key, hash of the talk so far, and a cipher once there is a key. */
export type Symmetric = {
  readonly chain: Bytes;
  readonly hash: Bytes;
  readonly cipher: Cipher | null;
};

const HASH_LENGTH = 32;

/** The state at the beginning: the protocol's name. */
export const namedState = (crypto: Crypto, name: Bytes): Symmetric => {
  const padded = new Uint8Array(HASH_LENGTH);
  if (name.length <= HASH_LENGTH) padded.set(name);
  const hash = name.length <= HASH_LENGTH ? padded : crypto.hash(name);
  return { chain: hash, hash, cipher: null };
};

/** So many keys from a chaining key and new material (HKDF). */
const derived = (crypto: Crypto, { chain }: Symmetric, material: Bytes): readonly Bytes[] => {
  const root = crypto.mac(chain, material);
  const first = crypto.mac(root, Uint8Array.of(1));
  const second = crypto.mac(root, joined(first, Uint8Array.of(2)));
  return [first, second, crypto.mac(root, joined(second, Uint8Array.of(3)))];
};

/** Something was said that both have seen. */
export const mixHash = (crypto: Crypto, state: Symmetric, data: Bytes): Symmetric => ({
  ...state,
  hash: crypto.hash(joined(state.hash, data)),
});

/** Something was agreed that only both know. */
export const mixKey = (crypto: Crypto, state: Symmetric, material: Bytes): Symmetric => {
  const [chain = EMPTY, key = EMPTY] = derived(crypto, state, material);
  return { ...state, chain, cipher: freshCipher(key) };
};

/** The pre-agreed secret, as a key and as something said. */
export const mixSecret = (crypto: Crypto, state: Symmetric, secret: Bytes): Symmetric => {
  const [chain = EMPTY, said = EMPTY, key = EMPTY] = derived(crypto, state, secret);
  return { ...mixHash(crypto, { ...state, chain }, said), cipher: freshCipher(key) };
};

/** A text as it is sent: sealed as soon as there is a key. */
export const hidden = (
  crypto: Crypto,
  state: Symmetric,
  text: Bytes,
): { readonly state: Symmetric; readonly sent: Bytes } => {
  if (state.cipher === null) return { state: mixHash(crypto, state, text), sent: text };
  const { cipher, text: sent } = sealed(crypto, state.cipher, { text, companion: state.hash });
  return { state: mixHash(crypto, { ...state, cipher }, sent), sent };
};

/** A text as it was meant; null if it does not open. */
export const shown = (
  crypto: Crypto,
  state: Symmetric,
  sent: Bytes,
): { readonly state: Symmetric; readonly text: Bytes } | null => {
  if (state.cipher === null) return { state: mixHash(crypto, state, sent), text: sent };
  const found = opened(crypto, state.cipher, { text: sent, companion: state.hash });
  if (found === null) return null;
  const after = mixHash(crypto, { ...state, cipher: found.cipher }, sent);
  return { state: after, text: found.text };
};

/** The ciphers of the two directions: what the initiator sends, what the responder sends. */
export const split = (crypto: Crypto, state: Symmetric): readonly [Cipher, Cipher] => {
  const [first = EMPTY, second = EMPTY] = derived(crypto, state, EMPTY);
  return [freshCipher(first), freshCipher(second)];
};
