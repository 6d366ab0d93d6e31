// SPDX-License-Identifier: Apache-2.0
/**
 * A virtual implant: a pump with its store and its telemetry head, living on a clock. What happens
 * is on disk before anybody hears of it; what nobody heard may be lost, and is recovered as a real
 * pump recovers from a power cut.
 */
import {
  type Bytes,
  type Channel,
  type Head,
  invitedByCard,
  type Kit,
  type Note,
  quietHead,
  received,
  restarted,
  type Turn,
  waited,
} from "@cisterna/link";
import {
  BEAT_MS as ALLOWANCE_MS,
  type Board,
  expectedReport,
  type Keeper,
  keepObserving,
  keepPassing,
  type Log,
  loggedAfter,
  type Mark,
  memoryOf,
  type Pump,
  type Report,
  supervised,
} from "@cisterna/pump";
import { Broken, DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Card } from "./card.ts";
import type { FlashFile } from "./flash-file.ts";
import { registersText } from "./registers.ts";
import { alarmTone, linkTones, type Sounder, type Tone } from "./sounder.ts";
import { type Twin, writeTwin } from "./twin.ts";
import { diaryText, keepsSame, vaultText, waresText } from "./vault-text.ts";

/** Where an implant is kept. */
type Files = {
  readonly flash: FlashFile;
  readonly vault: Twin;
  readonly registers: Twin;
  readonly wares: Twin;
  readonly diary: Twin;
};

/** An implant that lives. Changed in place by its one owner, the host. */
export type Implant = {
  readonly name: string;
  readonly board: Board;
  readonly card: Card;
  readonly files: Files;
  readonly kit: Kit;
  readonly sounder: Sounder;
  keeper: Keeper;
  /** Null: what it keeps for good cannot be read. It delivers, and listens to nobody. */
  head: Head | null;
  /** The head that is on disk. */
  kept: Head | null;
  /** When the hardware last reported. */
  reported: Milliseconds;
  /** What the registers on disk say. */
  marked: Mark | null;
};

/** From one report of the hardware to the next. Source: REQ-073. */
const BEAT_MS = 10_000;

/** The life of the virtual cell, and its voltage fresh and spent. No maker's numbers. */
const CELL_LIFE_MS = 6 * 365 * DAY_MS;
const FRESH_MV = 2_900;
const FALL_MV = 400;

/** The hardware of a virtual implant does what it is told, and its cell gets older. */
const reportOf = (keeper: Keeper, now: Milliseconds, isTest: boolean): Report => {
  const spent = Math.min(1_000, Math.floor((now * 1_000) / CELL_LIFE_MS));
  return {
    ...expectedReport(keeper.pump),
    battery: { spent, loadMillivolts: FRESH_MV - Math.floor((FALL_MV * spent) / 1_000) },
    sounder: isTest ? "works" : null,
    vibrator: isTest ? "works" : null,
    selfTest: isTest ? [] : null,
    memory: memoryOf(keeper),
  };
};

/** What is thrown where nothing may be is a broken invariant, whatever it is. */
const orBroken =
  (doing: (keeper: Keeper) => Log) =>
  (keeper: Keeper): Log => {
    try {
      return doing(keeper);
    } catch (thrown) {
      throw thrown instanceof Broken ? thrown : new Broken("nothing is thrown", { thrown });
    }
  };

/**
 * Has the keeper do something. A pump whose program finds itself broken starts again in its safe
 * state; nobody else is disturbed.
 * Source: REQ-024.
 */
export const keep = (
  implant: Pick<Implant, "board" | "keeper">,
  at: Milliseconds,
  doing: (keeper: Keeper) => Log,
): Log => {
  const upset = () => ({ now: at, turns: null });
  const { board } = implant;
  const done = supervised(board, implant.keeper, { doing: orBroken(doing), upset });
  implant.keeper = done.keeper;
  return done.events;
};

const observe = (implant: Implant, at: Milliseconds, isTest: boolean): void => {
  keep(implant, at, (keeper) => keepPassing(keeper, at));
  keep(implant, at, (keeper) =>
    keepObserving(keeper, { at, report: reportOf(keeper, at, isTest) }),
  );
  implant.reported = at;
};

/** When the pump tests itself next: at once after a start. */
const testDue = ({ now, tested, device }: Pump): number => {
  if (device.testEvery === null) return Number.POSITIVE_INFINITY;
  return tested === null ? now : tested + device.testEvery;
};

/** Tests that may fall due before the present; one that starts the pump anew is the last. */
const passTests = (implant: Implant, at: Milliseconds): void => {
  const { keeper } = implant;
  while (implant.keeper === keeper && testDue(keeper.pump) <= at) {
    observe(implant, milliseconds(Math.max(testDue(keeper.pump), keeper.pump.now)), true);
  }
};

const passTo = (implant: Implant, at: Milliseconds): void => {
  passTests(implant, at);
  if (at - implant.reported >= BEAT_MS) observe(implant, at, false);
  else keep(implant, at, (keeper) => keepPassing(keeper, at));
};

/** Whether the disk took what was written; a full one does not, and may have room again later. */
const isWritten = (write: () => void): boolean => {
  try {
    write();
    return true;
  } catch {
    return false;
  }
};

/**
 * Writes the registers; durably as soon as there is a new entry, that no start misses it. Whether
 * they are there.
 */
export const markRegisters = (implant: Implant, rested = false): boolean => {
  const { mark } = implant.keeper;
  const isNew = mark.entry !== implant.marked?.entry;
  const text = registersText({ mark, rested });
  const isThere = isWritten(() => writeTwin(implant.files.registers, text, rested || isNew));
  if (isThere) implant.marked = mark;
  return isThere;
};

/** Writes the registers where something was logged, or a beat has gone by. */
const markPassing = (implant: Implant): void => {
  const { marked, keeper } = implant;
  const isOld = marked === null || keeper.mark.at - marked.at >= ALLOWANCE_MS;
  if (isOld || keeper.mark.entry !== marked?.entry) markRegisters(implant);
};

/** Puts the wares on disk: all of a change or nothing of it. Whether they are there. */
const keepWares = ({ files }: Implant, now: Head, before: Head | null): boolean => {
  const { wares } = now;
  if (wares === null || wares === before?.wares) return true;
  return isWritten(() => writeTwin(files.wares, waresText(wares), true));
};

/** Puts the link's diary on disk: what it says is there before anybody hears of it. */
const keepDiary = ({ files }: Implant, now: Head, before: Head | null): boolean => {
  const { diary } = now;
  if (diary === before?.diary) return true;
  return isWritten(() => writeTwin(files.diary, diaryText(diary), true));
};

/** Puts on disk what a head keeps for good; whether it is there. */
const keepHead = (implant: Implant): boolean => {
  const { head, kept, files } = implant;
  if (head === null) return true;
  const isNew = kept === null || !keepsSame(head, kept);
  const isThere =
    keepWares(implant, head, kept) &&
    keepDiary(implant, head, kept) &&
    (!isNew || isWritten(() => writeTwin(files.vault, vaultText(head), true)));
  if (isThere) implant.kept = head;
  return isThere;
};

/** Puts an implant to rest: its time stands still until it is woken. */
export const rest = (implant: Implant): void => {
  keepHead(implant);
  markRegisters(implant, true);
  implant.files.flash.close();
};

/** What came of some time or of a frame. */
export type Lived = { readonly answer: Bytes | null; readonly tones: readonly Tone[] };

const tonesOf = (implant: Implant, notes: readonly Note[]): readonly Tone[] => {
  const { sounder, keeper, name } = implant;
  const alarm = alarmTone(sounder, keeper.pump, name);
  return [...linkTones(notes, name), ...(alarm === null ? [] : [alarm])];
};

const taken = (implant: Implant, turn: Turn): Lived => {
  implant.head = turn.head;
  const tones = tonesOf(implant, turn.notes);
  if (turn.answer === null) {
    keepHead(implant);
    markPassing(implant);
    return { answer: null, tones };
  }
  const isSafe = keepHead(implant) && markRegisters(implant);
  return { answer: isSafe ? turn.answer : null, tones };
};

const QUIET: Lived = { answer: null, tones: [] };

/**
 * The link's own supervisor: a head that breaks begins anew, with no session and nothing proposed.
 * The pump delivers as before.
 */
const headSupervised = (implant: Implant, work: () => Lived): Lived => {
  try {
    return work();
  } catch {
    const { head, keeper } = implant;
    if (head !== null) {
      const { vault, receipts, account, wares, diary } = head;
      const after = wares === null ? null : restarted(wares);
      const quiet = quietHead(vault, keeper.pump.now, after);
      implant.head = { ...quiet, receipts, account, diary };
    }
    return QUIET;
  }
};

/** Time goes by. */
export const live = (implant: Implant, at: Milliseconds): Lived => {
  passTo(implant, at);
  return headSupervised(implant, () => {
    const { head, kit, keeper } = implant;
    if (head !== null) return taken(implant, waited(kit, { head, pump: keeper.pump }, at));
    markPassing(implant);
    return { answer: null, tones: tonesOf(implant, []) };
  });
};

/** A frame as it reaches an implant. */
type Incoming = {
  readonly at: Milliseconds;
  readonly channel: Channel;
  readonly bytes: Bytes;
};

/** A frame arrives. The answer leaves when everything that it says is on disk. */
export const hear = (implant: Implant, incoming: Incoming): Lived => {
  passTo(implant, incoming.at);
  return headSupervised(implant, () => {
    const { head, kit, keeper } = implant;
    if (head === null) return QUIET;
    const record = (since: number) => loggedAfter(implant.keeper, since);
    const turn = received(kit, { head, pump: keeper.pump }, { ...incoming, record });
    return taken(implant, turn);
  });
};

/** The coil is laid on the skin: a pump that knows nobody may be paired by its card. */
export const touch = (implant: Implant, at: Milliseconds): void => {
  const { head, card } = implant;
  if (head === null || head.vault.peers.length > 0 || head.invitation !== null) return;
  implant.head = invitedByCard(head, card.secret, at);
};

/** Whether somebody is talking with an implant: then its time runs as theirs does. */
export const isTalking = ({ head }: Implant): boolean =>
  head !== null &&
  (head.sessions.some(({ left }) => !left) || head.pending !== null || head.invitation !== null);
