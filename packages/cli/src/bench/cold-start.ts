// SPDX-License-Identifier: Apache-2.0
/** The command line from nothing: a process that calculates and ends, next to an empty Node. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Bench, type Figure, type Progress, sampledInTurns } from "./bench.ts";
import { SAMPLE_CASE } from "./sample-case.ts";

/** Called as a program, not imported: it stands beside this folder. */
const MAIN = join(import.meta.dirname, "..", "main.ts");

const ended = (words: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { stdio: ["pipe", "ignore", "ignore"] });
    child.on("error", reject);
    child.on("close", () => resolve());
    child.stdin.on("error", () => undefined);
    child.stdin.end(SAMPLE_CASE);
  });

const CALLS: readonly (readonly string[])[] = [
  ["calc", "flow", "--dose", "2 mg/d", "--concentration", "10 mg/mL"],
  ["calc", "refill", "--volume", "38 mL", "--alarm", "2 mL", "--flow", "0.5 mL/d"],
  ["plan", "-"],
];

const figureOf = async (call: readonly string[], progress: Progress): Promise<Figure> => {
  const { ours, peer } = await sampledInTurns(
    { ours: () => ended([MAIN, ...call]), peer: () => ended(["-e", ""]) },
    { warmUp: 2, repetitions: 15 },
    progress,
  );
  return {
    what: `a new process for ${call.slice(0, 2).join(" ")}`,
    unit: "ms",
    sample: ours,
    peer: { what: "an empty Node", sample: peer },
    target: "Node's own start + 150 ms",
  };
};

/** `bench cold-start`. */
export const bench: Bench = {
  name: "cold-start",
  measure: async (progress) => {
    const figures: Figure[] = [];
    for (const [place, call] of CALLS.entries()) {
      figures.push(await figureOf(call, (share) => progress((place + share) / CALLS.length)));
    }
    return figures;
  },
};
