// SPDX-License-Identifier: Apache-2.0
/** Challenges: random bytes in the database, taken once, for one purpose, within two minutes. */
import { randomBytes } from "node:crypto";
import type { Scope } from "../store/scope.ts";

/** What a challenge is drawn for. */
type Purpose = "sign-in" | "enrol" | "prove" | "sign";

/** What a challenge was drawn for: whose answer it waits for, and the request that it signs. */
export type Drawn = {
  readonly purpose: Purpose;
  readonly account: string | null;
  readonly asked: string | null;
};

/** How long somebody may look for a key. */
export const LASTS_MS = 120_000;

type Moment = { readonly clinic: string; readonly now: number };

/** Draws a challenge; those that are over are thrown away with it. */
export const drawChallenge = async (
  scope: Scope,
  { clinic, now }: Moment,
  drawn: Drawn,
): Promise<string> => {
  const challenge = randomBytes(32).toString("base64url");
  await scope
    .deleteFrom("challenge")
    .where("clinic", "=", clinic)
    .where("until", "<", now)
    .execute();
  const row = { ...{ clinic, challenge }, ...drawn, until: now + LASTS_MS };
  await scope.insertInto("challenge").values(row).execute();
  return challenge;
};

/** The challenge that a browser says was answered; null: it says none. */
export const challengeIn = (clientData: string): string | null => {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, "base64url").toString("utf8"));
    return typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
};

/** Takes a challenge, whatever becomes of its answer; null: none, taken already, or over. */
export const takeChallenge = async (
  scope: Scope,
  { clinic, now }: Moment,
  challenge: string,
): Promise<Drawn | null> => {
  const row = await scope
    .deleteFrom("challenge")
    .where("clinic", "=", clinic)
    .where("challenge", "=", challenge)
    .returning(["purpose", "account", "asked", "until"])
    .executeTakeFirst();
  if (row === undefined || row.until < now) return null;
  const { purpose, account, asked } = row;
  return { purpose: purpose as Purpose, account, asked };
};
