// SPDX-License-Identifier: Apache-2.0
/**
 * What was typed and not sent yet. It lies in this tab, sealed as a whole under a key that nobody
 * gets out of the browser, until it is sent, somebody signs out, the tab is closed, or a day is
 * over; open it lies in the page's memory alone.
 */
import { drawWrap, type Sealed, seal, shelfOf, unseal } from "../air/seal.ts";

/** For so long what was typed is kept; after it the key is gone as well. Our own proposal. */
const KEPT_MS = 24 * 3_600_000;

/** The key's time is not written anew with every letter. */
const SETTLED_MS = KEPT_MS / 24;

const PLACE = "cisterna-drafts";
const ONLY = "drafts";

type Draft = { readonly until: number; readonly what: unknown };
type Kept = { readonly id: typeof ONLY; readonly wrap: CryptoKey; readonly until: number };

const KEYS = shelfOf<Kept>(PLACE, "keys");

const isYoung = ({ until }: { readonly until: number }): boolean => until > Date.now();

const drafts = new Map<string, Draft>();
let turn = 0;

/** One tab at a time looks after the key, so that no two draw one. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(PLACE, work);

/** The key of this browser, drawn where there is none; it lives as long as its youngest draft. */
const wrapNow = (): Promise<CryptoKey> =>
  alone(async () => {
    const until = Date.now() + KEPT_MS;
    const kept = await KEYS.read(ONLY);
    const young = kept !== undefined && isYoung(kept) ? kept : undefined;
    const wrap = young?.wrap ?? (await drawWrap());
    if (until - (young?.until ?? 0) > SETTLED_MS) await KEYS.write({ id: ONLY, wrap, until });
    return wrap;
  });

let held: { readonly wrap: Promise<CryptoKey>; readonly since: number } | null = null;

/** The key in hand, so that a letter is sealed before the next one; looked after every hour. */
const wrapInHand = (): Promise<CryptoKey> => {
  const now = Date.now();
  if (held === null || now - held.since > SETTLED_MS) held = { wrap: wrapNow(), since: now };
  return held.wrap;
};

/** Takes the key in hand before anybody types. */
export const readyToKeep = (): void => void wrapInHand().catch(() => undefined);

const packed = ({ nonce, text }: Sealed): string =>
  [nonce, new Uint8Array(text)]
    .map((bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")))
    .join(".");

const bytesIn = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

const unpacked = (text: string): Sealed => {
  const [nonce = "", sealed = ""] = text.split(".");
  return { nonce: bytesIn(nonce), text: bytesIn(sealed).buffer };
};

/** Stores all of it, unless something was typed or dropped since. */
const store = async (): Promise<void> => {
  turn += 1;
  const mine = turn;
  if (drafts.size === 0) return sessionStorage.removeItem(PLACE);
  const text = new TextEncoder().encode(JSON.stringify([...drafts]));
  const sealed = await seal(await wrapInHand(), text);
  if (mine === turn) sessionStorage.setItem(PLACE, packed(sealed));
};

const read = async (): Promise<readonly (readonly [string, Draft])[]> => {
  const text = sessionStorage.getItem(PLACE);
  const kept = await KEYS.read(ONLY);
  if (kept === undefined || !isYoung(kept)) {
    await alone(() => KEYS.remove(ONLY));
    return [];
  }
  if (text === null) return [];
  return JSON.parse(new TextDecoder().decode(await unseal(kept.wrap, unpacked(text))));
};

/**
 * Opens what this tab has kept, and drops what is too old. What cannot be opened is dropped as
 * well: its key is gone. Says true once it is done.
 */
export const openDrafts = async (): Promise<true> => {
  const found = await read().catch(() => []);
  for (const [name, draft] of found) if (isYoung(draft)) drafts.set(name, draft);
  if (drafts.size === 0) sessionStorage.removeItem(PLACE);
  return true;
};

/** What was typed under a name; undefined: nothing, or it was too long ago. */
export const draftOf = (name: string): unknown => {
  const draft = drafts.get(name);
  return draft !== undefined && isYoung(draft) ? draft.what : undefined;
};

/** Keeps what is typed. A browser that cannot seal keeps it in memory alone. */
export const keepDraft = (name: string, what: unknown): void => {
  drafts.set(name, { until: Date.now() + KEPT_MS, what });
  void store().catch(() => undefined);
};

/** Drops what was sent. */
export const dropDraft = (name: string): void => {
  drafts.delete(name);
  void store().catch(() => undefined);
};

/** Forgets all that was typed and not sent, and the key with it. */
export const forgetDrafts = async (): Promise<void> => {
  drafts.clear();
  held = null;
  await store();
  await alone(() => KEYS.remove(ONLY)).catch(() => undefined);
};
