// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bodyOutput } from "../src/run/output.ts";
import { populationOutput } from "../src/run/population-output.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

const EXAMPLE = readFileSync(
  new URL("../../../examples/15-morphine-bolus.protocol.yaml", import.meta.url),
  "utf8",
);

const INFUSION = `
subject: adult-reference
drug: baclofen
give: { rate: 400 mcg/d, flow: 0.2 mL/d, at: T10, for: 72 h }
sample: [ { site: T10, at: [ 72 h ] }, { site: L3, at: [ 72 h ] } ]
`;

const call = async (protocol: string, ...words: readonly string[]) => {
  const { io } = memoryIo({ "protocol.yaml": protocol });
  return runCommandLine(["body", "protocol.yaml", ...words], io);
};

const outputOf = async (protocol: string) =>
  bodyOutput.parse(JSON.parse((await call(protocol, "--json")).stdout));

describe("body", () => {
  test("gives the samples in the order asked, each with what was asked of it", async () => {
    const { samples, mass, parameters } = await outputOf(EXAMPLE);
    expect(samples.map(({ site }) => site)).toEqual(["L3", "T10", "cisterna-magna", "plasma"]);
    const [lumbar, thoracic, magna] = samples;
    expect(lumbar?.t).toEqual([1, 4, 12]);
    expect(lumbar?.c).toHaveLength(3);
    expect(thoracic?.half_life?.unit).toBe("min");
    expect(magna?.arrival?.unit).toBe("min");
    expect(lumbar).not.toHaveProperty("half_life");
    expect(thoracic).not.toHaveProperty("arrival");
    expect(mass.balance_error).toBeLessThan(1e-10);
    expect(parameters).toMatch(/^adult-reference@/);
  });

  test("has peak and its time in the units of the contract", async () => {
    const { samples } = await outputOf(EXAMPLE);
    const { peak, t_peak, c, t } = samples[0] ?? {};
    expect(peak).toEqual({ value: Math.max(...(c ?? [])), unit: "ug/mL" });
    expect(t_peak).toEqual({ value: (t?.[0] ?? 0) * 60, unit: "min" });
  });

  test("comes to the steady state that it gives at once when asked", async () => {
    const course = await outputOf(INFUSION);
    const steady = await outputOf(`${INFUSION}steady: true\n`);
    course.samples.forEach(({ c }, index) => {
      expect((c[0] ?? 0) / (steady.samples[index]?.c[0] ?? 1)).toBeCloseTo(1, 2);
    });
  });

  test("prints a page with peak, half-life, arrival and what it takes for granted", async () => {
    const { status, stdout } = await call(EXAMPLE);
    expect(status).toBe(0);
    expect(stdout).toContain("Experiment: morphine, bolus at L3");
    expect(stdout).toContain("Half-life in the window asked:");
    expect(stdout).toContain("Arrival:");
    expect(stdout).toContain("passes into the cord is not known");
  });

  test("says when something asked for is not there", async () => {
    const rising = EXAMPLE.replace("[ 4 h, 12 h ]", "[ 0.5 h, 1 h ]");
    const { samples } = await outputOf(rising);
    expect(samples[1]?.half_life).toBeNull();
    expect((await call(rising)).stdout).toContain("none, it does not fall there");
  });
});

describe("body refuses", () => {
  const refusalsOf = async (protocol: string) => {
    const { status, stdout } = await call(protocol, "--json");
    const { refusals } = JSON.parse(stdout) as {
      refusals: { kind: string; path: string; line: number; column: number }[];
    };
    return { status, refusals };
  };

  test.each([
    ["drug: morphine", "drug: aspirin", "drug drug-without-kinetics"],
    ["subject: adult-reference", "subject: somebody", "subject unknown-subject"],
    ["at: L3", "at: plasma", "give.at tip-outside-canal"],
    ["at: L3", "at: L9", "give.at unknown-site"],
    ["volume: 2 mL", "volume: 200 mL", "give.volume volume-beyond-canal"],
    ["site: plasma", "site: heart", "sample[3].site unknown-site"],
    [
      "half_life: [ 4 h, 12 h ]",
      "half_life: [ 20 h, 30 h ]",
      "sample[1].half_life window-without-points",
    ],
    ["every: 5 min, until: 3 h", "every: 1 s, until: 1000 h", "sample[2].every too-many-samples"],
    ["drug: morphine", "drug: hydromorphone", "sample[3].site plasma-kinetics-unknown"],
  ] as const)("%s written as %s", async (from, upto, expected) => {
    const { status, refusals } = await refusalsOf(EXAMPLE.replace(from, upto));
    expect(status).toBe(1);
    expect(refusals.map(({ kind, path }) => `${path} ${kind}`)).toEqual([expected]);
    const lines = EXAMPLE.replace(from, upto).split("\n");
    const { line, column } = refusals[0] ?? { line: 0, column: 0 };
    expect(lines[line - 1]?.slice(column - 1).trim()).not.toBe("");
    const page = await call(EXAMPLE.replace(from, upto));
    expect(page.stdout).toContain(`protocol.yaml:${line}:${column} `);
  });

  test("everything that is wrong at once", async () => {
    const wrong = EXAMPLE.replace("drug: morphine", "drug: aspirin").replace("at: L3", "at: L9");
    expect((await refusalsOf(wrong)).refusals).toHaveLength(2);
  });

  test("a file that cannot be read, with status 2", async () => {
    expect((await call("subject: [")).status).toBe(2);
    const { io } = memoryIo();
    expect((await runCommandLine(["body", "none.yaml"], io)).status).toBe(2);
  });
});

describe("body in a population", () => {
  const adults = EXAMPLE.replace("adult-reference", "{ population: adult, seed: 7, members: 20 }");

  test("gives a band in place of each number", async () => {
    const { stdout } = await call(adults, "--json");
    const { population, samples, mass } = populationOutput.parse(JSON.parse(stdout));
    expect(population).toEqual({ name: "adult", seed: 7, members: 20 });
    const [lumbar, thoracic, magna] = samples;
    expect(lumbar?.t).toEqual([1, 4, 12]);
    expect(lumbar?.c).toHaveLength(3);
    expect(lumbar?.c[0]?.p5).toBeLessThan(lumbar?.c[0]?.median ?? 0);
    expect(thoracic?.half_life?.unit).toBe("min");
    expect(magna?.arrival?.value.median).toBeGreaterThan(0);
    expect(mass.balance_error.p95).toBeLessThan(1e-10);
  });

  test("prints a page with what nine in ten members lie between", async () => {
    const { status, stdout } = await call(adults);
    expect(status).toBe(0);
    expect(stdout).toContain("Population: adult, 20 members, seed 7");
    expect(stdout).toMatch(/Half-life in the window asked: \d+\.?\d* \(\d+.* to \d+.*\) min/);
  });

  test("is refused with the place in the file", async () => {
    const { status, stdout } = await call(adults.replace("adult,", "child,"));
    expect(status).toBe(1);
    expect(stdout).toContain(':3:24 subject.population: A population "child" is not offered');
  });
});
