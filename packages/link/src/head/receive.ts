// SPDX-License-Identifier: Apache-2.0
/**
 * Receive: a frame arrives at a pump, and a turn comes of it. Whatever the bytes are, nothing
 * throws and the pump delivers as before; only a command from inside a session, past every guard,
 * changes it.
 */
import type { Pump } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import { decoded } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";
import { FRAME } from "../wire/frame.ts";
import { greeted } from "./greeting.ts";
import { type Head, rested, type Turn, turnOf } from "./head.ts";
import type { Arrival, Kit } from "./kit.ts";
import { finished } from "./pairing.ts";
import { sealedFrame, worked } from "./transport.ts";
import { tested } from "./updating.ts";

type Before = { readonly before: Head; readonly at: Milliseconds };

/**
 * Alarms that are still because somebody far away wanted it are heard again when the link to that
 * somebody ends, however it does.
 * Source: REQ-071.
 */
const heardAgain = (kit: Kit, turn: Turn, { before, at }: Before): Turn => {
  const isHushed = turn.pump.faults.some(({ silentUntil }) => silentUntil > at);
  if (!isHushed || !kit.guards.isForsaken(before, turn.head)) return turn;
  const command = { kind: "silence", over: true, id: `heard-again-${at}` } as const;
  const { pump, events } = kit.controller.step(turn.pump, { at, command });
  return { ...turn, pump, log: [...turn.log, ...events] };
};

/** Time goes by at a pump and on its link. */
export const waited = (
  kit: Kit,
  { head, pump }: { readonly head: Head; readonly pump: Pump },
  at: Milliseconds,
): Turn => {
  const { pump: after, events } = kit.controller.pass(pump, at);
  const turn = rested({ ...turnOf(head, after), log: events }, at, kit.guards);
  return heardAgain(kit, tested(kit, turn, at), { before: head, at });
};

const framed = (kit: Kit, turn: Turn, arrival: Arrival): Turn => {
  const frame = arrival.bytes.length > LIMITS.frame ? null : decoded(FRAME, arrival.bytes);
  switch (frame?.kind) {
    case "hello":
      return greeted({ kit, turn, arrival, frame });
    case "finish":
      return finished({ kit, turn, arrival, frame });
    case "sealed":
      return sealedFrame(kit, turn, { ...arrival, frame });
    case "answer":
    case "malformed":
    case undefined:
      return turn;
  }
};

/**
 * A frame at a pump.
 * Law: bytes that are not the next frame of an open talk leave the pump as it would be without
 * them.
 */
export const received = (
  kit: Kit,
  at: { readonly head: Head; readonly pump: Pump },
  arrival: Arrival,
): Turn => {
  const turn = waited(kit, at, arrival.at);
  if (!kit.guards.isListening(turn.head.filter, arrival.channel, arrival.at)) return turn;
  const paid = worked(kit, turn, { ...arrival, works: ["listen"] });
  if (paid === null) return turn;
  return heardAgain(kit, framed(kit, paid, arrival), { before: turn.head, at: arrival.at });
};
