// SPDX-License-Identifier: Apache-2.0
/** Calling a calculation with a line as it is typed. */
import { expect } from "vitest";
import type { Refusal } from "../src/shell/command.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

/** The words of a line, split as a shell would split them. */
export const split = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");

/** One calculation, as text. */
export const call = (line: string) => runCommandLine(["calc", ...split(line)], memoryIo().io);

/** The JSON of one calculation. */
export const json = async (line: string): Promise<Record<string, unknown>> => {
  const { stdout } = await call(`${line} --json`);
  return JSON.parse(stdout) as Record<string, unknown>;
};

/** What one calculation is refused for. */
export const refusals = async (line: string): Promise<readonly Refusal[]> =>
  (await json(line))["refusals"] as readonly Refusal[];

/** The text of a calculation that is done. */
export const text = async (line: string): Promise<string> => {
  const { status, stdout } = await call(line);
  expect(status).toBe(0);
  return stdout;
};
