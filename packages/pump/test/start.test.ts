// SPDX-License-Identifier: Apache-2.0
/** Starts, clocks and allowances: what comes back after a reset, and what a clock may move. */
import { DAY_MS, HOUR_MS, milliseconds, pulses } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { allowanceOf, BEAT_MS, CONTROLLER, runningRate, signalOf } from "../src/index.ts";
import { bridge, days, hours, minutes, onDemand, steady, wish } from "./sample.ts";
import { deafTo, evolving, type Story, tell } from "./story.ts";
import { gives, has, played, started, unless } from "./tape.ts";

const restarted: Story = (controller) => {
  const start = started(controller, { ...steady, onFault: "minimum" });
  const { pump } = played(controller, start, [
    { at: hours(1), command: wish("w", hours(1)) },
    { at: hours(5), report: { starts: 1 } },
  ]);
  const loop = played(controller, pump, [{ at: hours(6), report: { starts: 3 } }]).pump;
  const heard = signalOf(loop, loop.now);
  return unless({
    "a reset is told": has(pump, "reset"),
    "the program is the same": pump.program === start.program && runningRate(pump) === 480,
    "no bolus is given again": gives(controller, pump, hours(6)) === 20,
    "three in ten minutes are the safe state": runningRate(loop) === 48,
    "with a critical alarm": heard?.fault === "reset-loop" && heard.tone.name === "critical",
  });
};

const bridged: Story = (controller) => {
  const start = started(controller, { ...steady, transition: bridge });
  const { pump, events } = played(controller, start, [
    { at: hours(1), report: { starts: 1 } },
    { at: hours(1), command: { kind: "interrogate", id: "i" } },
  ]);
  const asked = events.find((event) => event.kind === "interrogated");
  const done = controller.pass(pump, hours(2));
  return unless({
    "half of it is left": pump.transition?.left === 50 * DAY_MS,
    "the pump says so":
      asked?.kind === "interrogated" && asked.status.transitionLeft?.pulses === 50,
    "it ends with its own volume": done.events.some((event) => event.kind === "transition-settled"),
    "and not sooner": done.pump.delivered.pulses === 100,
  });
};

const wound: Story = (controller) => {
  const clock = (at: number, hour: number) => ({
    at,
    command: { kind: "set-clock", id: `c${at}`, clock: hours(hour) } as const,
  });
  const quiet = controller.advance(started(controller), days(2));
  const { pump } = played(controller, started(controller), [
    clock(hours(3) + 12_345, 50),
    clock(hours(4), 0),
    clock(hours(30), 167),
    { at: days(2) },
  ]);
  const boluses = played(controller, started(controller), [
    { at: hours(1), command: wish("a", hours(1)) },
    clock(hours(1) + minutes(10), 12),
    { at: hours(2), command: wish("b", hours(2)) },
  ]);
  const refused = boluses.events.findLast((event) => event.kind === "refused");
  return unless({
    "the volume is the same to the quantum":
      JSON.stringify(pump.delivered) === JSON.stringify(quiet.delivered),
    "no lock-out ends sooner":
      refused?.kind === "refused" &&
      refused.refusals.some((each) => each.kind === "locked-out" && each.until === hours(3)),
    "the windows remember what flowed":
      JSON.stringify(pump.history) === JSON.stringify(quiet.history),
  });
};

describe("a pump that starts again, or is set", () => {
  tell([
    {
      holds: "a reset changes no program and repeats no bolus; a loop is safe [REQ-022 holds]",
      story: restarted,
      breaks: [
        ["a loop of resets that nobody counts is caught [REQ-022 breaks]", deafTo("reset-loop")],
        [
          "a bolus that is given again is caught [REQ-022 breaks]",
          evolving((_, event, after) =>
            event.kind === "fault-found" && event.fault === "reset"
              ? {
                  ...after,
                  boluses: [{ ...onDemand, id: "w", source: "on-demand", from: after.now }],
                }
              : after,
          ),
        ],
      ],
    },
    {
      holds: "a bridge survives a reset and says what is left of it [REQ-042 holds]",
      story: bridged,
      breaks: [
        [
          "a bridge that a reset ends is caught [REQ-042 breaks]",
          evolving((_, event, after) =>
            event.kind === "fault-found" && event.fault === "reset"
              ? { ...after, transition: null, begun: after.now }
              : after,
          ),
        ],
        [
          "a bridge that begins anew is caught [REQ-042 breaks]",
          evolving((_, event, after) =>
            event.kind === "fault-found" && event.fault === "reset" && after.transition !== null
              ? { ...after, transition: { ...after.transition, left: 100 * DAY_MS } }
              : after,
          ),
        ],
      ],
    },
    {
      holds: "a low-voltage reset never changes the program [REQ-055 holds]",
      story: restarted,
      breaks: [
        [
          "a pump that goes on at its least rate after it is caught [REQ-055 breaks]",
          evolving((_, event, after) =>
            event.kind === "fault-found" && event.fault === "reset" && after.program !== null
              ? {
                  ...after,
                  program: {
                    ...after.program,
                    week: [{ from: milliseconds(0), rate: after.program.minimum }],
                  },
                }
              : after,
          ),
        ],
      ],
    },
    {
      holds: "setting the clock moves no volume, no lock-out and no window [REQ-009 holds]",
      story: wound,
      breaks: [
        [
          "a clock that forgets what flowed is caught [REQ-009 breaks]",
          evolving((_, event, after) =>
            event.kind === "clock-set" ? { ...after, history: [] } : after,
          ),
        ],
        [
          "a clock that ends a lock-out is caught [REQ-009 breaks]",
          evolving((_, event, after) =>
            event.kind === "clock-set" ? { ...after, grants: [] } : after,
          ),
        ],
        [
          "a clock that drops what is owed is caught [REQ-009 breaks]",
          evolving((_, event, after) =>
            event.kind === "clock-set"
              ? { ...after, delivered: { ...after.delivered, quanta: 0 } }
              : after,
          ),
        ],
      ],
    },
  ]);
});

type Allow = typeof allowanceOf;

/** What is wrong with allowances in the hours of a bolus. */
const wrongAllowances = (allow: Allow): readonly string[] => {
  const { pump: asked } = played(CONTROLLER, started(CONTROLLER), [
    { at: hours(1), command: wish("w", hours(1)) },
  ]);
  let [pump, allowed] = [asked, 0];
  const found: string[] = [];
  while (pump.now < hours(3)) {
    const { pulses: count, until } = allow(pump);
    if (until - pump.now > BEAT_MS) found.push("lasts longer than a beat");
    if (until <= pump.now) return ["stands still"];
    allowed += count;
    pump = CONTROLLER.advance(pump, until);
  }
  const given = pump.delivered.pulses - asked.delivered.pulses;
  return allowed === given ? found : [...found, `${allowed} allowed, ${given} given`];
};

describe("an allowance", () => {
  test("outlives no beat, and all of them together are what flowed [REQ-012 holds]", () => {
    expect(wrongAllowances(allowanceOf)).toEqual([]);
  });

  test.each<readonly [string, Allow]>([
    [
      "is good for an hour",
      (pump) => ({
        pulses: pulses(gives(CONTROLLER, pump, pump.now + HOUR_MS)),
        until: milliseconds(pump.now + HOUR_MS),
      }),
    ],
    [
      "rounds up to a pulse",
      (pump) => ({ ...allowanceOf(pump), pulses: pulses(allowanceOf(pump).pulses + 1) }),
    ],
  ])("that %s is caught [REQ-012 breaks]", (_, allow) => {
    expect(wrongAllowances(allow)).not.toEqual([]);
  });
});
