// SPDX-License-Identifier: Apache-2.0
/**
 * Conformance: every published or constructed calculation of `data/worked-examples.json`, through
 * the command line itself. What cannot be expressed is listed with its reason; an entry in neither
 * list fails.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Expressed, Inputs, Result, Results } from "./calc-worked.ts";
import { DOSES } from "./calc-worked-dose.ts";
import { LINES } from "./calc-worked-line.ts";

type Example = {
  readonly id: string;
  readonly inputs: Inputs;
  readonly expected: Results;
  readonly tolerance: Readonly<Record<string, number>>;
};

const EXAMPLES = JSON.parse(
  readFileSync(new URL("./data/worked-examples.json", import.meta.url), "utf8"),
) as readonly Example[];

const EXPRESSED: Expressed = { ...DOSES, ...LINES };

/** What no calculation of ours says, and why. */
const NOT_EXPRESSED: Readonly<Record<string, string>> = {
  "minimed2007-low-reservoir":
    "insulin in international units: no intrathecal drug is measured in them, so U is no unit here",
  "proto-fill-fraction":
    "a fill as a share of the reservoir is a habit of that prototype; ours takes the volume itself",
  "as50-rate-limit-min":
    "an external syringe pump; which limit is the smaller is the judge's work, not a calculation",
  "as50-rate-limit-protocol":
    "a dose per body weight: none is given intrathecally, so mcg/kg/h is no unit here",
  "prometra-accuracy-band":
    "the band of a trial's endpoint; it is no threshold of reconciliation with a source of ours",
  "pump-max-life-7y":
    "a calendar year is no unit here: it has no fixed number of days, so it cannot be exact",
};

const agrees = (found: Result | undefined, wanted: Result, tolerance: number): void => {
  if (Array.isArray(wanted)) {
    expect(found).toHaveLength(wanted.length);
    wanted.forEach((each: number, place) => {
      agrees((found as readonly number[])[place], each, tolerance);
    });
  } else if (typeof wanted === "number") {
    expect(Math.abs(Number(found) - wanted)).toBeLessThanOrEqual(Math.max(tolerance, 1e-12));
  } else expect(found).toBe(wanted);
};

describe("The worked examples", () => {
  test("each stands in exactly one of the two lists", () => {
    const ids = EXAMPLES.map((example) => example.id).toSorted();
    const listed = [...Object.keys(EXPRESSED), ...Object.keys(NOT_EXPRESSED)].toSorted();
    expect(listed).toEqual(ids);
  });

  test.each(EXAMPLES.filter(({ id }) => id in EXPRESSED))(
    "$id comes out as stated",
    async ({ id, inputs, expected, tolerance }) => {
      const results = await EXPRESSED[id]?.(inputs);
      expect(Object.keys(results ?? {}).toSorted()).toEqual(Object.keys(expected).toSorted());
      for (const [key, wanted] of Object.entries(expected)) {
        agrees(results?.[key], wanted, tolerance[key] ?? 0);
      }
    },
  );

  test("a result that is off, absent or of another kind is caught", () => {
    expect(() => agrees(2.0001, 2, 1e-9)).toThrow();
    expect(() => agrees(undefined, 2, 1e-9)).toThrow();
    expect(() => agrees(Number.NaN, 2, 1e-9)).toThrow();
    expect(() => agrees([1, 2], [1, 3], 1e-9)).toThrow();
    expect(() => agrees(false, true, 0)).toThrow();
  });

  test("the count is printed, and why the rest cannot be expressed", () => {
    const left = Object.entries(NOT_EXPRESSED).map(([id, reason]) => `  ${id}: ${reason}`);
    const expressed = Object.keys(EXPRESSED).length;
    const count = `${expressed} of ${EXAMPLES.length} worked examples expressed`;
    process.stdout.write(`${[count, ...left].join("\n")}\n`);
    expect(expressed + left.length).toBe(EXAMPLES.length);
  });
});
