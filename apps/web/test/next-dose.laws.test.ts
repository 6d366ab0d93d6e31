// SPDX-License-Identifier: Apache-2.0
/**
 * What a controller says before anybody asks, held against the pump's own verdict over histories of
 * requests, stops and bridges.
 */
import { type Pump, pass, statusOf } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bridge,
  halt,
  minutes,
  refusals,
  resume,
  running,
  steady,
  told,
  toRun,
  wish,
} from "../../../packages/pump/test/sample.ts";
import { type NextDose, nextDose } from "../src/controller/next-dose.ts";

const RUNS = Math.min(Number(process.env["CISTERNA_RUNS"] ?? 200), 200);

/** What only the pump knows: limits of windows and instants, and what is left. */
const UNSEEN = ["window-full", "rate-above-limit", "reservoir-too-low", "reservoir-empty"];

type Deed = "wish" | "stop" | "resume" | "bridge" | "no-doses";
type Step = { readonly after: number; readonly deed: Deed };

const deeds = fc.constantFrom<Deed>("wish", "wish", "wish", "stop", "resume", "bridge", "no-doses");
/** Minutes between two deeds: any, and around the lock-out of two hours. */
const after = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 119, 120, 121));
const steps = fc.array(fc.record({ after, deed: deeds }), { maxLength: 14 });

const versionOf = (pump: Pump): number => pump.program?.version ?? 0;

const does = (pump: Pump, { deed }: Step, id: string): Pump => {
  const at = pump.now;
  switch (deed) {
    case "wish":
      return told(pump, at, wish(id, at));
    case "stop":
      return told(pump, at, { ...halt, id });
    case "resume":
      return told(pump, at, { ...resume, id });
    case "bridge":
      return told(pump, at, toRun({ ...steady, version: versionOf(pump) + 1, transition: bridge }));
    case "no-doses":
      return told(pump, at, toRun({ ...steady, version: versionOf(pump) + 1, onDemand: null }));
  }
};

/** Whether what is said before agrees with what the pump answers. */
const agrees = (pump: Pump, said: NextDose): boolean => {
  const kinds = refusals(pump, pump.now, wish("probe", pump.now));
  const reasons = kinds.map(({ kind }) => kind);
  switch (said.kind) {
    case "now":
      return reasons.every((kind) => UNSEEN.includes(kind));
    case "no":
      return reasons.includes(said.why);
    case "alarm":
      return reasons.includes("alarm-forbids");
    case "later":
      return kinds.some((each) => each.kind === said.why && each.until === said.at);
  }
};

type Say = typeof nextDose;

const lived = (say: Say, history: readonly Step[]): boolean => {
  let pump = running(steady);
  return history.every((each, place) => {
    ({ pump } = pass(pump, milliseconds(pump.now + minutes(each.after))));
    const { program, grants } = pump;
    const isRight = agrees(pump, say({ status: statusOf(pump), program, grants }, pump.now));
    pump = does(pump, each, `deed-${place}`);
    return isRight;
  });
};

const holds = (say: Say) =>
  fc.check(
    fc.property(steps, (history) => lived(say, history)),
    { numRuns: RUNS },
  );

describe("what is said before a dose is asked for", () => {
  test("is what the pump answers, to the millisecond", () => {
    expect(holds(nextDose).counterexample).toBeNull();
  });

  test.each<[string, Say]>([
    ["forgets the lock-out", (known, now) => nextDose({ ...known, grants: [] }, now)],
    ["is a minute early", (known, now) => nextDose(known, now + minutes(1))],
    [
      "does not see a stop",
      ({ status, ...known }, now) => nextDose({ ...known, status: { ...status, stop: null } }, now),
    ],
  ])("a controller that %s is caught", (_, say) => {
    expect(holds(say).failed).toBe(true);
  });
});
