// SPDX-License-Identifier: Apache-2.0
/**
 * Hosted implants: from a commit to the receipt of the switch, with the store on this disk; a
 * re-programming over air that loses a fifth of the frames; a thousand implants in one process.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import { authoritiesIn, cardIn, type Hosting, startImplants } from "@cisterna/implant";
import {
  type Addressee,
  type Bytes,
  type CallerKit,
  certify,
  confirm,
  dialOn,
  insist,
  type KeyPair,
  leave,
  propose,
  type Radio,
  type Remote,
} from "@cisterna/link";
import { assert, nanolitres, pulses } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { type Figure, type Progress, type Sample, sampleOf } from "./bench.ts";
import { samplePlan } from "./sample-case.ts";

const NAME = "one";
const MODEL = "generic-20";
const KIT: CallerKit = { crypto: nodeCrypto, random: nodeRandom, clock: () => performance.now() };

/** Frames that a caller sent, and times that it waited and nothing came. */
type Counts = { frames: number; silences: number };

const radioTo = (hosting: Hosting, counts: Counts): Radio => {
  const heard: Bytes[] = [];
  const connection = hosting.connect(NAME, "near", (frame) => void heard.push(frame));
  assert(connection !== null, "there is such an implant");
  return {
    channel: "near",
    send: (frame) => {
      counts.frames += 1;
      connection.send(frame);
    },
    next: async () => {
      const frame = heard.shift() ?? null;
      if (frame === null) counts.silences += 1;
      return frame;
    },
  };
};

/** A programmer that has paired with the one implant of a folder. */
type Programmer = { readonly remote: Remote; readonly to: Addressee; readonly person: KeyPair };

const paired = async (hosting: Hosting, folder: string, counts: Counts): Promise<Programmer> => {
  const text = (...path: readonly string[]) => readFileSync(join(folder, "state", ...path), "utf8");
  const { clinic } = authoritiesIn(text("authority.json"));
  const { secret, maker } = cardIn(text(NAME, "card.json"));
  const [own, person] = [nodeCrypto.pair(nodeRandom(32)), nodeCrypto.signer(nodeRandom(32))];
  const claim = {
    role: "clinician",
    name: NAME,
    key: own.key,
    signing: person.key,
    epoch: 1,
  } as const;
  const introduction = { certificate: certify(nodeCrypto, clinic, claim), software: 1 };
  const caller = { role: "clinician", own, introduction } as const;
  const radio = radioTo(hosting, counts);
  const pairing = { caller, channel: "near", counter: 1, pump: NAME, secret, maker } as const;
  const line = await dialOn(KIT, radio, pairing);
  assert(line?.certificate != null, "the card pairs");
  const remote: Remote = { line, dial: async () => null };
  const reply = await insist(remote, () => ({ kind: "collect" }));
  assert(reply?.kind === "paired", "a place among the peers");
  await leave(remote);
  const { key, signing } = line.certificate.claim;
  const known = { pump: NAME, key, slot: reply.slot, helloKey: reply.helloKey };
  let counter = 1;
  const dial = () => {
    counter += 1;
    return dialOn(KIT, radio, { caller, channel: "near", counter, known });
  };
  return { remote: { line: null, dial }, to: { pump: NAME, signing }, person };
};

const programOf = (version: number): Program => {
  const { program } = samplePlan();
  const { hour, day, ...rest } = program.limits;
  const limits = { ...rest, hour: pulses(hour * 2), day: pulses(day * 2) };
  return { ...program, version, limits, transition: null, onDemand: null, fluid: "bench" };
};

const FULL = nanolitres(20_000_000);

/** A whole re-programming in a session of its own; how long the commit took, in ms. */
const reprogrammed = async (
  { remote, to, person }: Programmer,
  version: number,
): Promise<number> => {
  const program = programOf(version);
  const replaces = version === 1 ? null : version - 1;
  const order = { program, replaces, catheter: null };
  const fill = { aspirated: nanolitres(0), volume: FULL, fluid: "bench" };
  const told =
    version === 1
      ? ({ kind: "exchange", ...fill, ...order } as const)
      : ({ kind: "program", ...order } as const);
  const proposed = await propose(remote, { kit: KIT, to }, { told, expects: version - 1 });
  assert(proposed.kind === "read-back" && proposed.refusals.length === 0, "it is read back");
  const start = performance.now();
  const done = await confirm(remote, { kit: KIT, to, person }, proposed);
  const took = performance.now() - start;
  assert(done.kind === "switched", "the pump switches");
  await leave(remote);
  return took;
};

const REPETITIONS = 30;
const LOSS = 0.2;
/** How long a caller at the terminal waits before it sends a frame again, in ms. */
const PATIENCE_MS = 700;

type Reprogrammings = {
  readonly commits: Sample;
  readonly frames: Sample;
  readonly lost: Sample;
  readonly waits: Sample;
};

const reprogrammings = async (hosting: Hosting, folder: string): Promise<Reprogrammings> => {
  const counts = { frames: 0, silences: 0 };
  const programmer = await paired(hosting, folder, counts);
  const [commits, frames, lost, waits]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let version = 1; version <= 2 * REPETITIONS; version += 1) {
    if (version === REPETITIONS + 1) hosting.changeAir(NAME, "near", { loss: LOSS });
    counts.frames = 0;
    counts.silences = 0;
    const took = await reprogrammed(programmer, version);
    if (version <= REPETITIONS) {
      commits.push(took);
      frames.push(counts.frames);
    } else {
      lost.push(counts.frames);
      waits.push(counts.silences * PATIENCE_MS);
    }
  }
  const [commit, clear, lossy, waited] = [commits, frames, lost, waits].map(sampleOf);
  assert(commit !== undefined && clear !== undefined, "samples are there");
  assert(lossy !== undefined && waited !== undefined, "samples are there");
  return { commits: commit, frames: clear, lost: lossy, waits: waited };
};

const MANY = 1_000;
const WATCHED_MS = 20_000;

const described = (folder: string, name: string): void =>
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, model: MODEL }));

/** A thousand copies of an implant that runs. */
const copied = (folder: string): string => {
  const many = mkdtempSync(join(tmpdir(), "cisterna-bench-"));
  mkdirSync(join(many, "state"));
  cpSync(join(folder, "state", "authority.json"), join(many, "state", "authority.json"));
  for (let index = 0; index < MANY; index += 1) {
    described(many, `copy-${index}`);
    cpSync(join(folder, "state", NAME), join(many, "state", `copy-${index}`), { recursive: true });
  }
  return many;
};

type Crowd = { readonly cpu: Sample; readonly memory: Sample; readonly start: Sample };

const crowd = async (folder: string, progress: Progress): Promise<Crowd> => {
  const many = copied(folder);
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const hosting = await startImplants({ folder: many, speed: 1 });
  assert(hosting.ok, "a thousand implants live");
  const started = performance.now() - start;
  const [used, since] = [process.cpuUsage(), performance.now()];
  for (let second = 0; second < WATCHED_MS; second += 1_000) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    progress(second / WATCHED_MS);
  }
  const { user, system } = process.cpuUsage(used);
  const cpu = ((user + system) / 1_000 / (performance.now() - since)) * 100;
  const memory = (process.memoryUsage().rss - before) / 1e6;
  hosting.value.stop();
  rmSync(many, { recursive: true });
  const [share, room, took] = [cpu, memory, started].map((value) => sampleOf([value]));
  assert(share !== undefined && room !== undefined && took !== undefined, "samples are there");
  return { cpu: share, memory: room, start: took };
};

/** What hosting comes to on this machine. */
export const hostFigures = async (progress: Progress): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-bench-"));
  described(folder, NAME);
  const hosting = await startImplants({ folder, speed: 0 });
  assert(hosting.ok, "an implant lives");
  const { commits, frames, lost, waits } = await reprogrammings(hosting.value, folder).finally(
    hosting.value.stop,
  );
  const { cpu, memory, start } = await crowd(folder, progress);
  rmSync(folder, { recursive: true });
  const many = `${MANY} implants with a program in one process, in real time`;
  return [
    {
      what: "from commit to the receipt of the switch, store on this disk",
      unit: "ms",
      sample: commits,
    },
    { what: "frames of a re-programming, call to statement", unit: "frames", sample: frames },
    { what: "the same over air that loses 20 % each way", unit: "frames", sample: lost },
    { what: `the waits in that, of ${PATIENCE_MS} ms each`, unit: "ms", sample: waits },
    { what: `${many}: of one core`, unit: "%", sample: cpu },
    { what: `${many}: memory`, unit: "MB", sample: memory },
    { what: `${many}: until they live`, unit: "ms", sample: start },
  ];
};
