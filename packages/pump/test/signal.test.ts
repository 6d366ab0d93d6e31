// SPDX-License-Identifier: Apache-2.0
/**
 * The signal under every pair of alarms, with signals that lose one, sound the wrong one or stay
 * silent for too long: each is caught. That the true one does none of it stands in `alarm.test.ts`
 * too; here one law judges all of them.
 */
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import {
  type ActiveFault,
  ALARMS,
  CONTROLLER,
  FAULTS,
  type Fault,
  type Harm,
  type Onset,
  type Priority,
  type Pump,
  priorityIn,
  priorityOf,
  type Signal,
  signalOf,
  toneOf,
} from "../src/index.ts";
import { minutes, running, steady } from "./sample.ts";

type Hear = (pump: Pump, time: number) => Signal | null;

const ORDER: readonly Priority[] = ["low", "medium", "high"];
const urgency = (fault: Fault): number => ORDER.indexOf(priorityIn(fault, "opioid"));

const active = (fault: Fault, more: Partial<ActiveFault> = {}): ActiveFault => ({
  fault,
  since: milliseconds(0),
  acknowledged: false,
  silentUntil: milliseconds(0),
  ...more,
});

const PUMP = running(steady);
const withFaults = (...faults: readonly ActiveFault[]): Pump => ({ ...PUMP, faults });

/** Pairs of which the wrong one is heard, or neither, or the other does not come back. */
const wrongPairs = (hear: Hear): readonly string[] =>
  FAULTS.flatMap((first) =>
    FAULTS.filter((each) => each !== first).flatMap((second) => {
      const louder = urgency(second) > urgency(first) ? second : first;
      const other = louder === first ? second : first;
      const both = hear(withFaults(active(first), active(second)), 1);
      const left = hear(withFaults(active(other)), 1);
      const right = both?.fault === louder && left?.fault === other;
      return right ? [] : [`${first} and ${second}`];
    }),
  );

/** Silences that last longer than they should, or that silence another alarm. */
const wrongSilences = (hear: Hear): readonly string[] => {
  const silentUntil = minutes(10);
  const silent = active("motor-stall", { silentUntil });
  return [
    ...(hear(withFaults(silent), minutes(10) - 1) === null ? [] : ["a silence that is none"]),
    ...(hear(withFaults(silent), minutes(10)) === null ? ["a silence that lasts"] : []),
    ...(hear(withFaults(silent, active("occlusion")), minutes(1)) === null
      ? ["a silence of another alarm"]
      : []),
  ];
};

/** Critical alarms that are not heard until a clinician has seen them. */
const wrongRepeats = (hear: Hear): readonly string[] => {
  const pump = withFaults(active("motor-stall"));
  const seen = withFaults(active("motor-stall", { acknowledged: true }));
  return [0, 60, 600, 60_000].flatMap((minute) => {
    const signal = hear(pump, minutes(minute));
    const repeats = signal?.tone.name === "critical" && signal.tone.every === minutes(10);
    return repeats && hear(seen, minutes(minute)) === null ? [] : [`minute ${minute}`];
  });
};

const lastFound: Hear = (pump, time) => signalOf({ ...pump, faults: pump.faults.slice(-1) }, time);
const firstOnly: Hear = (pump, time) =>
  signalOf({ ...pump, faults: pump.faults.slice(0, 1) }, time);

describe("of two alarms", () => {
  test("the more urgent is heard, and the other comes back [REQ-069 holds]", () => {
    expect(wrongPairs(signalOf)).toEqual([]);
  });

  test.each<readonly [string, Hear]>([
    ["hears the last one", lastFound],
    ["hears the first one", firstOnly],
    ["hears one at a time", (pump, time) => (pump.faults.length > 1 ? null : signalOf(pump, time))],
  ])("a signal that %s is caught [REQ-069 breaks]", (_, hear) => {
    expect(wrongPairs(hear)).not.toEqual([]);
  });
});

describe("a silence", () => {
  test("is of one alarm and of ten minutes [REQ-070 holds]", () => {
    expect(wrongSilences(signalOf)).toEqual([]);
  });

  test.each<readonly [string, Hear]>([
    ["lasts for good", (pump, time) => signalOf(pump, Math.min(time, minutes(9)))],
    [
      "is of every alarm",
      (pump, time) =>
        pump.faults.some(({ silentUntil }) => silentUntil > time) ? null : signalOf(pump, time),
    ],
  ])("that %s is caught [REQ-070 breaks]", (_, hear) => {
    expect(wrongSilences(hear)).not.toEqual([]);
  });

  test("that a command asks for is never longer [REQ-070 holds]", () => {
    const pump = withFaults(active("motor-stall"));
    const { events } = CONTROLLER.step(pump, {
      at: minutes(1),
      command: { kind: "silence", id: "s" },
    });
    const silenced = events.find((event) => event.kind === "silenced");
    expect(silenced?.kind === "silenced" ? silenced.until : 0).toBe(minutes(11));
  });
});

describe("a critical alarm", () => {
  test("repeats every ten minutes until a clinician has seen it [REQ-072 holds]", () => {
    expect(wrongRepeats(signalOf)).toEqual([]);
  });

  test.each<readonly [string, Hear]>([
    ["sounds once", (pump, time) => (time > minutes(1) ? null : signalOf(pump, time))],
    ["ends after a day", (pump, time) => (time > minutes(1440) ? null : signalOf(pump, time))],
    [
      "sounds like any other",
      (pump, time) => {
        const signal = signalOf(pump, time);
        return signal === null ? null : { ...signal, tone: toneOf("low") };
      },
    ],
  ])("that %s is caught [REQ-072 breaks]", (_, hear) => {
    expect(wrongRepeats(hear)).not.toEqual([]);
  });
});

/** The standard's table written by hand: harm, onset, priority. */
const TABLE: readonly (readonly [Harm, Onset, Priority])[] = [
  ["death-or-irreversible", "immediate", "high"],
  ["death-or-irreversible", "prompt", "high"],
  ["death-or-irreversible", "delayed", "medium"],
  ["reversible", "immediate", "high"],
  ["reversible", "prompt", "medium"],
  ["reversible", "delayed", "low"],
  ["minor", "immediate", "medium"],
  ["minor", "prompt", "low"],
  ["minor", "delayed", "low"],
];

/** Rows of the alarm table whose priority is not the standard's. */
const misjudged = (priority: typeof priorityOf): readonly string[] =>
  FAULTS.filter((fault) => {
    const { harm, onset } = ALARMS[fault];
    const row = TABLE.find(([each, when]) => each === harm && when === onset.opioid);
    return row?.[2] !== priority(harm, onset.opioid);
  });

describe("the priority of an alarm", () => {
  test("is the standard's for its harm and onset [REQ-068 holds]", () => {
    expect(misjudged(priorityOf)).toEqual([]);
  });

  test.each<readonly [string, typeof priorityOf]>([
    ["looks at the harm alone", (harm) => (harm === "death-or-irreversible" ? "high" : "low")],
    ["looks at the onset alone", (_, onset) => (onset === "delayed" ? "low" : "high")],
  ])("by a table that %s is caught [REQ-068 breaks]", (_, priority) => {
    expect(misjudged(priority)).not.toEqual([]);
  });
});
