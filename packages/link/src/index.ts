// SPDX-License-Identifier: Apache-2.0
/** The link: how a pump is commanded, so that nobody else can. */
export * from "./bytes.ts";
export type * from "./crypto.ts";
export * from "./noise/cipher.ts";
export * from "./noise/handshake.ts";
export * from "./noise/pattern.ts";
