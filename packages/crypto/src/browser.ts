// SPDX-License-Identifier: Apache-2.0
/** What a browser is given: noble's cryptography, and the bytes of a passport. */
export { attempt, codecOver, KEY_ID_BYTES, LARGEST_BYTES } from "./cbor.ts";
export { nobleCrypto } from "./noble.ts";
