// SPDX-License-Identifier: Apache-2.0
/**
 * Dialling: the caller's side of a handshake. A device that has paired marks its hello and proves
 * its key; one that wants to pair, or an emergency card, brings a secret instead.
 */
import { assert, type Milliseconds } from "@cisterna/quantity";
import { type Bytes, EMPTY, utf8 } from "../bytes.ts";
import { type Certificate, INTRODUCTION, type Introduction, isCertified } from "../certificate.ts";
import { decoded, encoded } from "../codec/shape.ts";
import type { Crypto, KeyPair, Random } from "../crypto.ts";
import { helloKeyOf, markOf, prologueOf } from "../head/filter.ts";
import { LIMITS } from "../limits.ts";
import {
  beginning,
  type Handshake,
  heard,
  isFinished,
  keysOf,
  written,
} from "../noise/handshake.ts";
import { PATTERNS, type Pattern } from "../noise/pattern.ts";
import type { Channel, Role } from "../role.ts";
import { FRAME, SLOTS } from "../wire/frame.ts";
import { type Welcome, welcomeIn } from "../wire/welcome.ts";
import { type Call, callOf } from "./call.ts";

/** A pump as a device that has paired with it knows it. */
export type Known = {
  readonly pump: string;
  readonly key: Bytes;
  readonly slot: number;
  readonly helloKey: Bytes;
};

/** Who calls. */
export type Caller = {
  readonly role: Role;
  readonly own: KeyPair;
  /** Of programmers; a patient's controller has none. */
  readonly introduction: Introduction | null;
};

/** A call to a pump, about to be made. `counter` is above every hello that was ever sent to it. */
export type Dialling = {
  readonly caller: Caller;
  readonly channel: Channel;
  readonly counter: number;
} & (
  | { readonly known: Known }
  /** Somebody new: by invitation, or by the emergency card. The maker's key checks the pump. */
  | { readonly pump: string; readonly secret: Bytes; readonly maker: Bytes }
);

/** A hello that waits for its answer. */
export type Dialled = {
  readonly frame: Bytes;
  readonly shake: Handshake;
  readonly dialling: Dialling;
};

const patternOf = (dialling: Dialling): Pattern => {
  if (!("known" in dialling)) return PATTERNS.pairing;
  return dialling.caller.role === "patient" ? PATTERNS.patient : PATTERNS.programmer;
};

const introduced = ({ caller }: Dialling): Bytes =>
  caller.introduction === null ? EMPTY : (encoded(INTRODUCTION, caller.introduction) ?? EMPTY);

const slotOf = (dialling: Dialling): number => {
  if ("known" in dialling) return dialling.known.slot;
  return dialling.caller.role === "emergency" ? SLOTS.emergency : SLOTS.invitation;
};

const pumpOf = (dialling: Dialling): string =>
  "known" in dialling ? dialling.known.pump : dialling.pump;

const shakeOf = (crypto: Crypto, dialling: Dialling): Handshake => {
  const { caller, channel } = dialling;
  const pump = utf8(pumpOf(dialling));
  return beginning(crypto, {
    ...{ pattern: patternOf(dialling), initiator: true, own: caller.own },
    prologue: prologueOf({ version: LIMITS.version, pump, role: caller.role, channel }),
    remote: "known" in dialling ? dialling.known.key : null,
    secret: "known" in dialling ? null : dialling.secret,
  });
};

/** The hello to a pump; null if the pump's key is weak. */
export const dialled = (
  { crypto, random }: { readonly crypto: Crypto; readonly random: Random },
  dialling: Dialling,
): Dialled | null => {
  const ephemeral = crypto.pair(random(32));
  const isProgrammer = patternOf(dialling) === PATTERNS.programmer;
  const payload = isProgrammer ? introduced(dialling) : EMPTY;
  const said = written(crypto, shakeOf(crypto, dialling), { payload, ephemeral });
  if (said === null) return null;
  const { counter, channel } = dialling;
  const slot = slotOf(dialling);
  const hello = { version: LIMITS.version, slot, counter, message: said.message };
  const key = "known" in dialling ? dialling.known.helloKey : helloKeyOf(crypto, dialling.secret);
  const mark = markOf(crypto, key, { hello, pump: pumpOf(dialling), channel });
  const frame = encoded(FRAME, { kind: "hello", ...hello, mark });
  assert(frame !== null, "a hello fits a frame", { length: said.message.length });
  return { frame, shake: said.shake, dialling };
};

/** A call that has been answered; `finish` is to be sent first if there is one. */
export type Connected = {
  readonly call: Call;
  readonly finish: Bytes | null;
  /** The pump's clock as it answered. */
  readonly now: Milliseconds;
  /** The pump's certificate, where it was not known before. */
  readonly certificate: Certificate | null;
};

/** Whether the maker stands for the pump that answers, and it is the one that was called. */
const isOurs = (
  crypto: Crypto,
  dialling: Dialling,
  from: { readonly certificate: Certificate | null; readonly proven: Bytes },
): boolean => {
  const { certificate, proven } = from;
  if ("known" in dialling || certificate === null) return false;
  const { role, name } = certificate.claim;
  const isNamed = role === "pump" && name === dialling.pump;
  return isNamed && isCertified(crypto, { authority: dialling.maker, proven }, certificate);
};

/** The third message of a pairing, to a pump that the maker stands for. */
const finishedWith = (
  { crypto, random }: { readonly crypto: Crypto; readonly random: Random },
  { dialling, session }: { readonly dialling: Dialling; readonly session: number },
  { shake, welcome }: { readonly shake: Handshake; readonly welcome: Welcome },
): Connected | null => {
  const { now, certificate } = welcome;
  if (!isOurs(crypto, dialling, { certificate, proven: shake.remote ?? EMPTY })) return null;
  const ephemeral = crypto.pair(random(32));
  const said = written(crypto, shake, { payload: introduced(dialling), ephemeral });
  if (said === null) return null;
  const finish = encoded(FRAME, { kind: "finish", session, message: said.message });
  return { call: callOf(session, keysOf(crypto, said.shake)), finish, now, certificate };
};

/** The pump's answer to a hello; null if it is none: wrong pump, wrong role, changed on the way. */
export const connected = (
  kit: { readonly crypto: Crypto; readonly random: Random },
  { shake, dialling }: Dialled,
  bytes: Bytes,
): Connected | null => {
  const frame = decoded(FRAME, bytes);
  if (frame.kind !== "answer") return null;
  const { session, message } = frame;
  const read = heard(kit.crypto, shake, message);
  const welcome = read === null ? null : welcomeIn(read.payload);
  if (read === null || welcome === null) return null;
  if (!isFinished(read.shake)) {
    return finishedWith(kit, { dialling, session }, { shake: read.shake, welcome });
  }
  const call = callOf(session, keysOf(kit.crypto, read.shake));
  return { call, finish: null, now: welcome.now, certificate: null };
};
