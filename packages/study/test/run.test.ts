// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  advanceRun,
  concentrationAt,
  drugIn,
  drugNamed,
  infusionInto,
  memberAt,
  neuraxis,
  personOf,
  positionOf,
  REFERENCE_GRID,
  startRun,
  stepsFor,
} from "@cisterna/body";
import { quantity } from "@cisterna/quantity";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { openFolder } from "../src/folder.ts";
import { designOf, runStudy, type Study } from "../src/index.ts";
import { filesIn, newFolder, nightly, sample, steady } from "./sample.ts";

const run = (folder: string, change: Partial<Study> = {}, workers = 1) =>
  runStudy({
    study: sample(change),
    text: "as written",
    folder,
    workers,
    progress: () => undefined,
  });

const finished = async (folder: string, change: Partial<Study> = {}, workers = 1) => {
  const found = await run(folder, change, workers);
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
  return found.value;
};

const kindsOf = async (folder: string, change: Partial<Study> = {}): Promise<readonly string[]> => {
  const found = await run(folder, change);
  return found.ok ? [] : found.refusals.map(({ kind }) => kind);
};

describe("a study", () => {
  const [one, two] = [newFolder(), newFolder()];

  test("leaves the same bytes with one thread and with two", async () => {
    await finished(one);
    await finished(two, {}, 2);
    expect(filesIn(two)).toEqual(filesIn(one));
    expect(Object.keys(filesIn(one))).toHaveLength(9);
  });

  test("gives a member what the plain run of that member gives", async () => {
    const outcomes = sample().outcomes.map((each) => ({
      ...each,
      site: "T10",
      of: "last" as const,
    }));
    const { results } = await finished(newFolder(), { outcomes });
    const place = 66;
    const traits = memberAt(7, place);
    const [person, drug] = [personOf(traits), drugNamed("morphine")];
    if (!person.ok || !drug.ok) throw new Error("the member is a person");
    const inflow = { x: positionOf("L2"), flow: 0.1 / 24 };
    const model = neuraxis(person.value, drugIn(drug.value, traits), { ...REFERENCE_GRID, inflow });
    const plain = startRun(model);
    const source = infusionInto(model, "L2");
    advanceRun(plain, { ...stepsFor(24, 1 / 60), source, rate: 1000 / 24 });
    const found = results.outcome(0, 0)[place] ?? 0;
    expect(found / (concentrationAt(plain, "T10") ?? 0)).toBeCloseTo(1, 3);
  });

  test("balances its mass in everybody", async () => {
    const { results } = await finished(one);
    expect(results.worstBalance()).toBeLessThan(1e-10);
  });

  test("leaves tables that say the same as CSV and as Parquet", async () => {
    const file = await asyncBufferFromFile(join(one, "outcomes.parquet"));
    const rows = await parquetReadObjects({ file });
    const [head, ...lines] = readFileSync(join(one, "outcomes.csv"), "utf8").trim().split("\n");
    expect(head).toBe("member,regimen,mean [ug/mL],highest [ug/mL]");
    expect(rows).toHaveLength(140);
    expect(lines).toEqual(
      rows.map((row) =>
        [row["member"], row["regimen"], row["mean [ug/mL]"], row["highest [ug/mL]"]].join(","),
      ),
    );
  });

  test("has bands that are in order, and a course that rises under a steady rate", async () => {
    const { results } = await finished(one);
    const course = results.course(0, 0);
    const medians = course.map(({ median }) => median ?? 0);
    expect(medians).toEqual(medians.toSorted((a, b) => a - b));
    for (const { p5, median, p95 } of course.slice(1)) {
      expect(p5).toBeLessThan(median ?? 0);
      expect(median).toBeLessThan(p95 ?? 0);
    }
  });
});

describe("a study that was ended", () => {
  test("keeps what is whole, does the rest again, and ends in the same bytes", async () => {
    const [whole, ended] = [newFolder(), newFolder()];
    await finished(whole);
    await finished(ended);
    truncateSync(join(ended, "chunks/000001.bin"), 100);
    writeFileSync(join(ended, "chunks/000000.bin.part"), "half a chunk");
    const { resumed, chunks } = await finished(ended);
    expect([resumed, chunks]).toEqual([1, 2]);
    expect(filesIn(ended)).toEqual(filesIn(whole));
  });

  test("does a chunk again in which a bit has turned", async () => {
    const [whole, spoiled] = [newFolder(), newFolder()];
    await finished(whole);
    await finished(spoiled);
    const file = join(spoiled, "chunks/000000.bin");
    const bytes = readFileSync(file);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect((await finished(spoiled)).resumed).toBe(1);
    expect(filesIn(spoiled)).toEqual(filesIn(whole));
  });

  test("is not mixed with a study that changed", async () => {
    const folder = newFolder();
    await finished(folder);
    expect(await kindsOf(folder, { regimens: [nightly] })).toEqual(["study-changed"]);
    expect(
      await kindsOf(folder, { population: { population: "adult", seed: 8, members: 70 } }),
    ).toEqual(["study-changed"]);
  });

  test("is not mixed with results of other parameters", async () => {
    const folder = newFolder();
    await finished(folder);
    const manifest = join(folder, "study.json");
    const text = readFileSync(manifest, "utf8").replace(/adult@[0-9a-f]+/, "adult@0000");
    writeFileSync(manifest, text);
    expect(await kindsOf(folder)).toEqual(["parameters-changed"]);
  });
});

describe("a folder", () => {
  test("with something else in it is left alone", async () => {
    const folder = newFolder();
    appendFileSync(join(folder, "letter.txt"), "mine");
    expect(await kindsOf(folder)).toEqual(["folder-not-empty"]);
    expect(Object.keys(filesIn(folder))).toEqual(["/letter.txt"]);
  });

  test("on a disk that is too small is refused before anything runs", async () => {
    const study = sample({
      population: { population: "adult", seed: 7, members: 100_000 },
      for: quantity("3660 d", "time"),
      regimens: Array.from({ length: 5000 }, (_, at) => steady(`${at}`, "L2")),
      course: { sites: ["L2", "T10", "T2", "C2"], every: quantity("6 h", "time") },
      outcomes: [],
    });
    const design = designOf(study);
    if (!design.ok) throw new Error(JSON.stringify(design.refusals));
    const folder = newFolder();
    expect(openFolder(folder, design.value, "")).toMatchObject({
      ok: false,
      refusals: [{ kind: "disk-too-small", path: folder }],
    });
    expect(filesIn(folder)).toEqual({});
  });
});
