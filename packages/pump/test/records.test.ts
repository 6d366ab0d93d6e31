// SPDX-License-Identifier: Apache-2.0
/**
 * A lost record never locks anybody out: whatever is lost, the pump can be asked, stopped and given
 * a whole new program. And a broken invariant is never passed over.
 */
import { Broken, milliseconds, nanolitres, pulsesPerDay } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  CONTROLLER,
  type Command,
  type Controller,
  controllerOf,
  initial,
  PARTS,
  restraintOf,
  runningRate,
  signalOf,
} from "../src/index.ts";
import { days, hours, SAMPLE, steady, toRun } from "./sample.ts";
import { type Story, tell } from "./story.ts";
import { gives, has, played, started, unless } from "./tape.ts";

const RECORDS = ["program", "constants", "totals"] as const;

const HALT: Command = { kind: "stop", id: "halt", reason: "lost record", maximum: days(1) };
const NEW = { ...steady, version: 2, week: [{ from: milliseconds(0), rate: pulsesPerDay(240) }] };

/** What cannot be done with a pump that has lost a record. */
const lockedOut = (controller: Controller, record: (typeof RECORDS)[number]): readonly string[] => {
  const memory = { repaired: false, lost: [record], full: false, failing: false };
  const lost = played(controller, started(controller), [{ at: hours(5), report: { memory } }]).pump;
  const kinds = (command: Command, at: number): readonly string[] =>
    played(controller, lost, [{ at, command }]).events.map(({ kind }) => kind);
  const acknowledged = played(controller, lost, [
    { at: hours(6), command: { kind: "acknowledge", id: "a" } },
    { at: hours(7), command: toRun(NEW) },
  ]);
  return unless({
    [`${record}: it can be asked`]: kinds({ kind: "interrogate", id: "i" }, hours(6)).includes(
      "interrogated",
    ),
    [`${record}: it can be stopped`]: kinds(HALT, hours(6)).includes("stopped"),
    [`${record}: a whole program is taken, once the alarm was seen`]:
      acknowledged.pump.program?.version === 2 && runningRate(acknowledged.pump) === 240,
  });
};

const open: Story = (controller) => RECORDS.flatMap((record) => lockedOut(controller, record));

/** An error code that blocks whatever comes, as on the pump of the recall. */
const blocking = (kinds: readonly Command["kind"][]): Controller =>
  controllerOf({
    ...PARTS,
    decide: (pump, command) =>
      pump.faults.length > 0 && kinds.includes(command.kind)
        ? [
            {
              kind: "refused",
              at: pump.now,
              command: command.id,
              asked: command.kind,
              refusals: [{ kind: "no-program" }],
            },
          ]
        : PARTS.decide(pump, command),
  });

/** What a controller does with an invariant that is broken under it: true where it breaks off. */
const BREAKAGES: readonly (readonly [string, (shell: Shell) => unknown])[] = [
  ["time that runs backwards", (shell) => shell(backwards)],
  ["a reservoir that holds more than it can", (shell) => shell(overfull)],
  [
    "something that is due for ever",
    (shell) => {
      const endless = controllerOf({ ...PARTS, due: ({ now }) => [{ kind: "ran-dry", at: now }] });
      return shell(() => endless.advance(started(CONTROLLER), hours(1)));
    },
  ],
  [
    "time that stands still",
    (shell) => {
      const still = controllerOf({ ...PARTS, passTime: (pump) => pump });
      return shell(() => still.advance(started(CONTROLLER), hours(1)));
    },
  ],
  [
    "a log that leaves something out",
    (shell) => {
      const start = started(CONTROLLER);
      const stopped = { kind: "stopped", at: hours(1), command: "s", reason: "x" } as const;
      const log = [
        { ...stopped, maximum: hours(1) },
        { kind: "resumed", at: hours(5), command: "r" } as const,
      ];
      return shell(() => CONTROLLER.replay({ start, log, upto: hours(6) }));
    },
  ],
];

/** A shell: it runs something and says what broke, or null. */
type Shell = (run: () => unknown) => Broken | null;

const supervised: Shell = (run) => {
  try {
    run();
    return null;
  } catch (thrown) {
    if (thrown instanceof Broken) return thrown;
    throw thrown;
  }
};

const backwards = (): unknown => {
  const pump = CONTROLLER.advance(started(CONTROLLER), hours(2));
  return CONTROLLER.passTime(pump, hours(1));
};

const overfull = (): unknown =>
  initial(SAMPLE, {
    at: milliseconds(0),
    reservoir: nanolitres(SAMPLE.capacity + 1),
    fluid: null,
  });

/** Invariants that were passed over. */
const passedOver = (shell: Shell): readonly string[] =>
  BREAKAGES.filter(([, breakage]) => breakage(shell) === null).map(([name]) => name);

describe("a lost record", () => {
  tell([
    {
      holds: "leaves asking, stopping and a whole new program [REQ-057 holds]",
      story: open,
      breaks: [
        ["an error code that blocks programming is caught [REQ-057 breaks]", blocking(["program"])],
        ["one that blocks stopping is caught [REQ-057 breaks]", blocking(["stop"])],
        ["one that blocks asking is caught [REQ-057 breaks]", blocking(["interrogate"])],
      ],
    },
  ]);
});

describe("a broken invariant", () => {
  test("is noticed where it breaks, and is never passed over [REQ-024 holds]", () => {
    expect(passedOver(supervised)).toEqual([]);
  });

  test("under a shell that goes on as if nothing had been is caught [REQ-024 breaks]", () => {
    const careless: Shell = (run) => {
      supervised(run);
      return null;
    };
    expect(passedOver(careless)).toHaveLength(BREAKAGES.length);
  });

  test("is answered by the program's safe state and a critical alarm [REQ-024 holds]", () => {
    const start = started(CONTROLLER, { ...steady, onFault: "minimum" });
    const pump = CONTROLLER.evolve(start, {
      kind: "fault-found",
      at: start.now,
      fault: "invariant-broken",
    });
    expect(has(pump, "invariant-broken")).toBe(true);
    expect(restraintOf(pump)).toBe("minimum");
    expect(gives(CONTROLLER, pump, days(1))).toBe(48);
    expect(signalOf(pump, pump.now)).toMatchObject({
      priority: "high",
      tone: { name: "critical" },
    });
  });
});
