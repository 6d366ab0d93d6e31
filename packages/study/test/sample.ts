// SPDX-License-Identifier: Apache-2.0
/** A small study for tests, and the files that it leaves. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quantity } from "@cisterna/quantity";
import type { RegimenAsked, Study } from "../src/index.ts";

const time = (text: string) => quantity(text, "time");

/** A constant rate at a tip. */
export const steady = (name: string, at: string): RegimenAsked => ({
  name,
  drug: "morphine",
  at,
  concentration: quantity("10 mg/mL", "concentration"),
  basal: [{ minute: 0, rate: quantity("1 mg/d", "dose-rate") }],
  bolus: null,
});

/** Boluses and nothing else. */
export const boluses: RegimenAsked = {
  ...steady("boluses", "T10"),
  basal: [],
  bolus: { dose: quantity("0.5 mg", "mass"), over: time("10 min"), every: time("12 h") },
};

/** A daily pattern. */
export const nightly: RegimenAsked = {
  ...steady("nightly", "T10"),
  basal: [
    { minute: 360, rate: quantity("0.5 mg/d", "dose-rate") },
    { minute: 1320, rate: quantity("2 mg/d", "dose-rate") },
  ],
};

/** Two chunks of adults under two regimens for a day. */
export const sample = (change: Partial<Study> = {}): Study => ({
  title: "A sample",
  population: { population: "adult", seed: 7, members: 70 },
  for: time("1 d"),
  regimens: [steady("low", "L2"), boluses],
  course: { sites: ["L2", "T10", "cisterna-magna", "plasma"], every: time("6 h") },
  outcomes: [
    {
      name: "mean",
      site: "T10",
      of: "mean",
      from: time("12 h"),
      until: time("24 h"),
      every: time("1 h"),
    },
    {
      name: "highest",
      site: "plasma",
      of: "highest",
      from: time("0 h"),
      until: time("24 h"),
      every: time("1 h"),
    },
  ],
  ...change,
});

/** A new empty folder. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), "cisterna-study-"));

/** Every file of a folder with the hash of its bytes. */
export const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file): [string, string] => [
        file.slice(folder.length),
        createHash("sha256").update(readFileSync(file)).digest("hex"),
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
