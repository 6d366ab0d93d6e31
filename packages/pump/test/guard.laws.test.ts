// SPDX-License-Identifier: Apache-2.0
/**
 * The guard against brute force: windows of a few milliseconds, counted millisecond by millisecond,
 * so that every corner of the closed form is met.
 */
import { DAY_MS, pulses } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gaugeOf, moveGauge, readGauge } from "../src/gauge.ts";
import { GUARD, type Guard, type Piece, withhold } from "../src/index.ts";
import { type Constraint, fullest, limitOf } from "../src/window.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? "2000");
const SEED = 20_260_302;

const whole = (min: number, max: number) => fc.integer({ min, max });

const rate = fc.oneof(
  whole(0, DAY_MS),
  whole(0, 4).map((quarter) => (quarter * DAY_MS) / 4),
);

/** A wish: constant rates for some milliseconds each, from 0 on. */
const wishes: fc.Arbitrary<readonly Piece[]> = fc
  .array(fc.tuple(whole(1, 40), rate), { minLength: 1, maxLength: 8 })
  .map((spans) => {
    let upto = 0;
    return spans.map(([span, each]) => {
      const from = upto;
      upto += span;
      return { from, upto, rate: each };
    });
  });

const constraint: fc.Arbitrary<Constraint> = fc.record({
  window: fc.constantFrom("hour" as const, "day" as const),
  width: whole(1, 60),
  since: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: whole(0, 80) }),
  limit: whole(0, 20).map(pulses),
});

const constraints = fc.array(constraint, { maxLength: 4 });

const rateAt = (pieces: readonly Piece[], time: number): number =>
  pieces.find(({ from, upto }) => from <= time && time < upto)?.rate ?? 0;

const lengthOf = (pieces: readonly Piece[]): number => pieces.at(-1)?.upto ?? 0;

const heldBy = (flow: readonly number[], { width, since }: Constraint, upto: number): number =>
  flow.reduce(
    (sum, each, at) => (at >= since && at >= upto - width && at < upto ? sum + each : sum),
    0,
  );

/** Every millisecond as much as fits. */
const greedily = (wanted: readonly Piece[], bounds: readonly Constraint[]): readonly number[] => {
  const flow: number[] = [];
  for (let at = 0; at < lengthOf(wanted); at += 1) {
    const room = bounds.map((each) =>
      at < each.since ? Number.POSITIVE_INFINITY : limitOf(each) - heldBy(flow, each, at + 1),
    );
    flow.push(Math.min(rateAt(wanted, at), ...room));
  }
  return flow;
};

/** The same in strokes, as the motor does it. Eras begin where time has come to them. */
const inStrokes = (
  guard: Guard,
  wanted: readonly Piece[],
  bounds: readonly Constraint[],
): readonly number[] => {
  const [flow, history]: [number[], Piece[]] = [[], []];
  for (let now = 0; now < lengthOf(wanted); ) {
    const gauges = bounds
      .filter(({ since }) => since <= now)
      .map((each) => gaugeOf(each, history, now));
    for (const gauge of gauges) readGauge(gauge, history, now);
    const next = Math.min(
      ...wanted.map(({ upto }) => upto).filter((upto) => upto > now),
      ...gauges.map(({ until }) => until),
      ...bounds.map(({ since }) => since).filter((since) => since > now),
    );
    const allowed = guard.withhold(rateAt(wanted, now), { ceiling: DAY_MS, windows: gauges });
    const span = Math.min(allowed.span, next - now);
    for (const gauge of gauges) moveGauge(gauge, allowed.rate, span);
    if (allowed.rate > 0) history.push({ from: now, upto: now + span, rate: allowed.rate });
    for (let each = 0; each < span; each += 1) flow.push(allowed.rate);
    now += span;
  }
  return flow;
};

/** The same with gauges that move along instead of being read anew. */
const movingAlong = (
  wanted: readonly Piece[],
  bounds: readonly Constraint[],
): readonly number[] => {
  const [flow, history]: [number[], Piece[]] = [[], []];
  const gauges = bounds.map((each) => gaugeOf(each, history, 0));
  for (let now = 0; now < lengthOf(wanted); ) {
    for (const gauge of gauges) readGauge(gauge, history, now);
    const next = Math.min(
      ...wanted.map(({ upto }) => upto).filter((upto) => upto > now),
      ...gauges.map(({ until }) => until),
    );
    const allowed = withhold(rateAt(wanted, now), { ceiling: DAY_MS, windows: gauges });
    const span = Math.min(allowed.span, next - now);
    for (const gauge of gauges) moveGauge(gauge, allowed.rate, span);
    if (allowed.rate > 0) history.push({ from: now, upto: now + span, rate: allowed.rate });
    for (let each = 0; each < span; each += 1) flow.push(allowed.rate);
    now += span;
  }
  return flow;
};

const sinceStart = (bounds: readonly Constraint[]) => bounds.map((each) => ({ ...each, since: 0 }));

const strokesAreGreedy = (guard: Guard) =>
  fc.property(wishes, constraints, (wanted, bounds) => {
    expect(inStrokes(guard, wanted, bounds)).toEqual(greedily(wanted, bounds));
  });

describe("the guard before the motor", () => {
  test("lets every millisecond as much flow as fits, in closed form", () => {
    fc.assert(strokesAreGreedy(GUARD), { seed: SEED, numRuns });
  });

  test("and gauges that move along say the same as gauges read anew", () => {
    fc.assert(
      fc.property(wishes, constraints.map(sinceStart), (wanted, bounds) => {
        expect(movingAlong(wanted, bounds)).toEqual(greedily(wanted, bounds));
      }),
      { seed: SEED, numRuns },
    );
  });

  test("a guard that looks too far ahead is caught", () => {
    const farsighted: Guard = {
      ...GUARD,
      withhold: (wanted, bounds) => {
        const { rate: each, span } = GUARD.withhold(wanted, bounds);
        return { rate: each, span: span + 1 };
      },
    };
    const result = fc.check(strokesAreGreedy(farsighted), { seed: SEED, numRuns: 2000 });
    expect(result.failed).toBe(true);
  });

  test("adding a limit never raises a rate", () => {
    const headroom = fc.record({ room: whole(0, 3 * DAY_MS), leaving: whole(0, DAY_MS) });
    fc.assert(
      fc.property(rate, fc.array(headroom, { maxLength: 4 }), headroom, (wanted, windows, more) => {
        const bounds = { ceiling: DAY_MS, windows };
        const tighter = { ceiling: DAY_MS, windows: [...windows, more] };
        expect(withhold(wanted, tighter).rate).toBeLessThanOrEqual(withhold(wanted, bounds).rate);
      }),
      { seed: SEED, numRuns },
    );
  });
});

describe("the fullest window", () => {
  const counted = (pieces: readonly Piece[], bound: Constraint, from: number): number => {
    const end = lengthOf(pieces) + bound.width + 1;
    const flow = Array.from({ length: end }, (_, at) => rateAt(pieces, at));
    let most = 0;
    for (let upto = from; upto <= end; upto += 1) most = Math.max(most, heldBy(flow, bound, upto));
    return most;
  };

  test("is the largest of all windows counted one by one", () => {
    fc.assert(
      fc.property(wishes, constraint, whole(0, 100), (pieces, bound, from) => {
        expect(fullest(pieces, bound, from)).toBe(counted(pieces, bound, from));
      }),
      { seed: SEED, numRuns },
    );
  });
});
