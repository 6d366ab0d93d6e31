// SPDX-License-Identifier: Apache-2.0
/**
 * The demo's implants: for every programmable pump of the record a virtual one that was filled and
 * programmed over the link when the record says so, and has delivered since. The programmer that
 * did it is forgotten by each pump and gone: the pumps know nobody, and whoever holds a pump's
 * implant card may pair.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeCrypto, nodeRandom } from "@cisterna/crypto";
import {
  type Authorities,
  authoritiesIn,
  cardIn,
  type Hosting,
  startImplants,
  stateOf,
} from "@cisterna/implant";
import {
  type Bytes,
  type Caller,
  type CallerKit,
  certify,
  confirm,
  dialOn,
  forget,
  insist,
  type KeyPair,
  type Line,
  leave,
  propose,
  pumpTime,
  type Radio,
  type Remote,
} from "@cisterna/link";
import {
  assert,
  inNanolitres,
  milliseconds,
  minus,
  nanolitres,
  sinceMonday,
} from "@cisterna/quantity";
import { complete, fluidId, type Plan, type Program, pumpOf } from "@cisterna/therapy";
import type { Practice } from "../course/standing.ts";
import { everyRecord } from "../fact/shelf.ts";
import { writeTime } from "../implants/time.ts";
import { planRunning } from "../visit/case.ts";

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** A pump of the record that can be a virtual one: its name, its model, what runs since when. */
type Living = { readonly pump: string; readonly model: string; readonly plan: Plan };

const isProgrammable = (model: string): boolean => {
  const known = complete(pumpOf(model as Parameters<typeof pumpOf>[0]));
  return known.ok && known.value.pump.programmable;
};

/** Every such pump. */
const livingIn = (practice: Practice): readonly Living[] =>
  everyRecord(practice.patients).flatMap(([id, patient]) =>
    patient.implants.flatMap((implant): readonly Living[] => {
      const { running, entry, explant } = implant;
      const { serial, model } = entry.pump;
      if (running === null || explant !== null || serial === undefined) return [];
      if (!isProgrammable(model)) return [];
      const plan = planRunning({ id, patient, implant }, running);
      return plan === null ? [] : [{ pump: serial, model, plan }];
    }),
  );

const startOf = ({ plan }: Living): number => plan.of.reservoir.filled.epochMs;

/** The programmer that fills the demo. */
type Filler = {
  readonly hosting: Hosting;
  readonly folder: string;
  readonly kit: CallerKit;
  readonly caller: Caller;
  readonly signing: KeyPair;
};

const fillerOf = (hosting: Hosting, folder: string, { clinic }: Authorities): Filler => {
  const [own, signing] = [nodeCrypto.pair(nodeRandom(32)), nodeCrypto.signer(nodeRandom(32))];
  const claim = { role: "clinician", name: "demo", epoch: 1 } as const;
  const keys = { key: own.key, signing: signing.key };
  const certificate = certify(nodeCrypto, clinic, { ...claim, ...keys });
  const clock = (): number => performance.now();
  return {
    ...{ hosting, folder, signing, kit: { crypto: nodeCrypto, random: nodeRandom, clock } },
    caller: { role: "clinician", own, introduction: { certificate, software: 1 } },
  };
};

/** Air of the same process: what is not there at once does not come. */
const radioTo = ({ hosting }: Filler, pump: string): Radio & { readonly close: () => void } => {
  const heard: Bytes[] = [];
  const connection = hosting.connect(pump, "near", (frame) => void heard.push(frame));
  assert(connection !== null, "an implant that was described lives", { pump });
  const next = async (): Promise<Bytes | null> => heard.shift() ?? null;
  return { channel: "near", send: connection.send, next, close: connection.close };
};

const pairedWith = async (filler: Filler, radio: Radio, pump: string) => {
  const text = readFileSync(join(stateOf(filler.folder), pump, "card.json"), "utf8");
  const { secret, maker } = cardIn(text);
  const dialling = { caller: filler.caller, channel: "near", counter: 1, pump } as const;
  const line = await dialOn(filler.kit, radio, { ...dialling, secret, maker });
  assert(line?.certificate != null, "a card pairs with a pump that knows nobody", { pump });
  const first: Remote = { line, dial: async () => null };
  const reply = await insist(first, () => ({ kind: "collect" }));
  assert(reply?.kind === "paired", "whoever was let in is paired", { pump });
  await leave(first);
  const { key, signing } = line.certificate.claim;
  const { slot, helloKey } = reply;
  return { signing, slot, known: { pump, key, slot, helloKey } };
};

/** The plan's program on the pump's own clock. The demo's plans do nothing by the hour. */
const programOn = (line: Line, { of, program }: Plan): Program => {
  const clock = sinceMonday(of.reservoir.filled) - pumpTime(line);
  const toMinute = Math.round(clock / MINUTE_MS) * MINUTE_MS;
  const turned = ((toMinute % WEEK_MS) + WEEK_MS) % WEEK_MS;
  return { ...program, version: 1, clock: milliseconds(turned) };
};

const fillOne = async (filler: Filler, { pump, plan }: Living): Promise<void> => {
  const { kit, caller, signing: person } = filler;
  const radio = radioTo(filler, pump);
  const { signing, slot, known } = await pairedWith(filler, radio, pump);
  let counter = 1;
  const dial = () => {
    counter += 1;
    return dialOn(kit, radio, { caller, channel: "near", counter, known });
  };
  const remote: Remote = { line: await dial(), dial };
  assert(remote.line !== null, "a pump answers whom it knows", { pump });
  const { reservoir } = plan.of;
  const told = {
    kind: "exchange",
    ...{ replaces: null, catheter: null, aspirated: nanolitres(0) },
    volume: inNanolitres(minus(reservoir.volume, plan.constants.residual), "down"),
    fluid: fluidId(reservoir.fluid),
    program: programOn(remote.line, plan),
  } as const;
  const to = { pump, signing };
  const proposed = await propose(remote, { kit, to }, { told, expects: 0 });
  assert(proposed.kind === "read-back", "a pump reads a plan back", { pump, proposed });
  const done = await confirm(remote, { kit, to, person }, proposed);
  assert(done.kind === "switched", "a pump takes a judged plan", { pump, done, proposed });
  assert((await forget(remote, kit, slot)).kind === "done", "a programmer is forgotten", { pump });
  await leave(remote);
  radio.close();
};

const describe = (folder: string, { pump, model }: Living): string => {
  const path = join(folder, `${pump}.json`);
  writeFileSync(path, `${JSON.stringify({ name: pump, model })}\n`);
  return path;
};

/** Lets one implant of a folder live from its first fill until now, alone: time is its own. */
const madeIn = async (folder: string, each: Living, now: number): Promise<void> => {
  const path = describe(folder, each);
  const started = await startImplants({ folder, speed: 1 });
  assert(started.ok, "an implant that was described lives", { started });
  try {
    const text = readFileSync(join(stateOf(folder), "authority.json"), "utf8");
    await fillOne(fillerOf(started.value, folder, authoritiesIn(text)), each);
    started.value.forward(milliseconds(Math.max(0, now - startOf(each))));
  } finally {
    started.value.stop();
    rmSync(path);
  }
};

/**
 * Makes the implants of a demo clinic in a folder, unless they are there. A making that was cut off
 * begins anew.
 */
export const makeDemoImplants = async (
  folder: string,
  practice: Practice,
  now: number,
): Promise<void> => {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const living = livingIn(practice);
  for (const each of living) await madeIn(unfinished, each, now);
  for (const each of living) describe(unfinished, each);
  writeTime(unfinished, now);
  renameSync(unfinished, folder);
};
