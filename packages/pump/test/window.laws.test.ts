// SPDX-License-Identifier: Apache-2.0
/**
 * The law of what the windows remember: whatever happens to a pump, they hold at least what flowed.
 * Pumps that forget some of it at one event or another are caught.
 */
import { DAY_MS } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONTROLLER,
  type Controller,
  controllerOf,
  type Event,
  PARTS,
  type Pump,
} from "../src/index.ts";
import { histories, type PumpHistory } from "./histories.ts";
import { play } from "./play.ts";

const RUNS = {
  seed: 20_261_127,
  numRuns: Math.min(1000, Number(process.env["CISTERNA_RUNS"] ?? "1000")),
};

const quanta = ({ delivered }: Pump): number => delivered.pulses * DAY_MS + delivered.quanta;

/** What the pump remembers to have flowed since an instant. */
const remembered = ({ history }: Pump, since: number): number =>
  history.reduce((sum, { from, upto, rate }) => {
    const span = upto - Math.max(from, since);
    return span > 0 ? sum + rate * span : sum;
  }, 0);

/** A passage is bounded by its own volume and is in no window: such histories say nothing here. */
const hasPassage = ({ turns }: PumpHistory): boolean =>
  turns.some(({ move }) => "draft" in move && JSON.stringify(move.draft).includes('"prime"')) ||
  turns.some(({ move }) => "draft" in move && JSON.stringify(move.draft).includes('"bridge"'));

/** Moments of the last day since which more flowed than the windows remember. */
const forgotten = (controller: Controller, history: PumpHistory): readonly string[] => {
  if (hasPassage(history)) return [];
  const seen: { readonly at: number; readonly quanta: number }[] = [];
  const found: string[] = [];
  play(controller, history, {
    cut: true,
    watch: (pump) => {
      seen.push({ at: pump.now, quanta: quanta(pump) });
      for (const { at, quanta: before } of seen) {
        const flowed = quanta(pump) - before;
        if (at > pump.now - DAY_MS && remembered(pump, at) < flowed) {
          found.push(`${flowed} quanta since ${at}`);
        }
      }
    },
  });
  return found;
};

const remembers = (controller: Controller) =>
  fc.property(histories, (history) => forgotten(controller, history).length === 0);

const clearedAt = (kind: Event["kind"]): Controller =>
  controllerOf({
    ...PARTS,
    evolve: (pump, event) => {
      const next = PARTS.evolve(pump, event);
      return event.kind === kind ? { ...next, history: [] } : next;
    },
  });

describe("the windows", () => {
  test("hold at least what flowed, whatever happened since [REQ-016 holds]", () => {
    fc.assert(remembers(CONTROLLER), RUNS);
  });

  test.each(["programmed", "refilled", "stopped", "bolus-granted"] as const)(
    "that forget at an event %s are caught [REQ-016 breaks]",
    (kind) => {
      const run = fc.check(remembers(clearedAt(kind)), { ...RUNS, numRuns: 3000 });
      expect(run.failed).toBe(true);
    },
  );
});
