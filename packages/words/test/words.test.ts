// SPDX-License-Identifier: Apache-2.0
/** Words that mean two things, or none, are found before somebody in a hurry reads them. */
import { EN, ES, type Words } from "@cisterna/words";
import { describe, expect, test } from "vitest";

const TABLES = Object.keys(EN) as readonly (keyof Words)[];

const LANGUAGES = [
  ["English", EN],
  ["Spanish", ES],
] as const;

describe.each(LANGUAGES)("in %s", (_, words) => {
  test.each(TABLES)("no two %s are called the same, and none nothing", (table) => {
    const said = Object.values(words[table]);
    expect(said.filter((word) => word.trim() !== word || word === "")).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });
});
