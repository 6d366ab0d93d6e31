// SPDX-License-Identifier: Apache-2.0
/**
 * The line: a caller's session over air in which anything gets lost. Frames flow out and in through
 * a radio; requests are asked until they are answered, in the next session if need be. The same
 * code runs in a terminal and in a browser: radio, cryptography, chance and clock are passed in.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import type { Certificate } from "../certificate.ts";
import type { Crypto, Random } from "../crypto.ts";
import { LIMITS } from "../limits.ts";
import type { Channel } from "../role.ts";
import type { Envelope, Reply, Request } from "../wire/message.ts";
import { asking, type Call, hearing } from "./call.ts";
import { connected, type Dialling, dialled } from "./dial.ts";

/** The air to one pump, as a caller has it. */
export type Radio = {
  readonly channel: Channel;
  readonly send: (frame: Bytes) => void;
  /** The next frame that comes; null when it was waited for long enough. */
  readonly next: () => Promise<Bytes | null>;
};

/** What a caller is given: cryptography, chance, and a clock that only runs forward, in ms. */
export type CallerKit = {
  readonly crypto: Crypto;
  readonly random: Random;
  readonly clock: () => number;
};

/** A session that is open. It has one owner, who asks one thing after the other. */
export type Line = {
  readonly kit: CallerKit;
  readonly radio: Radio;
  call: Call;
  /** The last message of a pairing: sent again with every frame until something comes back. */
  finish: Bytes | null;
  /** What the pump's clock is ahead of the caller's. */
  ahead: number;
  /** When the pump was last heard, by the caller's clock. */
  heard: number;
  /** The pump's certificate, where it was not known before. */
  readonly certificate: Certificate | null;
};

/** Times that a frame is sent before a session counts as lost. */
const MOST_SENDINGS = 8;

/** Times that nothing is heard before a hello counts as lost: a pump writes before it answers. */
const MOST_SILENCES = 3;

/** The pump's clock now, as far as its caller knows. */
export const pumpTime = ({ kit, ahead }: Line): Milliseconds =>
  milliseconds(Math.max(0, Math.floor(kit.clock() + ahead)));

/** Calls a pump once; null: no answer that is its own. A counter is used up either way. */
export const dialOn = async (
  kit: CallerKit,
  radio: Radio,
  dialling: Dialling,
): Promise<Line | null> => {
  const begun = dialled(kit, dialling);
  if (begun === null) return null;
  radio.send(begun.frame);
  for (let silences = 0; silences < MOST_SILENCES; ) {
    const bytes = await radio.next();
    const answered = bytes === null ? null : connected(kit, begun, bytes);
    if (bytes === null) silences += 1;
    if (answered === null) continue;
    const { call, finish, now, certificate } = answered;
    const heard = kit.clock();
    return { kit, radio, call, finish, ahead: now - heard, heard, certificate };
  }
  return null;
};

const transmit = ({ radio, finish }: Line, frame: Bytes): void => {
  if (finish !== null) radio.send(finish);
  radio.send(frame);
};

/** Waits for the answer to a frame, and sends the frame again while none comes. */
const answered = async (line: Line, frame: Bytes): Promise<ReturnType<typeof hearing>> => {
  for (let sendings = 0; sendings < MOST_SENDINGS; sendings += 1) {
    transmit(line, frame);
    for (let bytes = await line.radio.next(); bytes !== null; bytes = await line.radio.next()) {
      const got = hearing(line.kit.crypto, line.call, bytes);
      if (got !== null) return got;
    }
  }
  return null;
};

const TOO_LONG: Reply = {
  kind: "refused",
  refusals: [{ kind: "too-long", most: LIMITS.message }],
};

/**
 * Asks something and gives the reply; null: the session is lost, and whether it was done is not
 * known.
 */
export const askOn = async (line: Line, request: Request): Promise<Reply | null> => {
  const begun = asking(line.kit.crypto, { ...line.call, waiting: null }, request);
  if (begun === null) return TOO_LONG;
  line.call = begun.call;
  for (let frame: Bytes | null = begun.frame; frame !== null; ) {
    const got = await answered(line, frame);
    if (got === null) return null;
    line.call = got.call;
    line.finish = null;
    line.heard = line.kit.clock();
    if (got.reply !== null) return got.reply;
    frame = got.frame;
  }
  return null;
};

/** A pump that is called as often as it takes. It has one owner, who asks one after the other. */
export type Remote = {
  /** Opens another session; null: not reached. */
  readonly dial: () => Promise<Line | null>;
  line: Line | null;
};

/** Whether the pump has ended a session because nobody spoke. */
const isOver = ({ kit, heard }: Line): boolean => kit.clock() - heard > LIMITS.idle;

/** Sessions that are begun for one request before it is given up. */
const MOST_DIALS = 8;

/** The pump's clock was set back against ours: what it says now is when we are. */
const setRight = (line: Line, reply: Reply): boolean => {
  const refusals = reply.kind === "refused" ? reply.refusals : [];
  const early = refusals.find((each) => each.kind === "from-the-future");
  if (early === undefined || refusals.length > 1) return false;
  line.ahead = early.now - line.kit.clock();
  return true;
};

const askedOnce = async (line: Line, request: (line: Line) => Request): Promise<Reply | null> => {
  const reply = await askOn(line, request(line));
  return reply !== null && setRight(line, reply) ? askOn(line, request(line)) : reply;
};

/**
 * Asks until there is a reply, in a new session when one is lost. The same request keeps its id, so
 * that it is done once; null: nobody knows, and the pump has to be read.
 */
export const insist = async (
  remote: Remote,
  request: (line: Line) => Request,
): Promise<Reply | null> => {
  for (let dials = 0; dials < MOST_DIALS; dials += 1) {
    if (remote.line !== null && isOver(remote.line)) remote.line = null;
    remote.line ??= await remote.dial();
    if (remote.line === null) continue;
    const reply = await askedOnce(remote.line, request);
    if (reply !== null) return reply;
    remote.line = null;
  }
  return null;
};

const ID_LENGTH = 16;

/** What goes before a request that may have an effect: drawn once, then the same every time. */
export const envelopeOf = (
  { kit }: Pick<Line, "kit">,
  expects: number | null,
): ((line: Line) => Envelope) => {
  const id = kit.random(ID_LENGTH);
  const decided = kit.clock();
  return ({ ahead }) => ({
    ...{ id, expects, validFor: LIMITS.validity },
    issued: milliseconds(Math.max(0, Math.floor(decided + ahead))),
  });
};
