// SPDX-License-Identifier: Apache-2.0
/**
 * The controller of one patient in this page: one thing after the other, each kept before it is
 * sent and shown as done only when the pump has said so. Screens listen to it.
 */
import type { LinkRefusal } from "@cisterna/link";
import type { Dates, Refusal } from "@cisterna/pump";
import { invitationIn } from "../air/call.ts";
import { ask as askClinic, givePassBack, Problem, tellOpenly } from "../clinic/client.ts";
import {
  type Asking,
  type ClinicWord,
  drawHex,
  isOld,
  type Keeper,
  type Kept,
  openKept,
  type Seen,
} from "./kept.ts";
import {
  type Answer,
  askFor,
  type Contact,
  contactWith,
  lastWord,
  learntOf,
  look,
  pairBy,
  type Silence,
  silence,
} from "./pump.ts";

/** What the last thing that was asked came to. Moments are by this device's clock. */
export type Notice =
  | { readonly kind: "granted"; readonly until: number }
  | {
      readonly kind: "refused";
      readonly refusals: readonly Refusal[];
      readonly next: number | null;
    }
  | { readonly kind: "not-passed-on"; readonly refusals: readonly LinkRefusal[] }
  /** The pump was not reached: nothing was asked. */
  | { readonly kind: "not-reached" }
  | { readonly kind: "silence"; readonly said: Silence }
  | { readonly kind: "no-code" }
  | { readonly kind: "other-pump"; readonly pump: string }
  | { readonly kind: "not-paired" }
  | { readonly kind: "problem"; readonly problem: Problem["kind"] };

/** What is being done. */
type Busy = "looking" | "asking" | "silencing" | "entering" | "pairing" | "forgetting";

/** Everything that the screens show. */
export type State = {
  /** `elsewhere`: another page has it open. `broken`: what is kept cannot be read. */
  readonly stage: "opening" | "elsewhere" | "broken" | "ready";
  readonly kept: Kept | null;
  readonly busy: Busy | null;
  readonly notice: Notice | null;
  /** Whether the pump was reached when it was last called; null: it was not called yet. */
  readonly reached: boolean | null;
  /** Whether the clinic took the pass when it was last shown. */
  readonly passed: boolean;
};

const START: State = {
  ...{ stage: "opening", kept: null, busy: null, notice: null, reached: null, passed: true },
};

type Change = Partial<Omit<State, "kept">>;

/** A moment of the pump's clock by this device's. */
export const wallOf = ({ at, status }: Pick<Seen, "at" | "status">, time: number): number =>
  at + (time - status.now);

/** Somebody, by name and password. */
type Claim = { readonly account: string; readonly password: string };

/** What is held in hands while the page lives. */
type Hands = {
  readonly keeper: Keeper;
  contact: Contact | null;
  /** Whether the pump's own word was heard since this page was opened. */
  hasWord: boolean;
};

const contactOf = (hands: Hands): Contact | null => {
  hands.contact ??= contactWith(hands.keeper, "far");
  return hands.contact;
};

const letGo = (hands: Hands): void => {
  hands.contact?.radio.close();
  hands.contact = null;
};

/** A socket that brought nothing is not trusted again: the next call opens another. */
const notReached = (hands: Hands): Change => {
  letGo(hands);
  return { reached: false };
};

const noticeOf = (answer: Answer, seen: Seen): Notice | null => {
  switch (answer.kind) {
    case "granted":
      return { kind: "granted", until: wallOf(seen, answer.until) };
    case "refused": {
      const next = answer.next === null ? null : wallOf(seen, answer.next);
      return { ...answer, next };
    }
    case "not-passed-on":
      return answer;
    case "silent":
      return null;
  }
};

/** What a reading tells of a request that is open closes it. */
const learnt = async (keeper: Keeper, seen: Seen): Promise<Change> => {
  const { asking, peer } = keeper.now();
  const answer = asking === null || peer === null ? null : learntOf(asking, seen, peer.slot);
  if (answer === null) return {};
  await keeper.put({ asking: null });
  return { notice: noticeOf(answer, seen) };
};

/** The pump's own word of when it needs somebody, once for each time the page is opened. */
const datesOf = async (hands: Hands, contact: Contact): Promise<Dates | null> => {
  if (hands.hasWord) return hands.keeper.now().seen?.dates ?? null;
  const dates = await lastWord(contact);
  hands.hasWord = dates !== null;
  return dates;
};

const read = async (hands: Hands): Promise<Change> => {
  const { keeper } = hands;
  const contact = contactOf(hands);
  if (contact === null) return {};
  const dates = await datesOf(hands, contact);
  const seen = hands.hasWord ? await look(contact, dates) : null;
  if (seen === null || "kind" in seen) return notReached(hands);
  await keeper.put({ seen });
  return { reached: true, ...(await learnt(keeper, seen)) };
};

/** Asks, and reads again what came of it. Without an answer the request stays open. */
const settled = async (hands: Hands, asking: Asking, seen: Seen): Promise<Change> => {
  const contact = contactOf(hands);
  const answer = contact === null ? null : await askFor(contact, asking);
  if (answer === null || answer.kind === "silent") return { ...notReached(hands), notice: null };
  await hands.keeper.put({ asking: null });
  const after = await read(hands);
  return { ...after, notice: noticeOf(answer, seen) };
};

/** What was seen just now, in the session that is open; or it is looked again. */
const seenNow = async (hands: Hands): Promise<Seen | null> => {
  const { seen } = hands.keeper.now();
  const isOpen = (hands.contact?.remote.line ?? null) !== null;
  if (isOpen && seen !== null && !isOld(seen, Date.now())) return seen;
  const { reached } = await read(hands);
  return reached === true ? hands.keeper.now().seen : null;
};

/** Asks for a dose: first how the pump is, then a request that is kept before it is sent. */
const asked = async (hands: Hands): Promise<Change> => {
  const { keeper } = hands;
  const seen = await seenNow(hands);
  if (seen === null) return { reached: false, notice: { kind: "not-reached" } };
  const { asking: open } = keeper.now();
  if (open !== null) return settled(hands, open, seen);
  const asking = { id: drawHex(16), askedAt: seen.status.now, at: Date.now() };
  await keeper.put({ asking });
  return settled(hands, asking, seen);
};

/** Asks once more with the request that is open. */
const askedAgain = async (hands: Hands): Promise<Change> => {
  const { asking, seen } = hands.keeper.now();
  return asking === null || seen === null ? {} : settled(hands, asking, seen);
};

const stilled = async (hands: Hands): Promise<Change> => {
  const near = contactWith(hands.keeper, "near");
  if (near === null) return {};
  const said = await silence(near);
  near.radio.close();
  return { ...(await read(hands)), notice: { kind: "silence", said } };
};

const worded = async ({ keeper }: Hands, clinic: string): Promise<Change> => {
  try {
    const said = await askClinic<Omit<ClinicWord, "at">>(clinic, "controller");
    await keeper.put({ word: { ...said, at: Date.now() } });
    return { passed: true };
  } catch (error) {
    return error instanceof Problem && error.kind === "not-signed-in" ? { passed: false } : {};
  }
};

const entered = async (hands: Hands, clinic: string, claim: Claim): Promise<Change> => {
  await tellOpenly(clinic, "controller", claim);
  return { notice: null, ...(await worded(hands, clinic)) };
};

/** Pairs with the pump of the code, if the clinic says that it is the patient's own. */
const pairedBy = async (hands: Hands, code: string): Promise<Change> => {
  const { keeper } = hands;
  const { word } = keeper.now();
  const to = invitationIn(code);
  if (word === null || to === null) return { notice: { kind: "no-code" } };
  const own = word.implants.find(({ pump }) => pump === to.pump);
  if (own === undefined) return { notice: { kind: "other-pump", pump: to.pump } };
  const { implant } = own;
  const peer = await pairBy(keeper, { clinic: word.clinic.clinic, implant }, to);
  if (peer === null) return { notice: { kind: "not-paired" } };
  letGo(hands);
  hands.hasWord = false;
  await keeper.put({ peer, seen: null, asking: null });
  return { ...(await read(hands)), notice: null };
};

const forgotten = async (hands: Hands): Promise<Change> => {
  const clinic = hands.keeper.now().word?.clinic.clinic;
  letGo(hands);
  if (clinic !== undefined) await givePassBack(clinic).catch(() => undefined);
  hands.hasWord = false;
  await hands.keeper.forget();
  return { ...START, stage: "ready" };
};

const problemOf = (error: unknown): Notice => ({
  kind: "problem",
  problem: error instanceof Problem ? error.kind : "other",
});

/** Something to be done with what is in hands. */
type Work = (hands: Hands) => Promise<Change>;

/** Opens the controller of this browser. */
export const openMine = () => {
  let state = START;
  let hands: Hands | null = null;
  let last: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const change = (next: Change): void => {
    state = { ...state, ...next, kept: hands?.keeper.now() ?? null };
    for (const listener of listeners) listener();
  };
  const run = (busy: Busy, work: Work): Promise<void> => {
    last = last.then(async () => {
      if (hands === null) return;
      change({ busy });
      const next = await work(hands).catch((error) => ({ notice: problemOf(error) }));
      change({ ...next, busy: null });
    });
    return last;
  };
  const open = async (): Promise<void> => {
    try {
      const keeper = await openKept();
      hands = keeper === null ? null : { keeper, contact: null, hasWord: false };
      change({ stage: keeper === null ? "elsewhere" : "ready" });
    } catch {
      change({ stage: "broken" });
    }
  };
  return {
    state: () => state,
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open,
    /** Reads the pump, unless something is being done. */
    look: () => (state.busy === null ? run("looking", read) : last),
    ask: () => run("asking", asked),
    askAgain: () => run("asking", askedAgain),
    silence: () => run("silencing", stilled),
    enter: (clinic: string, claim: Claim) =>
      run("entering", (each) => entered(each, clinic, claim)),
    hearClinic: () =>
      run("looking", async (each) => {
        const clinic = each.keeper.now().word?.clinic.clinic;
        return clinic === undefined ? {} : worded(each, clinic);
      }),
    pair: (code: string) => run("pairing", (each) => pairedBy(each, code)),
    forget: () => run("forgetting", forgotten),
    /** The page is out of sight: the session ends, with the pump's own word. */
    rest: () =>
      run("looking", async (each) => {
        if (each.contact?.remote.line != null) await lastWord(each.contact);
        letGo(each);
        each.hasWord = false;
        return {};
      }),
    /** Keeps what the patient wrote. */
    keep: async (what: Partial<Kept>): Promise<void> => {
      const kept = hands?.keeper.put(what);
      change({});
      await kept;
    },
    dismiss: () => change({ notice: null }),
  };
};

/** The controller. */
export type Mine = ReturnType<typeof openMine>;
