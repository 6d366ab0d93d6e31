// SPDX-License-Identifier: Apache-2.0
/**
 * Nights: reports that were printed while nobody was here, kept as they were made. They are derived
 * and can be thrown away at any time; they stand in no record and in no backup.
 */
import { createHash } from "node:crypto";
import { assert } from "@cisterna/quantity";
import type { Report } from "../report/report.ts";
import { REPORTS } from "../report/table.ts";
import type { Scope } from "../store/scope.ts";

/** Reports that are printed every night: whom to fill when, and what is in the cupboard. */
const NAMES: readonly string[] = ["radar", "custody"];

/** Reports that are printed every night. */
export const NIGHTLY: readonly Report[] = REPORTS.filter(({ name }) => NAMES.includes(name));

/** How a night is written: the clinic's day on which it was made. */
export const NIGHT = /^\d{4}-\d{2}-\d{2}$/;

/** One report of one night. */
type Night = { readonly night: string; readonly name: string };

/** A report of a night that is kept. */
export type KeptNight = Night & {
  readonly made: number;
  readonly revision: number;
  readonly sha256: string;
  readonly size: number;
};

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What is kept of a clinic, the newest first. */
export const nightsIn = async (scope: Scope, clinic: string): Promise<readonly KeptNight[]> =>
  scope
    .selectFrom("night")
    .select(["night", "name", "made", "revision", "sha256"])
    .select(({ fn }) => fn<number>("octet_length", ["bytes"]).as("size"))
    .where("clinic", "=", clinic)
    .orderBy("night", "desc")
    .orderBy("name")
    .execute();

/**
 * The report of a night; null: none is kept. Breaks if: it is not what was made that night.
 */
export const nightIn = async (
  scope: Scope,
  clinic: string,
  { night, name }: Night,
): Promise<Uint8Array | null> => {
  const row = await scope
    .selectFrom("night")
    .select(["bytes", "sha256"])
    .where("clinic", "=", clinic)
    .where("night", "=", night)
    .where("name", "=", name)
    .executeTakeFirst();
  if (row === undefined) return null;
  assert(hashOf(row.bytes) === row.sha256, "a night is as it was made", { clinic, night, name });
  return row.bytes;
};

/** A report of a night as it was made. */
type Made = Night & {
  readonly made: number;
  readonly revision: number;
  readonly bytes: Uint8Array;
};

/** Keeps the report of a night, unless another server has kept one; gives whether it did. */
export const keepNight = async (scope: Scope, clinic: string, made: Made): Promise<boolean> => {
  const bytes = Buffer.from(made.bytes);
  const kept = await scope
    .insertInto("night")
    .values({ ...made, clinic, bytes, sha256: hashOf(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .returning("night")
    .execute();
  return kept.length > 0;
};

/** Lets go of every night before a day. */
export const dropNights = async (scope: Scope, clinic: string, before: string): Promise<void> => {
  await scope
    .deleteFrom("night")
    .where("clinic", "=", clinic)
    .where("night", "<", before)
    .execute();
};
