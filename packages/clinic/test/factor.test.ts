// SPDX-License-Identifier: Apache-2.0
/** The second factor: the published codes, and none but those of about now. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODE, codeAt, drawFactor, FACTOR, stepOf } from "../src/people/factor.ts";
import { FACTOR as PUBLISHED } from "./rig/clinic.ts";

/** RFC 6238, appendix B: seconds, and the last six of the eight digits over SHA-1. */
const VECTORS = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;

const moment = fc.integer({ min: 90_000, max: 4e12 });

describe("a code", () => {
  test.each(VECTORS)("of second %i is the RFC's", (seconds, code) => {
    expect(codeAt(PUBLISHED, seconds * 1000)).toBe(code);
  });

  test("[REQ-092 holds] is taken at its moment, and a step before and after", () => {
    fc.assert(
      fc.property(moment, (now) => {
        const factor = drawFactor();
        const code = codeAt(factor, now);
        expect([FACTOR.test(factor), CODE.test(code)]).toEqual([true, true]);
        for (const away of [-30_000, 0, 30_000]) {
          expect(stepOf(factor, code, now + away)).not.toBeNull();
        }
      }),
    );
  });

  test("[REQ-092 breaks] of another time, or of another factor, is none", () => {
    const [early, late] = [600_000, 1_200_000];
    const code = codeAt(PUBLISHED, early);
    expect(stepOf(PUBLISHED, code, late)).toBeNull();
    expect(stepOf("A".repeat(32), code, early)).toBeNull();
  });
});
