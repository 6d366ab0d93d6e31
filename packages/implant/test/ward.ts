// SPDX-License-Identifier: Apache-2.0
/** A folder of implants in a temporary place, a clock that is moved by hand, people who call. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import {
  type Bytes,
  type Caller,
  type CallerKit,
  type Channel,
  certify,
  confirm,
  dialOn,
  insist,
  type KeyPair,
  type Known,
  leave,
  propose,
  type Radio,
  type Remote,
  type Told,
} from "@cisterna/link";
import { assert } from "@cisterna/quantity";
import { type Clock, type Hosting, type Order, startImplants } from "../src/index.ts";

/** A clock that goes when it is told to. */
export type HandClock = Clock & { readonly pass: (span: number) => void };

/** A clock that stands at 0 until time is passed. */
export const handClock = (): HandClock => {
  let now = 0;
  const works = new Set<{ at: number; span: number; work: () => void }>();
  const due = (upto: number) =>
    [...works].filter(({ at }) => at <= upto).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    every: (span, work) => {
      const each = { at: now + span, span, work };
      works.add(each);
      return () => void works.delete(each);
    },
    after: (span, work) => {
      if (span <= 0) work();
      else works.add({ at: now + span, span: Number.POSITIVE_INFINITY, work });
    },
    pass: (span) => {
      const upto = now + span;
      for (let next = due(upto); next !== undefined; next = due(upto)) {
        now = next.at;
        next.at += next.span;
        if (next.at === Number.POSITIVE_INFINITY) works.delete(next);
        next.work();
      }
      now = upto;
    },
  };
};

/** A copy of the demo folder, or a folder of implants of these names. */
export const folderOf = (names?: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-implants-"));
  if (names === undefined)
    cpSync(new URL("../../../demo", import.meta.url), folder, {
      recursive: true,
      filter: (path) => !path.endsWith("state"),
    });
  for (const name of names ?? []) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, model: "generic-20" }));
  }
  return folder;
};

/** Hosts a folder on a clock of its own; what it refuses breaks the test. */
export const hosted = async (
  folder: string,
  change: Partial<Order> = {},
): Promise<{ readonly hosting: Hosting; readonly clock: HandClock }> => {
  const clock = handClock();
  const started = await startImplants({ folder, speed: 1, clock, ...change });
  assert(started.ok, "implants live", { refusals: started.ok ? [] : started.refusals });
  return { hosting: started.value, clock };
};

const bare = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));

/** A file of texts under keys. */
export const jsonIn = (...path: readonly string[]): Record<string, string> =>
  JSON.parse(readFileSync(join(...path), "utf8")) as Record<string, string>;

/** A clinician with a device that the folder's clinic stands for. */
export type Doctor = { readonly caller: Caller; readonly signing: KeyPair };

/** Draws somebody whom the folder's clinic stands for. */
export const personOf = (folder: string, role: "clinician" | "service"): Doctor => {
  const { clinic = "" } = jsonIn(folder, "state", "authority.json");
  const [own, signing] = [nodeCrypto.pair(nodeRandom(32)), nodeCrypto.signer(nodeRandom(32))];
  const claim = {
    role,
    name: role,
    key: own.key,
    signing: signing.key,
    epoch: 1,
  } as const;
  const certificate = certify(nodeCrypto, nodeCrypto.signer(bare(clinic)), claim);
  return {
    caller: { role, own, introduction: { certificate, software: 1 } },
    signing,
  };
};

/** Draws a clinician. */
export const doctorOf = (folder: string): Doctor => personOf(folder, "clinician");

/** A radio to an implant, in the same process: what is not there at once does not come. */
export const radioOf = (hosting: Hosting, name: string, channel: Channel): Radio => {
  const heard: Bytes[] = [];
  const connection = hosting.connect(name, channel, (frame) => void heard.push(frame));
  assert(connection !== null, "there is such an implant", { name });
  return { channel, send: connection.send, next: async () => heard.shift() ?? null };
};

/** The kit of a caller with the host's clock. */
export const kitOf = (clock: Clock): CallerKit => ({
  ...{ crypto: nodeCrypto, random: nodeRandom, clock: clock.now },
});

/** A device that has paired: whom it knows, and the signing key of the pump. */
export type Paired = { readonly known: Known; readonly signing: Bytes; counter: number };

type Place = { hosting: Hosting; clock: Clock; folder: string };

/** Pairs somebody by the pump's card, or by another secret. */
export const pairByCard = async (
  { hosting, clock, folder }: Place,
  { caller }: Doctor,
  name: string,
  invitation?: Bytes,
): Promise<Paired> => {
  const { secret = "", maker = "" } = jsonIn(folder, "state", name, "card.json");
  const radio = radioOf(hosting, name, "near");
  const to = { pump: name, secret: invitation ?? bare(secret), maker: bare(maker) };
  const line = await dialOn(kitOf(clock), radio, { caller, channel: "near", counter: 1, ...to });
  assert(line !== null && line.certificate !== null, "the secret pairs somebody");
  const remote: Remote = { line, dial: async () => null };
  const reply = await insist(remote, () => ({ kind: "collect" }));
  assert(reply?.kind === "paired", "a place among the peers", { reply });
  await leave(remote);
  const { key, signing } = line.certificate.claim;
  const known = { pump: name, key, slot: reply.slot, helloKey: reply.helloKey };
  return { known, signing, counter: 1 };
};

/** A remote of a paired device. */
export const remoteOf = (
  { hosting, clock }: { hosting: Hosting; clock: Clock },
  { caller }: Doctor,
  paired: Paired,
): Remote => ({
  line: null,
  dial: async () => {
    const { known } = paired;
    paired.counter += 1;
    const radio = radioOf(hosting, known.pump, "near");
    const dialling = { caller, channel: "near", counter: paired.counter, known } as const;
    return dialOn(kitOf(clock), radio, dialling);
  },
});

/** Proposes and signs; gives the kind of what came of it. */
export const programmed = async (
  remote: Remote,
  { clock, doctor, paired }: { clock: Clock; doctor: Doctor; paired: Paired },
  { told, expects }: { told: Told; expects: number },
): Promise<string> => {
  const kit = kitOf(clock);
  const to = { pump: paired.known.pump, signing: paired.signing };
  const proposed = await propose(remote, { kit, to }, { told, expects });
  if (proposed.kind !== "read-back") return JSON.stringify(proposed);
  if (proposed.refusals.length > 0) return JSON.stringify(proposed.refusals);
  return (await confirm(remote, { kit, to, person: doctor.signing }, proposed)).kind;
};
