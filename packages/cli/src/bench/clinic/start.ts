// SPDX-License-Identifier: Apache-2.0
/** The start: from the command to the first radar of a clinic that is there, and its memory. */
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { type Figure, sampleOf } from "../bench.ts";
import { CLINIC, SECRETS } from "./house.ts";
import { readThere } from "./readers.ts";

/** Called as a program, not imported. */
const MAIN = join(import.meta.dirname, "..", "..", "main.ts");

type Started = { readonly open: number; readonly radar: number; readonly memory: number };

const started = (words: readonly string[]): Promise<Started> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const all = [MAIN, "clinic", ...words, "--port", "0", "--app", import.meta.dirname];
    const env = { ...process.env, CISTERNA_LOG: "silent" };
    const child = spawn(process.execPath, all, { env, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    const look = async (address: string): Promise<void> => {
      const open = performance.now() - start;
      const reading = { ...SECRETS, paths: ["radar"], atOnce: 1, times: 1 };
      await readThere({ address, clinic: CLINIC, ...reading });
      const radar = performance.now() - start;
      const rss = execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" });
      child.once("exit", () => resolve({ open, radar, memory: Number(rss) / 1000 }));
      child.kill("SIGTERM");
    };
    child.stderr.on("data", (chunk: Buffer) => {
      const before = said;
      said += chunk.toString();
      const [, address] = /open at (http:\S+)\//.exec(said) ?? [];
      if (address !== undefined && !before.includes("open at")) look(address).catch(reject);
    });
    child.once("error", reject);
  });

/** Starts the clinic over and over. */
export const startUp = async (
  words: readonly string[],
  times: number,
): Promise<readonly Figure[]> => {
  if (times === 0) return [];
  const all: Started[] = [];
  for (let turn = 0; turn < times; turn += 1) all.push(await started(words));
  const of = (key: keyof Started) => sampleOf(all.map((each) => each[key]));
  return [
    { what: "from the command until it is open", unit: "ms", sample: of("open") },
    { what: "from the command to its first radar", unit: "ms", sample: of("radar") },
    { what: "memory of the server then", unit: "MB", sample: of("memory") },
  ];
};
