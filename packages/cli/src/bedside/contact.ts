// SPDX-License-Identifier: Apache-2.0
/**
 * A contact: a device, a pump that it knows, and the air between them. Every session begins with a
 * reading and ends with the pump's own statement, or with the word that nobody knows.
 */
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import {
  type Addressee,
  type Caller,
  type CallerKit,
  type Channel,
  type Dossier,
  date,
  dialOn,
  leave,
  type Remote,
  readPump,
  type Statement,
} from "@cisterna/link";
import { accepted, type Result, refused } from "@cisterna/quantity";
import { addressIn } from "../pump/address.ts";
import { type Io, operandOf, optionOf, type Refusal, type Request } from "../shell/command.ts";
import { type Device, deviceText, type Peer, peerOf, readDevice, withPeer } from "./device-file.ts";
import { openRadio } from "./radio.ts";
import { linkRefusals } from "./refusal.ts";

/** Version of this programmer's software, as a pump is told. */
const SOFTWARE = 1;

/** A session with a pump, whoever calls. */
export type Talk = {
  readonly kit: CallerKit;
  readonly remote: Remote;
  /** What was read of the pump when the session began, or later. */
  dossier: Dossier;
};

/** A device in contact with a pump. Changed in place by its one owner, the command. */
export type Contact = Talk & {
  readonly io: Io;
  readonly path: string;
  readonly to: Addressee;
  device: Device;
  peer: Peer;
};

/** What every caller is given at this terminal. */
export const KIT: CallerKit = {
  crypto: nodeCrypto,
  random: nodeRandom,
  clock: () => performance.now(),
};

/** Who a device speaks for. */
export const callerOf = ({ role, own, person }: Device): Caller => ({
  role,
  own,
  introduction: person === null ? null : { certificate: person.certificate, software: SOFTWARE },
});

/** Writes down what a device now knows, before anything else happens. */
export const keepDevice = async (
  io: Io,
  path: string,
  device: Device,
): Promise<Result<null, Refusal>> =>
  io.writeText(path, deviceText(device), { secret: true, renewed: true });

/** One more than the last counter, or the clock: so a file from an old copy gets through too. */
const nextCounter = (io: Io, { counter }: Pick<Peer, "counter">): number =>
  Math.max(counter + 1, io.now().epochMs);

/** Keeps a change of what is known of the pump. */
export const keepPeer = async (
  contact: Pick<Contact, "io" | "path" | "device" | "peer">,
  change: Partial<Peer>,
): Promise<Result<null, Refusal>> => {
  contact.peer = { ...contact.peer, ...change };
  contact.device = withPeer(contact.device, contact.peer);
  return keepDevice(contact.io, contact.path, contact.device);
};

type Reached = Omit<Contact, "dossier"> & { readonly close: () => void };

type Wanted = { readonly role: Device["role"]; readonly channel: Channel };

const reached = async (
  request: Request,
  io: Io,
  { role, channel }: Wanted,
): Promise<Result<Reached, Refusal>> => {
  const path = optionOf(request, "me") ?? "";
  const [device, address] = [await readDevice(io, path, [role]), addressIn(request)];
  if (!device.ok) return device;
  if (!address.ok) return address;
  const pump = operandOf(request, 0) ?? "";
  const peer = peerOf(device.value, pump);
  if (peer === undefined) {
    const names = device.value.peers.map(({ known }) => known.pump).join(", ");
    return refused({ kind: "not-paired", path: "PUMP", read: pump, accepted: names });
  }
  const radio = await openRadio(address.value, pump, channel);
  if (!radio.ok) return radio;
  const whole: Reached = {
    ...{ io, path, kit: KIT, device: device.value, peer, close: radio.value.close },
    to: { pump, signing: peer.signing },
    remote: {
      line: null,
      dial: async () => {
        const counter = nextCounter(io, whole.peer);
        const kept = await keepPeer(whole, { counter });
        if (!kept.ok) return null;
        const caller = callerOf(whole.device);
        return dialOn(KIT, radio.value, { caller, channel, counter, known: whole.peer.known });
      },
    },
  };
  return accepted(whole);
};

/** What a step in a session came to. */
export type Taken = {
  readonly refusals: readonly Refusal[];
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
};

/** A step that was refused. */
export const turnedDown = (refusals: readonly Refusal[], lines: readonly string[] = []): Taken => ({
  ...{ refusals, json: {}, lines },
});

/** What a session came to: its steps, and how the pump said that it runs on. */
export type Visited = { readonly taken: Taken; readonly statement: Statement | null };

const left = async ({ remote }: Talk): Promise<Statement | null> => {
  const last = await leave(remote);
  return last.kind === "left" ? last.statement : null;
};

/** Reads again how the pump is. */
export const readAgain = async (
  { remote, kit }: Omit<Talk, "dossier">,
  since: number,
): Promise<Result<Dossier, Refusal>> => {
  const read = await readPump(remote, kit, since);
  return read.kind === "read" ? accepted(read.dossier) : linkRefusals(read);
};

/**
 * A session from its reading, through what is done in it, to the pump's statement. Refuses: what
 * keeps a session from beginning.
 */
export const inSession = async <T extends Omit<Talk, "dossier">>(
  session: T,
  since: number,
  step: (talk: T & Talk) => Promise<Taken>,
): Promise<Result<Visited & { readonly talk: T & Talk }, Refusal>> => {
  const dossier = await readAgain(session, since);
  if (!dossier.ok) return dossier;
  const talk = Object.assign(session, { dossier: dossier.value });
  const taken = await step(talk);
  return accepted({ taken, statement: await left(talk), talk });
};

/** Does something in a session of a device with a pump that it has paired with. */
export const visited = async (
  request: Request,
  io: Io,
  wanted: Wanted & {
    readonly since: "all" | "none";
    readonly step: (contact: Contact) => Promise<Taken>;
  },
): Promise<Result<Visited & { readonly talk: Contact }, Refusal>> => {
  const found = await reached(request, io, wanted);
  if (!found.ok) return found;
  const { close } = found.value;
  try {
    if (wanted.role !== "patient") await date(found.value.remote, io.now().epochMs);
    const since = wanted.since === "none" ? Number.MAX_SAFE_INTEGER : found.value.peer.upto;
    return await inSession(found.value, since, wanted.step);
  } finally {
    close();
  }
};
