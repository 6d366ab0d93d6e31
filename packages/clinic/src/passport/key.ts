// SPDX-License-Identifier: Apache-2.0
/**
 * Key: what a clinic signs passports with. It is drawn when the first passport is signed, lies in
 * the database as the secrets of people do, goes with a backup, and never comes out over HTTP.
 */
import { newPassportPair, passportCodec, passportSigner } from "@cisterna/crypto";
import { sealed } from "@cisterna/passport";
import type { Seal } from "../fact/command.ts";
import type { Database } from "../store/database.ts";
import { inClinic } from "../store/scope.ts";

/** The public half of a clinic's key; null: it has signed no passport yet. */
export const publicKeyOf = (db: Database, clinic: string): Promise<string | null> =>
  inClinic(db, clinic, async (scope) => {
    const row = await scope
      .selectFrom("passport_key")
      .select("public")
      .where("clinic", "=", clinic)
      .executeTakeFirst();
    return row?.public ?? null;
  });

/** The seal of a clinic. Of two servers that draw at once, the first has drawn. */
export const sealOf = (db: Database, clinic: string): Promise<Seal> =>
  inClinic(db, clinic, async (scope) => {
    await scope
      .insertInto("passport_key")
      .values({ clinic, ...newPassportPair() })
      .onConflict((conflict) => conflict.column("clinic").doNothing())
      .execute();
    const pair = await scope
      .selectFrom("passport_key")
      .select(["public", "private"])
      .where("clinic", "=", clinic)
      .executeTakeFirstOrThrow();
    const signer = passportSigner(pair);
    return { key: pair.public, write: (passport) => sealed(passport, passportCodec, signer) };
  });
