// SPDX-License-Identifier: Apache-2.0
/**
 * Views: small readings of a record. Each is computed from the log whenever it is wanted; none is
 * stored, so none can disagree with it.
 */
import type { Entry, Log } from "./envelope.ts";

/** Entries of some kinds, in order. */
export const ofKinds = (log: Log, kinds: readonly string[]): Log =>
  log.filter((entry) => kinds.includes(entry.kind));

/** Entries of one actor, in order. */
export const ofActor = (log: Log, actor: string): Log =>
  log.filter((entry) => entry.actor === actor);

/** Entries from a time on and before another (ms, half-open). */
export const within = (log: Log, span: { readonly from: number; readonly upto: number }): Log =>
  log.filter((entry) => entry.at >= span.from && entry.at < span.upto);

/** How many entries there are of each kind, in order of first appearance. */
export const countsByKind = (log: Log): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { kind } of log) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

/** The latest entry of a kind, or undefined. */
export const lastOf = (log: Log, kind: string): Entry | undefined =>
  log.findLast((entry) => entry.kind === kind);
