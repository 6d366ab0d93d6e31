// SPDX-License-Identifier: Apache-2.0
/**
 * Upkeep of keys: letting a device pair, forgetting one that was lost, and ending certificates of
 * an earlier epoch. All of it at the bedside, by whoever holds control.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Bytes } from "../bytes.ts";
import { epochText } from "../certificate.ts";
import { LIMITS } from "../limits.ts";
import type { LinkRefusal } from "../refusal.ts";
import type { InvitedRole } from "../wire/message.ts";
import {
  type Asked,
  awayFromBedside,
  commandId,
  declined,
  outdated,
  type Replied,
} from "./asked.ts";
import { type Head, type Invitation, noted, type Turn, withHead } from "./head.ts";
import { UPKEEPERS } from "./interrogation.ts";
import { peerIn, type Vault, withoutPeer } from "./vault.ts";

const SECRET_LENGTH = 32;

/** What stands against one more peer of a role. */
export const crowded = ({ peers }: Vault, role: InvitedRole): readonly LinkRefusal[] => {
  const patients = peers.filter((peer) => peer.role === "patient").length;
  if (role === "patient" && patients >= LIMITS.patients) {
    return [{ kind: "too-many-peers", most: LIMITS.patients }];
  }
  return peers.length >= LIMITS.peers ? [{ kind: "too-many-peers", most: LIMITS.peers }] : [];
};

/**
 * The invitation of a pump that knows nobody yet: by the secret on its implant card, in the role of
 * a clinician, when a shell feels the coil. The certificate is asked for all the same.
 */
export const invitedByCard = (head: Head, secret: Bytes, at: Milliseconds): Head => ({
  ...head,
  invitation: {
    ...{ id: "card", secret, role: "clinician", misses: 0 },
    until: milliseconds(at + LIMITS.invitation),
  },
});

/** Answers `invite`: one device, one role, one secret, two minutes. */
export const invite = (turn: Turn, asked: Asked<"invite">): Replied => {
  const { kit, session, at, request } = asked;
  const id = commandId(session, request.id);
  const open = turn.head.invitation;
  if (open?.id === id) {
    return { turn, reply: { kind: "invited", secret: open.secret, until: open.until } };
  }
  const refusals = [
    ...awayFromBedside(asked, turn),
    ...outdated(asked, turn, request),
    ...crowded(turn.head.vault, request.role),
  ];
  if (refusals.length > 0) return declined(turn, asked, refusals);
  const until = milliseconds(at + LIMITS.invitation);
  const secret = kit.random(SECRET_LENGTH);
  const invitation: Invitation = { id, secret, role: request.role, until, misses: 0 };
  const note = { kind: "invited", at, slot: session.slot, role: request.role } as const;
  const reply = { kind: "invited", secret, until } as const;
  return { turn: noted(withHead(turn, { invitation }), note), reply };
};

/** Answers `date`: noted as somebody's word. The pump trusts it in nothing. */
export const date = (turn: Turn, asked: Asked<"date">): Replied => {
  const { session, at, request } = asked;
  const { role, slot } = session;
  if (!UPKEEPERS.includes(role)) {
    return declined(turn, asked, [{ kind: "role-may-not", role, asked: "date" }]);
  }
  const note = { kind: "dated", at, slot, wall: request.wall } as const;
  return { turn: noted(turn, note), reply: { kind: "done" } };
};

/** Answers `forget`: a lost device is never listened to again, and its sessions end with it. */
export const forget = (turn: Turn, asked: Asked<"forget">): Replied => {
  const { session, at, request } = asked;
  const { vault, sessions } = turn.head;
  const refusals = [...awayFromBedside(asked, turn), ...outdated(asked, turn, request)];
  if (peerIn(vault, request.slot) === undefined) refusals.push({ kind: "unknown-peer" });
  if (refusals.length > 0) return declined(turn, asked, refusals);
  const after = withHead(turn, {
    vault: withoutPeer(vault, request.slot),
    sessions: sessions.filter(({ slot }) => slot !== request.slot || slot === session.slot),
  });
  const note = { kind: "forgotten", at, slot: request.slot, by: session.slot } as const;
  return { turn: noted(after, note), reply: { kind: "done" } };
};

/** Answers `advance`: the clinic's word, not the programmer's; it goes up only. */
export const advance = (turn: Turn, asked: Asked<"advance">): Replied => {
  const { kit, session, at, request } = asked;
  const { vault } = turn.head;
  const isSigned = kit.crypto.verify(vault.clinic, epochText(request.epoch), request.signature);
  const refusals: LinkRefusal[] = [...outdated(asked, turn, request)];
  if (!isSigned) refusals.push({ kind: "bad-signature" });
  if (request.epoch < vault.epoch) {
    refusals.push({ kind: "stale-epoch", found: request.epoch, least: vault.epoch });
  }
  if (refusals.length > 0) return declined(turn, asked, refusals);
  const after = withHead(turn, { vault: { ...vault, epoch: request.epoch } });
  const note = { kind: "epoch-advanced", at, epoch: request.epoch, by: session.slot } as const;
  return { turn: noted(after, note), reply: { kind: "done" } };
};
