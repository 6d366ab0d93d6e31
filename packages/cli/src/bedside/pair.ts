// SPDX-License-Identifier: Apache-2.0
/** Pairing: a device and a pump get to know each other through the coil, by a secret of one use. */
import { type Bytes, dialOn, insist, leave, type Remote } from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
import { addressIn, URL_OPTION } from "../pump/address.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Option,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { callerOf, KIT, keepDevice } from "./contact.ts";
import { type Device, type Peer, readDevice, withPeer } from "./device-file.ts";
import { type OpenRadio, openRadio } from "./radio.ts";

/** What somebody new brings: the pump's name, the secret, the maker's public key. */
export type Invited = { readonly pump: string; readonly secret: Bytes; readonly maker: Bytes };

const bare = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));

const HEX = "[0-9a-f]{64}";

const invitedBy = (pump = "", secret = "", maker = ""): Invited => ({
  ...{ pump, secret: bare(secret), maker: bare(maker) },
});

/** What a card lets somebody do: pair with a pump that knows nobody, or help in an emergency. */
type Secret = "secret" | "emergency";

/** What is on a card. Refuses: `not-a-card`. */
export const onCard = async (
  io: Io,
  path: string,
  which: Secret,
): Promise<Result<Invited, Refusal>> => {
  const text = await io.readText(path);
  if (!text.ok) return text;
  const at = (key: string, form: string) =>
    new RegExp(`"${key}": "(${form})"`).exec(text.value)?.[1];
  const [pump, secret, maker] = [at("pump", "[A-Za-z0-9-]+"), at(which, HEX), at("maker", HEX)];
  return pump === undefined || secret === undefined || maker === undefined
    ? refused({ kind: "not-a-card", path })
    : accepted(invitedBy(pump, secret, maker));
};

/** The invitation in a code that a programmer has shown. Refuses: `not-a-code`. */
const inCode = (read: string): Result<Invited, Refusal> => {
  const match = new RegExp(`^([A-Za-z0-9-]+)\\.(${HEX})\\.(${HEX})$`).exec(read.trim());
  return match === null
    ? refused({ kind: "not-a-code", path: "code", accepted: "the code that program invite shows" })
    : accepted(invitedBy(match[1], match[2], match[3]));
};

const CARD: Option = {
  name: "card",
  value: "FILE",
  about: "the implant card, of a pump that knows nobody",
};
const CODE: Option = {
  name: "code",
  value: "CODE",
  about: "the code that program invite has shown",
};

const invitation = async (request: Request, io: Io): Promise<Result<Invited, Refusal>> => {
  const [card, code] = [optionOf(request, "card"), optionOf(request, "code")];
  if (card !== undefined) return onCard(io, card, "secret");
  return inCode(code ?? "");
};

const NOT_PAIRED: Refusal = { kind: "pairing-failed", path: "PUMP" };

/** One try: hello, the pump's certificate, our proof, what the pairing came to. */
const paired = async (
  device: Device,
  { pump, secret, maker }: Invited,
  { radio, counter }: { readonly radio: OpenRadio; readonly counter: number },
): Promise<Peer | null> => {
  const dialling = {
    caller: callerOf(device),
    channel: "near",
    counter,
    pump,
    secret,
    maker,
  } as const;
  const line = await dialOn(KIT, radio, dialling);
  const claim = line?.certificate?.claim;
  if (line === null || claim === undefined) return null;
  const remote: Remote = { line, dial: async () => null };
  const reply = await insist(remote, () => ({ kind: "collect" }));
  if (reply?.kind !== "paired") return null;
  await leave(remote);
  const { slot, helloKey } = reply;
  const known = { pump, key: claim.key, slot, helloKey };
  return { known, signing: claim.signing, maker, counter, upto: 0, case: null };
};

const MOST_TRIES = 3;

const triedWith = async (
  device: Device,
  to: Invited,
  { radio, counter: first }: { readonly radio: OpenRadio; readonly counter: number },
): Promise<Peer | null> => {
  for (let counter = first; counter < first + MOST_TRIES; counter += 1) {
    const peer = await paired(device, to, { radio, counter });
    if (peer !== null) return peer;
  }
  return null;
};

type Roles = readonly Device["role"][];

const run = async (request: Request, io: Io, roles: Roles): Promise<Outcome> => {
  const path = optionOf(request, "me") ?? "";
  const device = await readDevice(io, path, roles);
  const [to, address] = [await invitation(request, io), addressIn(request)];
  const refusals = [device, to, address].flatMap((each) => (each.ok ? [] : each.refusals));
  if (!device.ok || !to.ok || !address.ok) return refusedOutcome(refusals);
  const radio = await openRadio(address.value, to.value.pump, "near");
  if (!radio.ok) return refusedOutcome(radio.refusals);
  const counter = Math.max(1, io.now().epochMs);
  const peer = await triedWith(device.value, to.value, { radio: radio.value, counter });
  radio.value.close();
  if (peer === null) return refusedOutcome([NOT_PAIRED]);
  const kept = await keepDevice(io, path, withPeer(device.value, peer));
  if (!kept.ok) return refusedOutcome(kept.refusals);
  const { pump, slot } = peer.known;
  return done(
    { pump, slot, role: device.value.role },
    `Paired with ${pump} in slot ${slot}; its maker stands for it.\n`,
  );
};

const ME: Option = { name: "me", value: "FILE", about: "the device's own file", needed: true };

const needed = (request: Request, names: readonly string[]): readonly Refusal[] => {
  const given = names.filter((name) => optionOf(request, name) !== undefined);
  if (given.length === 1) return [];
  const kind = given.length === 0 ? "missing-option" : "conflicting-options";
  return [{ kind, path: names.join(" or "), accepted: "one of them" }];
};

/** `program pair`. */
export const pairProgrammer: CommandModule = {
  name: "pair",
  summary: "Pairs a programmer with a pump, by its implant card or by a code",
  example: "program pair --me doctor.json --card demo/state/CIS-0001/card.json",
  operands: [],
  options: [ME, CARD, CODE, URL_OPTION],
  check: (request) => needed(request, ["card", "code"]),
  run: (request, io) => run(request, io, ["clinician", "service"]),
};

/** `patient pair`. */
export const pairController: CommandModule = {
  name: "pair",
  summary: "Pairs a patient's controller with the pump, by the code that the clinician shows",
  example: "patient pair --me mine.json --code CODE",
  operands: [],
  options: [ME, { ...CODE, needed: true }, URL_OPTION],
  run: (request, io) => run(request, io, ["patient"]),
};
