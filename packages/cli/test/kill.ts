// SPDX-License-Identifier: Apache-2.0
/**
 * Killing: `pump serve` is killed while commands are on their way, again and again. After each
 * start the log, the totals, the prescription and the answers to repeated ids are compared with
 * what the pump said before.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { nodeRandom } from "@cisterna/crypto";
import {
  type Dossier,
  dialOn,
  envelopeOf,
  hexOf,
  insist,
  type Line,
  leave,
  propose,
  type Remote,
  type Reply,
  type Request,
  readPump,
  signed,
  type Told,
} from "@cisterna/link";
import { assert, milliseconds, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import {
  type Doctor,
  doctorOf,
  folderOf,
  jsonIn,
  kitOf,
  type Paired,
} from "../../implant/test/ward.ts";
import { minutes, steady } from "../../pump/test/sample.ts";
import { openRadio } from "../src/bedside/radio.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const NAME = "one";
/** A minute of the pump in 50 ms. */
const SPEED = "1200x";

type Process = { readonly child: ChildProcess; readonly address: string };

/** Starts `pump serve` and waits until it says where. */
export const served = (folder: string, speed = SPEED): Promise<Process> =>
  new Promise((resolve, reject) => {
    const words = ["pump", "serve", "--implants", folder, "--port", "0", "--speed", speed];
    const child = spawn(process.execPath, [
      "--disable-warning=ExperimentalWarning",
      MAIN,
      ...words,
    ]);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /at (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve({ child, address });
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });

const dead = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

const CLOCK = {
  now: () => performance.now(),
  every: () => () => undefined,
  after: () => undefined,
};
const KIT = kitOf(CLOCK);

type Scene = {
  readonly folder: string;
  readonly doctor: Doctor;
  readonly paired: Paired;
  address: string;
  close: () => void;
};

const radioTo = async (scene: Pick<Scene, "address" | "close">) => {
  scene.close();
  const radio = await openRadio(scene.address, NAME, "near");
  if (!radio.ok) return null;
  scene.close = radio.value.close;
  return radio.value;
};

const remoteOf = (scene: Scene): Remote => ({
  line: null,
  dial: async () => {
    const radio = await radioTo(scene);
    if (radio === null) return null;
    scene.paired.counter += 1;
    const { counter, known } = scene.paired;
    const { caller } = scene.doctor;
    return dialOn(KIT, radio, { caller, channel: "near", counter, known });
  },
});

/** Pairs by the card, over the wire. */
const paired = async (folder: string, address: string): Promise<Scene> => {
  const doctor = doctorOf(folder);
  const { secret = "", maker = "" } = jsonIn(folder, "state", NAME, "card.json");
  const bare = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
  const link = { address, close: () => undefined };
  const radio = await radioTo(link);
  assert(radio !== null, "the pump is there");
  const to = { pump: NAME, secret: bare(secret), maker: bare(maker) };
  const { caller } = doctor;
  const line = await dialOn(KIT, radio, { caller, channel: "near", counter: 1, ...to });
  assert(line?.certificate != null, "the card pairs");
  const remote: Remote = { line, dial: async () => null };
  const reply = await insist(remote, () => ({ kind: "collect" }));
  assert(reply?.kind === "paired", "a place among the peers");
  await leave(remote);
  const { key, signing } = line.certificate.claim;
  const known = { pump: NAME, key, slot: reply.slot, helloKey: reply.helloKey };
  return { folder, doctor, paired: { known, signing, counter: 1 }, ...link };
};

/** A command that was sent: its request, and the answer if one came. */
type Sent = { readonly request: (line: Line) => Request; readonly id: string; reply: Reply | null };

const program = (version: number) => ({
  ...{ ...steady, version, minimum: pulsesPerDay(480) },
  week: [{ from: milliseconds(0), rate: pulsesPerDay(480 + 20 * (version % 5)) }],
  limits: { ...steady.limits, hour: 200, day: 3_000 } as typeof steady.limits,
});

/** What is told in turn `turn`: everything that writes. */
const toldIn = (turn: number, { status }: Dossier): Told => {
  const capacity = nanolitres(20_000_000);
  if (turn % 6 === 1)
    return { kind: "refill", aspirated: status.reservoir, volume: capacity, fluid: "morphine" };
  if (status.stop !== null) return { kind: "resume" };
  if (turn % 6 === 3) return { kind: "stop", reason: "killing", maximum: minutes(600) };
  return turn % 6 === 5 ? { kind: "acknowledge" } : { kind: "test-alarm" };
};

/** A request that keeps its id, whatever session it goes out in. */
const told = (command: Told): Sent => {
  const envelope = envelopeOf({ kit: KIT }, null);
  const request = (line: Line): Request => ({ kind: "tell", told: command, ...envelope(line) });
  return { request, id: "", reply: null };
};

/** A commit of the next program; null: the pump was gone before it was read back. */
const committed = async (scene: Scene, remote: Remote, before: Dossier): Promise<Sent | null> => {
  const version = (before.program?.version ?? 0) + 1;
  const to = { pump: NAME, signing: scene.paired.signing };
  const next = {
    program: program(version),
    replaces: before.program?.version ?? null,
    catheter: null,
  };
  const fill = {
    aspirated: before.status.reservoir,
    volume: nanolitres(20_000_000),
    fluid: "morphine",
  };
  const order: Told =
    version === 1 ? { kind: "exchange", ...fill, ...next } : { kind: "program", ...next };
  const expects = version - 1;
  const proposed = await propose(remote, { kit: KIT, to }, { told: order, expects });
  if (proposed.kind !== "read-back") return null;
  assert(proposed.refusals.length === 0, "a program that may run", { refusals: proposed.refusals });
  const { readback } = proposed;
  const { hash, challenge } = readback;
  const signature = signed(KIT.crypto, scene.doctor.signing, { pump: NAME, readback });
  const envelope = envelopeOf({ kit: KIT }, null);
  const commit = { kind: "commit", hash, challenge, signature } as const;
  return { request: (line) => ({ ...commit, ...envelope(line) }), id: "", reply: null };
};

const read = async (remote: Remote): Promise<Dossier> => {
  const found = await readPump(remote, KIT, 0);
  assert(found.kind === "read", "a pump that lives can be read", { found });
  return found.dossier;
};

/** What a run of kills came to. */
export type Killed = {
  readonly kills: number;
  /** Kills that came before, between and after answer and effect. */
  readonly answered: number;
  readonly done: number;
  readonly wrong: readonly string[];
};

const bytesIn = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? hexOf(value) : value;

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, bytesIn) === JSON.stringify(other, bytesIn);

/** Whether the log before is the beginning of the log after. */
const goesOn = (before: Dossier, after: Dossier): boolean =>
  same(after.log.slice(0, before.log.length), before.log);

/** The pulses that left in between are no more than the time and the rate allow. */
const isTotalRight = (before: Dossier, after: Dossier): boolean => {
  const given = after.status.delivered.pulses - before.status.delivered.pulses;
  const days = (after.status.now - before.status.now) / 86_400_000;
  return given >= 0 && given <= Math.ceil(days * 600) + 4;
};

const isPrescriptionRight = (after: Dossier): boolean => {
  const last = after.log.findLast((event) => event.kind === "programmed");
  return last === undefined || same(last.program, after.program);
};

const complaints = (before: Dossier, after: Dossier): readonly string[] => [
  ...(goesOn(before, after) ? [] : ["the log does not go on from where it was"]),
  ...(after.status.now >= before.status.now ? [] : ["time went back"]),
  ...(isTotalRight(before, after) ? [] : ["the totals do not follow from the time"]),
  ...(isPrescriptionRight(after) ? [] : ["the prescription is not the last one in the log"]),
];

/** Commands with an effect in a log, by their ids. */
const effects = ({ log }: Dossier): readonly string[] =>
  log.flatMap((event) =>
    "command" in event &&
    event.command !== null &&
    event.kind !== "repeated" &&
    event.kind !== "refused"
      ? [event.command]
      : [],
  );

/** One kill: something is sent, and the process is killed a little later. */
const round = async (scene: Scene, turn: number, process_: { now: Process }) => {
  const remote = remoteOf(scene);
  const before = await read(remote);
  const isProgram = turn % 2 === 0 || before.program === null;
  const sent = isProgram ? await committed(scene, remote, before) : told(toldIn(turn, before));
  assert(sent !== null && remote.line !== null, "nobody has killed yet");
  const { line } = remote;
  const once: Remote = { line, dial: async () => null };
  const asked = insist(once, sent.request).then((reply) => {
    sent.reply = reply;
  });
  const drawn = (nodeRandom(1)[0] ?? 0) / 256;
  await new Promise((resolve) => setTimeout(resolve, drawn * 40));
  await dead(process_.now.child);
  scene.close();
  await asked;
  process_.now = await served(scene.folder);
  scene.address = process_.now.address;
  const later = remoteOf(scene);
  const after = await read(later);
  const again = await insist(later, sent.request);
  const last = await read(later);
  const wrong = [...complaints(before, after)];
  if (sent.reply !== null && !same(again, sent.reply)) wrong.push("the same id had another answer");
  const newer = effects(last).filter((id) => !effects(before).includes(id));
  if (new Set(newer).size > 1) wrong.push("one command had two effects");
  const acknowledge = told({ kind: "acknowledge" });
  await insist(later, acknowledge.request);
  await leave(later);
  const isDone = effects(after).length > effects(before).length;
  return { wrong, answered: sent.reply !== null, isDone };
};

/** Kills `pump serve` so many times. */
export const killed = async (kills: number, progress: (turn: number) => void): Promise<Killed> => {
  const folder = folderOf([NAME]);
  const process_ = { now: await served(folder) };
  const scene = await paired(folder, process_.now.address);
  const wrong: string[] = [];
  let [answered, done] = [0, 0];
  for (let turn = 0; turn < kills; turn += 1) {
    const found = await round(scene, turn, process_);
    wrong.push(...found.wrong.map((each) => `kill ${turn}: ${each}`));
    answered += found.answered ? 1 : 0;
    done += found.isDone ? 1 : 0;
    progress(turn + 1);
    // Ten minutes of the pump, so that starts do not count as a loop.
    await new Promise((resolve) => setTimeout(resolve, 550));
  }
  scene.close();
  await dead(process_.now.child);
  return { kills, answered, done, wrong };
};
