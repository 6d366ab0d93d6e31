// SPDX-License-Identifier: Apache-2.0
/**
 * Parts: a message as it goes into frames. What is sealed is padded, so that its length tells an
 * eavesdropper little; padding has one form, as everything on the wire.
 */

import { assert } from "@cisterna/quantity";
import { type Bytes, joined } from "../bytes.ts";
import type { Malformed } from "../codec/reader.ts";
import { decoded, encoded, flag, octets, record, type Shape } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";
import type { Part } from "./frame.ts";

/** A part on the wire. */
export const PART: Shape<Part> = record<Part>({ more: flag, bytes: octets(0, LIMITS.part) });

const STOP = 0x80;

/** A one bit, then zeros up to a multiple of the padding. */
const padded = (bytes: Bytes): Bytes => {
  const length = Math.floor(bytes.length / LIMITS.padding + 1) * LIMITS.padding;
  const filling = new Uint8Array(length - bytes.length);
  filling[0] = STOP;
  return joined(bytes, filling);
};

const unpadded = (text: Bytes): Bytes | null => {
  const end = text.findLastIndex((byte) => byte !== 0);
  const isWhole = text.length % LIMITS.padding === 0 && text.length - end <= LIMITS.padding;
  return isWhole && text[end] === STOP ? text.subarray(0, end) : null;
};

/** What is sealed for a part. */
export const partText = (part: Part): Bytes => {
  const bytes = encoded(PART, part);
  assert(bytes !== null, "a part fits its shape", { length: part.bytes.length });
  return padded(bytes);
};

/** The part that a sealed text held. */
export const partIn = (text: Bytes): Part | Malformed => {
  const bytes = unpadded(text);
  return bytes === null
    ? { kind: "malformed", at: 0, what: "not-canonical" }
    : decoded(PART, bytes);
};

/** The first part of what is still to be said, and the rest. */
export const nextPart = (bytes: Bytes): { readonly part: Part; readonly rest: Bytes } => {
  const rest = bytes.subarray(LIMITS.part);
  return { part: { more: rest.length > 0, bytes: bytes.subarray(0, LIMITS.part) }, rest };
};

/** What binds a sealed text to its place: talk and counter. The direction has its own key. */
export const companionOf = (session: number, counter: number): Bytes => {
  const view = new DataView(new ArrayBuffer(12));
  view.setUint32(0, session);
  view.setUint32(4, Math.floor(counter / 2 ** 32));
  view.setUint32(8, counter % 2 ** 32);
  return new Uint8Array(view.buffer);
};
