// SPDX-License-Identifier: Apache-2.0
/**
 * What a patient's controller keeps in this browser: one document, sealed as a whole under a key
 * that cannot be taken out. One page at a time holds it, and writes before the next thing happens.
 */
import type { Dates, Status } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { drawWrap, type Sealed, seal, shelfOf, unseal, webRandom } from "../air/seal.ts";
import { utf8In, utf8Of } from "./utf8.ts";

/** What the clinic says, and when it said so by this device's clock. */
export type ClinicWord = {
  readonly at: number;
  readonly clinic: {
    readonly clinic: string;
    readonly name: string;
    readonly zone: string;
    readonly phone: string | null;
  };
  readonly name: string | null;
  readonly implants: readonly {
    readonly implant: string;
    readonly pump: string | null;
    readonly state: "here" | "deaf" | "away" | "claimed-twice" | "no-serial";
    readonly due: string | null;
    readonly appointment: string | null;
    /** The passport that the clinic signed last, and how it stands. */
    readonly passport: {
      readonly text: string;
      readonly issued: string;
      readonly stands: "current" | "old" | "outdated" | "revoked";
    } | null;
  }[];
};

/** The pump that this controller has paired with, keys as hexadecimal digits. */
export type KeptPeer = {
  readonly implant: string;
  readonly pump: string;
  readonly slot: number;
  readonly counter: number;
} & Readonly<Record<"key" | "helloKey" | "signing" | "maker", string>>;

/** What the pump said of itself, and when it was heard by this device's clock. */
export type Seen = {
  readonly at: number;
  readonly status: Status;
  readonly program: Program | null;
  readonly pulse: number;
  readonly grants: readonly { readonly id: string; readonly at: number; readonly ends: number }[];
  /** When the pump surely needs nothing, by its own last word; null: not heard yet. */
  readonly dates: Dates | null;
};

/** After so long a value is old. Source: REQ-091. */
const OLD_MS = 30_000;

/** Whether what was seen is old; what comes from a later clock is no younger. */
export const isOld = ({ at }: Pick<Seen, "at">, now: number): boolean =>
  now - at > OLD_MS || now < at - OLD_MS;

/** A dose that was asked for, and of which nobody has said yet what came of it. */
export type Asking = {
  /** 128 bits, hexadecimal: the same again is the same request again. */
  readonly id: string;
  /** By the pump's clock. */
  readonly askedAt: Milliseconds;
  readonly at: number;
};

/** Pain and spasms as the patient writes them down. */
export type Symptom = {
  readonly id: string;
  readonly at: number;
  /** 0 none … 10 the worst; null: not said. */
  readonly pain: number | null;
  readonly spasms: number | null;
  readonly note: string;
};

/** What is being written and is not saved. */
export type Draft = Pick<Symptom, "pain" | "spasms" | "note">;

/** Nothing written. */
export const NO_DRAFT: Draft = { pain: null, spasms: null, note: "" };

/** The whole document. */
export type Kept = {
  /** The secret of the handshake, hexadecimal. */
  readonly own: string;
  readonly word: ClinicWord | null;
  readonly peer: KeptPeer | null;
  readonly seen: Seen | null;
  readonly asking: Asking | null;
  readonly symptoms: readonly Symptom[];
  readonly draft: Draft;
};

/** After so many days a symptom leaves this device: a proposal of this project. */
export const KEPT_DAYS = 90;

const DAY_MS = 86_400_000;

/** Symptoms whose time is not over. */
const young = (symptoms: readonly Symptom[], now: number): readonly Symptom[] =>
  symptoms.filter(({ at }) => now - at < KEPT_DAYS * DAY_MS);

type Row = { readonly id: string; readonly wrap: CryptoKey; readonly sealed: Sealed };

const SHELF = shelfOf<Row>("cisterna-controller", "controllers");
const MINE = "mine";

const hexIn = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A new secret or id, hexadecimal. */
export const drawHex = (count: number): string => hexIn(webRandom(count));

const empty = (): Kept => ({
  ...{ own: drawHex(32), word: null, peer: null, seen: null, asking: null },
  ...{ symptoms: [], draft: NO_DRAFT },
});

/** The document in the hands of the one page that holds it. */
export type Keeper = {
  readonly now: () => Kept;
  /** Changes it; done when it is on the disk. */
  readonly put: (change: Partial<Kept>) => Promise<void>;
  /** Takes everything off this device. */
  readonly forget: () => Promise<void>;
};

const opened = async (row: Row, now: number): Promise<Kept> => {
  const kept = JSON.parse(utf8In(await unseal(row.wrap, row.sealed))) as Kept;
  return { ...kept, symptoms: young(kept.symptoms, now) };
};

const keeperOf = (first: Kept, wrap: CryptoKey): Keeper => {
  let kept = first;
  let last = Promise.resolve();
  const write = async (): Promise<void> => {
    const sealed = await seal(wrap, utf8Of(JSON.stringify(kept)));
    await SHELF.write({ id: MINE, wrap, sealed });
  };
  return {
    now: () => kept,
    put: (change) => {
      kept = { ...kept, ...change };
      last = last.then(write, write);
      return last;
    },
    forget: async () => {
      await last.catch(() => undefined);
      await SHELF.remove(MINE);
      kept = empty();
    },
  };
};

/** Holds a lock for as long as the page lives; false: another page holds it. */
const alone = (): Promise<boolean> =>
  new Promise((resolve) => {
    void navigator.locks.request("cisterna-controller", { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    });
  });

/** Opens the document, an empty one the first time; null: another page has it open. */
export const openKept = async (): Promise<Keeper | null> => {
  if (!(await alone())) return null;
  const row = await SHELF.read(MINE);
  return row === undefined
    ? keeperOf(empty(), await drawWrap())
    : keeperOf(await opened(row, Date.now()), row.wrap);
};
