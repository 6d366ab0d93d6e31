// SPDX-License-Identifier: Apache-2.0
/**
 * The door: requests to one clinic with the session's cookie and guard. A browser keeps the cookie
 * itself and lets no script see it; elsewhere it is kept here.
 */
import { type Answered, readProblem } from "./problem.ts";

/** A request below the clinic's address. */
export type Sent = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends a request; the caller knows what is answered. */
export type Door = <T>(path: string, sent: Sent) => Promise<Answered<T>>;

type Kept = { cookie: string; guard: string };

const cookieIn = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");

const headersOf = ({ cookie, guard }: Kept, { body, headers = {} }: Sent) => ({
  ...headers,
  ...(body === undefined ? {} : { "content-type": "application/json" }),
  ...(guard === "" ? {} : { "x-cisterna-guard": guard }),
  ...(cookie === "" ? {} : { cookie }),
});

/** What was answered: JSON as a value, a PDF as its bytes, anything else as text. */
const contentOf = async (response: Response): Promise<unknown> => {
  const type = response.headers.get("content-type") ?? "";
  if (/pdf/.test(type)) return new Uint8Array(await response.arrayBuffer());
  const text = await response.text();
  return /json/.test(type) ? JSON.parse(text) : text;
};

/** A door, and the way to keep the guard that signing in gave. */
export const openDoor = (
  address: string,
): { readonly door: Door; readonly keep: (guard: string) => void } => {
  const kept: Kept = { cookie: "", guard: "" };
  const door: Door = async <T>(path: string, sent: Sent): Promise<Answered<T>> => {
    const response = await fetch(`${address}${path}`, {
      method: sent.method,
      headers: headersOf(kept, sent),
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    });
    const cookie = cookieIn(response);
    if (cookie !== "") kept.cookie = cookie;
    const content = await contentOf(response);
    return response.ok
      ? { ok: true, value: content as T, revision: response.headers.get("etag") }
      : { ok: false, problem: readProblem(response.status, content) };
  };
  return {
    door,
    keep: (guard) => {
      kept.guard = guard;
    },
  };
};
