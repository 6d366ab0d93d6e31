// SPDX-License-Identifier: Apache-2.0
/**
 * Hosting: any number of virtual implants live in one process, each on its own clock with its own
 * store. Whoever connects hears and speaks through an implant's air; tones are told as they sound.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeRandom } from "@cisterna/crypto";
import type { Bytes, Channel, Random } from "@cisterna/link";
import { CONTROLLER, type Controller } from "@cisterna/pump";
import {
  accepted,
  type Milliseconds,
  milliseconds,
  type Result,
  refused,
} from "@cisterna/quantity";
import { type Air, arrivals, CLEAR, changedAir } from "./air.ts";
import { type Authorities, authoritiesIn, authoritiesText, drawAuthorities } from "./card.ts";
import { type Clock, wallClock } from "./clock.ts";
import { type Description, descriptionIn } from "./description.ts";
import { hear, type Implant, isTalking, type Lived, live, rest, touch } from "./implant.ts";
import { lockFolder } from "./lock.ts";
import type { HostRefusal } from "./refusal.ts";
import type { Tone } from "./sounder.ts";
import { wake, writeSecret } from "./waking.ts";

/** What to host, and how fast time goes by: 1 is real time, 0 stands still but for `forward`. */
export type Order = {
  readonly folder: string;
  readonly speed: number;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Public key of the clinic that new pumps belong to; without one the folder's own. */
  readonly clinic?: Bytes;
  /** For tests of broken ones. */
  readonly controller?: Controller;
};

/** A way to speak with an implant over one of its channels. */
export type Connection = { readonly send: (frame: Bytes) => void; readonly close: () => void };

/** Implants that live. */
export type Hosting = {
  readonly names: readonly string[];
  /** Those whose telemetry is damaged: they deliver, and listen to nobody. */
  readonly deaf: readonly string[];
  /** Null: there is no such implant. */
  readonly connect: (
    name: string,
    channel: Channel,
    heard: (frame: Bytes) => void,
  ) => Connection | null;
  /** Told of every tone until the result is called. */
  readonly onTone: (listener: (tone: Tone) => void) => () => void;
  /** Time goes by at once, for all of them. */
  readonly forward: (span: Milliseconds) => void;
  /** What a channel does to frames. Null: no such implant, or no such air. */
  readonly changeAir: (
    name: string,
    channel: Channel,
    change: Readonly<Record<string, unknown>>,
  ) => Air | null;
  /** Puts them to rest: their time stands still until they are hosted again. */
  readonly stop: () => void;
};

/** An implant with its place in the host's time and its air. */
type Hosted = {
  readonly implant: Implant;
  readonly air: Record<Channel, Air>;
  readonly ears: Set<{ readonly channel: Channel; readonly heard: (frame: Bytes) => void }>;
  /** It was so late at this moment of the host's clock, and time has gone so fast since. */
  from: number;
  since: number;
  rate: number;
};

type Host = {
  readonly clock: Clock;
  readonly random: Random;
  readonly speed: number;
  readonly listeners: Set<(tone: Tone) => void>;
  readonly hosted: ReadonlyMap<string, Hosted>;
  /** Whether they live; afterwards nothing arrives any more. */
  lives: boolean;
};

const timeOf = ({ from, since, rate }: Hosted, now: number): Milliseconds =>
  milliseconds(Math.floor(from + (now - since) * rate));

/**
 * Time goes on from here, as fast as it may: while somebody talks it is theirs, from the instant of
 * the frame on, however long writing took.
 */
const rebase = (host: Host, one: Hosted): void => {
  const since = host.clock.now();
  const { now } = one.implant.keeper.pump;
  const rate = isTalking(one.implant) ? Math.min(1, host.speed) : host.speed;
  const from = rate === one.rate ? Math.max(now, timeOf(one, since)) : now;
  Object.assign(one, { from, since, rate });
};

const told = (host: Host, { tones }: Lived): void => {
  for (const tone of tones) for (const listener of host.listeners) listener(tone);
};

const presentOf = (host: Host, one: Hosted): Milliseconds =>
  milliseconds(Math.max(one.implant.keeper.pump.now, timeOf(one, host.clock.now())));

const tick = (host: Host, one: Hosted): void => {
  if (!host.lives) return;
  told(host, live(one.implant, presentOf(host, one)));
  rebase(host, one);
};

/** Sends a frame through some air: each time that it comes, it comes later. */
const through = (host: Host, air: Air, arrive: () => void): void => {
  const times = arrivals(air, host.random);
  for (let time = 1; time <= times; time += 1) host.clock.after(air.delay * time, arrive);
};

const arrived = (
  host: Host,
  one: Hosted,
  { channel, bytes }: { channel: Channel; bytes: Bytes },
) => {
  if (!host.lives) return;
  const lived = hear(one.implant, { at: presentOf(host, one), channel, bytes });
  told(host, lived);
  rebase(host, one);
  const { answer } = lived;
  if (answer === null) return;
  for (const ear of one.ears) {
    if (ear.channel === channel) through(host, one.air[channel], () => ear.heard(answer));
  }
};

const connectTo = (
  host: Host,
  one: Hosted,
  ear: { readonly channel: Channel; readonly heard: (frame: Bytes) => void },
): Connection => {
  const { channel } = ear;
  one.ears.add(ear);
  if (channel === "near") {
    tick(host, one);
    touch(one.implant, presentOf(host, one));
    rebase(host, one);
  }
  return {
    send: (bytes) => {
      if (one.ears.has(ear)) {
        through(host, one.air[channel], () => arrived(host, one, { channel, bytes }));
      }
    },
    close: () => void one.ears.delete(ear),
  };
};

const forwardBy = (host: Host, span: Milliseconds): void => {
  for (const one of host.hosted.values()) {
    one.from += span;
    tick(host, one);
  }
};

const putToRest = (host: Host): void => {
  for (const one of host.hosted.values()) {
    tick(host, one);
    rest(one.implant);
  }
  host.lives = false;
};

/** How often time is looked at: more often where it runs. */
const tickSpan = (speed: number): number => (speed > 1 ? 100 : 1_000);

const hostingOf = (host: Host, release: () => void): Hosting => {
  const all = [...host.hosted.values()];
  const halt = host.clock.every(tickSpan(host.speed), () => {
    for (const one of all) tick(host, one);
  });
  return {
    names: all.map(({ implant }) => implant.name),
    deaf: all.flatMap(({ implant }) => (implant.head === null ? [implant.name] : [])),
    connect: (name, channel, heard) => {
      const one = host.hosted.get(name);
      return one === undefined ? null : connectTo(host, one, { channel, heard });
    },
    onTone: (listener) => {
      host.listeners.add(listener);
      return () => void host.listeners.delete(listener);
    },
    forward: (span) => forwardBy(host, span),
    changeAir: (name, channel, change) => {
      const one = host.hosted.get(name);
      const next = one === undefined ? null : changedAir(one.air[channel], change);
      if (one !== undefined && next !== null) one.air[channel] = next;
      return next;
    },
    stop: () => {
      halt();
      putToRest(host);
      release();
    },
  };
};

const because = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";

const namesIn = (folder: string): Result<readonly string[], HostRefusal> => {
  try {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted();
    return names.length === 0
      ? refused({ kind: "no-implants", path: folder, accepted: "files NAME.json, one an implant" })
      : accepted(names.map((name) => join(folder, name)));
  } catch (thrown) {
    return refused({ kind: "folder-missing", path: folder, because: because(thrown) });
  }
};

const describedIn = (path: string): Result<Description, HostRefusal> => {
  try {
    return descriptionIn(path, readFileSync(path, "utf8"));
  } catch (thrown) {
    return refused({ kind: "implant-unreadable", path, because: because(thrown) });
  }
};

/** Every implant that a folder describes. Refuses: all that cannot be read, and doubled names. */
const allIn = (folder: string): Result<readonly Description[], HostRefusal> => {
  const files = namesIn(folder);
  if (!files.ok) return files;
  const read = files.value.map((path) => [path, describedIn(path)] as const);
  const found = read.flatMap(([, each]) => (each.ok ? [each.value] : []));
  const [first, ...rest] = read.flatMap(([path, each], index): readonly HostRefusal[] => {
    if (!each.ok) return each.refusals;
    const { name } = each.value;
    const before = read.slice(0, index).some(([, one]) => one.ok && one.value.name === name);
    return before ? [{ kind: "implant-twice", path, read: name }] : [];
  });
  return first === undefined ? accepted(found) : refused(first, ...rest);
};

/** The folder's authorities: read, or drawn once. Refuses: `keys-damaged`. */
const authoritiesAt = (path: string, random: Random): Result<Authorities, HostRefusal> => {
  let text: string | null = null;
  try {
    text = readFileSync(path, "utf8");
    return accepted(authoritiesIn(text));
  } catch {
    if (text !== null) return refused({ kind: "keys-damaged", path });
  }
  const authorities = drawAuthorities(random);
  writeSecret(path, authoritiesText(authorities));
  return accepted(authorities);
};

type Woken = Result<readonly Implant[], HostRefusal>;

const wokenIn = (order: Order, state: string, random: Random): Woken => {
  const described = allIn(order.folder);
  if (!described.ok) return described;
  const authorities = authoritiesAt(join(state, "authority.json"), random);
  if (!authorities.ok) return authorities;
  const { maker, clinic } = authorities.value;
  const { controller = CONTROLLER } = order;
  const home = { folder: state, maker, clinic: order.clinic ?? clinic.key, random, controller };
  const implants: Implant[] = [];
  for (const each of described.value) {
    try {
      implants.push(wake(each, home));
    } catch (thrown) {
      const path = join(state, each.name);
      return refused({ kind: "store-unreadable", path, because: because(thrown) });
    }
  }
  return accepted(implants);
};

/** Where the implants of a folder are kept. */
export const stateOf = (folder: string): string => join(folder, "state");

const hostOf = (order: Order, implants: readonly Implant[]): Host => {
  const { speed, clock = wallClock, random = nodeRandom } = order;
  const since = clock.now();
  const hosted = implants.map((implant): [string, Hosted] => {
    const from = implant.keeper.pump.now;
    const air = { near: CLEAR, far: CLEAR };
    return [implant.name, { implant, air, ears: new Set(), from, since, rate: speed }];
  });
  return { clock, random, speed, listeners: new Set(), hosted: new Map(hosted), lives: true };
};

/** Lets the implants of a folder live. Refuses: all that stands against it; then none does. */
export const startImplants = async (order: Order): Promise<Result<Hosting, HostRefusal>> => {
  const state = stateOf(order.folder);
  const described = allIn(order.folder);
  if (!described.ok) return described;
  try {
    mkdirSync(state, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    return refused({ kind: "folder-unwritable", path: state, because: because(thrown) });
  }
  const release = await lockFolder(state);
  if (release === null) return refused({ kind: "folder-in-use", path: order.folder });
  const woken = wokenIn(order, state, order.random ?? nodeRandom);
  if (!woken.ok) {
    release();
    return woken;
  }
  return accepted(hostingOf(hostOf(order, woken.value), release));
};
