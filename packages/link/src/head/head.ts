// SPDX-License-Identifier: Apache-2.0
/**
 * The head: everything that a pump's telemetry knows, as one value beside the pump's. It changes
 * the pump by commands alone, and nothing of it is asked when the pump delivers.
 */
import type { Log, Pump } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import type { Handshake } from "../noise/handshake.ts";
import type { Role } from "../role.ts";
import type { Told } from "../wire/command.ts";
import type { InvitedRole, Reply } from "../wire/message.ts";
import { type Account, openAccount } from "./energy.ts";
import { type Filter, openFilter } from "./filter.ts";
import type { EndReason, Note } from "./note.ts";
import type { Session } from "./session.ts";
import type { Vault } from "./vault.ts";
import type { Wares } from "./wares.ts";

/** One device may pair, in one role, for a short time, with a secret of one use. */
export type Invitation = {
  readonly id: string;
  readonly secret: Bytes;
  readonly role: InvitedRole;
  readonly until: Milliseconds;
  /** Wrong hellos so far. */
  readonly misses: number;
};

/** A handshake that waits for its third message. */
export type Pending = {
  readonly number: number;
  readonly role: Role;
  readonly until: Milliseconds;
  readonly shake: Handshake;
};

/** What was read back and waits for its signature. Gone with its session. */
export type Proposal = {
  readonly id: string;
  readonly session: number;
  readonly told: Told;
  readonly expects: number;
  readonly hash: Bytes;
  readonly challenge: Bytes;
  readonly until: Milliseconds;
  readonly reply: Reply;
};

/** A commit that was done, so that the same id gets the same receipt. */
export type Receipt = { readonly id: string; readonly reply: Reply };

/** What is being read in pieces: as it was when the reading began. */
export type Reading = {
  readonly hash: Bytes;
  readonly bytes: Bytes;
  readonly until: Milliseconds;
};

/** The state of a telemetry head. */
export type Head = {
  readonly vault: Vault;
  readonly account: Account;
  readonly filter: Filter;
  readonly invitation: Invitation | null;
  readonly pending: Pending | null;
  readonly sessions: readonly Session[];
  /** The one session that may change something; null when nobody does. */
  readonly control: number | null;
  readonly proposal: Proposal | null;
  readonly receipts: readonly Receipt[];
  readonly reading: Reading | null;
  /** What the pump runs on; null: that cannot be read, and nothing is updated. */
  readonly wares: Wares | null;
  /** What happened on the link, oldest first; the oldest are dropped. */
  readonly diary: readonly Note[];
};

/** Notes that a head keeps: a session makes three or four. */
export const NOTES_KEPT = 256;

/** A head and its pump after a frame: what is sent back, and what happened in both. */
export type Turn = {
  readonly head: Head;
  readonly pump: Pump;
  readonly answer: Bytes | null;
  readonly notes: readonly Note[];
  readonly log: Log;
};

/** A head that has heard nothing. */
export const quietHead = (vault: Vault, at: Milliseconds, wares: Wares | null): Head => ({
  ...{ vault, account: openAccount(at), filter: openFilter(at), invitation: null },
  ...{
    diary: [],
    pending: null,
    sessions: [],
    control: null,
    proposal: null,
    receipts: [],
    reading: null,
    wares,
  },
});

/** A turn in which nothing has happened yet. */
export const turnOf = (head: Head, pump: Pump): Turn => ({
  ...{ head, pump, answer: null, notes: [], log: [] },
});

/** The turn with the head changed. */
export const withHead = (turn: Turn, change: Partial<Head>): Turn => ({
  ...turn,
  head: { ...turn.head, ...change },
});

/** The turn with something noted. */
export const noted = (turn: Turn, note: Note): Turn => ({
  ...turn,
  notes: [...turn.notes, note],
  head: { ...turn.head, diary: [...turn.head.diary, note].slice(-NOTES_KEPT) },
});

/** The turn with a session as it is now. */
export const withSession = (turn: Turn, session: Session): Turn =>
  withHead(turn, {
    sessions: turn.head.sessions.map((each) => (each.number === session.number ? session : each)),
  });

/** The turn without a session and all that hangs on it. */
export const ended = (
  turn: Turn,
  session: Session,
  { at, why }: { readonly at: Milliseconds; readonly why: EndReason },
): Turn => {
  const { sessions, control, proposal } = turn.head;
  const { number, slot } = session;
  const after = withHead(turn, {
    sessions: sessions.filter((each) => each.number !== number),
    control: control === number ? null : control,
    proposal: proposal?.session === number ? null : proposal,
  });
  return noted(after, { kind: "session-ended", at, session: number, slot, why });
};

const whyEnded = (session: Session, at: Milliseconds): EndReason => {
  if (session.left) return "left";
  if (!session.confirmed) return "half-open";
  return at - session.heard < at - session.opened ? "too-long" : "silent";
};

/** The two questions of time that a head is given with its guards. */
type Endings = {
  readonly endOf: (session: Session) => Milliseconds;
  readonly isOpen: (until: Milliseconds, at: Milliseconds) => boolean;
};

/**
 * Time goes by on the link: what has lasted too long ends.
 * Law: every session ends, whatever is or is not received.
 */
export const rested = (turn: Turn, at: Milliseconds, { endOf, isOpen }: Endings): Turn => {
  const { invitation, pending, proposal, reading, sessions } = turn.head;
  const still = <T extends { readonly until: Milliseconds }>(each: T | null): T | null =>
    each !== null && isOpen(each.until, at) ? each : null;
  const open = withHead(turn, {
    invitation: still(invitation),
    pending: still(pending),
    proposal: still(proposal),
    reading: still(reading),
  });
  return sessions
    .filter((session) => at >= endOf(session))
    .reduce((after, session) => ended(after, session, { at, why: whyEnded(session, at) }), open);
};
