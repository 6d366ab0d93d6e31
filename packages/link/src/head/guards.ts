// SPDX-License-Identifier: Apache-2.0
/**
 * Guards: every question that the head asks before something has an effect, each a function of its
 * own. They are handed in together, so that a test can take one away and show what gets through.
 */
import type { Pump } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import { type Bytes, sameBytes, utf8 } from "../bytes.ts";
import { type Introduction, isCertified, purpose } from "../certificate.ts";
import type { Crypto } from "../crypto.ts";
import { LIMITS } from "../limits.ts";
import { lowers } from "../lowering.ts";
import type { Cipher } from "../noise/cipher.ts";
import type { LinkRefusal } from "../refusal.ts";
import { type Channel, PERMISSIONS, type Permission, type Role, UPDATES } from "../role.ts";
import type { Told } from "../wire/command.ts";
import { isVouched, type Label } from "../wire/image.ts";
import type { Envelope, Request } from "../wire/message.ts";
import { spend } from "./energy.ts";
import { isListening, prologueOf } from "./filter.ts";
import type { Head, Invitation, Proposal } from "./head.ts";
import { endOf, type Session } from "./session.ts";
import type { Vault } from "./vault.ts";
import type { Spare, Wares } from "./wares.ts";

/** Who asks, and how things stand. */
export type Asking = { readonly head: Head; readonly pump: Pump; readonly session: Session };

type Commit = Extract<Request, { kind: "commit" }>;

/** To whom somebody is introduced: the key that was proven, and the one that paired, if one did. */
export type IntroducedTo = {
  readonly vault: Vault;
  readonly role: Role;
  readonly proven: Bytes;
  readonly paired: Bytes | null;
};

/** The questions. */
export type Guards = {
  readonly isListening: typeof isListening;
  readonly spend: typeof spend;
  readonly isSpoken: (version: number) => boolean;
  /** Something that lasts until a moment still lasts. */
  readonly isOpen: (until: Milliseconds, at: Milliseconds) => boolean;
  /** A hello is newer than every one before. */
  readonly isFresh: (counter: number, last: number) => boolean;
  readonly isMarked: (found: Bytes, due: Bytes) => boolean;
  readonly prologue: typeof prologueOf;
  /** Pairing and emergency need the coil. */
  readonly isAtBedside: (channel: Channel) => boolean;
  readonly isInvited: (invitation: Invitation) => boolean;
  readonly isIntroduced: (crypto: Crypto, to: IntroducedTo, introduction: Introduction) => boolean;
  readonly isSameChannel: (session: Session, channel: Channel) => boolean;
  /** What opens a frame with this counter; null for any but the next one. */
  readonly cipherFor: (session: Session, counter: number) => Cipher | null;
  readonly endOf: typeof endOf;
  /** Whether a silence that was asked for from afar has lost its link. */
  readonly isForsaken: (before: Head, now: Head) => boolean;
  /** What stands against a command that is told outright, or proposed to be signed. */
  readonly permission: (
    asking: Asking,
    told: Told,
    way: "told" | "proposed",
  ) => readonly LinkRefusal[];
  readonly timeliness: (envelope: Envelope, now: Milliseconds) => readonly LinkRefusal[];
  readonly currency: (envelope: Envelope, pump: Pump) => readonly LinkRefusal[];
  readonly commitment: (
    crypto: Crypto,
    asking: Asking & { readonly proposal: Proposal },
    commit: Commit,
  ) => readonly LinkRefusal[];
  /** What stands against an update from this session. */
  readonly mayUpdate: (asking: Asking) => readonly LinkRefusal[];
  /** Whether the maker stands for a label, it is for this model, and newer than what runs. */
  readonly vouching: (
    crypto: Crypto,
    wares: Wares,
    of: Pick<Spare, "label" | "signature">,
  ) => readonly LinkRefusal[];
  readonly fitting: (wares: Wares, label: Label) => readonly LinkRefusal[];
  readonly advancing: (wares: Wares, label: Label) => readonly LinkRefusal[];
  /** Whether the bytes are those that the label names. */
  readonly integrity: (crypto: Crypto, spare: Spare) => readonly LinkRefusal[];
};

/** Whether a session may change something: it holds control, or nobody does. */
export const controls = ({ head, session }: Pick<Asking, "head" | "session">): boolean =>
  session.role === "clinician" && (head.control === null || head.control === session.number);

/** What old software may still do. */
const SAFE_WITH_OLD_SOFTWARE: readonly Told["kind"][] = ["interrogate", "stop", "cancel-bolus"];

const tooOld = ({ head, session }: Asking, told: Told): readonly LinkRefusal[] => {
  const [found, least] = [session.software, head.vault.software];
  const isOld = found < least && !SAFE_WITH_OLD_SOFTWARE.includes(told.kind);
  return isOld ? [{ kind: "software-too-old", found, least }] : [];
};

const uncontrolled = (asking: Asking): readonly LinkRefusal[] =>
  controls(asking) ? [] : [{ kind: "not-in-control" }];

const afar = ({ session }: Asking): readonly LinkRefusal[] =>
  session.channel === "near" ? [] : [{ kind: "needs-near-field" }];

/** What a permission has against a command that is told outright. */
const AGAINST: Readonly<
  Record<Permission, (asking: Asking, told: Told) => readonly LinkRefusal[]>
> = {
  never: ({ session }, { kind }) => [{ kind: "role-may-not", role: session.role, asked: kind }],
  always: () => [],
  control: (asking) => uncontrolled(asking),
  bedside: (asking) => [...uncontrolled(asking), ...afar(asking)],
  signed: () => [{ kind: "needs-signature" }],
  "signed-bedside": () => [{ kind: "needs-signature" }],
  lowering: ({ pump }, told) => (lowers(pump, told) ? [] : [{ kind: "not-lowering" }]),
};

/** Only what needs a signature is proposed. */
const unproposable = (asking: Asking, told: Told, allowed: Permission): readonly LinkRefusal[] => {
  if (allowed === "signed-bedside") return AGAINST.bedside(asking, told);
  return allowed === "signed" ? uncontrolled(asking) : AGAINST.never(asking, told);
};

const permission: Guards["permission"] = (asking, told, way) => {
  const allowed = PERMISSIONS[told.kind][asking.session.role];
  const against =
    way === "told" ? AGAINST[allowed](asking, told) : unproposable(asking, told, allowed);
  return [...against, ...tooOld(asking, told)];
};

const timeliness: Guards["timeliness"] = ({ issued, validFor }, now) => {
  if (issued > now + LIMITS.ahead) return [{ kind: "from-the-future", issued, now }];
  return now > issued + validFor ? [{ kind: "expired", issued, validFor, now }] : [];
};

/** Version of the running program; 0 for none. */
export const runningVersion = (pump: Pump): number => pump.program?.version ?? 0;

const currency: Guards["currency"] = ({ expects }, pump) => {
  const running = runningVersion(pump);
  const isCurrent = expects === null || expects === running;
  return isCurrent ? [] : [{ kind: "other-version", expected: expects, running }];
};

/** What a person signs to have a proposal done. */
export const commitText = (
  pump: string,
  { hash, challenge }: { readonly hash: Bytes; readonly challenge: Bytes },
): Bytes => purpose("commit", hash, challenge, utf8(pump));

const commitment: Guards["commitment"] = (crypto, asking, commit) => {
  const { session, proposal, head } = asking;
  if (proposal.session !== session.number) return [{ kind: "no-proposal" }];
  if (!sameBytes(commit.hash, proposal.hash)) return [{ kind: "other-hash" }];
  if (!sameBytes(commit.challenge, proposal.challenge)) return [{ kind: "other-challenge" }];
  const text = commitText(head.vault.pump, proposal);
  const isSigned =
    session.signing !== null && crypto.verify(session.signing, text, commit.signature);
  return isSigned ? [] : [{ kind: "bad-signature" }];
};

const isIntroduced: Guards["isIntroduced"] = (crypto, to, { certificate }) => {
  const { vault, role, proven, paired } = to;
  const { claim } = certificate;
  if (claim.role !== role || claim.epoch < vault.epoch) return false;
  if (paired !== null && !sameBytes(paired, proven)) return false;
  return isCertified(crypto, { authority: vault.clinic, proven }, certificate);
};

const isForsaken: Guards["isForsaken"] = (before, now) =>
  before.sessions.some(
    ({ number, hushes }) => hushes && !now.sessions.some((each) => each.number === number),
  );

const mayUpdate: Guards["mayUpdate"] = (asking) => {
  const { role } = asking.session;
  if (!UPDATES[role]) return [{ kind: "role-may-not", role, asked: "update" }];
  const isFree = asking.head.control === null;
  return [...(isFree ? [] : [{ kind: "not-in-control" } as const]), ...afar(asking)];
};

const vouching: Guards["vouching"] = (crypto, { maker }, { label, signature }) => {
  const { ware, version } = label;
  const isSigned = isVouched(crypto, maker, { label, signature });
  return isSigned ? [] : [{ kind: "not-vouched", ware, version }];
};

const fitting: Guards["fitting"] = ({ model }, label) =>
  label.model === model ? [] : [{ kind: "other-model", found: label.model, model }];

const advancing: Guards["advancing"] = ({ running }, { ware, version: found }) => {
  const { version } = running[ware];
  return found > version ? [] : [{ kind: "not-newer", ware, found, running: version }];
};

const integrity: Guards["integrity"] = (crypto, { label, bytes }) => {
  const found = crypto.hash(bytes);
  return sameBytes(found, label.hash) ? [] : [{ kind: "other-content", due: label.hash, found }];
};

/** Every question of every pump. */
export const GUARDS: Guards = {
  isListening,
  spend,
  isSpoken: (version) => version === LIMITS.version,
  isOpen: (until, at) => at < until,
  isFresh: (counter, last) => counter > last,
  isMarked: sameBytes,
  prologue: prologueOf,
  isAtBedside: (channel) => channel === "near",
  isInvited: ({ misses }) => misses < LIMITS.guesses,
  isIntroduced,
  isSameChannel: (session, channel) => session.channel === channel,
  cipherFor: ({ receive }, counter) => (counter === receive.counter ? receive : null),
  endOf,
  isForsaken,
  permission,
  timeliness,
  currency,
  commitment,
  mayUpdate,
  vouching,
  fitting,
  advancing,
  integrity,
};
