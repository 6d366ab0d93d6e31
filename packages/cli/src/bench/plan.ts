// SPDX-License-Identifier: Apache-2.0
/** A case judged in process, and the whole way from the text of its file to the printed plan. */
import { FORMULARY, judge } from "@cisterna/therapy";
import { planOutcome } from "../commands/plan.ts";
import { type Bench, sampled } from "./bench.ts";
import { SAMPLE_CASE, sampleCase } from "./sample-case.ts";

/** `bench plan`. */
export const bench: Bench = {
  name: "plan",
  measure: async (progress) => {
    const of = sampleCase();
    const schedule = { warmUp: 50, repetitions: 200 };
    const judged = await sampled(
      () => judge(of, FORMULARY),
      schedule,
      (share) => progress(share / 2),
    );
    const file = { file: "case.yaml", text: SAMPLE_CASE };
    const whole = await sampled(
      () => planOutcome(file, FORMULARY),
      schedule,
      (share) => progress(0.5 + share / 2),
    );
    return [
      { what: "judge a case", unit: "ms", sample: judged, target: "under 1 ms" },
      { what: "case file to printed plan", unit: "ms", sample: whole },
    ];
  },
};
