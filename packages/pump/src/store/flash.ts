// SPDX-License-Identifier: Apache-2.0
/**
 * The flash: bytes that stay when the power goes. The store says what is to be written, step by
 * step; whoever owns the flash does it, in this order, and a power cut may come between any two
 * steps or in the middle of one.
 */

/** What a checkpoint consists of; each is lost or whole by itself. */
export const RECORDS = ["constants", "program", "totals"] as const;

/** A part of a checkpoint. */
export type RecordName = (typeof RECORDS)[number];

/** Every record and every log is there twice. */
export const COPIES = [0, 1] as const;

/** One of the two copies. */
export type Copy = (typeof COPIES)[number];

/** A record has two slots a copy: the newer checkpoint never overwrites the last whole one. */
export type Area =
  | `${RecordName}-${Copy}-${0 | 1}`
  | `log-${Copy}`
  /** What clinicians ordered, until somebody has read it. */
  | `orders-${Copy}`;

/** One step: a stretch is erased, or bytes are written. `size` is the size of the whole area. */
export type Write =
  | {
      readonly kind: "erase";
      readonly area: Area;
      readonly from: number;
      readonly upto: number;
      readonly size: number;
    }
  | {
      readonly kind: "write";
      readonly area: Area;
      readonly at: number;
      readonly bytes: Uint8Array;
      readonly size: number;
    };

/** The bytes of a pump's memory, changed in place by its owner. */
export type Flash = Map<Area, Uint8Array>;

/** What an erased byte reads as. */
export const ERASED = 0xff;

const NO_BYTES = new Uint8Array(0);

/** The bytes of an area; none where nothing was ever written. */
export const bytesOf = (flash: ReadonlyMap<Area, Uint8Array>, area: Area): Uint8Array =>
  flash.get(area) ?? NO_BYTES;

/** The bytes of an area of at least a size: what is new is erased. */
const sized = (flash: Flash, { area, size }: Write): Uint8Array => {
  const known = bytesOf(flash, area);
  if (known.length >= size) return known;
  const grown = new Uint8Array(size).fill(ERASED);
  grown.set(known);
  flash.set(area, grown);
  return grown;
};

/** Does one step; `most` bytes of it when the power goes meanwhile. */
export const applyWrite = (flash: Flash, write: Write, most = Number.POSITIVE_INFINITY): void => {
  const bytes = sized(flash, write);
  if (write.kind === "erase") {
    bytes.fill(ERASED, write.from, Math.min(write.upto, write.from + most));
  } else {
    bytes.set(write.bytes.subarray(0, Math.min(write.bytes.length, most)), write.at);
  }
};
