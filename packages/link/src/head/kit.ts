// SPDX-License-Identifier: Apache-2.0
/** The kit: what a head is given from outside, and how a frame arrives at it. */
import type { Controller, Logged } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import type { Crypto, Random } from "../crypto.ts";
import type { Channel } from "../role.ts";
import type { Guards } from "./guards.ts";
import type { SelfTest } from "./self-test.ts";

/**
 * What a head is given: cryptography, chance, the pump's controller, and its guards. The head takes
 * a command's `step` only to have it done: a shell puts one there that makes it durable first.
 */
export type Kit = {
  readonly crypto: Crypto;
  readonly random: Random;
  readonly controller: Controller;
  readonly guards: Guards;
  /** Tests an image that was taken on, with the pump's own software. */
  readonly selfTest: SelfTest;
};

/** A frame as it arrives. `record` gives what the pump's log holds after an entry. */
export type Arrival = {
  readonly at: Milliseconds;
  readonly channel: Channel;
  readonly bytes: Bytes;
  readonly record: (since: number) => Logged;
};
