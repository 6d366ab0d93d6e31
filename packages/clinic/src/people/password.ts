// SPDX-License-Identifier: Apache-2.0
/**
 * Passwords: argon2id, and a rest after wrong ones that doubles. What is wrong is said only as
 * "wrong": not whether there is such an account.
 */
import { hash, verify } from "@node-rs/argon2";
import type { Scope } from "../store/scope.ts";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Shortest and longest password. */
export const PASSWORD_LENGTH = { from: 12, upto: 128 } as const;

/** Wrong passwords before the first rest, its length, and the longest rest. */
const PATIENCE = { tries: 5, restMs: 30_000, longestMs: 3_600_000 };

/** The hash to keep. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** A hash that no password has, so that an unknown account costs as much time as a wrong one. */
const NOBODYS = hashPassword(crypto.randomUUID());

/** Keeps the password of an account in place of the one before, and ends its sessions. */
export const keepPassword = async (
  scope: Scope,
  { clinic, account, password }: { clinic: string; account: string; password: string },
): Promise<void> => {
  await scope
    .insertInto("credential")
    .values({ clinic, account, password })
    .onConflict((conflict) =>
      conflict
        .columns(["clinic", "account"])
        .doUpdateSet({ password, failures: 0, closed_until: 0 }),
    )
    .execute();
  await scope
    .deleteFrom("session")
    .where("clinic", "=", clinic)
    .where("account", "=", account)
    .execute();
};

/** What became of a password. */
export type Proof =
  | { readonly kind: "right" }
  | { readonly kind: "wrong" }
  | { readonly kind: "resting"; readonly until: number };

const restAfter = (failures: number): number =>
  failures < PATIENCE.tries
    ? 0
    : Math.min(PATIENCE.restMs * 2 ** (failures - PATIENCE.tries), PATIENCE.longestMs);

type Claim = {
  readonly clinic: string;
  readonly account: string;
  readonly password: string;
  readonly now: number;
};

const count = async (scope: Scope, claim: Claim, failures: number): Promise<void> => {
  await scope
    .updateTable("credential")
    .set({ failures, closed_until: failures === 0 ? 0 : claim.now + restAfter(failures) })
    .where("clinic", "=", claim.clinic)
    .where("account", "=", claim.account)
    .execute();
};

/** Whether a password is the account's; counts wrong ones. */
export const prove = async (scope: Scope, claim: Claim): Promise<Proof> => {
  const row = await scope
    .selectFrom("credential")
    .select(["password", "failures", "closed_until"])
    .where("clinic", "=", claim.clinic)
    .where("account", "=", claim.account)
    .forUpdate()
    .executeTakeFirst();
  if (row !== undefined && row.closed_until > claim.now) {
    return { kind: "resting", until: row.closed_until };
  }
  const right = await verify(row?.password ?? (await NOBODYS), claim.password);
  if (row === undefined) return { kind: "wrong" };
  if (!right) await count(scope, claim, row.failures + 1);
  if (right && row.failures > 0) await count(scope, claim, 0);
  return { kind: right ? "right" : "wrong" };
};
