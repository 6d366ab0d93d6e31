// SPDX-License-Identifier: Apache-2.0
/**
 * Updating: an image is offered, comes in piece by piece, is taken on, tested, and kept or rolled
 * back. Every question is asked of the label before a byte is taken, and again before it is taken
 * on. The pump is not told: what it delivers never waits for this.
 */
import type { Milliseconds } from "@cisterna/quantity";
import { joined, sameBytes } from "../bytes.ts";
import type { LinkRefusal } from "../refusal.ts";
import type { Reply } from "../wire/message.ts";
import { type Asked, declined, type Replied } from "./asked.ts";
import { noted, type Turn, withHead } from "./head.ts";
import type { Kit } from "./kit.ts";
import type { Note } from "./note.ts";
import { keptAt, rolledBack, type Spare, type Wares } from "./wares.ts";

const NO_WARES: LinkRefusal = { kind: "no-wares" };

const againstSender = (
  turn: Turn,
  { kit, session }: Pick<Asked, "kit" | "session">,
): readonly LinkRefusal[] => kit.guards.mayUpdate({ ...turn, session });

const againstLabel = (
  { crypto, guards }: Kit,
  wares: Wares,
  of: Pick<Spare, "label" | "signature">,
): readonly LinkRefusal[] => [
  ...guards.vouching(crypto, wares, of),
  ...guards.fitting(wares, of.label),
  ...guards.advancing(wares, of.label),
];

const spareOf = ({ spare }: Wares, hash: Uint8Array): Spare | null =>
  spare !== null && sameBytes(spare.label.hash, hash) ? spare : null;

const wanted = ({ label, bytes }: Spare): Reply => ({
  ...{ kind: "wanted", hash: label.hash, from: bytes.length },
});

const withSpare = (turn: Turn, wares: Wares, spare: Spare | null): Turn =>
  withHead(turn, { wares: { ...wares, spare } });

const isSameLabel = (spare: Spare, { request }: Asked<"offer">): boolean =>
  sameBytes(spare.signature, request.signature) && spare.label.ware === request.label.ware;

/** Answers `offer`: from where on bytes are wanted. One that had begun to come in goes on. */
export const offer = (turn: Turn, asked: Asked<"offer">): Replied => {
  const { kit, session, at, request } = asked;
  const { wares } = turn.head;
  const { label, signature } = request;
  if (wares === null) return declined(turn, asked, [NO_WARES]);
  const refusals = [
    ...againstSender(turn, asked),
    ...kit.guards.timeliness(request, at),
    ...againstLabel(kit, wares, request),
  ];
  if (refusals.length > 0) return declined(turn, asked, refusals);
  const begun = spareOf(wares, label.hash);
  if (begun !== null && isSameLabel(begun, asked)) return { turn, reply: wanted(begun) };
  const spare: Spare = { stage: "coming", label, signature, bytes: new Uint8Array(0) };
  const { ware, version } = label;
  const note = { kind: "update-offered", at, slot: session.slot, ware, version } as const;
  return { turn: noted(withSpare(turn, wares, spare), note), reply: wanted(spare) };
};

/** The bytes are all there: the image is whole, or it is dropped. */
const completed = (
  turn: Turn,
  asked: Asked<"put">,
  { wares, spare }: { readonly wares: Wares; readonly spare: Spare },
): Replied => {
  const { kit, session, at } = asked;
  const refusals = kit.guards.integrity(kit.crypto, spare);
  if (refusals.length > 0) return declined(withSpare(turn, wares, null), asked, refusals);
  const whole: Spare = { ...spare, stage: "whole" };
  const { ware, version } = spare.label;
  const note = { kind: "update-received", at, slot: session.slot, ware, version } as const;
  return { turn: noted(withSpare(turn, wares, whole), note), reply: wanted(whole) };
};

/** Answers `put`: a piece that is the next one is taken; any other hears which one is. */
export const put = (turn: Turn, asked: Asked<"put">): Replied => {
  const { wares } = turn.head;
  const { hash, from, bytes } = asked.request;
  if (wares === null) return declined(turn, asked, [NO_WARES]);
  const refusals = [...againstSender(turn, asked)];
  const spare = spareOf(wares, hash);
  if (spare === null) refusals.push({ kind: "no-such-image" });
  if (spare === null || refusals.length > 0) return declined(turn, asked, refusals);
  if (spare.stage !== "coming" || from !== spare.bytes.length)
    return { turn, reply: wanted(spare) };
  const more = { ...spare, bytes: joined(spare.bytes, bytes) };
  if (more.bytes.length > spare.label.size) {
    return declined(turn, asked, [{ kind: "too-long", most: spare.label.size }]);
  }
  return more.bytes.length === spare.label.size
    ? completed(turn, asked, { wares, spare: more })
    : { turn: withSpare(turn, wares, more), reply: wanted(more) };
};

const endedAs = ({ ended }: Wares, hash: Uint8Array): Reply | null => {
  if (ended === null || !sameBytes(ended.label.hash, hash)) return null;
  const { ware, version } = ended.label;
  const state = ended.flaw === null ? "kept" : "rolled-back";
  return { kind: "taken", ware, version, state, flaw: ended.flaw };
};

/**
 * Answers `take`: a whole image is taken on and has its test before it; asked again, what came of
 * it.
 */
export const take = (turn: Turn, asked: Asked<"take">): Replied => {
  const { kit, session, at, request } = asked;
  const { wares } = turn.head;
  if (wares === null) return declined(turn, asked, [NO_WARES]);
  const refusals = [...againstSender(turn, asked), ...kit.guards.timeliness(request, at)];
  const spare = spareOf(wares, request.hash);
  const known = spare === null ? endedAs(wares, request.hash) : null;
  if (refusals.length === 0 && known !== null) return { turn, reply: known };
  if (spare === null) refusals.push({ kind: "no-such-image" });
  else refusals.push(...againstLabel(kit, wares, spare));
  if (spare?.stage === "coming") {
    refusals.push({ kind: "incomplete", found: spare.bytes.length, size: spare.label.size });
  }
  if (spare === null || refusals.length > 0) return declined(turn, asked, refusals);
  const { ware, version } = spare.label;
  const reply = { kind: "taken", ware, version, state: "on-trial", flaw: null } as const;
  if (spare.stage === "on-trial") return { turn, reply };
  const after = withSpare(turn, wares, { ...spare, stage: "on-trial" });
  const note = { kind: "update-taken", at, slot: session.slot, ware, version } as const;
  return { turn: noted(after, note), reply };
};

/**
 * The diary after a start: an image whose test was cut off is told to have been rolled back, once.
 */
export const diaryAfterStart = (
  diary: readonly Note[],
  wares: Wares | null,
  at: Milliseconds,
): readonly Note[] => {
  const { label, flaw = null } = wares?.ended ?? {};
  const last = diary.findLast(({ kind }) => kind.startsWith("update-"));
  const isTold = last?.kind !== "update-taken" || last.version !== label?.version;
  if (label === undefined || flaw?.kind !== "power-failed" || isTold) return diary;
  const { ware, version } = label;
  return [...diary, { kind: "update-rolled-back", at, ware, version, flaw }];
};

/** The test of an image that was taken on: it is kept, or what ran before runs on. */
export const tested = (kit: Kit, turn: Turn, at: Milliseconds): Turn => {
  const { wares } = turn.head;
  const spare = wares?.spare ?? null;
  if (wares === null || spare === null || spare.stage !== "on-trial") return turn;
  const { ware, version } = spare.label;
  const flaw = kit.selfTest(turn.pump, ware, spare.bytes);
  if (flaw === null) {
    const kept = withHead(turn, { wares: keptAt(wares, spare, at) });
    return noted(kept, { kind: "update-kept", at, ware, version });
  }
  const back = withHead(turn, { wares: rolledBack(wares, spare, flaw) });
  return noted(back, { kind: "update-rolled-back", at, ware, version, flaw });
};
