// SPDX-License-Identifier: Apache-2.0
/**
 * The refill as far as the pump can hold it: the fluid is the one that its program is for, nothing
 * else raises the reservoir, what came out is stated and compared, and no more goes in than fits.
 */
import { milliseconds, nanolitres } from "@cisterna/quantity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONTROLLER,
  type Controller,
  controllerOf,
  PARTS,
  type Pump,
  type RefillCommand,
} from "../src/index.ts";
import { histories, type PumpHistory } from "./histories.ts";
import { play } from "./play.ts";
import { days, SAMPLE, steady } from "./sample.ts";
import { evolving, type Story, tell } from "./story.ts";
import { has, played, started, unless } from "./tape.ts";

const FULL = SAMPLE.capacity;

const refill = (changes: Partial<RefillCommand> = {}): RefillCommand => ({
  kind: "refill",
  id: "refill",
  aspirated: nanolitres(FULL - 4800 * 100),
  volume: FULL,
  fluid: steady.fluid,
  ...changes,
});

/** The pump after ten days and a refill, and what it was refused for. */
const filled = (controller: Controller, command: RefillCommand) => {
  const { pump, events } = played(controller, started(controller), [{ at: days(10), command }]);
  const refused = events.flatMap((event) =>
    event.kind === "refused" ? event.refusals.map(({ kind }) => kind) : [],
  );
  return { pump, refused };
};

const otherFluid: Story = (controller) => {
  const wrong = filled(controller, refill({ fluid: "saline" }));
  const right = filled(controller, refill());
  return unless({
    "another fluid than the program's is refused": wrong.refused.includes("fluid-differs"),
    "and nothing has changed": wrong.pump.reservoir === FULL - 480_000,
    "the program's own is taken": right.pump.reservoir === FULL,
  });
};

const tooMuch: Story = (controller) => {
  const { pump, refused } = filled(controller, refill({ volume: nanolitres(FULL + 1) }));
  return unless({
    "a nanolitre more than fits is refused": refused.includes("overfill"),
    "and nothing has changed": pump.reservoir === FULL - 480_000,
  });
};

const stated: Story = (controller) => {
  const expected = FULL - 480_000;
  const off = (by: number): Pump =>
    filled(controller, refill({ aspirated: nanolitres(expected + by) })).pump;
  const refilled = played(controller, started(controller), [{ at: days(10), command: refill() }]);
  const event = refilled.events.find(({ kind }) => kind === "refilled");
  return unless({
    "what was expected and what came out are on record":
      event?.kind === "refilled" && event.found === expected && event.aspirated === expected,
    "2 mL less are not yet an alarm": !has(off(-2_000_000), "less-left-than-expected"),
    "a nanolitre beyond is": has(off(-2_000_001), "less-left-than-expected"),
    "and so is too much": has(over(controller), "more-left-than-expected"),
  });
};

/** Three millilitres more than expected come out of a pump that was not full. */
const over = (controller: Controller): Pump => {
  const start = { ...started(controller), reservoir: nanolitres(10_000_000) };
  const command = refill({ aspirated: nanolitres(12_600_000) });
  return played(controller, start, [{ at: days(10), command }]).pump;
};

describe("a refill", () => {
  tell([
    {
      holds: "is of the fluid that the program is for, or is refused [REQ-040 holds]",
      story: otherFluid,
      breaks: [
        [
          "a pump that takes any fluid is caught [REQ-040 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) =>
              command.kind === "refill"
                ? PARTS.decide({ ...pump, program: null }, command)
                : PARTS.decide(pump, command),
          }),
        ],
      ],
    },
    {
      holds: "names its drug by a fluid that has to match the program's [REQ-045 holds]",
      story: otherFluid,
      breaks: [
        [
          "a fluid that is filled in by itself is caught [REQ-045 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) =>
              PARTS.decide(
                pump,
                command.kind === "refill" ? { ...command, fluid: pump.fluid ?? "" } : command,
              ),
          }),
        ],
      ],
    },
    {
      holds: "of more than fits is refused, to the nanolitre [REQ-040 holds]",
      story: tooMuch,
      breaks: [
        [
          "a pump that is filled over its capacity is caught [REQ-040 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) => {
              const capacity = nanolitres(pump.device.capacity * 2);
              return PARTS.decide({ ...pump, device: { ...pump.device, capacity } }, command);
            },
          }),
        ],
      ],
    },
    {
      holds: "states what came out, and a discrepancy beyond 2 mL is an alarm [REQ-046 holds]",
      story: stated,
      breaks: [
        [
          "a pump that believes what it computed is caught [REQ-046 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) =>
              PARTS.decide(
                pump,
                command.kind === "refill" ? { ...command, aspirated: pump.reservoir } : command,
              ),
          }),
        ],
      ],
    },
  ]);
});

/** Moments at which the reservoir rose without a refill. */
const risings = (controller: Controller, history: PumpHistory): readonly string[] => {
  const found: string[] = [];
  play(controller, history, {
    answered: ({ before, after, events }) => {
      const refilled = events.some(({ kind }) => kind === "refilled");
      if (!refilled && after.reservoir > before.reservoir) found.push(`at ${after.now}`);
    },
  });
  return found;
};

const neverRises = (controller: Controller) =>
  fc.property(histories, (history) => risings(controller, history).length === 0);

describe("the reservoir", () => {
  const RUNS = { seed: 20_261_127, numRuns: 500 };

  test("is raised by a refill and by nothing else, at whatever port [REQ-047 holds]", () => {
    fc.assert(neverRises(CONTROLLER), RUNS);
  });

  test("that rises by another way is caught [REQ-047 breaks]", () => {
    const controller = evolving((before, event, after) =>
      event.kind === "interrogated"
        ? { ...after, reservoir: before.device.capacity, now: milliseconds(after.now) }
        : after,
    );
    expect(fc.check(neverRises(controller), { ...RUNS, numRuns: 3000 }).failed).toBe(true);
  });
});
