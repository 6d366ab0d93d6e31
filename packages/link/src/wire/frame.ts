// SPDX-License-Identifier: Apache-2.0
/**
 * Frames: what is on the air. Only these few fields are in the clear; everything that is said
 * stands sealed inside.
 */
import type { Bytes } from "../bytes.ts";
import { octets, type Shape, variant, whole } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";

/** The first frame of a talk. `mark` proves for the price of one hash that it is worth more. */
export type Hello = {
  readonly kind: "hello";
  readonly version: number;
  /** The place of the sender among the pump's peers; says nothing to anybody else. */
  readonly slot: number;
  /** Strictly above every hello that this peer ever sent. */
  readonly counter: number;
  readonly mark: Bytes;
  /** First message of the handshake. */
  readonly message: Bytes;
};

/** The pump's message of the handshake, and the number of the talk. */
export type Answer = { readonly kind: "answer"; readonly session: number; readonly message: Bytes };

/** The third message of a pairing. */
export type Finish = { readonly kind: "finish"; readonly session: number; readonly message: Bytes };

/** One part of what is said, sealed. Each is answered by one with the same counter. */
export type Sealed = {
  readonly kind: "sealed";
  readonly session: number;
  readonly counter: number;
  readonly text: Bytes;
};

/** Anything on the air. */
export type Frame = Hello | Answer | Finish | Sealed;

/** Slots that belong to no peer: an invitation to pair, and the emergency credential. */
export const SLOTS = { invitation: 0, emergency: 1, firstPeer: 2 } as const;

const SLOT = whole(0xffff_ffff);
const SESSION = whole(0xffff_ffff);
const MESSAGE = octets(0, LIMITS.frame - 64);

/** The table of frames. */
export const FRAME: Shape<Frame> = variant<Frame>({
  hello: { version: whole(255), slot: SLOT, counter: whole(), mark: octets(16), message: MESSAGE },
  answer: { session: SESSION, message: MESSAGE },
  finish: { session: SESSION, message: MESSAGE },
  sealed: { session: SESSION, counter: whole(), text: octets(16, LIMITS.frame - 32) },
});

/** A stretch of a message; another follows if there is more. */
export type Part = { readonly more: boolean; readonly bytes: Bytes };
