// SPDX-License-Identifier: Apache-2.0
/** The walk-through is walked, and its page is what was walked. */
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLINIC_TEXT } from "../src/text/clinic.ts";
import { LAB_TEXT } from "../src/text/lab.ts";
import { PASSPORT_TEXT } from "../src/text/passport.ts";
import { PROGRAMMER_TEXT } from "../src/text/programmer.ts";
import { READER_TEXT } from "../src/text/reader.ts";
import { SHELL_TEXT } from "../src/text/shell.ts";
import { STORY_TEXT } from "../src/text/stories.ts";
import { OTHER_VISITS_TEXT, VISIT_TEXT } from "../src/text/visit.ts";
import { STEPS } from "./walk-steps.ts";
import { named, openWalk, PAGE, pageText, pictureOf, walk } from "./walk-through.ts";

const TABLES = [
  CLINIC_TEXT,
  LAB_TEXT,
  PASSPORT_TEXT,
  PROGRAMMER_TEXT,
  READER_TEXT,
  SHELL_TEXT,
  STORY_TEXT,
  VISIT_TEXT,
  OTHER_VISITS_TEXT,
];

let way: Awaited<ReturnType<typeof openWalk>>;

beforeAll(async () => {
  way = await openWalk();
}, 400_000);

afterAll(() => way.close());

test("from the start to a refill, a program, a passport and a solved incident", async () => {
  const seen: string[] = [];
  await walk(way, async (_, picture) => void seen.push(picture));
  expect(seen).toEqual(STEPS.flatMap(({ picture }) => picture ?? []));
  // Who signs out while a page is being read hears so of that reading.
  expect(way.stage.heard.filter((each) => !/status of 401/.test(each))).toEqual([]);
}, 240_000);

test("the page is written from the steps, and its pictures are there", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(pageText());
  const words = JSON.stringify(TABLES.map(({ en }) => en));
  for (const name of named()) expect(words).toContain(name);
  for (const { picture } of STEPS) {
    if (picture !== undefined) expect(existsSync(pictureOf(picture)), picture).toBe(true);
  }
});
