// SPDX-License-Identifier: Apache-2.0
/**
 * Passwords: argon2id, and a rest after wrong ones that doubles. What is wrong is said only as
 * "wrong": not whether there is such an account.
 */
import { hash, verify } from "@node-rs/argon2";
import type { Scope } from "../store/scope.ts";
import { stepOf } from "./factor.ts";

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

/** Keeps the password of an account in place of the one before; its sessions and passes end. */
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
  for (const table of ["session", "pass"] as const) {
    await scope
      .deleteFrom(table)
      .where("clinic", "=", clinic)
      .where("account", "=", account)
      .execute();
  }
};

/** Keeps the second factor of an account in place of the one before. */
export const keepFactor = async (
  scope: Scope,
  { clinic, account, factor }: { clinic: string; account: string; factor: string },
): Promise<void> => {
  await scope
    .updateTable("credential")
    .set({ factor, factor_step: 0, factor_use: null })
    .where("clinic", "=", clinic)
    .where("account", "=", account)
    .execute();
};

/** What became of a proof. */
export type Proof =
  | { readonly kind: "right" }
  | { readonly kind: "wrong" }
  | { readonly kind: "resting"; readonly until: number }
  | { readonly kind: "no-factor" | "code-wrong" | "code-used" };

const restAfter = (failures: number): number =>
  failures < PATIENCE.tries
    ? 0
    : Math.min(PATIENCE.restMs * 2 ** (failures - PATIENCE.tries), PATIENCE.longestMs);

/** A code of the second factor, and what it is to sign: it signs nothing else. */
type Code = { readonly given: string; readonly use: string };

type Claim = {
  readonly clinic: string;
  readonly account: string;
  readonly password: string;
  /** Null: the password is enough. */
  readonly code: Code | null;
  readonly now: number;
};

type Changes = Partial<{
  readonly failures: number;
  readonly closed_until: number;
  readonly factor_step: number;
  readonly factor_use: string | null;
}>;

type Holder = Pick<Claim, "clinic" | "account">;

const change = async (scope: Scope, holder: Holder, changes: Changes): Promise<void> => {
  await scope
    .updateTable("credential")
    .set(changes)
    .where("clinic", "=", holder.clinic)
    .where("account", "=", holder.account)
    .execute();
};

const rowOf = (scope: Scope, { clinic, account }: Holder) =>
  scope
    .selectFrom("credential")
    .selectAll()
    .where("clinic", "=", clinic)
    .where("account", "=", account)
    .forUpdate()
    .executeTakeFirst();

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;

/** A code is taken once: later steps only, or the same step for the very same use. */
const codeProof = (row: Row, { code, now }: Claim): Proof & { readonly step?: number } => {
  if (code === null) return { kind: "right" };
  if (row.factor === null) return { kind: "no-factor" };
  const step = stepOf(row.factor, code.given, now);
  if (step === null) return { kind: "code-wrong" };
  const isAgain = step === row.factor_step && code.use === row.factor_use;
  return step > row.factor_step || isAgain ? { kind: "right", step } : { kind: "code-used" };
};

/** Whether a password and a code are the account's; counts wrong ones, and takes the code. */
export const prove = async (scope: Scope, claim: Claim): Promise<Proof> => {
  const row = await rowOf(scope, claim);
  if (row !== undefined && row.closed_until > claim.now) {
    return { kind: "resting", until: row.closed_until };
  }
  const isRight = await verify(row?.password ?? (await NOBODYS), claim.password);
  if (row === undefined) return { kind: "wrong" };
  const { step, ...proof } = isRight ? codeProof(row, claim) : ({ kind: "wrong" } as const);
  if (proof.kind === "wrong" || proof.kind === "code-wrong") {
    const failures = row.failures + 1;
    await change(scope, claim, { failures, closed_until: claim.now + restAfter(failures) });
  }
  if (proof.kind !== "right") return proof;
  if (row.failures > 0) await change(scope, claim, { failures: 0, closed_until: 0 });
  if (step !== undefined) {
    await change(scope, claim, { factor_step: step, factor_use: claim.code?.use ?? null });
  }
  return proof;
};

/** Gives a code back that has come to nothing: what it should have signed was refused. */
export const giveBack = async (
  scope: Scope,
  { use, ...holder }: Holder & { readonly use: string },
): Promise<void> => {
  const row = await rowOf(scope, holder);
  if (row?.factor_use !== use) return;
  await change(scope, holder, { factor_step: row.factor_step - 1, factor_use: null });
};
