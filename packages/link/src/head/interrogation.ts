// SPDX-License-Identifier: Apache-2.0
/**
 * Interrogation: state, prescription and the log after the entry that the reader has, as one text
 * of bytes that is frozen when it is first asked for and read in pieces. A reading that was cut off
 * goes on from the piece that is missing, in a later session too; the hash of the whole tells
 * whether it is.
 */
import { type Logged, statusOf } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import type { Canonical } from "@cisterna/record";
import { type Bytes, EMPTY, sameBytes } from "../bytes.ts";
import { encoded } from "../codec/shape.ts";
import { value } from "../codec/value.ts";
import { LIMITS } from "../limits.ts";
import type { Role } from "../role.ts";
import { type Asked, declined, type Replied } from "./asked.ts";
import { type Reading, type Turn, withHead } from "./head.ts";
import { toldNote } from "./note.ts";
import { toldWares } from "./wares.ts";

/** Roles that read the link's diary, and say what time it is. */
export const UPKEEPERS: readonly Role[] = ["clinician", "service"];

type Told = { readonly diary: readonly Canonical[]; readonly peers: readonly Canonical[] };

const NOTHING_TOLD: Told = { diary: [], peers: [] };

/**
 * The link's own diary and who its slots are: for a programmer that reads the log, not for a
 * patient's controller that looks how things are.
 */
const toldOf = ({ head }: Turn, { session, request }: Asked<"read">, upto: number): Told => {
  const isLogWanted = request.since <= upto;
  if (!isLogWanted || !UPKEEPERS.includes(session.role)) return NOTHING_TOLD;
  const peers = head.vault.peers.map(({ slot, role, name }) => ({ slot, role, name }));
  return { diary: head.diary.map(toldNote), peers };
};

/** Everything that a reading holds. */
const dossier = ({ head, pump }: Turn, { log, upto }: Logged, told: Told): Canonical => {
  const wares = head.wares === null ? null : toldWares(head.wares);
  return {
    ...{ status: statusOf(pump), program: pump.program, device: pump.device, grants: pump.grants },
    ...{ filled: pump.filled, log, upto, wares, ...told },
  };
};

/** What is read: all of it, or with as much of the log's end as one reading can hold. */
const readingText = (turn: Turn, { log, upto }: Logged, told: Told): Bytes =>
  encoded(value, dossier(turn, { log, upto }, told)) ??
  (log.length === 0
    ? EMPTY
    : readingText(turn, { log: log.slice(Math.ceil(log.length / 2)), upto }, told));

const begun = (turn: Turn, asked: Asked<"read">): Reading => {
  const { kit, at, request, record } = asked;
  const logged = record(request.since);
  const bytes = readingText(turn, logged, toldOf(turn, asked, logged.upto));
  return { hash: kit.crypto.hash(bytes), bytes, until: milliseconds(at + LIMITS.reading) };
};

const resumed = ({ head }: Turn, { request }: Asked<"read">): Reading | null => {
  const { reading } = head;
  if (reading === null || request.resume === null) return null;
  return sameBytes(reading.hash, request.resume) ? reading : null;
};

/** Answers `read`: one piece. A reading that is no longer kept is begun anew by the reader. */
export const read = (turn: Turn, asked: Asked<"read">): Replied => {
  const { resume, from } = asked.request;
  const reading = resume === null ? begun(turn, asked) : resumed(turn, asked);
  if (reading === null) return declined(turn, asked, [{ kind: "no-such-reading" }]);
  const { hash, bytes: all } = reading;
  const bytes = all.subarray(from, from + LIMITS.piece);
  const reply = { kind: "piece", hash, length: all.length, from, bytes } as const;
  return { turn: withHead(turn, { reading }), reply };
};
