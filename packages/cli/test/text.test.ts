// SPDX-License-Identifier: Apache-2.0
/** Sentences: every kind has its own, with its numbers, and none shows the program behind it. */
import type { Refusal as PumpRefusal } from "@cisterna/pump";
import { milliseconds, nanolitres, pulses, quantity, rational } from "@cisterna/quantity";
import { amount, CHECK_KINDS, type Check, judge } from "@cisterna/therapy";
import { expect, describe as group, test } from "vitest";
import { exampleCases } from "../../../tools/long/mutate-cases.ts";
import { mutant } from "../../../tools/long/mutation.ts";
import { readCase } from "../src/case/case.ts";
import { PROBLEM_KINDS, type Problem } from "../src/case/problem.ts";
import {
  CHECK_SENTENCES,
  describe,
  describeProblem,
  describePumpRefusal,
  listed,
  PROBLEM_SENTENCES,
  percent,
  problemLine,
  timeText,
} from "../src/text/en.ts";
import { FULL_CASE } from "./case-sample.ts";

const LEAK = /undefined|null|NaN|\[object|Infinity|function|=>|\$\{| {2}/;

test("every kind of check has its sentence, and no sentence is left over", () => {
  expect(Object.keys(CHECK_SENTENCES).toSorted()).toEqual([...CHECK_KINDS].toSorted());
});

test("every kind of problem has its sentence, and no sentence is left over", () => {
  expect(Object.keys(PROBLEM_SENTENCES).toSorted()).toEqual([...PROBLEM_KINDS].toSorted());
});

test.each(CHECK_KINDS)("%s: a sentence even from the barest data", (kind) => {
  const bare: Check = { kind, severity: "note", path: "prescription" };
  expect(describe(bare)).toMatch(/^[A-Z0-9a].*[.]$/);
  expect(describe(bare)).not.toMatch(LEAK);
});

test.each(PROBLEM_KINDS)("%s: a sentence with what was read and what is accepted", (kind) => {
  const problem: Problem = { kind, path: "a.b", line: 3, column: 5, read: "x", accepted: "a y" };
  expect(describeProblem(problem)).toMatch(/Accepted: a y\.$/);
  expect(describeProblem(problem)).not.toMatch(LEAK);
  expect(problemLine("case.yaml", problem)).toMatch(/^case\.yaml:3:5 a\.b: /);
});

test("the sentences of checks that the judge raises on mutants show no program", () => {
  const samples = [...exampleCases(), FULL_CASE];
  const seen = new Set<string>();
  const leaks: string[] = [];
  for (let n = 0; n < 3000; n += 1) {
    const reading = readCase(mutant(samples, 11, n));
    for (const check of reading.ok ? judge(reading.value).checks : []) {
      seen.add(check.kind);
      if (LEAK.test(describe(check))) leaks.push(describe(check));
    }
  }
  expect(leaks).toEqual([]);
  expect(seen.size).toBeGreaterThan(30);
});

const PUMP_REFUSALS: readonly PumpRefusal[] = [
  { kind: "malformed-program", path: "week", what: "it is empty" },
  { kind: "stale-version", offered: 1, replaces: null, running: null },
  { kind: "rate-above-limit", path: "week[0].rate", asked: 300_000, limit: 240_000 },
  { kind: "rate-below-minimum", path: "week[0].rate", asked: 100, minimum: 480 },
  {
    kind: "window-full",
    window: "hour",
    committed: { pulses: pulses(900), quanta: 0 },
    limit: pulses(800),
  },
  { kind: "locked-out", until: milliseconds(7_200_000) },
  { kind: "daily-count-reached", until: milliseconds(86_400_000) },
  { kind: "request-expired", askedAt: milliseconds(0), validity: milliseconds(300_000) },
  { kind: "asked-in-future", askedAt: milliseconds(1) },
  { kind: "already-granted", at: milliseconds(1) },
  { kind: "not-permitted" },
  { kind: "transition-running", left: { pulses: pulses(1), quanta: 0 } },
  { kind: "stopped", at: milliseconds(1) },
  { kind: "not-stopped" },
  { kind: "reservoir-empty" },
  { kind: "reservoir-too-low", needed: pulses(10), left: pulses(5) },
  { kind: "overfill", asked: nanolitres(41_000_000), limit: nanolitres(40_000_000) },
  { kind: "no-program" },
  { kind: "no-bolus" },
];

test("every refusal of a pump has its sentence, in amounts and not in counts", () => {
  const sentences = PUMP_REFUSALS.map((each) => describePumpRefusal(each, nanolitres(100)));
  for (const sentence of sentences) {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(LEAK);
  }
  expect(new Set(sentences).size).toBe(PUMP_REFUSALS.length);
  expect(sentences[2]).toBe("The flow of 30 mL/d at week[0].rate is above the limit of 24 mL/d.");
  expect(sentences[16]).toBe("The fill of 41 mL is more than the reservoir of 40 mL holds.");
});

group("numbers in sentences", () => {
  test("a limit is shown with both numbers and the share", () => {
    const check: Check = {
      kind: "worst-day-limit",
      severity: "refuse",
      path: "prescription",
      drug: "morphine",
      asked: amount(quantity("21 mg/d", "dose-rate"), "dose-rate", "mg/d"),
      limit: amount(quantity("15 mg/d", "dose-rate"), "dose-rate", "mg/d"),
      share: rational(21n, 15n),
      what: "maximum",
    };
    expect(describe(check)).toBe(
      "On a day with every allowed bolus, morphine comes to 21 mg/d, " +
        "against the stated maximum of 15 mg/d (140 %).",
    );
  });

  test("a decimal comma inside braces is explained", () => {
    const problem: Problem = {
      kind: "unknown-key",
      path: 'on_demand["5 mg"]',
      line: 1,
      column: 1,
      read: "5 mg",
      accepted: "one of dose, over",
    };
    expect(describeProblem(problem)).toContain("the decimal sign is a point");
  });

  test("shares, lists and times", () => {
    expect(percent(rational(1n, 3n))).toBe("≈ 33.3 %");
    expect(percent(rational(3n, 2n))).toBe("150 %");
    expect(["", "a", "a and b", "a, b and c"]).toEqual(
      [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed),
    );
    expect(timeText(quantity("10 min", "time"))).toBe("10 min");
    expect(timeText(quantity("2 h", "time"))).toBe("2 h");
    expect(timeText(quantity("157.2049 d", "time"))).toBe("≈ 157.2 d");
  });
});
