// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic's interface as the app uses it: requests out, answers in, problems as errors by kind.
 */
import type { ClinicText } from "../text/en/clinic.ts";
import { rest } from "./rest.ts";

/** A kind of problem that has its own sentence. */
type ProblemKind = keyof ClinicText["problems"];

/** One reason why something has no effect, as the clinic says it. */
export type RefusalSaid = {
  readonly kind: string;
  readonly path: string;
  readonly read: string;
  readonly accepted: string;
};

/** A request that had no effect. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly refusals: readonly RefusalSaid[];
  /** A name or an address that the sentence ends with. */
  readonly about: string;
  constructor(kind: ProblemKind, refusals: readonly RefusalSaid[] = [], about = "") {
    super(kind);
    this.kind = kind;
    this.refusals = refusals;
    this.about = about;
  }
}

const SPOKEN: readonly ProblemKind[] = [
  "wrong-password",
  "wrong-passkey",
  "resting",
  "too-often",
  "not-signed-in",
  "forbidden",
  "not-found",
  "no-database",
  "prove-yourself",
  "stale",
  "refused",
];

const kindIn = (document: unknown): ProblemKind => {
  const type =
    typeof document === "object" && document !== null && "type" in document
      ? String(document.type).replace("urn:cisterna:problem:", "")
      : "";
  return SPOKEN.find((each) => each === type) ?? "other";
};

const refusalsIn = (document: unknown): readonly RefusalSaid[] =>
  typeof document === "object" && document !== null && "refusals" in document
    ? (document.refusals as readonly RefusalSaid[])
    : [];

const answer = async (request: Promise<Response>) => {
  const response = await request.catch(() => {
    throw new Problem("offline");
  });
  const document: unknown =
    response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Problem(kindIn(document), refusalsIn(document));
  return { document, revision: response.headers.get("etag") };
};

const answered = async (request: Promise<Response>): Promise<unknown> =>
  (await answer(request)).document;

const pathOf = (clinic: string, path: string): string =>
  `./api/clinics/${encodeURIComponent(clinic)}/${path}`;

/** Reads a view; the caller knows its shape. */
export const ask = async <T>(clinic: string, path: string): Promise<T> =>
  (await answered(fetch(pathOf(clinic, path), { headers: rest() }))) as T;

/** What a view said, and the revision of its subject that it said it of. */
export type Seen<T> = { readonly view: T; readonly revision: string | null };

/** Reads a view with its revision; the caller knows its shape. */
export const askSeen = async <T>(clinic: string, path: string): Promise<Seen<T>> => {
  const { document, revision } = await answer(fetch(pathOf(clinic, path), { headers: rest() }));
  return { view: document as T, revision };
};

/** Who is signed in, and the guard that requests of this page carry. */
export type Welcome = {
  readonly clinic: { readonly clinic: string; readonly name: string; readonly zone: string };
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Whether an authenticator shows codes for the account. */
  readonly factor: boolean;
  readonly passkeys: readonly {
    readonly passkey: string;
    readonly name: string;
    readonly since: string;
    readonly used: string | null;
  }[];
  readonly guard: string;
};

/** Asks for something to be done before anybody is signed in. */
export const tellOpenly = (clinic: string, path: string, body: unknown): Promise<unknown> =>
  answered(
    fetch(pathOf(clinic, path), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

/** Gives the pass of a patient's controller back. */
export const givePassBack = (clinic: string): Promise<unknown> =>
  answered(fetch(pathOf(clinic, "controller"), { method: "DELETE" }));

/** Signs in, with a password or with what a passkey said. */
export const signIn = async (
  clinic: string,
  body: { readonly account: string; readonly password: string } | { readonly passkey: unknown },
): Promise<Welcome> => (await tellOpenly(clinic, "session", body)) as Welcome;

/** Your hand under a command: what you know, or what your passkey said to this very command. */
export type Hand = { readonly meaning: string } & (
  | { readonly password: string; readonly code?: string }
  | { readonly passkey: unknown }
);

/** A command to the clinic; `key` makes sure that it is done once, however often it is sent. */
type Deed = {
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly hand?: Hand | undefined;
  readonly seen?: string | null;
  readonly key: string;
};

const headersOf = ({ guard }: Welcome): Readonly<Record<string, string>> => ({
  "content-type": "application/json",
  "x-cisterna-guard": guard,
});

/** Gives a command. */
export const tellOnce = async (session: Welcome, deed: Deed): Promise<void> => {
  const { path, input, hand, seen = null, key } = deed;
  await answered(
    fetch(pathOf(session.clinic.clinic, path), {
      method: "POST",
      headers: {
        ...headersOf(session),
        "idempotency-key": key,
        ...(seen === null ? {} : { "if-match": seen }),
      },
      body: JSON.stringify({ input, ...(hand === undefined ? {} : { signature: hand }) }),
    }),
  );
};

/** Signs out. */
export const signOut = async ({ clinic, guard }: Welcome): Promise<void> => {
  await answered(
    fetch(pathOf(clinic.clinic, "session"), {
      method: "DELETE",
      headers: { "x-cisterna-guard": guard },
    }),
  );
};

const sent = (
  session: Welcome,
  path: string,
  what: { readonly method: "POST" | "PUT"; readonly body: string },
): Promise<unknown> =>
  answered(fetch(pathOf(session.clinic.clinic, path), { ...what, headers: headersOf(session) }));

/** Asks for something to be done, as this page of this session. */
export const tell = (session: Welcome, path: string, body: unknown): Promise<unknown> =>
  sent(session, path, { method: "POST", body: JSON.stringify(body) });

/** Proves with the password, or with what a passkey said, that it is still the same person. */
export const proveAgain = (
  session: Welcome,
  proof: { readonly password: string } | { readonly passkey: unknown },
): Promise<unknown> => sent(session, "session", { method: "PUT", body: JSON.stringify(proof) });

/** Whether a clinic serves this page; a plain static host does not. */
export const isServed = async (): Promise<boolean> => {
  try {
    const response = await fetch("./api/health");
    return response.ok && ((await response.json()) as { status?: string }).status === "alive";
  } catch {
    return false;
  }
};
