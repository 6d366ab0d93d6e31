// SPDX-License-Identifier: Apache-2.0
/**
 * Killing: a clinic's server, or the PostgreSQL behind it, is killed while people write, again and
 * again. After each kill: whatever was acknowledged is in the record where it was said to be, a
 * refill is there whole or not at all, the same request comes to one effect, the chain verifies.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { assert } from "@cisterna/quantity";
import type { Serving } from "../../src/index.ts";
import { confirmationsOf, firstFill, MORPHINE, SETTINGS } from "../course/ward.ts";
import {
  type Answered,
  type Door,
  drawSecrets,
  type Hand,
  type Receipt,
  signIn,
} from "./caller.ts";

const SERVER = fileURLToPath(new URL("./server.ts", import.meta.url));

type Welcomes = Serving["welcomes"];

/** A server as a process of its own. */
type Process = { readonly child: ChildProcess; readonly address: string; readonly told: Welcomes };

/** Where a server keeps its data, and what it serves at which port; any, where none is said. */
type Place = {
  readonly data: string;
  readonly url: string;
  readonly port?: string;
  readonly app?: string;
};

/** Starts a server. */
export const start = ({ data, url, port = "0", app = "" }: Place): Promise<Process> =>
  new Promise((resolve, reject) => {
    const words = ["--disable-warning=ExperimentalWarning", SERVER, data, url, port, app];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
    createInterface({ input: child.stdout }).once("line", (line) => {
      const said = JSON.parse(line) as { address?: string; welcomes?: Welcomes };
      const { address, welcomes: told = [] } = said;
      if (address === undefined) reject(new Error(line));
      else resolve({ child, address, told });
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });

/** Kills a server as a power cut does. */
export const dead = ({ child }: Process): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

/** Two people who sign together. A code signs once: each pair signs once in half a minute. */
type Pair = { readonly doctor: Hand; readonly nurse: Hand };

/** A clinic that is being killed. */
type Scene = {
  readonly door: Door;
  readonly auditor: Hand;
  readonly pairs: readonly Pair[];
  /** The last event that was looked at. */
  seen: number;
  turn: number;
};

const PAIRS = 6;

const done = (answer: Answered, what: string): void => {
  const { status = 0, json = {} } = answer ?? {};
  assert(status === 200 || status === 201, "the scene is set", {
    what,
    json: JSON.stringify(json),
  });
};

const people = async (door: Door, admin: Hand): Promise<Pick<Scene, "auditor" | "pairs">> => {
  const open = async (account: string, role: string): Promise<void> => {
    const { password, factor } = door;
    const input = { account, name: `N. ${account}`, roles: [role], password, factor };
    done(await admin.tell("open-account", input, `open-${account}`), account);
  };
  await open("auditor", "auditor");
  const pairs: Pair[] = [];
  for (let place = 0; place < PAIRS; place += 1) {
    const [doctor, nurse] = [`doctor-${place}`, `nurse-${place}`];
    await open(doctor, "physician");
    await open(nurse, "nurse");
    pairs.push({
      doctor: await signIn(door, doctor, nurse),
      nurse: await signIn(door, nurse, doctor),
    });
  }
  return { auditor: await signIn(door, "auditor", "admin"), pairs };
};

const setScene = async ({ address, told }: Process): Promise<Scene> => {
  const [first] = told;
  assert(first !== undefined, "an empty database tells who its administrator is");
  const admin = await signIn({ address, ...first }, "admin", "admin");
  const door: Door = { address, ...drawSecrets() };
  // The administrator's own password signs what the administrator does.
  const { auditor, pairs } = await people(door, admin);
  const [pair] = pairs;
  assert(pair !== undefined, "there are pairs");
  done(await pair.doctor.tell("configure-clinic", SETTINGS, "configure"), "configure-clinic");
  return { door, auditor, pairs, seen: -1, turn: 0 };
};

/** A request that was sent, and what came back. */
type Sent = {
  readonly hand: Hand;
  readonly path: string;
  readonly input: unknown;
  readonly key: string;
  readonly answer: Answered;
};

type Wish = Omit<Sent, "answer">;

const send = async (wish: Wish): Promise<Sent> => ({
  ...wish,
  answer: await wish.hand.tell(wish.path, wish.input, wish.key),
});

const person = { name: "Ada Example", born: "1961-04-02", tolerance: "tolerant" };

/** One patient after another is admitted, until nobody answers. */
const admit = async ({ nurse }: Pair, turn: number, log: Sent[]): Promise<void> => {
  for (let place = 0; place < 1_000; place += 1) {
    const name = `k${turn}-${place}`;
    const wish = { hand: nurse, path: `patients/${name}/register-patient`, input: person };
    const sent = await send({ ...wish, key: `register-${name}` });
    log.push(sent);
    if (sent.answer === null || sent.answer.status >= 500) return;
  }
};

const today = (): string => new Date(Date.now()).toISOString().slice(0, 10);

const nextYear = (): string => `${new Date().getUTCFullYear() + 1}-12-31`;

const isLost = ({ answer }: Sent): boolean => answer === null || answer.status >= 500;

/** One patient is filled: a whole refill, which is a dozen events or none. */
const refill = async ({ doctor, nurse }: Pair, turn: number, log: Sent[]): Promise<void> => {
  const name = `f${turn}`;
  const say = async (hand: Hand, path: string, input: unknown): Promise<Sent> => {
    const sent = await send({ hand, path, input, key: `${path}-${name}-${log.length}` });
    log.push(sent);
    return sent;
  };
  const [lot, expires] = [`lot-${name}`, nextYear()];
  const label = { lot, patient: name, drugs: MORPHINE, volume: "20 mL", expires };
  const implant = {
    ...{ implant: "implant-1", on: today(), pump: { model: "generic-40" } },
    catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
    ...{ site: "left abdomen", surgeon: "Dr C" },
  };
  const container = "one syringe of 20 mL";
  if (isLost(await say(nurse, `patients/${name}/register-patient`, person))) return;
  if (isLost(await say(doctor, `patients/${name}/record-implant`, implant))) return;
  if (isLost(await say(doctor, "receive-drug", { ...label, container }))) return;
  const now = { epochMs: Date.now() - 3_600_000, offsetMinutes: 60 };
  const blank = firstFill({ now } as Parameters<typeof firstFill>[0]);
  const entry = { ...blank, syringes: [{ ...label, source: "scanned" }] };
  const path = `patients/${name}/record-refill`;
  const asked = await say(doctor, path, entry);
  const confirmations = confirmationsOf(asked.answer?.refusals ?? []);
  if (!isLost(asked)) await say(doctor, path, { ...entry, confirmations });
};

type Event = Receipt & { readonly data: { readonly subject: string; readonly revision: number } };

const eventsAfter = async ({ auditor }: Scene, seq: number): Promise<readonly Event[]> => {
  const events: Event[] = [];
  for (let after = seq; ; ) {
    const page = (await auditor.ask(`audit/events?after=${after}`))?.events as readonly Event[];
    events.push(...page);
    after = page.at(-1)?.seq ?? after;
    if (page.length < 200) return events;
  }
};

const isThere = (events: ReadonlyMap<number, Event>, { seq, kind, subject }: Receipt): boolean => {
  const event = events.get(seq);
  return event?.kind === kind && event.data.subject === subject;
};

const REFILL_ENDS = ["reservoir-refilled", "visit-committed"];

const lost = (log: readonly Sent[], events: readonly Event[]): readonly string[] => {
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  return log.flatMap(({ key, answer }) =>
    (answer?.status === 201 ? answer.events : []).every((each) => isThere(bySeq, each))
      ? []
      : [`${key} was acknowledged and is not there`],
  );
};

/** Patients of whom a part of a refill is in the record, and not the rest. */
const halves = (events: readonly Event[], turn: number): readonly string[] => {
  const kinds = events
    .filter(({ data }) => data.subject === `patient/f${turn}`)
    .map(({ kind }) => kind);
  const ends = REFILL_ENDS.filter((kind) => kinds.includes(kind)).length;
  const begun = kinds.includes("visit-begun");
  const isWhole = ends === REFILL_ENDS.length && begun;
  return isWhole || (ends === 0 && !begun)
    ? []
    : [`the refill of f${turn} is half there: ${kinds}`];
};

/** What was never answered is asked again: it comes to one effect. */
const repeated = async (log: readonly Sent[]): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const wish of log.filter((each) => isLost(each) && each.path.endsWith("register-patient"))) {
    const [one, two] = [await send(wish), await send(wish)];
    const same = JSON.stringify(one.answer?.events) === JSON.stringify(two.answer?.events);
    if (two.answer?.status !== 200 || !same) wrong.push(`${wish.key} came to another effect`);
  }
  return wrong;
};

const flaws = async ({ auditor }: Scene): Promise<readonly string[]> => {
  const answer = await auditor.ask("audit/verification");
  const found = answer?.json.flaws ?? ["no answer"];
  return found.length === 0 ? [] : [`the record is broken: ${JSON.stringify(found).slice(0, 300)}`];
};

/** What a run of kills came to. */
export type Killed = {
  readonly kills: number;
  readonly events: number;
  readonly acknowledged: number;
  /** Requests of which nobody knew what became of them. */
  readonly unanswered: number;
  readonly refills: number;
  readonly wrong: readonly string[];
};

type Kill = (scene: Scene) => Promise<void>;

const LONGEST_MS = 1_500;

const round = async (scene: Scene, kill: Kill): Promise<Killed> => {
  scene.turn += 1;
  const { turn, pairs } = scene;
  const pair = pairs[turn % PAIRS];
  assert(pair !== undefined, "there are pairs");
  const log: Sent[] = [];
  const writers = [refill(pair, turn, log), admit(pair, turn, log)];
  await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
  await kill(scene);
  await Promise.all(writers);
  const again = await repeated(log);
  const events = await eventsAfter(scene, scene.seen);
  const wrong = [...again, ...lost(log, events), ...halves(events, turn), ...(await flaws(scene))];
  scene.seen = events.at(-1)?.seq ?? scene.seen;
  return {
    kills: 1,
    events: events.length,
    acknowledged: log.filter(({ answer }) => answer?.status === 201).length,
    unanswered: log.filter(isLost).length,
    refills: events.filter(({ kind }) => kind === "reservoir-refilled").length,
    wrong: wrong.map((each) => `kill ${turn}: ${each}`),
  };
};

const sum = (one: Killed, other: Killed): Killed => ({
  kills: one.kills + other.kills,
  events: one.events + other.events,
  acknowledged: one.acknowledged + other.acknowledged,
  unanswered: one.unanswered + other.unanswered,
  refills: one.refills + other.refills,
  wrong: [...one.wrong, ...other.wrong],
});

const NOTHING: Killed = {
  ...{ kills: 0, events: 0, acknowledged: 0, unanswered: 0, refills: 0, wrong: [] },
};

/** Whose life it is: how it is killed and comes back. */
type Victim = {
  readonly process: { now: Process };
  readonly kill: (process: { now: Process }) => Promise<void>;
};

type Schedule = { readonly kills: number; readonly told: (kills: number) => void };

const run = async (
  { process: server, kill }: Victim,
  { kills, told }: Schedule,
): Promise<Killed> => {
  const scene = await setScene(server.now);
  let found = NOTHING;
  try {
    while (found.kills < kills) {
      const next = await round(scene, async () => {
        await kill(server);
        scene.door.address = server.now.address;
      });
      found = sum(found, next);
      told(found.kills);
    }
  } finally {
    await dead(server.now);
  }
  return found;
};

/** Kills the server of a clinic on an embedded database so many times. */
export const killServer = async (schedule: Schedule): Promise<Killed> => {
  const folder = mkdtempSync(join(tmpdir(), "cisterna-kill-"));
  const data = join(folder, "data");
  try {
    const server = { now: await start({ data, url: "" }) };
    const kill = async (each: typeof server): Promise<void> => {
      await dead(each.now);
      each.now = await start({ data, url: "" });
    };
    return await run({ process: server, kill }, schedule);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A PostgreSQL that can be killed and started again. */
export type Database = {
  readonly url: string;
  readonly kill: () => Promise<unknown>;
  readonly again: () => Promise<unknown>;
};

/** Kills the PostgreSQL behind a server, which lives on, so many times. */
export const killDatabase = async (database: Database, schedule: Schedule): Promise<Killed> => {
  const server = { now: await start({ data: tmpdir(), url: database.url }) };
  const kill = async (): Promise<void> => {
    await database.kill();
    await database.again();
  };
  return run({ process: server, kill }, schedule);
};
