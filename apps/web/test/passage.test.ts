// SPDX-License-Identifier: Apache-2.0
/** The passage through the line: masses, and agreement with therapy's exact arithmetic. */
import { toNumber } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { courseOf } from "../src/simulator/body.ts";
import { timesOf } from "../src/simulator/horizon.ts";
import {
  type Entry,
  orderOf,
  passageOf,
  problemsOf,
  programmedVolume,
} from "../src/simulator/order.ts";
import {
  freshOut,
  hoursUntil,
  massBetween,
  type Passage,
  pushedAfter,
  ratesAtTip,
  shareAt,
} from "../src/simulator/passage.ts";

const ENTRY: Entry = {
  oldDrug: "baclofen",
  oldStrength: "500 mcg/mL",
  oldDose: "400 mcg/d",
  newDrug: "baclofen",
  newStrength: "2000 mcg/mL",
  newDose: "400 mcg/d",
  second: "",
  secondStrength: "",
  tubing: "0.2 mL",
  low: "0.15 mL",
  high: "0.2 mL",
  length: "80 cm",
  tip: "T10",
};

const positive = (most: number) => fc.double({ min: most / 1000, max: most, noNaN: true });

const fronts = fc.oneof(
  fc.constant({ kind: "sharp" } as const),
  fc.constant({ kind: "laminar" } as const),
  positive(0.1).map((share) => ({ kind: "blurred", deviation: share }) as const),
);

const passages: fc.Arbitrary<Passage> = fc
  .record({
    line: fc.double({ min: 0.5, max: 1, noNaN: true }),
    front: fronts,
    strengths: fc.tuple(positive(1000), positive(1000)),
    flows: fc.tuple(positive(1), positive(1)),
    upto: positive(2),
  })
  .map(({ line, front, strengths: [old, fresh], flows: [first, then], upto }) => ({
    line,
    front,
    old: [{ drug: "morphine", strength: old }],
    fresh: [{ drug: "morphine", strength: fresh }],
    phases: [
      { flow: first, upto },
      { flow: then, upto: Number.POSITIVE_INFINITY },
    ],
  }));

describe("mass", () => {
  test("of the line and of what entered it has left it in the end, whatever the front", () => {
    fc.assert(
      fc.property(passages, (passage) => {
        const hours = hoursUntil(passage.phases, passage.line * 40);
        const [old, fresh] = [passage.old[0]?.strength ?? 0, passage.fresh[0]?.strength ?? 0];
        const out = massBetween(passage, "morphine", [0, hours]);
        const inside = passage.line * fresh;
        const was = passage.line * old;
        const entered = pushedAfter(passage.phases, hours) * fresh;
        const spread = passage.front.kind === "laminar" ? passage.line / 160 : 1e-6;
        const most = Math.abs(fresh - old) * spread + 1e-9 * out;
        expect(Math.abs(was + entered - inside - out)).toBeLessThanOrEqual(most);
      }),
    );
  });
  test("does not depend on where time is cut", () => {
    fc.assert(
      fc.property(passages, positive(10), positive(10), (passage, a, b) => {
        const whole = massBetween(passage, "morphine", [0, a + b]);
        const parts =
          massBetween(passage, "morphine", [0, a]) + massBetween(passage, "morphine", [a, a + b]);
        expect(parts).toBeCloseTo(whole, 6);
      }),
    );
  });
  test("of new fluid is the share summed up", () => {
    fc.assert(
      fc.property(passages, positive(2), (passage, pushed) => {
        const step = 1e-5;
        const slope = (freshOut(passage, pushed + step) - freshOut(passage, pushed)) / step;
        const near = Math.abs(pushed - passage.line) < 2 * step;
        if (!near) expect(slope).toBeCloseTo(shareAt(passage, pushed + step / 2), 2);
      }),
    );
  });
});

describe("the change from weak to strong baclofen", () => {
  const order = orderOf(ENTRY);
  const at = (way: "none" | "bridge", end: "low" | "high") =>
    passageOf(order, way, { end, mixing: false });
  test("without a bridge starts at therapy's unbridged dose", () => {
    const [rate = 0] = ratesAtTip(at("none", "low"), "baclofen", [0, 1]);
    expect(rate * 24).toBeCloseTo(toNumber(order.bridge.unbridgedDose) * 1000, 6);
    expect(rate * 24).toBeCloseTo(100, 6);
  });
  test("with a bridge keeps the old dose as long as therapy says, at both ends", () => {
    expect(toNumber(programmedVolume(order))).toBeCloseTo(0.35, 9);
    for (const end of ["low", "high"] as const) {
      const lasts = toNumber(order.bridge.duration[end]) * 24;
      const passage = at("bridge", end);
      const upto = Math.min(lasts, hoursUntil(passage.phases, 0.35));
      const [rate = 0] = ratesAtTip(passage, "baclofen", [0, upto]);
      expect(rate * 24).toBeCloseTo(400, 6);
    }
  });
  test("is looked at until the line is exchanged", () => {
    const times = timesOf([at("none", "low"), at("none", "high")]);
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBeCloseTo((0.4 * 1.5) / (0.2 / 24), 6);
  });
});

test("a prime with mixing gives drug early, and less than the dose after it", () => {
  const order = orderOf({ ...ENTRY, low: "0.2 mL" });
  const sharp = passageOf(order, "prime", { end: "high", mixing: false });
  const mixed = passageOf(order, "prime", { end: "high", mixing: true });
  const ends = hoursUntil(sharp.phases, 0.4);
  const during = (passage: Passage): number => {
    const { fresh, phases } = passage;
    return freshOut(passage, pushedAfter(phases, ends)) * (fresh[0]?.strength ?? 0);
  };
  expect(during(sharp)).toBeCloseTo(0, 6);
  expect(during(mixed)).toBeCloseTo(0.1 * 2000, 6);
  const day = 24 + ends;
  expect(massBetween(mixed, "baclofen", [ends, day])).toBeLessThan(
    massBetween(sharp, "baclofen", [ends, day]),
  );
});

describe("an entry", () => {
  test("that is whole has no problem", () => {
    expect(problemsOf(ENTRY)).toEqual([]);
  });
  test("tells every wrong field at once", () => {
    const wrong = { ...ENTRY, oldDose: "400", newStrength: "2,000 mcg/mL", low: "0.3 mL" };
    expect(problemsOf(wrong).map(({ field, why }) => [field, why])).toEqual([
      ["oldDose", "unreadable"],
      ["newStrength", "unreadable"],
      ["high", "upside-down"],
    ]);
  });
  test("needs the strength of a second drug only if there is one", () => {
    expect(problemsOf({ ...ENTRY, second: "clonidine" }).map(({ field }) => field)).toEqual([
      "secondStrength",
    ]);
  });
});

test("the body under an even dose stays where it was steady", () => {
  const times = [0, 12, 24];
  const course = courseOf({ drug: "baclofen", tip: "T10", before: 50, times, rates: [50, 50] });
  const cells = course?.cells ?? 0;
  const at = (instant: number) => course?.canal.slice(instant * cells, (instant + 1) * cells);
  at(0)?.forEach((value, cell) => {
    expect(at(2)?.[cell]).toBeCloseTo(value, 5);
  });
  expect(courseOf({ drug: "ropivacaine", tip: "T10", before: 1, times, rates: [1, 1] })).toBeNull();
});
