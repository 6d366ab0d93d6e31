// SPDX-License-Identifier: Apache-2.0
/** Served implants in this process, and calls of the command line that go out to them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Hosting, serve, startImplants } from "@cisterna/implant";
import { assert } from "@cisterna/quantity";
import type { z } from "zod";
import { folderOf } from "../../implant/test/ward.ts";
import { bedsideOutput } from "../src/bedside/output.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

const CASES = ["first-fill", "stronger-fill"] as const;

const caseText = (name: (typeof CASES)[number]): string =>
  readFileSync(new URL(`../../../examples/bedside/${name}.yaml`, import.meta.url), "utf8");

/** The documents that calls print; whatever else they say is not published. */
type Document = z.infer<typeof bedsideOutput>;

/** What a call printed as JSON, with its status. */
export type Called = { readonly status: number; readonly json: Document };

/** Implants that are served, files in memory, and a way to call. */
export type Bedside = {
  readonly folder: string;
  readonly hosting: Hosting;
  readonly address: string;
  readonly files: Map<string, string>;
  readonly call: (...words: readonly string[]) => Promise<Called>;
  readonly text: (...words: readonly string[]) => Promise<string>;
  readonly stop: () => void;
};

/** Serves a folder; time stands still but where it is let go on. */
export const bedside = async (folder = folderOf(["one"])): Promise<Bedside> => {
  const started = await startImplants({ folder, speed: 0 });
  assert(started.ok, "implants live");
  const hosting = started.value;
  const served = await serve(hosting, { host: "127.0.0.1", port: 0 });
  assert(served.ok, "a port is free");
  const { address, close } = served.value;
  const read = (...path: readonly string[]) => readFileSync(join(folder, "state", ...path), "utf8");
  const { io: still, files } = memoryIo({
    "authority.json": read("authority.json"),
    ...Object.fromEntries(hosting.names.map((name) => [`${name}.card`, read(name, "card.json")])),
    ...Object.fromEntries(CASES.map((name) => [`${name}.yaml`, caseText(name)])),
  });
  // The wall's clock goes on by a millisecond whenever somebody looks at it.
  let looks = 0;
  const now = () => {
    looks += 1;
    return { epochMs: looks, offsetMinutes: 0 };
  };
  const io = { ...still, now };
  const run = (words: readonly string[]) => runCommandLine([...words, "--url", address], io);
  const stop = (): void => {
    close();
    hosting.stop();
  };
  return {
    ...{ folder, hosting, address, stop, files: files as Map<string, string> },
    call: async (...words) => {
      const { status, stdout } = await run([...words, "--json"]);
      return { status, json: bedsideOutput.parse(JSON.parse(stdout)) };
    },
    text: async (...words) => {
      const { stdout, stderr } = await run(words);
      return stdout + stderr;
    },
  };
};

/** A call that reaches no pump, on the files of a scene; its status. */
export const atHome = async (scene: Bedside, ...words: readonly string[]): Promise<number> => {
  const { io, files } = memoryIo(Object.fromEntries(scene.files));
  const { status } = await runCommandLine(words, io);
  for (const [name, text] of files) scene.files.set(name, text);
  return status;
};

/** Enrols a device under a file name. */
export const enrolAt = async (
  scene: Bedside,
  me: string,
  role: "program" | "patient" | "service",
) => {
  const clinic = ["--clinic", "authority.json", "--name", me];
  const words: Readonly<Record<typeof role, readonly string[]>> = {
    patient: ["patient", "enrol"],
    program: ["program", "enrol", ...clinic],
    service: ["program", "enrol", ...clinic, "--role", "service"],
  };
  await atHome(scene, ...words[role], "--out", me);
};

/** Enrols and pairs a clinician's device under a file name. */
export const doctorAt = async (scene: Bedside, me: string): Promise<void> => {
  await enrolAt(scene, me, "program");
  const { status, json } = await scene.call("program", "pair", "--me", me, "--card", "one.card");
  assert(status === 0, "the card pairs", { json });
};

/** Calls twice: for the hash that is read back, and with it as the signature. */
export const signed = async (scene: Bedside, ...words: readonly string[]): Promise<Called> => {
  const { json, status } = await scene.call(...words);
  if (status !== 0) return { json, status };
  return scene.call(...words, "--sign", String(json.hash).slice(0, 12));
};

/** A pump that was filled for the first time and runs. */
export const filled = async (scene: Bedside): Promise<void> => {
  await doctorAt(scene, "doctor");
  const fill = ["--case", "first-fill.yaml", "--aspirated", "0 mL"];
  const { status, json } = await signed(
    scene,
    "program",
    "refill",
    "one",
    "--me",
    "doctor",
    ...fill,
  );
  assert(status === 0, "the first fill", { json });
};
