// SPDX-License-Identifier: Apache-2.0
/**
 * The log in the flash: a ring of frames, in two copies, one event a frame. Places count from the
 * first byte ever written, so that they only grow; a place modulo the capacity is where it lies.
 * The oldest events give way to new ones, a sector at a time.
 */
import { type Area, bytesOf, COPIES, ERASED, type Flash, type Write } from "./flash.ts";
import { type FoundFrame, frameAt } from "./frame.ts";
import type { Mark } from "./place.ts";
import type { Value } from "./value.ts";

/**
 * Bytes of the ring: over 30 days of a busy pump and over a thousand faults. Source: REQ-077.
 */
export const LOG_BYTES = 131_072;
/** What is erased at once. */
export const SECTOR_BYTES = 4_096;
/** The longest frame that a log takes. */
export const LONGEST_FRAME = LOG_BYTES / 4;

/** The two rings: everything, and what clinicians ordered. */
type Ring = "log" | "orders";

/** Where a frame of a length goes: at a place, or at the ring's beginning if it does not fit. */
const placed = (end: number, length: number): number => {
  const left = LOG_BYTES - (end % LOG_BYTES);
  return length <= left ? end : end + left;
};

/** The sectors that a stretch enters and that have to be erased before. */
const sectorsIn = (from: number, upto: number): readonly number[] => {
  const first = Math.ceil(from / SECTOR_BYTES) * SECTOR_BYTES;
  const count = Math.max(0, Math.ceil((upto - first) / SECTOR_BYTES));
  return Array.from({ length: count }, (_, index) => first + index * SECTOR_BYTES);
};

const areaOf = (ring: Ring, copy: 0 | 1): Area => `${ring}-${copy}`;

/** Steps that append a frame; where it lies and ends, and whether it enters a new sector. */
type Appended = {
  readonly writes: readonly Write[];
  readonly at: number;
  readonly end: number;
  readonly entered: boolean;
};

/** The steps that append a frame, both copies, and where the log then ends. */
export const appended = (ring: Ring, end: number, bytes: Uint8Array): Appended => {
  const at = placed(end, bytes.length);
  const upto = at + bytes.length;
  const size = LOG_BYTES;
  const sectors = sectorsIn(end, upto);
  const writes = COPIES.flatMap((copy): readonly Write[] => {
    const area = areaOf(ring, copy);
    const erasures = sectors.map((sector): Write => {
      const from = sector % LOG_BYTES;
      return { kind: "erase", area, from, upto: from + SECTOR_BYTES, size };
    });
    return [...erasures, { kind: "write", area, at: at % LOG_BYTES, bytes, size }];
  });
  return { writes, at, end: upto, entered: sectors.length > 0 };
};

/** What stands at a place of the log. `repaired`: only one of the copies had it. */
type Found = FoundFrame & { readonly repaired: boolean };

const inCopies = (flash: Flash, ring: Ring, { at, number }: Mark) =>
  COPIES.map((copy) => frameAt(bytesOf(flash, areaOf(ring, copy)), at % LOG_BYTES)).map((frame) =>
    frame?.number === number ? frame : null,
  );

const foundAt = (flash: Flash, ring: Ring, place: Mark): Found | null => {
  const frames = inCopies(flash, ring, place);
  const frame = frames.find((each) => each !== null);
  if (frame === undefined || frame === null) return null;
  const end = place.at + (frame.end - (place.at % LOG_BYTES));
  return { ...frame, end, repaired: frames.includes(null) };
};

/** The frame of a number, at a place or at the ring's next beginning; null: the log ends here. */
const nextFrame = (flash: Flash, ring: Ring, place: Mark): Found | null => {
  const { at, number } = place;
  const wrapped = Math.ceil(at / LOG_BYTES) * LOG_BYTES;
  return foundAt(flash, ring, place) ?? foundAt(flash, ring, { at: wrapped, number });
};

/** What a ring says from a place on. `repaired`: one of the copies was bad somewhere. */
type Reading = {
  readonly values: readonly Value[];
  readonly end: Mark;
  readonly repaired: boolean;
};

/** Everything that a ring holds from a place on. */
export const readRing = (flash: Flash, ring: Ring, from: Mark): Reading => {
  const values: Value[] = [];
  let [end, repaired] = [from, false];
  for (let next = nextFrame(flash, ring, end); next !== null; next = nextFrame(flash, ring, end)) {
    values.push(next.value);
    repaired ||= next.repaired;
    end = { number: end.number + 1, at: next.end };
  }
  return { values, end, repaired };
};

/** Whether a later frame stands behind a place where none can be read: some are lost. */
export const isBroken = (flash: Flash, place: Mark): boolean => {
  const bytes = bytesOf(flash, "log-0");
  const from = place.at % LOG_BYTES;
  if ((bytes[from] ?? ERASED) === ERASED) return false;
  for (let at = from + 1; at < Math.min(bytes.length, from + LONGEST_FRAME); at += 1) {
    const frame = frameAt(bytes, at);
    if (frame !== null && frame.number > place.number) return true;
  }
  return false;
};
