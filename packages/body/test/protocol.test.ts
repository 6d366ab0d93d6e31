// SPDX-License-Identifier: Apache-2.0
import { minus, quantity } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceRun,
  bolusInto,
  canalVolume,
  concentrationAt,
  DRUGS,
  type Experiment,
  GIVING_SITES,
  type Giving,
  neuraxis,
  type Protocol,
  REFERENCE_ADULT,
  referenceAdult,
  runProtocol,
  type Sampling,
  SITES,
  startRun,
  stepsFor,
} from "../src/index.ts";
import { drugCalled } from "./canal.ts";

const time = (text: string) => quantity(text, "time");

const bolus: Giving = {
  kind: "bolus",
  dose: quantity("0.25 mg", "mass"),
  at: "L3",
  volume: quantity("2 mL", "volume"),
  over: time("1 min"),
};
const infusion: Giving = {
  kind: "infusion",
  rate: quantity("2 mg/d", "dose-rate"),
  at: "L3",
  flow: quantity("0.2 mL/d", "flow"),
  for: time("72 h"),
};

const once = (site: string, ...at: readonly string[]): Sampling => ({
  site,
  at: at.map(time),
  series: null,
  halfLife: null,
  arrival: null,
});
const series = (site: string, every: string, until: string): Sampling => ({
  ...once(site),
  series: { every: time(every), until: time(until) },
});

const protocol = (change: Partial<Protocol>): Protocol => ({
  subject: { kind: "one", name: "adult-reference" },
  drug: "morphine",
  give: bolus,
  sample: [once("L3", "1 h")],
  steady: false,
  ...change,
});

const courseOf = (change: Partial<Protocol>): Experiment => {
  const found = runProtocol(protocol(change));
  if (!found.ok) throw new RangeError(JSON.stringify(found.refusals.map(({ kind }) => kind)));
  return found.value;
};
const firstOf = (course: Experiment) => {
  const [sample] = course.samples;
  if (sample === undefined) throw new RangeError("no samples");
  return sample;
};
const refusalsOf = (change: Partial<Protocol>) => {
  const found = runProtocol(protocol(change));
  return found.ok ? [] : found.refusals.map(({ kind, path }) => `${path}: ${kind}`);
};

describe("a protocol", () => {
  test("gives the samples in the order asked, and nothing that was not asked", () => {
    const course = courseOf({ sample: [once("T10", "2 h", "1 h"), once("L3", "1 h")] });
    expect(course.samples.map(({ site }) => site)).toEqual(["T10", "L3"]);
    expect(firstOf(course).hours).toEqual([1, 2]);
    expect(Object.keys(course.samples[1] ?? {})).toEqual(["site", "hours", "concentrations"]);
    expect(course.balanceError).toBeLessThanOrEqual(1e-10);
    expect(course.parameters).toMatch(/^adult-reference@/);
  });

  test("of a bolus has its peak at the tip early and its half-life late", () => {
    const halfLife = { from: time("4 h"), upto: time("12 h") };
    const tip = firstOf(courseOf({ sample: [{ ...series("L3", "5 min", "12 h"), halfLife }] }));
    expect(tip.hours.length).toBe(144);
    expect(tip.peak?.hours).toBeCloseTo(5 / 60, 10);
    expect(tip.halfLife).toBeGreaterThan(1);
  });

  test("counts arrival against the dose mixed into the spinal fluid", () => {
    const arrival = quantity("2 %", "ratio");
    const cistern = { ...series("cisterna-magna", "1 min", "3 h"), arrival };
    const sample = [cistern];
    const { arrival: at, hours, concentrations } = firstOf(courseOf({ drug: "in-dtpa", sample }));
    const threshold = (0.02 * 250) / canalVolume(referenceAdult);
    const reached = hours.findIndex((hour) => hour >= (at ?? 0));
    expect(concentrations[reached - 1]).toBeLessThan(threshold);
    expect(concentrations[reached]).toBeGreaterThanOrEqual(threshold);
    const early = { ...series("cisterna-magna", "1 min", "5 min"), arrival };
    expect(firstOf(courseOf({ sample: [early] })).arrival).toBeNull();
  });

  test("of 72 h of infusion comes to the steady state", () => {
    const sample = ["L3", "T12", "T2", "cisterna-magna"].map((site) => once(site, "72 h"));
    const change = { drug: "in-dtpa", give: infusion, sample };
    const steady = courseOf({ ...change, steady: true });
    courseOf(change).samples.forEach(({ concentrations }, at) => {
      const limit = steady.samples[at]?.concentrations[0] ?? Number.NaN;
      expect(Math.abs((concentrations[0] ?? 0) / limit - 1)).toBeLessThan(0.1);
    });
  });

  test("in steady state needs neither times nor a duration", () => {
    const give = { ...infusion, for: null };
    const course = courseOf({ give, steady: true, sample: [once("T2"), once("T12")] });
    expect(firstOf(course).concentrations.length).toBe(1);
    expect(course.balanceError).toBeLessThanOrEqual(1e-10);
  });

  test("of an infusion that stops falls afterwards, and starts at nothing", () => {
    const give = { ...infusion, for: time("10.37 h") };
    const sample = once("L3", "0 h", "10.37 h", "11 h", "14 h");
    const [start, stop, later, last] = firstOf(courseOf({ give, sample: [sample] })).concentrations;
    expect(start).toBe(0);
    expect(later).toBeLessThan(stop ?? 0);
    expect(last).toBeLessThan(later ?? 0);
  });

  test("of an infusion's volume carries drug up: more flow, more above the tip", () => {
    const reached = (flow: string): number => {
      const give = { ...infusion, flow: quantity(flow, "flow") };
      const [low, high] = courseOf({
        give,
        sample: [once("L3", "72 h"), once("T2", "72 h")],
      }).samples;
      return (high?.concentrations[0] ?? Number.NaN) / (low?.concentrations[0] ?? Number.NaN);
    };
    expect(reached("240 mL/d") / reached("0.2 mL/d")).toBeGreaterThan(1.2);
    expect(reached("2 mL/d") / reached("0.2 mL/d")).toBeCloseTo(1, 1.5);
  });

  test("has both ends of a loss that nobody measured, and of no other", () => {
    const sample = [once("L3", "4 h")];
    const { samples, ends } = courseOf({ drug: "hydromorphone", sample });
    const [slow, fast] = [ends?.slow, ends?.fast].map((end) => end?.[0]?.concentrations[0] ?? 0);
    expect(slow).toBeGreaterThanOrEqual(samples[0]?.concentrations[0] ?? Number.NaN);
    expect(fast).toBeLessThan((slow ?? 0) / 5);
    expect(courseOf({ drug: "morphine", sample }).ends).toBeNull();
  });

  test("of an infusion says how much more there is at the tip, of a bolus it does not", () => {
    const near = courseOf({ give: infusion, sample: [once("L3", "72 h")] }).nearTip;
    expect(near?.high).toBeGreaterThan(near?.low ?? Number.NaN);
    expect(courseOf({}).nearTip).toBeNull();
  });

  test("into the ventricles starts there", () => {
    const give = { ...bolus, at: "ventricle" };
    const sample = [once("ventricle", "1 min"), once("L3", "1 min")];
    const [head, low] = courseOf({ give, sample }).samples;
    expect(head?.concentrations[0]).toBeCloseTo(250 / REFERENCE_ADULT.ventricleVolume.value, 0);
    expect(low?.concentrations[0]).toBeLessThan(1e-6);
  });

  test("given at once or over a minute differs little after an hour", () => {
    const after = (over: string): number => {
      const give = { ...bolus, over: time(over) };
      return firstOf(courseOf({ give })).concentrations[0] ?? 0;
    };
    expect(after("0 min") / after("1 min")).toBeCloseTo(1, 1.5);
  });

  test("is carried out in steps fine enough: within 1e-4 of steps of half a second", () => {
    const hours = [1, 6];
    const sites = ["L3", "T10", "cisterna-magna", "plasma"] as const;
    const sample = sites.map((site) => once(site, ...hours.map((at) => `${at} h`)));
    const { samples } = courseOf({ sample });
    const model = neuraxis(referenceAdult, drugCalled("morphine"));
    const run = startRun(model);
    const source = bolusInto(model, "L3", 2);
    advanceRun(run, { ...stepsFor(1 / 60, 1 / 7200), source, rate: 250 * 60 });
    hours.forEach((at, index) => {
      advanceRun(run, { ...stepsFor(at - run.hours, 1 / 7200), source: null, rate: 0 });
      sites.forEach((site, place) => {
        const found = samples[place]?.concentrations[index] ?? Number.NaN;
        const fine = concentrationAt(run, site) ?? Number.NaN;
        expect(Math.abs(found / fine - 1)).toBeLessThan(1e-4);
      });
    });
  });

  test("never has a negative concentration, wherever and whatever is given", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GIVING_SITES),
        fc.constantFrom(...DRUGS.filter(({ plasma }) => plasma !== null)),
        fc.constantFrom("0.1 mL", "2 mL", "10 mL"),
        fc.constantFrom("0 min", "0.1 min", "5 min", "3 h"),
        (at, { name }, volume, over) => {
          const give = { ...bolus, at, volume: quantity(volume, "volume"), over: time(over) };
          const sample = SITES.map((site) => once(site, "5 s", "1 min", "10 min", "2 h", "24 h"));
          const { samples, balanceError } = courseOf({ drug: name, give, sample });
          expect(balanceError).toBeLessThanOrEqual(1e-10);
          expect(samples.flatMap(({ concentrations }) => concentrations).every((c) => c >= 0)).toBe(
            true,
          );
        },
      ),
      { seed: 20265, numRuns: 40 },
    );
  });
});

describe("a protocol is refused", () => {
  test("with everything that is wrong at once", () => {
    expect(
      refusalsOf({
        subject: { kind: "population", population: "child", seed: 1, members: 0 },
        drug: "aspirin",
        give: { ...bolus, dose: quantity("0 mg", "mass"), at: "plasma" },
        sample: [once("L6", "1 h"), once("L3")],
      }),
    ).toEqual([
      "subject.population: population-not-offered",
      "subject.members: members-out-of-range",
      "drug: drug-without-kinetics",
      "give.at: tip-outside-canal",
      "give.dose: not-positive",
      "sample[0].site: unknown-site",
      "sample[1]: site-without-times",
    ]);
  });

  const window = { from: time("13 h"), upto: time("20 h") };
  const backwards = { from: time("6 h"), upto: time("4 h") };
  const share = quantity("2 %", "ratio");
  const negative = minus(time("0 h"), time("1 h"));

  test.each([
    ["an unknown subject", { subject: { kind: "one", name: "me" } }, "subject: unknown-subject"],
    [
      "a tip on the convexity",
      { give: { ...bolus, at: "convexity" } },
      "give.at: tip-outside-canal",
    ],
    ["a tip nobody knows", { give: { ...bolus, at: "C0" } }, "give.at: unknown-site"],
    [
      "a bolus larger than the canal",
      { give: { ...bolus, volume: quantity("106 mL", "volume") } },
      "give.volume: volume-beyond-canal",
    ],
    [
      "a rate of nothing",
      { give: { ...infusion, rate: quantity("0 mg/d", "dose-rate") } },
      "give.rate: not-positive",
    ],
    [
      "an infusion without end",
      { give: { ...infusion, for: null } },
      "give.for: infusion-without-duration",
    ],
    ["a steady bolus", { steady: true }, "steady: steady-without-infusion"],
    [
      "a sample before the injection",
      { sample: [{ ...once("L3", "1 h"), at: [time("1 h"), negative] }] },
      "sample[0].at[1]: sample-before-injection",
    ],
    [
      "a window without points",
      { sample: [{ ...series("L3", "5 min", "12 h"), halfLife: window }] },
      "sample[0].half_life: window-without-points",
    ],
    [
      "a window that ends before it begins",
      { sample: [{ ...series("L3", "5 min", "12 h"), halfLife: backwards }] },
      "sample[0].half_life: window-without-points",
    ],
    ["nothing to sample", { sample: [] }, "sample: nothing-sampled"],
    [
      "a series of no interval",
      { sample: [series("L3", "0 min", "1 h")] },
      "sample[0].every: not-positive",
    ],
    [
      "a series with an interval longer than itself",
      { sample: [series("L3", "2 h", "1 h")] },
      "sample[0].every: site-without-times",
    ],
    [
      "a million samples",
      { sample: [series("L3", "1 ms", "1000 s")] },
      "sample[0].every: too-many-samples",
    ],
    ["a century", { sample: [once("L3", "36500 d")] }, "sample[0].at[0]: course-too-long"],
    [
      "arrival in plasma",
      { sample: [{ ...series("plasma", "1 min", "1 h"), arrival: share }] },
      "sample[0].arrival: arrival-outside-fluid",
    ],
    [
      "plasma of a drug whose disposition is unknown",
      { drug: "in-dtpa", sample: [once("plasma", "1 h")] },
      "sample[0].site: plasma-kinetics-unknown",
    ],
    [
      "an arrival in steady state",
      { give: infusion, steady: true, sample: [{ ...once("T2"), arrival: share }] },
      "sample[0].arrival: not-in-steady-state",
    ],
  ] as const satisfies readonly (readonly [string, Partial<Protocol>, string])[])(
    "for %s",
    (_, change, refusal) => {
      expect(refusalsOf(change)).toEqual([refusal]);
    },
  );
});
