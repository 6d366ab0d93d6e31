// SPDX-License-Identifier: Apache-2.0
/** A caller over the wire: asks a server that may die at any moment. */
import { codeAt, drawFactor } from "../../src/index.ts";

/** An event as whoever caused it was told of it. */
export type Receipt = {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly revision: number;
};

/** What came back; null: nothing did. */
export type Answered = {
  readonly status: number;
  readonly events: readonly Receipt[];
  readonly refusals: readonly { readonly kind: string; readonly read: string }[];
  readonly json: ReturnType<typeof JSON.parse>;
} | null;

/** Somebody who is signed in, wherever the server is just now. */
export type Hand = {
  readonly account: string;
  readonly ask: (path: string) => Promise<Answered>;
  readonly tell: (path: string, input: unknown, key: string) => Promise<Answered>;
};

/** Where the server is, and the secrets of everybody. */
export type Door = { address: string; readonly password: string; readonly factor: string };

/** Secrets for the people of one run. */
export const drawSecrets = () => ({ password: crypto.randomUUID(), factor: drawFactor() });

/** The id of the clinic. */
export const CLINIC = "clinic";

const answered = async (request: Promise<Response>): Promise<Answered> => {
  try {
    const response = await request;
    const text = await response.text();
    const json = text === "" ? {} : JSON.parse(text);
    return {
      status: response.status,
      events: json.events ?? [],
      refusals: json.refusals ?? [],
      json,
    };
  } catch {
    return null;
  }
};

/** Signs in. The second hand under what needs one is `other`. */
export const signIn = async (door: Door, account: string, other: string): Promise<Hand> => {
  const at = (path: string): string => `${door.address}/api/clinics/${CLINIC}/${path}`;
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ account, password: door.password });
  const entered = await fetch(at("session"), { method: "POST", headers: json, body });
  const cookie = (entered.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const { guard } = (await entered.json()) as { readonly guard: string };
  const hand = () => ({
    password: door.password,
    code: codeAt(door.factor, Date.now()),
    meaning: "I have checked it",
  });
  return {
    account,
    ask: (path) => answered(fetch(at(path), { headers: { cookie } })),
    tell: (path, input, key) =>
      answered(
        fetch(at(path), {
          method: "POST",
          headers: { ...json, cookie, "x-cisterna-guard": guard, "idempotency-key": key },
          body: JSON.stringify({ input, signature: hand(), second: { ...hand(), account: other } }),
        }),
      ),
  };
};
