// SPDX-License-Identifier: Apache-2.0
/**
 * Wares: the software, library and constants that a pump runs on, and the spare place in which an
 * image arrives, is tried, and from which it takes over or is dropped. What runs is never written
 * over before its successor is whole and tested; one value changes hands at once, so that a cut at
 * any moment leaves the old or the new.
 */
import type { Milliseconds } from "@cisterna/quantity";
import { type Bytes, hexOf } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import type { Flaw } from "../wire/flaw.ts";
import { type Label, WARES, type Ware } from "../wire/image.ts";

/** A ware that is in force. */
export type Running = { readonly version: number; readonly hash: Bytes; readonly content: Bytes };

/**
 * The spare place: an image that is coming in, that is whole and waits, or that was taken on and
 * has its test before it.
 */
export type Spare = {
  readonly stage: "coming" | "whole" | "on-trial";
  readonly label: Label;
  readonly signature: Bytes;
  readonly bytes: Bytes;
};

/** What an image came to that had been taken on. */
export type Ended = { readonly label: Label; readonly flaw: Flaw | null };

/** A version that took over, and when. */
export type Change = {
  readonly at: Milliseconds;
  readonly ware: Ware;
  readonly version: number;
  readonly hash: Bytes;
};

/** What a pump keeps of its wares. */
export type Wares = {
  /** The maker's public key, as the pump was made with it. */
  readonly maker: Bytes;
  readonly model: string;
  readonly running: Readonly<Record<Ware, Running>>;
  readonly spare: Spare | null;
  readonly ended: Ended | null;
  /** Versions in the order in which they took over; the oldest are dropped. */
  readonly changes: readonly Change[];
};

const CHANGES_KEPT = 64;

/** Every ware. */
export const EVERY_WARE: readonly Ware[] = Object.keys(WARES) as Ware[];

type Made = {
  readonly maker: Bytes;
  readonly model: string;
  readonly at: Milliseconds;
  readonly contents: Readonly<Record<Ware, Bytes>>;
};

/** The version of everything that a pump is made with. */
const FIRST = 1;

/** The wares of a pump as it leaves the shelf. */
export const madeWith = (crypto: Crypto, { maker, model, at, contents }: Made): Wares => {
  const of = (ware: Ware): Running => ({
    ...{ version: FIRST, hash: crypto.hash(contents[ware]), content: contents[ware] },
  });
  const running = {
    ...{ firmware: of("firmware"), library: of("library"), constants: of("constants") },
  };
  const changes = EVERY_WARE.map((ware) => {
    const { version, hash } = running[ware];
    return { at, ware, version, hash };
  });
  return { maker, model, running, spare: null, ended: null, changes };
};

/** Back to what ran before, which never ceased to. */
export const rolledBack = (wares: Wares, { label }: Pick<Spare, "label">, flaw: Flaw): Wares => ({
  ...wares,
  spare: null,
  ended: { label, flaw },
});

/** What was tried takes over. */
export const keptAt = (wares: Wares, { label, bytes }: Spare, at: Milliseconds): Wares => {
  const { ware, version, hash } = label;
  const changes = [...wares.changes, { at, ware, version, hash }].slice(-CHANGES_KEPT);
  const running = { ...wares.running, [ware]: { version, hash, content: bytes } };
  return { ...wares, running, spare: null, ended: { label, flaw: null }, changes };
};

/**
 * The wares after a start: an image whose test was cut off is not kept. What has come in so far
 * stays.
 */
export const restarted = (wares: Wares): Wares =>
  wares.spare?.stage === "on-trial"
    ? rolledBack(wares, wares.spare, { kind: "power-failed" })
    : wares;

type Version = { readonly version: number; readonly hash: string };

/** The wares as a reading tells them: hashes in hexadecimal, no contents. */
export type ToldWares = Readonly<Record<Ware, Version>> & {
  readonly model: string;
  readonly spare: (Version & Pick<Spare, "stage"> & { readonly ware: Ware }) | null;
  readonly ended: (Version & { readonly ware: Ware; readonly flaw: Flaw | null }) | null;
  readonly changes: readonly (Version & Pick<Change, "at" | "ware">)[];
};

const named = ({ version, hash }: Pick<Running, "version" | "hash">): Version => ({
  version,
  hash: hexOf(hash),
});

/** The wares as data of a reading. */
export const toldWares = ({ model, running, spare, ended, changes }: Wares): ToldWares => {
  const { firmware, library, constants } = running;
  return {
    model,
    firmware: named(firmware),
    library: named(library),
    constants: named(constants),
    spare:
      spare === null ? null : { stage: spare.stage, ware: spare.label.ware, ...named(spare.label) },
    ended:
      ended === null ? null : { ware: ended.label.ware, ...named(ended.label), flaw: ended.flaw },
    changes: changes.map(({ at, ware, ...rest }) => ({ at, ware, ...named(rest) })),
  };
};
