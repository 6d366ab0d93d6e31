// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: a token in a cookie that no script reads, and a guard that a page shows with every
 * request that changes something. The database holds the token's hash only.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Scope } from "../store/scope.ts";

/** How long a session lasts: unused, altogether, and until the person has to prove it again. */
const LASTS = { idleMs: 30 * 60_000, wholeMs: 12 * 3_600_000, freshMs: 3 * 60_000 } as const;

/** Somebody signed in. */
export type Session = {
  readonly clinic: string;
  readonly account: string;
  readonly guard: string;
  /** Whether the person was away for longer than `LASTS.freshMs` and has not given the password. */
  readonly stale: boolean;
  /** Hash of the token: the row's key. */
  readonly token: string;
};

/** What the database holds of a token. */
export const hashOf = (token: string): string =>
  createHash("sha256").update(token).digest("base64url");

/** A token that nobody can guess. */
export const secret = (): string => randomBytes(32).toString("base64url");

/** Opens a session; the token goes into the cookie and nowhere else. */
export const openSession = async (
  scope: Scope,
  { clinic, account, now }: { clinic: string; account: string; now: number },
): Promise<{ readonly token: string; readonly guard: string }> => {
  const [token, guard] = [secret(), secret()];
  await scope
    .insertInto("session")
    .values({
      clinic,
      account,
      token: hashOf(token),
      guard,
      opened: now,
      seen: now,
      proven: now,
    })
    .execute();
  return { token, guard };
};

/** How exactly it is known when a session was last used: it need not be written every time. */
const GRAIN_MS = 10_000;

/** A token that is shown, and for how long nobody has touched the page that shows it. */
type Use = {
  readonly clinic: string;
  readonly token: string;
  readonly now: number;
  readonly restedMs: number;
};

/**
 * The session of a token, if it still lasts; notes that it is used. What a page asks by itself is
 * no use: its person was last there when the page was touched. A session that was idle for too
 * long stays stale until `refresh`, however busy it is then.
 */
export const useSession = async (
  scope: Scope,
  { clinic, token, now, restedMs }: Use,
): Promise<Session | null> => {
  const key = hashOf(token);
  const row = await scope
    .selectFrom("session")
    .selectAll()
    .where("clinic", "=", clinic)
    .where("token", "=", key)
    .executeTakeFirst();
  if (row === undefined) return null;
  const used = Math.max(row.seen, now - restedMs);
  const idle = used - row.seen;
  if (Math.max(idle, now - used) > LASTS.idleMs || now - row.opened > LASTS.wholeMs) {
    await endSession(scope, { clinic, token: key });
    return null;
  }
  const stale = row.proven === 0 || Math.max(idle, now - used) > LASTS.freshMs;
  if (idle > GRAIN_MS) {
    await scope
      .updateTable("session")
      .set({ seen: used, ...(stale ? { proven: 0 } : {}) })
      .where("clinic", "=", clinic)
      .where("token", "=", key)
      .execute();
  }
  return { clinic, account: row.account, guard: row.guard, stale, token: key };
};

/** Those of some sessions, by their keys, that still last; looking is no use of them. */
export const lastingOf = async (
  scope: Scope,
  { clinic, tokens, now }: { clinic: string; tokens: readonly string[]; now: number },
): Promise<ReadonlySet<string>> => {
  if (tokens.length === 0) return new Set();
  const rows = await scope
    .selectFrom("session")
    .select("token")
    .where("clinic", "=", clinic)
    .where("token", "in", tokens)
    .where("seen", ">=", now - LASTS.idleMs)
    .where("opened", ">=", now - LASTS.wholeMs)
    .execute();
  return new Set(rows.map(({ token }) => token));
};

/** The person of a session has given the password again. */
export const refresh = async (
  scope: Scope,
  { clinic, token, now }: { clinic: string; token: string; now: number },
): Promise<void> => {
  await scope
    .updateTable("session")
    .set({ seen: now, proven: now })
    .where("clinic", "=", clinic)
    .where("token", "=", token)
    .execute();
};

/** Ends a session. */
export const endSession = async (
  scope: Scope,
  { clinic, token }: { readonly clinic: string; readonly token: string },
): Promise<void> => {
  await scope
    .deleteFrom("session")
    .where("clinic", "=", clinic)
    .where("token", "=", token)
    .execute();
};
