// SPDX-License-Identifier: Apache-2.0
/**
 * Every example is run as its first lines say (`Run: ./cisterna …`) and its output compared with
 * `expected/`. `CISTERNA_UPDATE=1` writes what came out; the difference is then read before it
 * lands.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../packages/cli/src/shell/line.ts";
import { memoryIo } from "../packages/cli/src/shell/memory.ts";
import { run as oneDose } from "./01-one-dose-all-the-way.ts";

const FOLDER = new URL("./", import.meta.url);
const UPDATE = process.env["CISTERNA_UPDATE"] !== undefined;
const NAMES = readdirSync(FOLDER).filter((name) => /^\d\d-.*\.(yaml|sh)$/.test(name));

const textOf = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");

/** The words of a call as a shell would split them; the examples use double quotes only. */
const wordsOf = (call: string): readonly string[] =>
  [...call.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");

const callsIn = (name: string): readonly string[] =>
  [...textOf(name).matchAll(/^# Run: \.\/cisterna (.*)$/gm)].map((match) => match[1] ?? "");

const compare = (name: string, found: string): void => {
  const file = new URL(`expected/${name}.txt`, FOLDER);
  if (UPDATE) {
    mkdirSync(new URL("expected/", FOLDER), { recursive: true });
    writeFileSync(file, found);
  }
  expect(found).toBe(readFileSync(file, "utf8"));
};

describe("the examples", () => {
  test("01 takes one dose all the way in under 60 lines", () => {
    expect(textOf("01-one-dose-all-the-way.ts").split("\n").length).toBeLessThan(60);
    compare("01-one-dose-all-the-way.ts", `${oneDose().join("\n")}\n`);
  });

  test.each(NAMES)("%s prints what it is expected to print", async (name) => {
    const calls = callsIn(name);
    expect(calls.length).toBeGreaterThan(0);
    const files = [name, "clinic/local-formulary.yaml"].map((each) => [
      `examples/${each}`,
      textOf(each),
    ]);
    const { io } = memoryIo(Object.fromEntries(files));
    const outputs: string[] = [];
    for (const call of calls) {
      const { status, stdout, stderr } = await runCommandLine(wordsOf(call), io);
      outputs.push(`$ ./cisterna ${call}\n${stdout}${stderr}exit ${status}\n`);
    }
    compare(name, outputs.join("\n"));
  });

  test("every expected output belongs to an example", () => {
    const known = ["01-one-dose-all-the-way.ts", ...NAMES].map((name) => `${name}.txt`);
    const found = readdirSync(new URL("expected/", FOLDER));
    // Outputs of studies belong to studies.test.ts.
    const ours = found.filter((name) => !name.endsWith(".study.yaml.txt"));
    expect(ours.toSorted()).toEqual(known.toSorted());
  });
});
