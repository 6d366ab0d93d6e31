// SPDX-License-Identifier: Apache-2.0
/**
 * Passes: what lets a patient's controller use the air of the patient's own pump, night and day,
 * without a password each time. A pass opens nothing else. The database holds the token's hash.
 */
import type { Scope } from "../store/scope.ts";
import { hashOf, secret } from "./session.ts";

/** How long a pass lasts: as long as browsers keep a cookie. */
export const PASS_DAYS = 400;

const DAY_MS = 86_400_000;

type Holder = { readonly clinic: string; readonly account: string; readonly now: number };
type Bearer = { readonly clinic: string; readonly token: string };

/** Makes a pass; the token goes into the cookie and nowhere else. */
export const makePass = async (scope: Scope, { clinic, account, now }: Holder): Promise<string> => {
  const token = secret();
  await scope
    .insertInto("pass")
    .values({ clinic, account, token: hashOf(token), made: now })
    .execute();
  return token;
};

/** Ends a pass. */
export const endPass = async (scope: Scope, { clinic, token }: Bearer): Promise<void> => {
  await scope
    .deleteFrom("pass")
    .where("clinic", "=", clinic)
    .where("token", "=", hashOf(token))
    .execute();
};

/** Whose pass it is, while it lasts; null: nobody's. */
export const passHolder = async (
  scope: Scope,
  { clinic, token, now }: Bearer & { readonly now: number },
): Promise<string | null> => {
  const row = await scope
    .selectFrom("pass")
    .select(["account", "made"])
    .where("clinic", "=", clinic)
    .where("token", "=", hashOf(token))
    .executeTakeFirst();
  return row === undefined || now - row.made > PASS_DAYS * DAY_MS ? null : row.account;
};
