// SPDX-License-Identifier: Apache-2.0
/** A month of `run` at ten-minute steps and 60 cells, and the body's part of it alone. */
import { drugNamed, referenceAdult } from "@cisterna/body";
import { assert, DAY_MS, milliseconds } from "@cisterna/quantity";
import { courseOf, type Feed, run } from "@cisterna/world";
import { type Bench, type Figure, sampled, sampleOf } from "./bench.ts";
import { samplePlan } from "./sample-case.ts";

const STEP_MS = 600_000;
const STEPS = (30 * DAY_MS) / STEP_MS;
const SCHEDULE = { warmUp: 3, repetitions: 15 };

/** One drug at the tip, the same mass in every step. */
const steadyFeed = (): Feed => ({
  ends: Float64Array.from({ length: STEPS }, (_, index) => (index + 1) * STEP_MS),
  mass: new Float64Array(STEPS).fill(10),
  outputs: Int32Array.from({ length: STEPS }, (_, index) => index),
});

const bodyPart = () => {
  const drug = drugNamed("morphine");
  assert(drug.ok, "the drug of the bench has kinetics");
  const passage = { subject: referenceAdult, drug: drug.value, tip: "T10", before: 0 } as const;
  const feed = steadyFeed();
  return () => courseOf(passage, feed);
};

const wholeRun = () => {
  const plan = samplePlan();
  const timing = { upto: milliseconds(30 * DAY_MS), step: milliseconds(STEP_MS) };
  const options = { ...timing, presses: { kind: "none" }, catheter: "programmed" } as const;
  return () => run(plan, { ...options, digest: String });
};

const memory = (work: () => unknown): Figure => {
  work();
  const used = sampleOf([process.memoryUsage.rss() / 1e6]);
  return {
    what: "memory of the process after a run",
    unit: "MB",
    sample: used,
    target: "under 300 MB",
  };
};

/** `bench run`. */
export const bench: Bench = {
  name: "run",
  measure: async (progress) => {
    const whole = wholeRun();
    const body = await sampled(bodyPart(), SCHEDULE, (share) => progress(share / 2));
    const all = await sampled(whole, SCHEDULE, (share) => progress(0.5 + share / 2));
    return [
      { what: "30 days of the body, one drug", unit: "ms", sample: body, target: "under 20 ms" },
      { what: "30 days of run, two drugs, daily pattern, bridge", unit: "ms", sample: all },
      memory(whole),
    ];
  },
};
