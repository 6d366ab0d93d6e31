// SPDX-License-Identifier: Apache-2.0
/** A ward: virtual implants in a temporary folder, and people who call them through the server. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nobleCrypto, nodeRandom } from "@cisterna/crypto";
import { cardIn, stateOf } from "@cisterna/implant";
import {
  type Bytes,
  type CallerKit,
  type Dossier,
  dialOn,
  insist,
  type Radio,
  type Remote,
  readPump,
} from "@cisterna/link";
import { assert } from "@cisterna/quantity";
import { WebSocket } from "ws";
import { openTelemetry, type Telemetry } from "../../src/implants/telemetry.ts";

/** Implants of the generic model under these names, and the folder that they are kept in. */
export const openWard = async (
  clinic: string,
  names: readonly string[],
): Promise<{ readonly telemetry: Telemetry; readonly folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-ward-"));
  for (const name of names) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, model: "generic-40" }));
  }
  const opened = await openTelemetry({ clinic, folder, now: Date.now });
  assert(opened.ok, "a ward lives", { opened });
  return { telemetry: opened.value, folder };
};

/** What a browser says of itself when it asks for a socket. */
export type Claim = {
  readonly cookie?: string;
  readonly origin?: string;
  readonly protocols?: readonly string[];
};

/** A socket that opened, or the status that it was refused with. */
export const openSocket = (url: string, claim: Claim): Promise<WebSocket | number> =>
  new Promise((resolve, reject) => {
    const { cookie, origin, protocols = [] } = claim;
    const headers = { ...(cookie === undefined ? {} : { cookie }) };
    const socket = new WebSocket(url, [...protocols], {
      headers,
      ...(origin === undefined ? {} : { origin }),
    });
    socket.once("open", () => resolve(socket));
    socket.once("unexpected-response", (_, { statusCode }) => resolve(statusCode ?? 0));
    socket.once("error", reject);
  });

/** With which code a socket is closed. */
export const closed = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once("close", resolve));

const PATIENCE_MS = 2_000;

/** A socket as a radio. */
export const radioOver = (socket: WebSocket): Radio => {
  const heard: Bytes[] = [];
  let wake = (): void => {};
  socket.on("message", (data: Buffer) => {
    heard.push(Uint8Array.from(data));
    wake();
  });
  const next = async (): Promise<Bytes | null> => {
    if (heard.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, PATIENCE_MS);
      });
    }
    return heard.shift() ?? null;
  };
  return { channel: "near", send: (frame) => socket.send(frame), next };
};

const KIT: CallerKit = {
  crypto: nobleCrypto,
  random: nodeRandom,
  clock: () => performance.now(),
};

const hex = (bytes: Bytes): string => Buffer.from(bytes).toString("hex");
const bare = (text: string): Bytes => Uint8Array.from(Buffer.from(text, "hex"));

/** The server's own word for some keys, without the server. */
export const certifiedBy = ({ certify }: Telemetry, keys: ReturnType<typeof drawKeys>) => {
  const halves = { key: keys.own.key, signing: keys.signing.key };
  const { claim, signature } = certify({ name: "somebody", ...halves });
  return { name: claim.name, epoch: claim.epoch, signature: hex(signature) };
};

/** Keys of a programmer, drawn. */
export const drawKeys = () => ({
  own: nobleCrypto.pair(nodeRandom(32)),
  signing: nobleCrypto.signer(nodeRandom(32)),
});

/** What the server certified, as the link has it. */
type Certified = { readonly name: string; readonly epoch: number; readonly signature: string };

/** Pairs by the pump's card, with keys that the server certified; the session, and its slot. */
export const pairOver = async (
  radio: Radio,
  { folder, pump }: { readonly folder: string; readonly pump: string },
  who: { readonly keys: ReturnType<typeof drawKeys>; readonly certified: Certified },
): Promise<{ readonly remote: Remote; readonly slot: number } | null> => {
  const { keys, certified } = who;
  const { name, epoch } = certified;
  const { secret, maker } = cardIn(readFileSync(join(stateOf(folder), pump, "card.json"), "utf8"));
  const claim = { role: "clinician", name, epoch } as const;
  const halves = { key: keys.own.key, signing: keys.signing.key };
  const certificate = { claim: { ...claim, ...halves }, signature: bare(certified.signature) };
  const introduction = { certificate, software: 1 };
  const caller = { role: "clinician", own: keys.own, introduction } as const;
  const dialling = { caller, channel: "near", counter: 1, pump, secret, maker } as const;
  const line = await dialOn(KIT, radio, dialling);
  if (line === null) return null;
  const remote: Remote = { line, dial: async () => null };
  const reply = await insist(remote, () => ({ kind: "collect" }));
  return reply?.kind === "paired" ? { remote, slot: reply.slot } : null;
};

/** Reads a pump without its log. */
export const readOver = async (remote: Remote): Promise<Dossier | null> => {
  const read = await readPump(remote, KIT, Number.MAX_SAFE_INTEGER);
  return read.kind === "read" ? read.dossier : null;
};

/** Air of the same process. */
export const radioIn = ({ connect }: Telemetry, pump: string): Radio => {
  const heard: Bytes[] = [];
  const connection = connect(pump, "near", (frame) => void heard.push(frame));
  assert(connection !== null, "an implant lives", { pump });
  return { channel: "near", send: connection.send, next: async () => heard.shift() ?? null };
};

/** Public halves as the server is asked to certify them. */
export const publicHalves = ({ own, signing }: ReturnType<typeof drawKeys>) => ({
  key: hex(own.key),
  signing: hex(signing.key),
});
