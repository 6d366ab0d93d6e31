// SPDX-License-Identifier: Apache-2.0
/** Both languages say everything, and neither says it in the words of the other. */
import { describe, expect, test } from "vitest";
import { EN_ACCOUNT } from "../src/text/en/account.ts";
import { EN_ACTS } from "../src/text/en/acts.ts";
import { EN_CHECKS } from "../src/text/en/checks.ts";
import { EN_CLINIC } from "../src/text/en/clinic.ts";
import { EN_CONTROLLER } from "../src/text/en/controller.ts";
import { EN_LAB } from "../src/text/en/lab.ts";
import { EN_PASSPORT } from "../src/text/en/passport.ts";
import { EN_PROGRAMMER } from "../src/text/en/programmer.ts";
import { EN_PUMP } from "../src/text/en/pump.ts";
import { EN_READER } from "../src/text/en/reader.ts";
import { EN_SHELL } from "../src/text/en/shell.ts";
import { EN_SIMULATOR } from "../src/text/en/simulator.ts";
import { EN_TREND } from "../src/text/en/trend.ts";
import { ES_ACCOUNT } from "../src/text/es/account.ts";
import { ES_ACTS } from "../src/text/es/acts.ts";
import { ES_CHECKS } from "../src/text/es/checks.ts";
import { ES_CLINIC } from "../src/text/es/clinic.ts";
import { ES_CONTROLLER } from "../src/text/es/controller.ts";
import { ES_LAB } from "../src/text/es/lab.ts";
import { ES_PASSPORT } from "../src/text/es/passport.ts";
import { ES_PROGRAMMER } from "../src/text/es/programmer.ts";
import { ES_PUMP } from "../src/text/es/pump.ts";
import { ES_READER } from "../src/text/es/reader.ts";
import { ES_SHELL } from "../src/text/es/shell.ts";
import { ES_SIMULATOR } from "../src/text/es/simulator.ts";
import { ES_TREND } from "../src/text/es/trend.ts";
import { SIGHT_TEXT, STORY_TEXT } from "../src/text/stories.ts";
import { CHECK_TEXT, REFUSAL_TEXT, VISIT_TEXT } from "../src/text/visit.ts";
import { stories } from "../stories.ts";

type Leaf = readonly [path: string, value: unknown];

const leaves = (value: unknown, path = ""): readonly Leaf[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}.${key}`))
    : [[path, value]];

const TABLES: Readonly<Record<string, readonly [unknown, unknown]>> = {
  shell: [EN_SHELL, ES_SHELL],
  clinic: [EN_CLINIC, ES_CLINIC],
  account: [EN_ACCOUNT, ES_ACCOUNT],
  acts: [EN_ACTS, ES_ACTS],
  controller: [EN_CONTROLLER, ES_CONTROLLER],
  lab: [EN_LAB, ES_LAB],
  pump: [EN_PUMP, ES_PUMP],
  programmer: [EN_PROGRAMMER, ES_PROGRAMMER],
  passport: [EN_PASSPORT, ES_PASSPORT],
  checks: [EN_CHECKS, ES_CHECKS],
  reader: [EN_READER, ES_READER],
  simulator: [EN_SIMULATOR, ES_SIMULATOR],
  trend: [EN_TREND, ES_TREND],
  visit: [VISIT_TEXT.en, VISIT_TEXT.es],
  "visit checks": [CHECK_TEXT.en, CHECK_TEXT.es],
  refusals: [REFUSAL_TEXT.en, REFUSAL_TEXT.es],
  stories: [STORY_TEXT.en, STORY_TEXT.es],
};

/** Words that are the same in both languages: names, signs, units. */
const ALIKE =
  /^(|Cisterna|English|Español|Instructor|No|Plasma|(\+ )?(1|7|365) [hd]|(1|30) (s|min|h|d)\/s)$/;

/** Instruments that nobody translates. */
const INSTRUMENTS: readonly unknown[] = ["ODI", "PGIC"];

describe.each(Object.entries(TABLES))("the table %s", (_, [english, spanish]) => {
  const [en, es] = [leaves(english), leaves(spanish)];
  test("has the same keys in both languages", () => {
    expect(es.map(([path]) => path)).toEqual(en.map(([path]) => path));
  });
  test("is translated", () => {
    const same = en
      .filter(([, value], place) => value === es[place]?.[1])
      .map(([, value]) => value);
    const others = same.filter((each) => !INSTRUMENTS.includes(each));
    expect(others.filter((each) => !ALIKE.test(String(each)))).toEqual([]);
  });
});

test("every story is told, and every sight of it in Spanish", () => {
  for (const { id, kind, incident } of stories()) {
    const told = STORY_TEXT.en[id];
    expect(told?.title, id).toBeTruthy();
    if (kind === "incident") expect(told?.hints.length, id).toBeGreaterThanOrEqual(2);
    for (const { that } of incident.seen) expect(SIGHT_TEXT.es[that], that).toBeTruthy();
  }
});

test("numbers keep their unit on the line, and Spanish its decimal comma", () => {
  expect(STORY_TEXT.en["priming-bolus"]?.inside).toContain("0.199\u202fmL");
  expect(STORY_TEXT.es["priming-bolus"]?.inside).toContain("0,199\u202fmL");
});
