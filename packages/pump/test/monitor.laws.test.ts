// SPDX-License-Identifier: Apache-2.0
/**
 * The monitor over random histories: it never objects to a pump that does what it computes, and
 * always to one that turns a fifth more often.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  adopt,
  CONTROLLER,
  counted,
  type Monitor,
  newMonitor,
  type Verdict,
  verdictOf,
} from "../src/index.ts";
import { DEVICE } from "./drafts.ts";
import { histories, type PumpHistory } from "./histories.ts";
import { play } from "./play.ts";

const numRuns = Number(process.env["CISTERNA_RUNS"] ?? "2000");
const SEED = 20_260_302;

/** How often the motor turns for so many orders. */
type Motor = (ordered: number) => number;

/** Every verdict over a history, with the orders of the last day that it was passed on. */
const verdictsOn = (history: PumpHistory, motor: Motor): readonly [Verdict, number][] => {
  let monitor: Monitor = newMonitor(DEVICE.pulse, { at: 0, turns: 0, ordered: 0 });
  const verdicts: [Verdict, number][] = [];
  play(CONTROLLER, history, {
    cut: true,
    watch: ({ now: at, delivered: { pulses: ordered } }) => {
      monitor = counted(monitor, { at, turns: motor(ordered), ordered });
      const recent = monitor.stretches.reduce((sum, each) => sum + each.ordered, 0);
      verdicts.push([verdictOf(monitor), recent]);
    },
    answered: ({ after, events }) => {
      const taken = events.findLast((event) => event.kind === "programmed");
      if (taken?.at === after.now) monitor = adopt(monitor, taken.program);
    },
  });
  return verdicts;
};

test("a pump that turns as it computes is sound for ever [REQ-013 holds]", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const verdicts = verdictsOn(history, (ordered) => ordered);
      expect(verdicts.filter(([verdict]) => verdict !== "sound")).toEqual([]);
    }),
    { seed: SEED, numRuns },
  );
});

test("a pump that turns a fifth more often is found out [REQ-013 breaks] [REQ-053 breaks]", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const verdicts = verdictsOn(history, (ordered) => ordered + Math.floor(ordered / 5));
      const blind = verdicts.filter(([verdict, recent]) => verdict === "sound" && recent > 20);
      expect(blind).toEqual([]);
    }),
    { seed: SEED, numRuns },
  );
});
