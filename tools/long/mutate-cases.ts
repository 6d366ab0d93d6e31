// SPDX-License-Identifier: Apache-2.0
/**
 * Mutated case files: takes the example cases, breaks them, and runs the plan command on each in
 * process. Whatever the file, the exit status is 0, 1 or 2, every refusal names its place, nothing
 * throws and nothing hangs.
 *
 *   node tools/long/mutate-cases.ts --cases 100000 --seed 1
 *
 * Prints counts by status and kind, and the slowest case. Exit status 1 when a promise was broken;
 * `--show N` prints the N-th mutant of the seed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runCommandLine } from "../../packages/cli/src/shell/line.ts";
import { memoryIo } from "../../packages/cli/src/shell/memory.ts";
import { mutant } from "./mutation.ts";

/** What a number of mutants came to. */
export type Survey = {
  readonly statuses: ReadonlyMap<number, number>;
  readonly kinds: ReadonlyMap<string, number>;
  /** Mutants that broke a promise, each with what it broke. */
  readonly broken: readonly { readonly n: number; readonly what: string }[];
  readonly slowest: { readonly n: number; readonly ms: number };
};

type Answer = {
  readonly refusals?: readonly { kind: string; path: string; line?: number; column?: number }[];
};

/** What promise a call broke, or null. */
export const brokenPromise = (status: number, answer: Answer, said: string): string | null => {
  if (status === 3) return said.split("\n")[0] ?? "an exception";
  const refusals = answer.refusals ?? [];
  if (status !== 0 && refusals.length === 0) return `status ${status} without a refusal`;
  if (status === 0 && refusals.length > 0) return "status 0 with a refusal";
  const placeless = refusals.find(({ path, line, column }) => {
    return path === "" || line === undefined || column === undefined || line < 1 || column < 1;
  });
  return placeless === undefined ? null : `a ${placeless.kind} without a place`;
};

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Runs the plan command on mutants 0 … cases − 1 of a seed. */
export const survey = async (order: {
  readonly samples: readonly string[];
  readonly cases: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
}): Promise<Survey> => {
  const [statuses, kinds] = [new Map<number, number>(), new Map<string, number>()];
  const broken: { n: number; what: string }[] = [];
  let slowest = { n: 0, ms: 0 };
  for (let n = 0; n < order.cases; n += 1) {
    const text = mutant(order.samples, order.seed, n);
    const start = performance.now();
    const { status, stdout, stderr } = await runCommandLine(
      ["plan", "-", "--json"],
      memoryIo({ "-": text }).io,
    );
    const ms = performance.now() - start;
    if (ms > slowest.ms) slowest = { n, ms };
    const answer = JSON.parse(stdout) as Answer;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    for (const { kind } of answer.refusals ?? []) add(kinds, kind);
    const what = brokenPromise(status, answer, stderr);
    if (what !== null) broken.push({ n, what });
    order.onProgress?.(n + 1);
  }
  return { statuses, kinds, broken, slowest };
};

/** The example cases: what is mutated. */
export const exampleCases = (): readonly string[] => {
  const folder = new URL("../../examples/", import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml") && !file.endsWith(".protocol.yaml"))
    .toSorted()
    .map((file) => readFileSync(new URL(file, folder), "utf8"));
};

const printed = (of: Survey): string => {
  const rows = (counts: ReadonlyMap<string | number, number>): string =>
    [...counts]
      .toSorted((a, b) => b[1] - a[1])
      .map(([key, count]) => `  ${String(count).padStart(8)}  ${key}`)
      .join("\n");
  return [
    "by status",
    rows(of.statuses),
    "by kind of refusal",
    rows(of.kinds),
    `slowest: mutant ${of.slowest.n}, ${of.slowest.ms.toFixed(1)} ms`,
    `broken promises: ${of.broken.length}`,
    ...of.broken.slice(0, 20).map(({ n, what }) => `  mutant ${n}: ${what}`),
    "",
  ].join("\n");
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      cases: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      show: { type: "string" },
    },
  });
  const [cases, seed, samples] = [Number(values.cases), Number(values.seed), exampleCases()];
  if (values.show !== undefined) {
    process.stdout.write(mutant(samples, seed, Number(values.show)));
    return 0;
  }
  const terminal = process.stderr.isTTY;
  const onProgress = (done: number): void => {
    if (terminal && done % 500 === 0) process.stderr.write(`\r${done} of ${cases}`);
  };
  const start = performance.now();
  const found = await survey({ samples, cases, seed, onProgress });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${cases} mutants of seed ${seed} in ${seconds} s\n${printed(found)}`);
  return found.broken.length === 0 ? 0 : 1;
};

if (import.meta.main) process.exitCode = await main();
