// SPDX-License-Identifier: Apache-2.0
import { nanolitres } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillLine, type Line, push, type Slug, volumeOfFluid } from "../src/index.ts";

const nL = nanolitres;
const fluids = fc.integer({ min: 0, max: 3 });
const pushes = fc.array(fc.record({ volume: fc.integer({ min: 0, max: 40 }), fluid: fluids }), {
  maxLength: 30,
});
const seeded = { seed: 20261, numRuns: 2000 };

type Given = { readonly volume: number; readonly fluid: number };

const run = (start: Line<number>, given: readonly Given[]) => {
  let line = start;
  const out: Slug<number>[] = [];
  for (const { volume, fluid } of given) {
    const pushed = push(line, nL(volume), fluid);
    line = pushed.line;
    out.push(...pushed.out);
  }
  return { line, out };
};

/** One nanolitre at a time. */
const drops = (slugs: readonly Slug<number>[]): readonly number[] =>
  slugs.flatMap(({ fluid, volume }) => new Array<number>(volume).fill(fluid));

const bruteForce = (volume: number, given: readonly Given[]) => {
  const line: number[] = new Array<number>(volume).fill(0);
  const out: number[] = [];
  for (const each of given) {
    for (let drop = 0; drop < each.volume; drop += 1) {
      line.push(each.fluid);
      out.push(line.shift() ?? Number.NaN);
    }
  }
  return { line, out };
};

type Carry = (
  volume: number,
  given: readonly Given[],
) => { readonly line: readonly number[]; readonly out: readonly number[] };

const agreesWithBruteForce = (carry: Carry) =>
  fc.property(fc.integer({ min: 0, max: 60 }), pushes, (volume, given) => {
    expect(carry(volume, given)).toEqual(bruteForce(volume, given));
  });

const carried = (volume: number, given: readonly Given[]) => {
  const { line, out } = run(fillLine(nL(volume), 0), given);
  return { line: drops(line.slugs), out: drops(out) };
};

describe("the catheter, physics §7.5", () => {
  test("delivers drop by drop what a tube of single drops delivers", () => {
    fc.assert(agreesWithBruteForce(carried), seeded);
  });

  test("would be caught delivering last in first out", () => {
    const reversed = (volume: number, given: readonly Given[]) => {
      const { line, out } = carried(volume, given);
      return { line, out: out.toReversed() };
    };
    expect(fc.check(agreesWithBruteForce(reversed), seeded).failed).toBe(true);
  });

  test("would be caught losing one drop of a push", () => {
    const leaking = (volume: number, given: readonly Given[]) =>
      carried(
        volume,
        given.map((each, at) => (at === 3 ? { ...each, volume: each.volume >> 1 } : each)),
      );
    expect(fc.check(agreesWithBruteForce(leaking), seeded).failed).toBe(true);
  });

  test("volume out equals volume in, and of every fluid nothing is made or lost", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), pushes, (volume, given) => {
        const { line, out } = run(fillLine(nL(volume), 0), given);
        const total = given.reduce((sum, each) => sum + each.volume, 0);
        expect(out.reduce((sum, slug) => sum + slug.volume, 0)).toBe(total);
        expect(line.slugs.reduce((sum, slug) => sum + slug.volume, 0)).toBe(volume);
        for (const fluid of [0, 1, 2, 3]) {
          const pushed = given.reduce(
            (sum, each) => sum + (each.fluid === fluid ? each.volume : 0),
            0,
          );
          const stood = fluid === 0 ? volume : 0;
          expect(volumeOfFluid(line.slugs, fluid) + volumeOfFluid(out, fluid)).toBe(stood + pushed);
        }
      }),
      seeded,
    );
  });

  test("slugs are never empty and neighbours differ", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), pushes, (volume, given) => {
        const { slugs } = run(fillLine(nL(volume), 0), given).line;
        expect(slugs.every((slug) => slug.volume > 0)).toBe(true);
        expect(slugs.every((slug, at) => slug.fluid !== slugs[at + 1]?.fluid)).toBe(true);
      }),
      seeded,
    );
  });

  test("a push in two parts, with a stop between them, is the push in one", () => {
    fc.assert(
      fc.property(pushes, fc.nat(40), fc.nat(40), (given, a, b) => {
        const { line } = run(fillLine(nL(50), 0), given);
        const parts = run(line, [
          { volume: a, fluid: 2 },
          { volume: 0, fluid: 1 },
          { volume: b, fluid: 2 },
        ]);
        const whole = run(line, [{ volume: a + b, fluid: 2 }]);
        expect(parts.line).toEqual(whole.line);
        expect(drops(parts.out)).toEqual(drops(whole.out));
      }),
      seeded,
    );
  });

  test("drug appears at the tip after the line's volume, however the flow went", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 20 }), (volumes) => {
        let line = fillLine<string>(nL(176), "old");
        let pushed = 0;
        let old = 0;
        for (const volume of volumes) {
          const next = push(line, nL(volume), "new");
          line = next.line;
          pushed += volume;
          old += volumeOfFluid(next.out, "old");
          expect(old).toBe(Math.min(pushed, 176));
        }
      }),
      seeded,
    );
  });

  test("one push larger than the line empties it and passes through", () => {
    const { line, out } = push(fillLine(nL(10), "old"), nL(25), "new");
    expect(out).toEqual([
      { fluid: "old", volume: 10 },
      { fluid: "new", volume: 15 },
    ]);
    expect(line.slugs).toEqual([{ fluid: "new", volume: 10 }]);
  });
});
