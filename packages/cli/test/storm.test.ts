// SPDX-License-Identifier: Apache-2.0
/** `storm`, `explore` and `replay` as they are called. */
import { lifeOf } from "@cisterna/world";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

const call = (words: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  runCommandLine(words, memoryIo(files).io);

const json = async (words: readonly string[], files: Readonly<Record<string, string>> = {}) => {
  const { status, stdout } = await call([...words, "--json"], files);
  return { status, document: JSON.parse(stdout) as Record<string, unknown> };
};

describe("The command storm", () => {
  const storm = ["storm", "--pump-years", "8", "--seed", "5"];

  test("prints violations, what was reached, and the hash", async () => {
    const { status, document } = await json(storm);
    expect(status).toBe(0);
    expect(document).toMatchObject({
      violations: [],
      reached: { "event bolus-granted": expect.any(Number), "mode dry": expect.any(Number) },
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      pump_years: 8,
      seed: 5,
    });
  });

  test("gives the same document on any number of threads [REQ-100 holds]", async () => {
    const one = await json(storm);
    const three = await json([...storm, "--workers", "3"]);
    expect(three).toEqual(one);
  });

  test("says what it did in lines", async () => {
    const { stdout } = await call(["storm", "--pump-years", "2"]);
    expect(stdout).toContain("2 pump-years");
    expect(stdout).toContain("0 violations");
    expect(stdout).toMatch(/hash [0-9a-f]{16}/);
  });

  test("refuses what is no number and no mode, all at once", async () => {
    const words = ["storm", "--pump-years", "many", "--seed", "-1", "--mode", "calm"];
    const { status, stderr } = await call(words);
    expect(status).toBe(2);
    for (const name of ["pump-years", "mode"]) expect(stderr).toContain(name);
  });
});

describe("The command explore", () => {
  test("walks one depth after another and counts", async () => {
    const { status, document } = await json(["explore", "--depth", "2"]);
    expect(status).toBe(0);
    expect(document).toMatchObject({
      depth: 2,
      violations: [],
      walks: [{ depth: 1 }, { depth: 2 }],
    });
  });
});

describe("The command replay", () => {
  const scenario = {
    scenario: 1,
    title: "a year",
    source: "seed 5",
    mode: "both",
    breaks: null,
    life: lifeOf(5, 0),
  };

  test("lives a scenario again", async () => {
    const files = { "year.json": JSON.stringify(scenario) };
    const { status, document } = await json(["replay", "year.json"], files);
    expect(status).toBe(0);
    expect(document).toMatchObject({ scenario: "a year", violations: [] });
    const again = await json(["replay", "year.json"], files);
    expect(again.document["hash"]).toBe(document["hash"]);
  });

  test("names every place of a scenario that is wrong", async () => {
    const files = { "year.json": JSON.stringify({ ...scenario, breaks: "nothing", mode: 7 }) };
    const { status, stderr } = await call(["replay", "year.json"], files);
    expect(status).toBe(2);
    expect(stderr).toContain("breaks");
    expect(stderr).toContain("mode");
  });

  test("refuses a text that is neither scenario nor log", async () => {
    const { status, stdout } = await call(["replay", "log.jsonl"], { "log.jsonl": "{}\n" });
    expect(status).toBe(1);
    expect(stdout).toContain("line 1");
  });
});
