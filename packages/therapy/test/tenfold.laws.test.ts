// SPDX-License-Identifier: Apache-2.0
/**
 * The law of ten-fold changes: at ten times or a tenth and beyond a person has to confirm, naming
 * both values; nearer than that nobody is asked. Judges that miss some of it are caught.
 */
import { print, quantity } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Case, type Check, judge } from "../src/index.ts";
import { after, continuous } from "./build.ts";
import { prescribed } from "./sample.ts";

const RUNS = { seed: 20_261_127, numRuns: 300 };

/** Doses then and now, in hundredths of a milligram a day. */
type Change = { readonly old: number; readonly asked: number };

const mgPerDay = (hundredths: number): string =>
  print(quantity(`${hundredths / 100} mg/d`, "dose-rate"), "mg/d");

const someChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    old: fc.integer({ min: 10, max: 1000 }),
    asked: fc.integer({ min: 10, max: 10_000 }),
  }),
  fc
    .tuple(fc.integer({ min: 10, max: 100 }), fc.constantFrom(-1, 0, 1), fc.boolean())
    .map(([old, off, down]) => {
      const edge = { old, asked: old * 10 + off };
      return down ? { old: edge.asked, asked: edge.old } : edge;
    }),
);

const caseOf = ({ old, asked }: Change, named: Change | null): Case =>
  after(
    prescribed({
      basal: continuous(mgPerDay(asked)),
      confirmed:
        named === null
          ? []
          : [
              {
                check: "tenfold",
                path: "prescription",
                old: mgPerDay(named.old),
                new: mgPerDay(named.asked),
                by: "Dr A",
                because: "planned",
              },
            ],
    }),
    { fluid: "morphine 10 mg/mL", basal: mgPerDay(old) },
  );

type Judge = (of: Case) => readonly Check[];

const ours: Judge = (of) => judge(of).checks;

const severityIn = (checks: readonly Check[]) =>
  checks.find(({ kind, path }) => kind === "tenfold" && path === "prescription")?.severity;

const asksAtTen = (judged: Judge) =>
  fc.property(someChange, fc.constantFrom(-1, 0, 1), (change, slip) => {
    const { old, asked } = change;
    const reached = asked >= old * 10 || old >= asked * 10;
    const bare = severityIn(judged(caseOf(change, null)));
    if (!reached) return bare === undefined;
    const named = severityIn(judged(caseOf(change, { old: old + slip, asked })));
    return bare === "refuse" && named === (slip === 0 ? "confirm" : "refuse");
  });

/** Our judge with the check of a ten-fold change done otherwise. */
const otherwise =
  (change: (check: Check, of: Case) => readonly Check[]): Judge =>
  (of) =>
    ours(of).flatMap((check) => (check.kind === "tenfold" ? change(check, of) : [check]));

describe("a ten-fold change", () => {
  test("is refused until somebody confirms it naming both values [REQ-008 holds]", () => {
    fc.assert(asksAtTen(ours), RUNS);
  });

  test.each<readonly [string, Judge]>([
    ["never asks", otherwise(() => [])],
    ["asks without refusing", otherwise((check) => [{ ...check, severity: "confirm" }])],
    [
      "takes any confirmation",
      otherwise((check, { prescription }) => [
        { ...check, severity: prescription.confirmed.length > 0 ? "confirm" : "refuse" },
      ]),
    ],
    [
      "looks at rises alone",
      otherwise((check) =>
        check.old !== undefined &&
        check.asked !== undefined &&
        check.asked.value.n < check.old.value.n
          ? []
          : [check],
      ),
    ],
  ])("a judge that %s is caught [REQ-008 breaks]", (_, broken) => {
    expect(fc.check(asksAtTen(broken), RUNS).failed).toBe(true);
  });
});
