// SPDX-License-Identifier: Apache-2.0
/**
 * The cipher: one direction's key with the counter that no two texts share. Sealing and opening
 * give the cipher after; a counter is never set back.
 */
import { assert } from "@cisterna/quantity";
import { type Bytes, EMPTY } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";

/** A key and how many texts it has sealed or opened. */
export type Cipher = { readonly key: Bytes; readonly counter: number };

const NONCE_LENGTH = 12;
const KEY_LENGTH = 32;

/** Four zeros, then the counter with its least byte first. */
const nonceOf = (counter: number): Bytes => {
  assert(Number.isSafeInteger(counter), "a counter stays exact", { counter });
  const nonce = new Uint8Array(NONCE_LENGTH);
  for (let at = 4, rest = counter; rest > 0; at += 1, rest = Math.floor(rest / 256)) {
    nonce[at] = rest % 256;
  }
  return nonce;
};

/** A cipher that has sealed nothing. */
export const freshCipher = (key: Bytes): Cipher => ({ key, counter: 0 });

/** The sealed text, with the cipher after it. */
export const sealed = (
  crypto: Crypto,
  { key, counter }: Cipher,
  { text, companion }: { readonly text: Bytes; readonly companion: Bytes },
): { readonly cipher: Cipher; readonly text: Bytes } => ({
  cipher: { key, counter: counter + 1 },
  text: crypto.seal(key, { nonce: nonceOf(counter), companion, text }),
});

/** The text again, with the cipher after it; null, and nothing has moved, if it does not open. */
export const opened = (
  crypto: Crypto,
  { key, counter }: Cipher,
  { text, companion }: { readonly text: Bytes; readonly companion: Bytes },
): { readonly cipher: Cipher; readonly text: Bytes } | null => {
  const plain = crypto.open(key, { nonce: nonceOf(counter), companion, text });
  return plain === null ? null : { cipher: { key, counter: counter + 1 }, text: plain };
};

const ALL_ONES = new Uint8Array(NONCE_LENGTH).fill(0xff, 4);

/** The same direction under its next key: what was recorded before stays closed if this leaks. */
export const rekeyed = (crypto: Crypto, { key, counter }: Cipher): Cipher => {
  const zeros = new Uint8Array(KEY_LENGTH);
  const box = { nonce: ALL_ONES, companion: EMPTY, text: zeros };
  return { key: crypto.seal(key, box).subarray(0, KEY_LENGTH), counter };
};
