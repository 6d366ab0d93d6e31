// SPDX-License-Identifier: Apache-2.0
/**
 * Limits of the link: every number of the protocol, in one place. All are proposals of this project
 * and wait for a radio, a cell and a risk file; none is a clinical number. Times are milliseconds
 * on the pump's own clock, lengths are bytes.
 */
import { HOUR_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";

const minutes = (many: number): Milliseconds => milliseconds(many * 60_000);

/** The numbers of the protocol. */
export const LIMITS = {
  /** Version of this protocol. Both sides must mean the same, or no handshake ends. */
  version: 1,
  /** Longest frame on the air, and most of a message that one frame carries. */
  frame: 512,
  part: 384,
  /** Texts that are sealed are padded to a multiple of this: their length says little. */
  padding: 64,
  /** Longest message, put together from its parts. */
  message: 65_536,
  /** A session that nobody spoke in, and any session at all. */
  idle: minutes(2),
  session: minutes(15),
  /** A handshake that was begun, and a session whose first frame has not come. */
  halfOpen: milliseconds(10_000),
  /** Sessions at once; a flood of good hellos opens no more. */
  sessions: 3,
  /** Frames in one direction under one key. */
  rekey: 65_536,
  /** Frames that do not open, after which a session ends. */
  forgeries: 8,
  /** An invitation to pair, and the wrong hellos that it survives. */
  invitation: minutes(2),
  guesses: 5,
  /** Controllers of the patient, and peers of all roles. */
  patients: 2,
  peers: 16,
  /** An emergency session, whatever is said in it. */
  emergency: minutes(30),
  /** A proposal that waits for its commit. */
  proposal: minutes(5),
  /** The longest validity that a command may ask for, and how far ahead a clock may be. */
  validity: minutes(5),
  ahead: milliseconds(5_000),
  /** Wrong hellos from afar within `misses.within`, then a pause that doubles. */
  misses: { most: 6, within: minutes(10), pause: minutes(10), longest: HOUR_MS },
  /** A reading that is kept for resuming, and one piece of it. */
  reading: HOUR_MS,
  piece: 4_096,
  /** Longest content of an image. */
  image: 65_536,
} as const;
