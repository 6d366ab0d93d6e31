// SPDX-License-Identifier: Apache-2.0
/**
 * Telemetry: the virtual implants of a clinic that this server hosts, and the clinic's authority,
 * which stands for its people's programmers. The server carries frames and can read none of them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeCrypto } from "@cisterna/crypto";
import {
  authoritiesIn,
  type Connection,
  type Hosting,
  type HostRefusal,
  startImplants,
  stateOf,
} from "@cisterna/implant";
import { type Bytes, type Certificate, type Channel, certify } from "@cisterna/link";
import { accepted, milliseconds, type Result } from "@cisterna/quantity";
import { readTime, writeTime } from "./time.ts";

/** Keys of somebody's programmer, and whose they are. */
type Programmer = { readonly name: string; readonly key: Bytes; readonly signing: Bytes };

/** What a server knows of the implants that it hosts. */
export type Telemetry = {
  /** The one clinic that they belong to. */
  readonly clinic: string;
  /** Whether an implant is hosted, and whether it listens to anybody. */
  readonly standing: (pump: string) => "here" | "deaf" | "away";
  /** Null: there is no such implant here. */
  readonly connect: (
    pump: string,
    channel: Channel,
    heard: (frame: Bytes) => void,
  ) => Connection | null;
  /** The clinic's word for somebody's programmer. */
  readonly certify: (programmer: Programmer) => Certificate;
  /** Puts the implants to rest. */
  readonly stop: () => void;
};

const EPOCH = 1;
const EVERY_MS = 60_000;

/** Time went by while nobody hosted: a pump in a body does not wait for a server. */
const caughtUp = (hosting: Hosting, folder: string, now: () => number): (() => void) => {
  const last = readTime(folder);
  if (last !== null) hosting.forward(milliseconds(Math.max(0, now() - last)));
  writeTime(folder, now());
  const timer = setInterval(() => writeTime(folder, now()), EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    writeTime(folder, now());
  };
};

const standingIn =
  ({ names, deaf }: Hosting): Telemetry["standing"] =>
  (pump) =>
    names.includes(pump) ? (deaf.includes(pump) ? "deaf" : "here") : "away";

const certifierOf = (folder: string): Telemetry["certify"] => {
  const text = readFileSync(join(stateOf(folder), "authority.json"), "utf8");
  const { clinic } = authoritiesIn(text);
  return ({ name, key, signing }) =>
    certify(nodeCrypto, clinic, { role: "clinician", name, key, signing, epoch: EPOCH });
};

/** Where the implants of a clinic lie, and what its wall clock says. */
type Ward = {
  readonly clinic: string;
  readonly folder: string;
  readonly now: () => number;
};

/** Lets the implants of a folder live. Refuses: all that stands against it. */
export const openTelemetry = async ({
  clinic,
  folder,
  now,
}: Ward): Promise<Result<Telemetry, HostRefusal>> => {
  const started = await startImplants({ folder, speed: 1 });
  if (!started.ok) return started;
  const hosting = started.value;
  const keepTime = caughtUp(hosting, folder, now);
  return accepted({
    clinic,
    standing: standingIn(hosting),
    connect: hosting.connect,
    certify: certifierOf(folder),
    stop: () => {
      hosting.stop();
      keepTime();
    },
  });
};
