// SPDX-License-Identifier: Apache-2.0
/**
 * Replay: a record flows in, the state that it leads to flows out. Any station can be folded: the
 * way from one entry to the next state is the caller's.
 */
import { accepted, type Result } from "@cisterna/quantity";
import type { Body, Log } from "./envelope.ts";
import { type UnknownVersion, upgraded } from "./upgrades.ts";

/** How one thing that happened changes a state. Must be pure. */
export type Evolve<State> = (state: State, body: Body) => State;

/**
 * The state after every entry of a log, each read in the current schema.
 * Refuses: a log with an entry of an unknown version.
 * Law: replaying a log in two parts gives the state of replaying it whole.
 */
export const replay = <State>(
  log: Log,
  start: State,
  evolve: Evolve<State>,
): Result<State, UnknownVersion> => {
  let state = start;
  for (const entry of log) {
    const body = upgraded(entry);
    if (!body.ok) return body;
    state = evolve(state, body.value);
  }
  return accepted(state);
};
