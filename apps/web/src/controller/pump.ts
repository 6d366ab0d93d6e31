// SPDX-License-Identifier: Apache-2.0
/**
 * What a patient's controller asks of the pump, over the real link: how it is, a dose, to be still.
 * A request keeps its id until the pump has said what came of it, through losses and reloads.
 */
import { nobleCrypto } from "@cisterna/crypto";
import {
  type Caller,
  hexOf,
  LIMITS,
  type LinkRefusal,
  leave,
  type Remote,
  readPump,
  tellIn,
  tellPump,
  type Unheard,
} from "@cisterna/link";
import type { Dates, Event, Refusal } from "@cisterna/pump";
import {
  bytesIn,
  counted,
  type Invitation,
  KIT,
  type Peer,
  paired,
  remoteTo,
} from "../air/call.ts";
import { type OpenRadio, radioTo } from "../air/radio.ts";
import type { Asking, Keeper, Kept, KeptPeer, Seen } from "./kept.ts";

/** The pump within reach of this controller. */
export type Contact = { readonly radio: OpenRadio; readonly remote: Remote };

const callerOf = ({ own }: Kept): Caller => ({
  ...{ role: "patient", own: nobleCrypto.pair(bytesIn(own)), introduction: null },
});

const peerOf = ({ pump, slot, counter, ...keys }: KeptPeer): Peer => ({
  known: { pump, slot, key: bytesIn(keys.key), helloKey: bytesIn(keys.helloKey) },
  ...{ signing: bytesIn(keys.signing), maker: bytesIn(keys.maker), counter },
});

const keptOf = (implant: string, { known, signing, maker, counter }: Peer): KeptPeer => ({
  ...{ implant, pump: known.pump, slot: known.slot, counter },
  ...{ key: hexOf(known.key), helloKey: hexOf(known.helloKey) },
  ...{ signing: hexOf(signing), maker: hexOf(maker) },
});

type Place = { readonly clinic: string; readonly implant: string };

const radioAt = ({ clinic, implant }: Place, channel: "near" | "far"): OpenRadio => {
  const [at, of] = [clinic, implant].map(encodeURIComponent);
  const path = `./api/clinics/${at}/controller/implants/${of}`;
  return radioTo({ path, channel, guard: null });
};

/** Calls that are tried for one question before nobody knows. */
const MOST_CALLS = 3;

/** Stops calling when it has been in vain so often; a call that is answered counts anew. */
const patient = (remote: Remote): Remote => {
  let left = MOST_CALLS;
  return {
    line: null,
    dial: async () => {
      if (left <= 0) return null;
      const line = await remote.dial();
      left = line === null ? left - 1 : MOST_CALLS;
      return line;
    },
  };
};

/** The pump that was paired with; null: none was. Nothing is sent before it is asked. */
export const contactWith = (keeper: Keeper, channel: "near" | "far"): Contact | null => {
  const { word, peer } = keeper.now();
  if (word === null || peer === null) return null;
  const radio = radioAt({ clinic: word.clinic.clinic, implant: peer.implant }, channel);
  const next = async (): Promise<Peer> => {
    const called = counted(peerOf(keeper.now().peer ?? peer));
    await keeper.put({ peer: keptOf(peer.implant, called) });
    return called;
  };
  const remote = remoteTo({ radio, caller: callerOf(keeper.now()), next });
  return { radio, remote: patient(remote) };
};

/** Pairs through the coil, by the code that the clinician shows; null: the pump did not answer. */
export const pairBy = async (
  keeper: Keeper,
  place: Place,
  to: Invitation,
): Promise<KeptPeer | null> => {
  const radio = radioAt(place, "near");
  const peer = await paired(callerOf(keeper.now()), to, radio);
  radio.close();
  return peer === null ? null : keptOf(place.implant, peer);
};

/** Later than every entry of a log: a controller does not read it. */
const NO_LOG = Number.MAX_SAFE_INTEGER;

/** Reads how the pump is; `dates` are its own word of when it needs somebody. */
export const look = async ({ remote }: Contact, dates: Dates | null): Promise<Seen | Unheard> => {
  const read = await readPump(remote, KIT, NO_LOG);
  if (read.kind !== "read") return read;
  const { status, program, device, grants } = read.dossier;
  return { at: Date.now(), status, program, pulse: device.pulse, grants, dates };
};

/** Ends a session with the pump's own word of when it needs somebody; null: it was not heard. */
export const lastWord = async ({ remote }: Contact): Promise<Dates | null> => {
  const left = await leave(remote);
  return left.kind === "left" ? left.statement.dates : null;
};

/** What came of a request. `silent`: nobody knows, and the same request can be asked for again. */
export type Answer =
  | { readonly kind: "granted"; readonly from: number; readonly until: number }
  | {
      readonly kind: "refused";
      readonly refusals: readonly Refusal[];
      readonly next: number | null;
    }
  | { readonly kind: "not-passed-on"; readonly refusals: readonly LinkRefusal[] }
  | { readonly kind: "silent" };

const nextIn = (refusals: readonly Refusal[]): number | null => {
  const times = refusals.flatMap((each) => ("until" in each ? [each.until] : []));
  return times.length === 0 ? null : Math.max(...times);
};

const answerIn = (events: readonly Event[]): Answer => {
  for (const event of events) {
    if (event.kind === "bolus-granted") {
      const { from, over } = event.bolus;
      return { kind: "granted", from, until: from + over };
    }
    if (event.kind === "refused") {
      const { refusals } = event;
      return { kind: "refused", refusals, next: nextIn(refusals) };
    }
  }
  return { kind: "silent" };
};

/** Asks for a dose; the same asking again is the same request: at most one dose comes of it. */
export const askFor = async ({ remote }: Contact, asking: Asking): Promise<Answer> => {
  const { askedAt } = asking;
  const envelope = {
    ...{ id: bytesIn(asking.id), expects: null, issued: askedAt, validFor: LIMITS.validity },
  };
  const said = await tellIn(remote, { kind: "request", askedAt }, () => envelope);
  if (said.kind === "refused") return { kind: "not-passed-on", refusals: said.refusals };
  return said.kind === "unknown" ? { kind: "silent" } : answerIn(said.events);
};

/** What a later reading says of a request; null: it does not tell yet. */
export const learntOf = (
  { id, askedAt }: Asking,
  { status, program, grants }: Seen,
  slot: number,
): Answer | null => {
  const grant = grants.find((each) => each.id === `${slot}-${id}`);
  if (grant !== undefined) return { kind: "granted", from: grant.at, until: grant.ends };
  const validity = Math.max(LIMITS.validity, program?.onDemand?.validity ?? 0);
  return status.now - askedAt > validity ? { kind: "not-passed-on", refusals: [] } : null;
};

/** What came of a silence. */
export type Silence = "still" | "no-alarm" | "refused" | "unknown";

/** Has the alarms be still, through the coil: for ten minutes, also after the session. */
export const silence = async ({ remote }: Contact): Promise<Silence> => {
  const said = await tellPump(remote, KIT, { told: { kind: "silence" }, expects: null });
  if (said.kind !== "outcome") return said.kind === "unknown" ? "unknown" : "refused";
  await leave(remote);
  if (said.events.some(({ kind }) => kind === "silenced")) return "still";
  const refused = said.events.flatMap((event) => (event.kind === "refused" ? event.refusals : []));
  return refused.some(({ kind }) => kind === "no-alarm") ? "no-alarm" : "refused";
};
