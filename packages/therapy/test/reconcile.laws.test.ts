// SPDX-License-Identifier: Apache-2.0
/**
 * The law of the refill: a visit is called within limits exactly when it is, to the microlitre at
 * every threshold. Comparisons that look at less are caught.
 */
import { canonical, rational, type Volume } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reconcile, type Verdict, type Visit } from "../src/index.ts";

const RUNS = { seed: 20_261_127, numRuns: Number(process.env["CISTERNA_RUNS"] ?? "2000") };

/** The volumes of a visit in microlitres. */
type Counted = {
  readonly filled: number;
  readonly programmed: number;
  readonly aspirated: number;
  readonly reservoir: number;
};

const ML = 1000;

/** Visits, many of them at a threshold or one microlitre beside it. */
const someVisit: fc.Arbitrary<Counted> = fc
  .record({
    reservoir: fc.constantFrom(20 * ML, 40 * ML, 18 * ML),
    filled: fc.integer({ min: 5 * ML, max: 18 * ML }),
    programmed: fc.integer({ min: 1, max: 18 * ML }),
    near: fc.constantFrom("free", "1 mL", "2 mL", "share"),
    off: fc.integer({ min: -1, max: 1 }),
    sign: fc.constantFrom(-1, 1),
    free: fc.integer({ min: 0, max: 20 * ML }),
  })
  .map(({ reservoir, filled, programmed, near, off, sign, free }) => {
    const share = Math.floor((programmed * 145) / 1000);
    const by = { free: 0, "1 mL": ML, "2 mL": 2 * ML, share }[near];
    const wanted = near === "free" ? free : filled - programmed + sign * (by + off);
    return { reservoir, filled, programmed, aspirated: Math.max(0, wanted) };
  });

const millilitres = (count: number): Volume => canonical(rational(BigInt(count), 1000n));

const visitOf = ({ filled, programmed, aspirated, reservoir }: Counted): Visit => ({
  filled: millilitres(filled),
  programmed: millilitres(programmed),
  aspirated: millilitres(aspirated),
  reservoir: millilitres(reservoir),
});

/** What is said about a visit. */
type Say = (visit: Counted) => readonly Verdict["kind"][];

const ours: Say = (visit) => reconcile(visitOf(visit)).verdicts.map(({ kind }) => kind);

/** Whether a visit is beyond a limit, counted by hand in microlitres. */
const isBeyond = ({ filled, programmed, aspirated, reservoir }: Counted): boolean => {
  const off = Math.abs(filled - programmed - aspirated);
  const least = reservoir === 20 * ML ? ML : 2 * ML;
  const share = aspirated <= filled && 1000 * off > 145 * programmed;
  return off > least || share || programmed > filled || aspirated > filled;
};

const saysWhatIs = (say: Say) =>
  fc.property(someVisit, (visit) => say(visit).includes("within-limits") !== isBeyond(visit));

/** Our comparison without some of its verdicts. */
const without =
  (...left: readonly Verdict["kind"][]): Say =>
  (visit) => {
    const kept = ours(visit).filter((kind) => !left.includes(kind));
    return kept.length === 0 ? ["within-limits"] : kept;
  };

describe("a refill that does not add up", () => {
  test("is named, and one that does is not, at every threshold [REQ-037 holds]", () => {
    fc.assert(saysWhatIs(ours), RUNS);
  });

  test.each<readonly [string, Say]>([
    ["looks at the share alone", without("volume-discrepancy", "pocket-fill-suspected")],
    ["looks at volumes alone", without("over-infusion", "under-infusion")],
    [
      "looks at what is missing alone",
      (visit) =>
        visit.aspirated > visit.filled - visit.programmed ? ["within-limits"] : ours(visit),
    ],
    [
      "waits for the larger of both",
      (visit) => {
        const off = Math.abs(visit.filled - visit.programmed - visit.aspirated);
        return off > Math.max(2 * ML, 0.145 * visit.programmed) ? ours(visit) : ["within-limits"];
      },
    ],
  ])("a comparison that %s is caught [REQ-037 breaks]", (_, say) => {
    expect(fc.check(saysWhatIs(say), RUNS).failed).toBe(true);
  });
});
