// SPDX-License-Identifier: Apache-2.0
/** What a pump senses: clock, level, constants, its own tests, its outputs, a stop nobody ends. */
import { DAY_MS, milliseconds, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import { describe } from "vitest";
import {
  type Command,
  controllerOf,
  PARTS,
  type Pump,
  runningRate,
  signalOf,
} from "../src/index.ts";
import { days, hours, SAMPLE, steady, toRun, wish } from "./sample.ts";
import { deafTo, evolving, type Story, tell } from "./story.ts";
import { gives, has, played, started, unless } from "./tape.ts";

const WEEK = [
  { from: milliseconds(0), rate: pulsesPerDay(96) },
  { from: hours(6), rate: pulsesPerDay(480) },
];

const clockless: Story = (controller) => {
  const start = started(controller, { ...steady, week: WEEK });
  const { pump } = played(controller, start, [{ at: hours(7), report: { clock: "lost" } }]);
  const set = { kind: "set-clock", id: "c", clock: milliseconds(0) } as const;
  const again = played(controller, pump, [{ at: hours(8), command: set }]).pump;
  return unless({
    "there is an alarm": has(pump, "clock-lost"),
    "the lowest step flows": gives(controller, pump, hours(7) + DAY_MS) === 96,
    "until the clock is set": !has(again, "clock-lost") && runningRate(again) === 480,
  });
};

const LOW = { ...SAMPLE, low: nanolitres(1_000_000) };

const watched: Story = (controller) => {
  const level = { level: nanolitres(900_000) };
  const { pump } = played(controller, started(controller, steady, LOW), [
    { at: hours(1), report: level },
  ]);
  const computed = { ...started(controller, steady, LOW), reservoir: nanolitres(1_002_000) };
  return unless({
    "the lower level calls it low": has(pump, "reservoir-low"),
    "the two do not agree": has(pump, "level-disagrees"),
    "the lower computation calls it low": has(
      played(controller, computed, [{ at: hours(3), report: { level: nanolitres(1_900_000) } }])
        .pump,
      "reservoir-low",
    ),
  });
};

const MEMORY = { repaired: false, lost: [], full: false, failing: false } as const;

const withoutConstants: Story = (controller) => {
  const lost = { memory: { ...MEMORY, lost: ["constants"] as const } };
  const { pump } = played(controller, started(controller), [{ at: hours(5), report: lost }]);
  const sent = controller.step(pump, {
    at: hours(6),
    command: toRun({
      ...steady,
      version: 2,
      week: [{ from: milliseconds(0), rate: pulsesPerDay(240) }],
    }),
  });
  return unless({
    "there is an alarm": has(pump, "constants-lost"),
    "no new program is taken": sent.events.some(({ kind }) => kind === "refused"),
    "what runs goes on": gives(controller, pump, hours(5) + DAY_MS) === 480,
  });
};

const fullLog: Story = (controller) => {
  const full = { memory: { ...MEMORY, failing: false, full: true } };
  const { pump } = played(controller, started(controller), [{ at: hours(5), report: full }]);
  const refused = (command: Command): boolean =>
    controller
      .step(pump, { at: hours(6), command })
      .events.some((event) => event.kind === "refused");
  return unless({
    "a log that nobody read is an alarm": has(pump, "log-full"),
    "no program that it could not keep is taken": refused(toRun({ ...steady, version: 2 })),
    "no bolus is given": refused(wish("w", hours(6))),
    "basal goes on": gives(controller, pump, hours(5) + DAY_MS) === 480,
  });
};

const TESTING = { ...SAMPLE, testEvery: days(1) };

const untested: Story = (controller) => {
  const { tested: _, ...rest } = started(controller, steady, TESTING);
  const start: Pump = { ...rest, tested: null };
  const failing = played(controller, start, [{ at: hours(1), report: { selfTest: ["motor"] } }]);
  const passing = played(controller, failing.pump, [{ at: hours(2), report: { selfTest: [] } }]);
  return unless({
    "nothing flows before the test": gives(controller, start, hours(1)) === 0,
    "nor after one that failed": gives(controller, failing.pump, hours(2)) === 0,
    "the reason can be read": failing.events.some(
      (event) => event.kind === "self-tested" && event.failed.includes("motor"),
    ),
    "it flows after one that passed": gives(controller, passing.pump, hours(3)) === 20,
  });
};

const unexamined: Story = (controller) => {
  const start = started(controller, steady, TESTING);
  const due = controller.advance(start, hours(25));
  const { pump } = played(controller, due, [{ at: hours(26), report: { selfTest: [] } }]);
  return unless({
    "a test that is missed is an alarm": has(due, "self-test-missed"),
    "that one which is made ends": !has(pump, "self-test-missed"),
    "for another day": !has(controller.advance(pump, hours(49)), "self-test-missed"),
  });
};

const dumb: Story = (controller) => {
  const { pump } = played(controller, started(controller), [
    { at: hours(1), report: { sounder: "failed" } },
  ]);
  const both = played(controller, pump, [{ at: hours(2), report: { vibrator: "failed" } }]).pump;
  return unless({
    "a dead sounder is an alarm": signalOf(pump, pump.now)?.fault === "sounder-failed",
    "and a dead vibrator another": has(both, "sounder-failed") && has(both, "vibrator-failed"),
  });
};

const HALT = { kind: "stop", id: "halt", reason: "sedation", maximum: days(9) } as const;
const RESUME: Command = { kind: "resume", id: "resume" };

const forgotten: Story = (controller) => {
  const { pump } = played(controller, started(controller), [
    { at: hours(1), command: { ...HALT, maximum: hours(1) } },
    { at: hours(2) },
  ]);
  const heard = signalOf(pump, pump.now);
  const silent = played(controller, pump, [
    { at: hours(2), command: { kind: "silence", id: "s" } },
  ]);
  return unless({
    "the end of the longest stop is an alarm": heard?.fault === "stopped-too-long",
    "of high priority": heard?.priority === "high",
    "that comes back every ten minutes": heard?.tone.every === 600_000,
    "also after a silence": signalOf(silent.pump, hours(2) + 600_000)?.fault === "stopped-too-long",
    "until delivery goes on": !has(
      played(controller, pump, [{ at: hours(3), command: RESUME }]).pump,
      "stopped-too-long",
    ),
  });
};

describe("what a pump senses", () => {
  tell([
    {
      holds:
        "without a clock the lowest step flows, with an alarm, until it is set [REQ-010 holds]",
      story: clockless,
      breaks: [["a lost clock that nobody minds is caught [REQ-010 breaks]", deafTo("clock-lost")]],
    },
    {
      holds: "level and computation are compared, and the lower one is believed [REQ-038 holds]",
      story: watched,
      breaks: [
        ["a level that is not compared is caught [REQ-038 breaks]", deafTo("level-disagrees")],
        [
          "an alarm by computation alone is caught [REQ-038 breaks]",
          controllerOf({
            ...PARTS,
            detect: (pump, report) => PARTS.detect(pump, { ...report, level: null }),
          }),
        ],
      ],
    },
    {
      holds: "without constants no program is taken, and what runs goes on [REQ-017 holds]",
      story: withoutConstants,
      breaks: [
        [
          "a program on lost constants is caught [REQ-017 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) => PARTS.decide({ ...pump, faults: [] }, command),
          }),
        ],
        [
          "a pump that stops for them is caught [REQ-017 breaks]",
          evolving((_, event, after) =>
            event.kind === "fault-found" && event.fault === "constants-lost"
              ? { ...after, begun: null }
              : after,
          ),
        ],
      ],
    },
    {
      holds: "a full log lets basal go on, and begins nothing it cannot keep [REQ-077 holds]",
      story: fullLog,
      breaks: [
        [
          "a program that is taken over the unread ones is caught [REQ-077 breaks]",
          controllerOf({
            ...PARTS,
            decide: (pump, command) => PARTS.decide({ ...pump, faults: [] }, command),
          }),
        ],
        ["a full log that nobody hears of is caught [REQ-077 breaks]", deafTo("log-full")],
      ],
    },
    {
      holds: "nothing flows before the first test has passed, and why can be read [REQ-020 holds]",
      story: untested,
      breaks: [
        [
          "a test that need not pass is caught [REQ-020 breaks]",
          evolving((_, event, after) =>
            event.kind === "self-tested" ? { ...after, tested: event.at } : after,
          ),
        ],
      ],
    },
    {
      holds: "a self-test that is missed for a day is an alarm [REQ-021 holds]",
      story: unexamined,
      breaks: [
        ["a test that nobody misses is caught [REQ-021 breaks]", deafTo("self-test-missed")],
      ],
    },
    {
      holds: "an output that cannot sound is an alarm itself [REQ-074 holds]",
      story: dumb,
      breaks: [
        [
          "a dead sounder that nobody tells of is caught [REQ-074 breaks]",
          deafTo("sounder-failed"),
        ],
      ],
    },
    {
      holds: "a stop that lasts too long is heard every ten minutes until it ends [REQ-063 holds]",
      story: forgotten,
      breaks: [["a stop that stays silent is caught [REQ-063 breaks]", deafTo("stopped-too-long")]],
    },
  ]);
});
