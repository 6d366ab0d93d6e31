// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { studyOutput } from "../src/study/output.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

const STUDY = `
title: A study of tests
subject: { population: adult, seed: 7, members: 384 }
for: 1 d
regimens:
  - { name: steady, drug: morphine, at: L2, concentration: 10 mg/mL, rate: 1 mg/d }
  - name: boluses
    drug: morphine
    at: T10
    concentration: 10 mg/mL
    bolus: { dose: 0.5 mg, over: 10 min, every: 12 h }
course: { sites: [ L2, T10, C2, cisterna-magna ], every: 4 h }
outcomes:
  - { name: mean at <T10>, site: T10, of: mean, from: 12 h, until: 24 h, every: 30 min }
  - { name: last at C2, site: C2, of: last, from: 20 h, until: 24 h, every: 1 h }
`;

const SMALL = STUDY.replace("members: 384", "members: 24");

const newFolder = (): string => mkdtempSync(join(tmpdir(), "cisterna-study-"));

const call = async (text: string, ...words: readonly string[]) => {
  const { io, files } = memoryIo({ "a.study.yaml": text });
  const printed = await runCommandLine(["study", ...words], io);
  return { ...printed, files };
};

const runIn = (folder: string, text: string, ...words: readonly string[]) =>
  call(text, "run", "a.study.yaml", "--out", folder, ...words);

const bytesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }): [string, string] => {
        const file = join(parentPath, name);
        return [file.slice(folder.length), readFileSync(file).toString("base64")];
      })
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const chunksIn = (folder: string): number => {
  const chunks = join(folder, "chunks");
  if (!existsSync(chunks)) return 0;
  return readdirSync(chunks).filter((name) => name.endsWith(".bin")).length;
};

/** Starts a run as a process of its own, and kills it as soon as a chunk stands there. */
const killedHalfWay = async (folder: string): Promise<void> => {
  const file = join(newFolder(), "a.study.yaml");
  writeFileSync(file, STUDY);
  const words = [MAIN, "study", "run", file, "--workers", "1", "--out", folder];
  const child = spawn(process.execPath, words, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (chunksIn(folder) === 0 && child.exitCode === null) await pause(5);
  child.kill("SIGKILL");
  await ended;
};

describe("study run", () => {
  test("killed half-way goes on, and leaves the bytes of a run that was not", async () => {
    const [whole, killed] = [newFolder(), newFolder()];
    await killedHalfWay(killed);
    const stood = chunksIn(killed);
    expect(stood).toBeGreaterThan(0);
    expect(stood).toBeLessThan(6);
    expect((await call("", "report", killed)).stdout).toContain("parts are done");
    const { stdout } = await runIn(killed, STUDY, "--workers", "2", "--json");
    expect(studyOutput.parse(JSON.parse(stdout)).parts).toEqual({ all: 6, resumed: stood });
    await runIn(whole, STUDY, "--workers", "1");
    expect(bytesIn(killed)).toEqual(bytesIn(whole));
  });

  test("prints the band of every outcome by regimen", async () => {
    const { status, stdout } = await runIn(newFolder(), SMALL);
    expect(status).toBe(0);
    expect(stdout).toContain("Population: adult, 24 members, seed 7");
    expect(stdout).toMatch(/mean at <T10>\n.*median.*\n {2}steady +\d/);
  });

  test("refuses everything at once, each with its place", async () => {
    const wrong = SMALL.replace("at: L2", "at: L9")
      .replace("until: 24 h, every: 30 min", "until: 30 h, every: 30 min")
      .replace("name: boluses", "name: steady");
    const folder = newFolder();
    const { status, stdout } = await runIn(folder, wrong);
    expect(status).toBe(1);
    expect(stdout).toContain('a.study.yaml:6:41 regimens[0].at: There is no site "L9"');
    expect(stdout).toContain('regimens[1].name: "steady" is the name of another one');
    expect(stdout).toContain("outcomes[0].until: The window ends after 30 h, the study after 24 h");
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["rate: 1 mg/d", "rate: -1 mg/d", "regimens[0].rate"],
    ["rate: 1 mg/d", "flow: 1 mL/d", "regimens[0].flow"],
    [", rate: 1 mg/d", "", "regimens[0].rate"],
    [
      "rate: 1 mg/d",
      'rate: 1 mg/d, pattern: [ { from: "00:00", rate: 1 mg/d } ]',
      "regimens[0].pattern",
    ],
    ["of: mean", "of: average", "outcomes[0].of"],
    ["members: 24", "members: 0", "subject.members"],
  ])("cannot read %s as %s", async (from, upto, path) => {
    const { status, stdout, stderr } = await runIn(newFolder(), SMALL.replace(from, upto));
    expect([1, 2]).toContain(status);
    expect(`${stdout}${stderr}`).toContain(path);
  });

  test("refuses a number of threads that is none, and a folder with something else", async () => {
    expect((await runIn(newFolder(), SMALL, "--workers", "0")).status).toBe(2);
    const folder = newFolder();
    writeFileSync(join(folder, "letter.txt"), "mine");
    const { status, stdout } = await runIn(folder, SMALL);
    expect(status).toBe(1);
    expect(stdout).toContain("There is something else in this folder.");
  });
});

describe("study report", () => {
  test("is one file that loads nothing and has every section", async () => {
    const folder = newFolder();
    await runIn(folder, SMALL);
    const { status, files } = await call("", "report", folder, "--html", "report.html");
    expect(status).toBe(0);
    const page = files.get("report.html") ?? "";
    const sections = [...page.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
    expect(sections).toEqual([
      "regimens",
      "outcomes",
      "paired",
      "levels-section",
      "courses",
      "people",
      "method",
    ]);
    expect(/<script|src=|href="http|NaN|undefined|<T10>/.exec(page)).toBeNull();
    expect(page.includes("Mean at &lt;T10&gt;")).toBe(true);
    const again = await call("", "report", folder, "--html", "report.html");
    expect(again.files.get("report.html") === page).toBe(true);
  });

  test("of a folder without a study is refused", async () => {
    const { status, stdout } = await call("", "report", newFolder());
    expect(status).toBe(1);
    expect(stdout).toContain("There is no study in this folder.");
  });
});
