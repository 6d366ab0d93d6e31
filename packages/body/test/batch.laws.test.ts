// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  batch,
  bolusInto,
  changeModel,
  concentrationAt,
  infusionInto,
  inject,
  intervalsOf,
  type Kernel,
  type Member,
  type Model,
  neuraxis,
  plainKernel,
  type Regimen,
  type Run,
  referenceAdult,
  type Site,
  type Source,
  type Spell,
  type Subject,
  siteProbe,
  startRun,
  stepsFor,
  type Trial,
} from "../src/index.ts";
import { drugCalled, threeSpaces } from "./canal.ts";

const runs = (share: number) => ({
  seed: 20267,
  numRuns: Math.max(10, Math.min(Number(process.env["CISTERNA_RUNS"] ?? 1000) * share, 60)),
});

const WAYS: Regimen["ways"] = [
  (model) => infusionInto(model, "T10"),
  (model) => bolusInto(model, "L3", 1),
];

/** Rates that come back every six hours: later intervals follow the climbs of earlier ones. */
const daily: fc.Arbitrary<readonly Spell[]> = fc
  .record({
    change: fc.constantFrom(0.5, 2, 5),
    high: fc.integer({ min: 1, max: 500 }),
    low: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ change, high, low }) =>
    [0, 6, 12, 18].flatMap((from) => [
      { way: 0, from, upto: from + change, dose: high },
      { way: 0, from: from + change, upto: from + 6, dose: low },
    ]),
  );

const chance: fc.Arbitrary<readonly Spell[]> = fc.array(
  fc
    .record({
      way: fc.constantFrom(0, 1),
      from: fc.double({ min: 0, max: 20, noNaN: true }),
      lasting: fc.constantFrom(0, 1 / 60, 0.5, 6),
      dose: fc.integer({ min: 1, max: 500 }),
    })
    .map(({ way, from, lasting, dose }) => ({ way, from, upto: from + lasting, dose })),
  { minLength: 1, maxLength: 5 },
);

const spells: fc.Arbitrary<readonly Spell[]> = fc.oneof(
  chance,
  daily,
  fc.tuple(daily, chance).map((both) => both.flat()),
);

/** Bodies of two structures, some without plasma. */
const subjects: fc.Arbitrary<Subject> = fc
  .record({
    base: fc.constantFrom(referenceAdult, threeSpaces),
    absorption: fc.double({ min: 0, max: 15, noNaN: true }),
    restDispersion: fc.double({ min: 10, max: 200, noNaN: true }),
  })
  .map(({ base, absorption, restDispersion }) => ({
    ...base,
    canal: { ...base.canal, absorption, restDispersion },
  }));

const drugs = fc.constantFrom("morphine", "gadobutrol", "in-dtpa").map(drugCalled);

const members = fc.record({
  drug: drugs,
  people: fc.array(subjects, { minLength: 1, maxLength: 6 }),
});

const SITES: readonly Site[] = ["S2", "L3", "T10", "T4", "C1", "cisterna-magna"];
const HOURS = [0.3, 1, 4, 9.7, 24];

const trialOf = (given: readonly Spell[], tolerance: number, turns: readonly number[]): Trial => ({
  regimen: { ways: WAYS, spells: given, turns },
  probes: SITES.map(siteProbe),
  hours: HOURS,
  tolerance,
});

/** Seconds, then quarters of a minute, then minutes, whatever entered at the beginning. */
const advanceFinely = (run: Run, hours: number, giving: { source: Source; rate: number }): void => {
  const ends = [1 / 60, 1, Infinity].map((end) => Math.min(end, hours));
  const longest = [1 / 1800, 1 / 240, 1 / 60];
  ends.forEach((end, at) => {
    const part = end - (ends[at - 1] ?? 0);
    if (part > 0) advanceRun(run, { ...stepsFor(part, longest[at] ?? 1), ...giving });
  });
};

/** The same by the single run in fine steps. */
const plainly = (member: Member, { regimen, hours }: Trial): readonly number[] => {
  const out = new Array<number>(SITES.length * hours.length).fill(0);
  const run = startRun(member[0]);
  const stops = intervalsOf({ ...regimen, turns: [...regimen.turns, ...hours] }, 24);
  const turnsAt = (from: number) => regimen.turns.filter((turn) => turn <= from + 1e-9).length;
  for (const { from, hours: lasting, rates, doses } of stops) {
    const model = member[turnsAt(from)] ?? member[0];
    if (model !== run.model) changeModel(run, model);
    const sources = regimen.ways.map((way) => way(model));
    sources.forEach((source, way) => {
      if ((doses[way] ?? 0) > 0) inject(run, source, doses[way] ?? 0);
    });
    const rate = rates.reduce((sum, each) => sum + each, 0);
    const shares = model.tree.volume.map((_, at) =>
      sources.reduce(
        (sum, source, way) => sum + ((rates[way] ?? 0) / (rate || 1)) * (source.shares[at] ?? 0),
        0,
      ),
    );
    advanceFinely(run, lasting, { source: { shares }, rate });
    const at = hours.findIndex((hour) => Math.abs(hour - run.hours) < 1e-6);
    if (at >= 0) {
      SITES.forEach((site, probe) => {
        out[probe * hours.length + at] = concentrationAt(run, site) ?? Number.NaN;
      });
    }
  }
  return out;
};

/** The worst error of any profile, as a share of its highest concentration. */
const distance = (found: ArrayLike<number>, wanted: readonly number[]): number => {
  const errors = HOURS.map((_, at) => {
    const places = SITES.map((_, probe) => probe * HOURS.length + at);
    const high = Math.max(...places.map((place) => wanted[place] ?? 0));
    const off = places.map((place) =>
      Math.abs((found[place] ?? Number.NaN) - (wanted[place] ?? 0)),
    );
    return high === 0 ? Math.max(...off) : Math.max(...off) / high;
  });
  return Math.max(...errors);
};

const withinTolerance = (kernel: Kernel, tolerance: number) =>
  fc.property(members, spells, ({ drug, people }, given) => {
    const bodies = people.map((subject): Member => [neuraxis(subject, drug)]);
    const trial = trialOf(given, tolerance, []);
    batch(bodies, trial, kernel).forEach(({ concentrations, balanceError }, at) => {
      const member = bodies[at];
      if (member === undefined) throw new RangeError(`${at}`);
      expect(distance(concentrations, plainly(member, trial))).toBeLessThanOrEqual(tolerance);
      expect(balanceError).toBeLessThanOrEqual(1e-10);
    });
  });

/** A kernel that changes what a step leaves behind. */
const tampered = (spoil: (end: Float64Array, size: number) => void): Kernel => ({
  name: "tampered",
  open: (shape) => {
    const work = plainKernel.open(shape);
    const length = 4 * (shape.size + 1);
    return {
      ...work,
      step: (slot, half, from) => {
        work.step(slot, half, from);
        const first = (from === 0 ? 7 : 5) * length;
        spoil(work.numbers.subarray(first, first + length), shape.size);
      },
    };
  },
});

describe("a batch", () => {
  test("is within its tolerance of the single run in fine steps, and balances", () => {
    fc.assert(withinTolerance(plainKernel, 2e-3), runs(0.02));
  });

  test("with a tighter tolerance is closer", () => {
    fc.assert(withinTolerance(plainKernel, 1e-4), runs(0.005));
  });

  test("that loses a thousandth of one lane's cell at each step is caught", () => {
    const leaking = tampered((end) => {
      end[4 * 20 + 1] = (end[4 * 20 + 1] ?? 0) * 0.999;
    });
    expect(
      fc.check(withinTolerance(leaking, 2e-3), { ...runs(0.02), endOnFailure: true }).failed,
    ).toBe(true);
  });

  test("that lets a thousandth of one lane into the next is caught", () => {
    const mixing = tampered((end, size) => {
      for (let at = 0; at < size; at += 1) {
        const [one = 0, other = 0] = [end[4 * at], end[4 * at + 1]];
        end[4 * at] = one + (other - one) / 1000;
      }
    });
    expect(
      fc.check(withinTolerance(mixing, 2e-3), { ...runs(0.02), endOnFailure: true }).failed,
    ).toBe(true);
  });

  test("goes on with the next model where a flow changes", () => {
    const grid = { cells: 60, inflow: { x: 25, flow: 8 } };
    const drug = drugCalled("gadobutrol");
    const member: Member = [neuraxis(referenceAdult, drug), neuraxis(referenceAdult, drug, grid)];
    const given = [{ way: 0, from: 0, upto: 24, dose: 800 }];
    const trial = trialOf(given, 1e-4, [7.3]);
    const [outcome] = batch([member], trial, plainKernel);
    expect(distance(outcome?.concentrations ?? [], plainly(member, trial))).toBeLessThan(1e-4);
    const unturned: Member = [member[0], member[0]];
    expect(distance(outcome?.concentrations ?? [], plainly(unturned, trial))).toBeGreaterThan(1e-3);
  });

  test("gives the same whatever stands beside a body in the batch but its own tile", () => {
    const bodies = ["morphine", "gadobutrol", "in-dtpa"].map((name): readonly [Model] => [
      neuraxis(referenceAdult, drugCalled(name)),
    ]);
    const trial = trialOf([{ way: 1, from: 1, upto: 1, dose: 200 }], 1e-3, []);
    const alone = bodies.map((member) => batch([member], trial, plainKernel)[0]);
    expect(batch(bodies, trial, plainKernel)).toEqual(alone);
  });
});

describe("intervals", () => {
  test("give what the spells give", () => {
    fc.assert(
      fc.property(spells, (given) => {
        const intervals = intervalsOf({ ways: WAYS, spells: given, turns: [] }, 30);
        WAYS.forEach((_, way) => {
          const wanted = given.filter((each) => each.way === way);
          const found = intervals.reduce(
            (sum, { hours, rates, doses }) => sum + hours * (rates[way] ?? 0) + (doses[way] ?? 0),
            0,
          );
          expect(found).toBeCloseTo(
            wanted.reduce((sum, { dose }) => sum + dose, 0),
            4,
          );
        });
      }),
      runs(1),
    );
  });
});
