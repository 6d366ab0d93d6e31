// SPDX-License-Identifier: Apache-2.0
/** The motor: a stall and what follows, long rests, an urgent alarm, a magnet. */
import { DAY_MS, milliseconds, pulses } from "@cisterna/quantity";
import { describe } from "vitest";
import { controllerOf, PARTS } from "../src/index.ts";
import { days, hours, minutes, wish } from "./sample.ts";
import { deafTo, evolving, type Story, tell } from "./story.ts";
import { gives, has, played, started, unless } from "./tape.ts";

const STILL = { motion: "still", turns: pulses(99) } as const;
const TURNED = { motion: "turned", turns: pulses(101) } as const;

const stalled: Story = (controller) => {
  const found = played(controller, started(controller), [{ at: hours(5), report: STILL }]);
  const later = played(controller, found.pump, [{ at: hours(9), report: TURNED }]);
  const put = later.events.find((event) => event.kind === "turns-reconciled");
  return unless({
    "the stall is found at the first beat": has(found.pump, "motor-stall"),
    "the recovery is found at the first beat": !has(later.pump, "motor-stall"),
    "both are in the log": later.events.some(
      (event) => event.kind === "fault-cleared" && event.fault === "motor-stall",
    ),
    "what did not come is taken off": put?.kind === "turns-reconciled" && put.missed === 79,
  });
};

const caughtUp: Story = (controller) => {
  const { pump } = played(controller, started(controller), [
    { at: hours(5), report: STILL },
    { at: hours(9), report: TURNED },
  ]);
  const day = gives(controller, pump, hours(9) + DAY_MS);
  return unless({ "a day after it is a day of the program": day === 480 });
};

/** What was missed comes after all, as a bolus. */
const GENEROUS = evolving((_, event, after) =>
  event.kind !== "turns-reconciled" || event.missed === 0
    ? after
    : {
        ...after,
        boluses: [
          ...after.boluses,
          { id: "late", source: "single", from: after.now, pulses: event.missed, over: hours(1) },
        ],
      },
);

const HALT = { kind: "stop", id: "halt", reason: "sedation", maximum: days(9) } as const;

const rested: Story = (controller) => {
  const { pump } = played(controller, started(controller), [
    { at: hours(5), report: STILL },
    { at: hours(35), report: { ...TURNED } },
    { at: hours(40), command: HALT },
  ]);
  const [before, after] = [hours(58) - 1, hours(58)].map((at) =>
    controller.advance(pump, milliseconds(at)),
  );
  return unless({
    "47 hours and a half are not yet too long": before !== undefined && !has(before, "rested-long"),
    "48 hours of stall and stop together are": after !== undefined && has(after, "rested-long"),
  });
};

const interrupted: Story = (controller) => {
  const { pump, events } = played(controller, started(controller), [
    { at: hours(1), command: wish("w", hours(1)) },
    { at: hours(1) + minutes(15), report: { freeFlow: true } },
  ]);
  const cancelled = events.find((event) => event.kind === "bolus-cancelled");
  return unless({
    "the bolus has ended": pump.boluses.length === 0,
    "what is left of it is said": cancelled?.kind === "bolus-cancelled",
    "and is not given later": gives(controller, pump, hours(3)) === 0,
  });
};

const scanned: Story = (controller) => {
  const begin = { kind: "begin-scan", id: "b", until: hours(2) } as const;
  const { pump } = played(controller, started(controller), [
    { at: hours(1), command: begin },
    { at: hours(1.5), report: { motion: "still", turns: pulses(20) } },
  ]);
  const open = controller.advance(pump, hours(2));
  const unseen = { kind: "end-scan", id: "e", turns: false } as const;
  const refused = played(controller, open, [{ at: hours(3), command: unseen }]);
  const ended = played(controller, refused.pump, [
    { at: hours(4), command: { ...unseen, id: "f", turns: true } },
  ]);
  return unless({
    "a held motor is no surprise while it is planned": !has(pump, "motor-stall"),
    "after its planned end the pump is open": has(open, "mri-open"),
    "a motor that was not seen to turn does not end it": has(refused.pump, "mri-open"),
    "one that was seen does": !has(ended.pump, "mri-open"),
    "the program is the same": ended.pump.program === pump.program,
  });
};

describe("a motor that is not as it should be", () => {
  tell([
    {
      holds:
        "a motor that stands is found, its recovery too, and the totals say so [REQ-050 holds]",
      story: stalled,
      breaks: [
        ["a stall that is not found is caught [REQ-050 breaks]", deafTo("motor-stall")],
        [
          "totals that keep what did not come are caught [REQ-050 breaks]",
          controllerOf({
            ...PARTS,
            detect: (pump, report) =>
              PARTS.detect(pump, report).filter(({ kind }) => kind !== "turns-reconciled"),
          }),
        ],
      ],
    },
    {
      holds: "after a stall the flow is the program's, and nothing is made up for [REQ-051 holds]",
      story: caughtUp,
      breaks: [["a catch-up after a stall is caught [REQ-051 breaks]", GENEROUS]],
    },
    {
      holds: "48 hours of stop and stall in all raise the flag, to the ms [REQ-052 holds]",
      story: rested,
      breaks: [
        ["a rest that nobody counts is caught [REQ-052 breaks]", deafTo("rested-long")],
        [
          "rests that are not added up are caught [REQ-052 breaks]",
          evolving((_, __, after) => ({ ...after, rested: milliseconds(0) })),
        ],
      ],
    },
    {
      holds: "an urgent alarm ends the bolus, and the rest of it is dropped [REQ-030 holds]",
      story: interrupted,
      breaks: [
        [
          "a bolus that goes on under an alarm is caught [REQ-030 breaks]",
          controllerOf({
            ...PARTS,
            detect: (pump, report) =>
              PARTS.detect(pump, report).filter(({ kind }) => kind !== "bolus-cancelled"),
          }),
        ],
      ],
    },
    {
      holds:
        "a scan has a planned end, and is over when the motor was seen to turn [REQ-048 holds]",
      story: scanned,
      breaks: [
        ["a scan that ends by itself is caught [REQ-048 breaks]", deafTo("mri-open")],
        [
          "a scan that anybody may end is caught [REQ-048 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) =>
              PARTS.decide(
                pump,
                command.kind === "end-scan" ? { ...command, turns: true } : command,
              ),
          }),
        ],
      ],
    },
  ]);
});
