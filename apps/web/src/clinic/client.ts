// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic's interface as the app uses it: requests out, answers in, problems as errors by kind.
 */
import type { ClinicText } from "../text/en/clinic.ts";

/** A kind of problem that has its own sentence. */
type ProblemKind = keyof ClinicText["problems"];

/** A request that had no effect. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  constructor(kind: ProblemKind) {
    super(kind);
    this.kind = kind;
  }
}

const SPOKEN: readonly ProblemKind[] = [
  "wrong-password",
  "resting",
  "too-often",
  "not-signed-in",
  "forbidden",
  "not-found",
  "no-database",
];

const kindIn = (document: unknown): ProblemKind => {
  const type =
    typeof document === "object" && document !== null && "type" in document
      ? String(document.type).replace("urn:cisterna:problem:", "")
      : "";
  return SPOKEN.find((each) => each === type) ?? "other";
};

const answered = async (request: Promise<Response>): Promise<unknown> => {
  const response = await request.catch(() => {
    throw new Problem("offline");
  });
  if (response.status === 204) return null;
  const document: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(kindIn(document));
  return document;
};

const pathOf = (clinic: string, path: string): string =>
  `./api/clinics/${encodeURIComponent(clinic)}/${path}`;

/** Reads a view; the caller knows its shape. */
export const ask = async <T>(clinic: string, path: string): Promise<T> =>
  (await answered(fetch(pathOf(clinic, path)))) as T;

/** Who is signed in, and the guard that requests of this page carry. */
export type Welcome = {
  readonly clinic: { readonly clinic: string; readonly name: string; readonly zone: string };
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly guard: string;
};

/** Signs in. */
export const signIn = async (
  clinic: string,
  body: { readonly account: string; readonly password: string },
): Promise<Welcome> =>
  (await answered(
    fetch(pathOf(clinic, "session"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  )) as Welcome;

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
  { clinic, guard }: Welcome,
  path: string,
  what: { readonly method: "POST" | "PUT"; readonly body: string },
): Promise<unknown> => {
  const headers = { "content-type": "application/json", "x-cisterna-guard": guard };
  return answered(fetch(pathOf(clinic.clinic, path), { ...what, headers }));
};

/** Asks for something to be done, as this page of this session. */
export const tell = (session: Welcome, path: string, body: unknown): Promise<unknown> =>
  sent(session, path, { method: "POST", body: JSON.stringify(body) });

/** Proves with the password that it is still the same person. */
export const proveAgain = (session: Welcome, password: string): Promise<unknown> =>
  sent(session, "session", { method: "PUT", body: JSON.stringify({ password }) });

/** Whether a clinic serves this page; a plain static host does not. */
export const isServed = async (): Promise<boolean> => {
  try {
    const response = await fetch("./api/health");
    return response.ok && ((await response.json()) as { status?: string }).status === "alive";
  } catch {
    return false;
  }
};
