// SPDX-License-Identifier: Apache-2.0
/**
 * A virtual bedside: a clinic, a pump with its telemetry head, a programmer and a patient's
 * controller, and the air between them. Every key here is drawn from a seed when the test runs.
 */
import { nodeCrypto } from "@cisterna/crypto";
import { CONTROLLER, type Event, type Logged, type Pump } from "@cisterna/pump";
import { assert, type Milliseconds, milliseconds, pulses } from "@cisterna/quantity";
import { fresh } from "../../pump/test/sample.ts";
import {
  type Arrival,
  answerOf,
  asking,
  type Bytes,
  type Call,
  type Caller,
  type Channel,
  CONSTANTS,
  certify,
  connected,
  type Dialling,
  dialled,
  encoded,
  FIRMWARE,
  GUARDS,
  type Guards,
  type Head,
  hearing,
  invitedByCard,
  type Kit,
  type Known,
  LIBRARY,
  LIMITS,
  madeWith,
  type Note,
  quietHead,
  type Random,
  type Reply,
  type Request,
  type Role,
  received,
  selfTestOf,
  signed,
  type Told,
  type Turn,
  type Vault,
  type Ware,
  type Wares,
  waited,
} from "../src/index.ts";

/** Bytes that look drawn and are the seed's. */
export const seeded = (seed: number): Random => {
  let turn = 0;
  return (count) => {
    turn += 1;
    const state = Uint8Array.of(seed & 255, (seed >> 8) & 255, turn & 255, (turn >> 8) & 255);
    const long = [0, 1].map((half) => nodeCrypto.hash(Uint8Array.of(...state, half)));
    return Uint8Array.from(long.flatMap((each) => [...each])).subarray(0, count);
  };
};

const key = (seed: number) => nodeCrypto.pair(seeded(seed)(32));
const signer = (seed: number) => nodeCrypto.signer(seeded(seed)(32));

/** The clinic's and the maker's authorities. */
export const CLINIC = signer(900);
export const MAKER = signer(901);
export const CARD_SECRET = seeded(902)(32);
export const EMERGENCY_SECRET = seeded(903)(32);
export const PUMP_NAME = "CIS-0001";
/** A programmer's software that is new enough. */
export const SOFTWARE = 10;

/** A person with a device: its key, its certificate, and the key the person signs with. */
export type Person = { readonly caller: Caller; readonly signing: ReturnType<typeof signer> };

/** Somebody whom the clinic stands for. */
export const person = (
  seed: number,
  role: Exclude<Role, "emergency" | "patient">,
  change: { readonly epoch?: number; readonly software?: number } = {},
): Person => {
  const [own, signing] = [key(seed), signer(seed + 1)];
  const claim = {
    role,
    name: `${role} ${seed}`,
    key: own.key,
    signing: signing.key,
    epoch: change.epoch ?? 1,
  };
  const certificate = certify(nodeCrypto, CLINIC, claim);
  const introduction = { certificate, software: change.software ?? SOFTWARE };
  return { caller: { role, own, introduction }, signing };
};

/** A device without a certificate. */
export const stranger = (seed: number, role: Role): Person => ({
  caller: { role, own: key(seed), introduction: null },
  signing: signer(seed + 1),
});

const vaultOf = (): Vault => {
  const [own, signing] = [key(800), signer(801)];
  const claim = {
    role: "pump",
    name: PUMP_NAME,
    key: own.key,
    signing: signing.key,
    epoch: 0,
  } as const;
  return {
    ...{ pump: PUMP_NAME, own, signing, clinic: CLINIC.key, epoch: 1, software: SOFTWARE },
    certificate: certify(nodeCrypto, MAKER, claim),
    emergency: { secret: EMERGENCY_SECRET, counter: -1 },
    peers: [],
  };
};

/** Contents that pass their tests on the sample pump. */
export const contentsFor = ({ device }: Pick<Pump, "device">): Readonly<Record<Ware, Bytes>> => {
  const asked = { rate: device.least, over: milliseconds(86_400_000) };
  const answers = [{ ...asked, pulses: pulses(answerOf(CONTROLLER, device, asked)) }];
  const contents = {
    firmware: encoded(FIRMWARE, { protocol: LIMITS.version, answers }),
    library: encoded(LIBRARY, { drugs: ["baclofen", "morphine"] }),
    constants: encoded(CONSTANTS, device),
  };
  const { firmware, library, constants } = contents;
  assert(firmware !== null && library !== null && constants !== null, "contents fit their shapes");
  return { firmware, library, constants };
};

/** The model of the sample pump. */
export const MODEL = "sample-20";

const waresOf = (at: Milliseconds): Wares =>
  madeWith(nodeCrypto, { maker: MAKER.key, model: MODEL, at, contents: contentsFor(fresh) });

/** What happens to a frame on its way: it arrives so many times, changed or not. */
export type Air = (bytes: Bytes, from: "pump" | "caller") => readonly Bytes[];

/** Air that does nothing. */
export const CLEAR: Air = (bytes) => [bytes];

/** The scene: what is at the bedside now. */
export type Bedside = {
  readonly kit: Kit;
  readonly random: Random;
  head: Head;
  pump: Pump;
  now: Milliseconds;
  air: Air;
  /** Hellos and requests so far. */
  hellos: number;
  ids: number;
  log: Event[];
  notes: Note[];
  /** Every frame on the air, for who listens. */
  readonly heard: { readonly from: "pump" | "caller"; readonly bytes: Bytes }[];
};

/** A bedside with a full pump that has never run. */
export const bedside = (
  change: {
    readonly guards?: Partial<Guards>;
    readonly kit?: Partial<Kit>;
    readonly seed?: number;
  } = {},
): Bedside => {
  const random = change.kit?.random ?? seeded(change.seed ?? 1);
  const guards = { ...GUARDS, ...change.guards };
  const selfTest = selfTestOf(CONTROLLER);
  const kit = {
    crypto: nodeCrypto,
    random,
    controller: CONTROLLER,
    guards,
    selfTest,
    ...change.kit,
  };
  const now = milliseconds(0);
  return {
    ...{ kit, random, head: quietHead(vaultOf(), now, waresOf(now)), now, air: CLEAR },
    // A pump of its own: a controller that is broken on purpose may write into it.
    pump: { ...fresh },
    ...{ hellos: 0, ids: 0, log: [], notes: [], heard: [] },
  };
};

const take = (scene: Bedside, turn: Turn): void => {
  scene.head = turn.head;
  scene.pump = turn.pump;
  scene.log.push(...turn.log);
  scene.notes.push(...turn.notes);
};

/** Time goes by. */
export const wait = (scene: Bedside, span: number): void => {
  scene.now = milliseconds(scene.now + span);
  take(scene, waited(scene.kit, scene, scene.now));
};

/** A frame at the pump, past the air; the answers, past the air. */
export const transmit = (scene: Bedside, bytes: Bytes, channel: Channel): readonly Bytes[] => {
  scene.heard.push({ from: "caller", bytes });
  return scene.air(bytes, "caller").flatMap((arriving) => {
    const record = (): Logged => ({ log: scene.log, upto: scene.log.length });
    const arrival: Arrival = { at: scene.now, channel, bytes: arriving, record };
    const turn = received(scene.kit, scene, arrival);
    take(scene, turn);
    if (turn.answer === null) return [];
    scene.heard.push({ from: "pump", bytes: turn.answer });
    return scene.air(turn.answer, "pump");
  });
};

/** A call that is open, and the way it goes. */
export type Line = { call: Call; readonly channel: Channel; readonly now: Milliseconds };

const PATIENCE = 400;

/** Asks, sends again what got lost, and gives the reply; null if there is none. */
export const ask = (scene: Bedside, line: Line, request: Request): Reply | null => {
  const begun = asking(nodeCrypto, { ...line.call, waiting: null }, request);
  if (begun === null) return null;
  line.call = begun.call;
  let frame = begun.frame;
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    for (const bytes of transmit(scene, frame, line.channel)) {
      const got = hearing(nodeCrypto, line.call, bytes);
      if (got === null) continue;
      line.call = got.call;
      if (got.reply !== null) return got.reply;
      if (got.frame !== null) frame = got.frame;
    }
  }
  return null;
};

/** Calls a pump; null if nothing comes of it. */
export const call = (scene: Bedside, dialling: Dialling): Line | null => {
  const begun = dialled({ crypto: nodeCrypto, random: scene.random }, dialling);
  assert(begun !== null, "these keys are not weak");
  const { channel } = dialling;
  for (const bytes of transmit(scene, begun.frame, channel)) {
    const got = connected({ crypto: nodeCrypto, random: scene.random }, begun, bytes);
    if (got === null) continue;
    if (got.finish !== null) transmit(scene, got.finish, channel);
    return { call: got.call, channel, now: got.now };
  }
  return null;
};

const pumpKey = (scene: Bedside): Bytes => scene.head.vault.own.key;

/** Calls as somebody new, with a secret; gives what the pairing came to. */
export const pairWith = (scene: Bedside, { caller }: Person, secret: Bytes): Known | null => {
  const to = { pump: PUMP_NAME, secret, maker: MAKER.key };
  const line = call(scene, { caller, channel: "near", counter: scene.now, ...to });
  const reply = line === null ? null : ask(scene, line, { kind: "collect" });
  if (line === null || reply?.kind !== "paired") return null;
  ask(scene, line, { kind: "leave" });
  return { pump: PUMP_NAME, key: pumpKey(scene), slot: reply.slot, helloKey: reply.helloKey };
};

/** A clinician pairs with a pump that knows nobody, by its card. */
export const pairByCard = (scene: Bedside, who: Person): Known => {
  scene.head = invitedByCard(scene.head, CARD_SECRET, scene.now);
  const known = pairWith(scene, who, CARD_SECRET);
  assert(known !== null, "the card pairs a clinician");
  return known;
};

/** Calls as somebody known. */
export const dial = (
  scene: Bedside,
  who: Person,
  known: Known,
  channel: Channel = "near",
): Line => {
  scene.hellos += 1;
  const counter = scene.now * 1_000 + scene.hellos;
  const line = call(scene, {
    caller: who.caller,
    channel,
    counter,
    known,
  });
  assert(line !== null, "a known device gets through", { now: scene.now });
  return line;
};

const nextId = (scene: Bedside): Bytes => {
  scene.ids += 1;
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(12, scene.ids);
  return id;
};

/** What goes before a request made now. */
export const envelope = (scene: Bedside) => ({
  id: nextId(scene),
  expects: scene.pump.program?.version ?? 0,
  issued: scene.now,
  validFor: milliseconds(60_000),
});

/** Tells a pump something. */
export const tell = (scene: Bedside, line: Line, told: Told): Reply | null =>
  ask(scene, line, { kind: "tell", told, ...envelope(scene) });

/** Proposes, signs and commits; gives the last reply. */
export const programme = (
  scene: Bedside,
  line: Line,
  { who, told }: { who: Person; told: Told },
): Reply | null => {
  const readback = ask(scene, line, { kind: "propose", told, ...envelope(scene) });
  if (readback?.kind !== "readback") return readback;
  const { hash, challenge } = readback;
  const signature = signed(nodeCrypto, who.signing, { pump: PUMP_NAME, readback });
  return ask(scene, line, { kind: "commit", hash, challenge, signature, ...envelope(scene) });
};
