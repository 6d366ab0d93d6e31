// SPDX-License-Identifier: Apache-2.0
/** Text as bytes and back. */

/** The bytes of a text. */
export const utf8Of = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The text of bytes. */
export const utf8In = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
