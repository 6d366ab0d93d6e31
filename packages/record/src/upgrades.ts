// SPDX-License-Identifier: Apache-2.0
/**
 * Upgrades: the table that brings an entry of an old schema to the current one. A stored entry is
 * verified as it was written and upgraded afterwards, in memory; nothing stored is rewritten.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Body, Entry } from "./envelope.ts";

/** The body of an entry in the next version of the schema. */
export type Upgrade = (body: Body) => Body;

/**
 * Upgrades by version: the first leads from version 1 to 2, the second from 2 to 3. There has been
 * one version so far, so the table is empty; the day the schema changes, the change is a row here
 * and a sample of the old version in `test/samples`.
 */
export const UPGRADES: readonly Upgrade[] = [];

/** Version in which entries are written today. */
export const CURRENT_VERSION = UPGRADES.length + 1;

/** An entry of a version that this program does not know, such as one of a later release. */
export type UnknownVersion = {
  readonly kind: "unknown-version";
  readonly seq: number;
  readonly version: number;
  readonly newest: number;
};

/**
 * What an entry says, in the current schema.
 * Refuses: a version that is not in the table; it is never read as if it were a known one.
 */
export const upgraded = (
  entry: Entry,
  upgrades: readonly Upgrade[] = UPGRADES,
): Result<Body, UnknownVersion> => {
  const { seq, version, at, actor, kind, data } = entry;
  const newest = upgrades.length + 1;
  if (!Number.isSafeInteger(version) || version < 1 || version > newest) {
    return refused({ kind: "unknown-version", seq, version, newest });
  }
  const body: Body = { at, actor, kind, data };
  return accepted(upgrades.slice(version - 1).reduce((older, upgrade) => upgrade(older), body));
};
