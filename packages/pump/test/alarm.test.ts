// SPDX-License-Identifier: Apache-2.0
/**
 * The alarms, all of them: every row of the table, every pair of alarms in every mode for every
 * class of drug. The order of priorities and the rows of the matrix are written here a second time,
 * by hand, so that no table proves itself.
 */
import { nanolitres } from "@cisterna/quantity";
import { DRUG_CLASSES, type DrugClass, type OnFault } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import {
  ALARMS,
  CONTROLLER,
  FAULTS,
  type Fault,
  type Harm,
  modeOf,
  type Onset,
  type Priority,
  type Pump,
  priorityIn,
  priorityOf,
  RESTRAINTS,
  restraintOf,
  signalOf,
  toneOf,
} from "../src/index.ts";
import { bridge, fresh, halt, heard, hours, minutes, running, steady, told } from "./sample.ts";

const found = (pump: Pump, ...faults: readonly Fault[]): Pump =>
  faults.reduce(
    (state, fault) => CONTROLLER.evolve(state, { kind: "fault-found", at: state.now, fault }),
    pump,
  );

/** A pump in every mode there is. */
const modes = (drugClass: DrugClass): readonly Pump[] => {
  const pump = running({ ...steady, drugClass });
  return [
    fresh,
    pump,
    running({ ...steady, drugClass, transition: bridge }),
    told(pump, minutes(1), halt),
    { ...pump, reservoir: nanolitres(0), dry: true },
  ];
};

const ORDER: readonly Priority[] = ["low", "medium", "high"];
const urgency = (fault: Fault, drugClass: DrugClass): number =>
  ORDER.indexOf(priorityIn(fault, drugClass));

describe("priority", () => {
  test.each([
    ["death-or-irreversible", "immediate", "high"],
    ["death-or-irreversible", "prompt", "high"],
    ["death-or-irreversible", "delayed", "medium"],
    ["reversible", "immediate", "high"],
    ["reversible", "prompt", "medium"],
    ["reversible", "delayed", "low"],
    ["minor", "immediate", "medium"],
    ["minor", "prompt", "low"],
    ["minor", "delayed", "low"],
  ] as const)("%s, %s: %s [REQ-068 holds]", (harm: Harm, onset: Onset, priority: Priority) => {
    expect(priorityOf(harm, onset)).toBe(priority);
  });

  test.each(FAULTS)("%s has a row with a hazard and a requirement [REQ-019 holds]", (fault) => {
    const row = ALARMS[fault];
    expect(row.hazard).toMatch(/^H-\d\d$/);
    expect(row.requirement).toMatch(/^REQ-\d\d\d$/);
    for (const drugClass of DRUG_CLASSES) {
      expect(priorityIn(fault, drugClass)).toBe(priorityOf(row.harm, row.onset[drugClass]));
    }
  });

  test("the table has a row for every fault and for nothing else [REQ-019 breaks]", () => {
    expect(Object.keys(ALARMS).toSorted()).toEqual([...FAULTS].toSorted());
    expect(FAULTS.length).toBeGreaterThanOrEqual(24);
  });
});

describe.each(DRUG_CLASSES)("every pair of alarms under %s", (drugClass) => {
  test("the most urgent is heard, and the other when that is gone [REQ-069 holds]", () => {
    for (const pump of modes(drugClass)) {
      const held = pump.program?.drugClass ?? "other";
      for (const first of FAULTS) {
        for (const second of FAULTS.filter((each) => each !== first)) {
          const both = found(pump, first, second);
          const louder = urgency(second, held) > urgency(first, held) ? second : first;
          const other = louder === first ? second : first;
          expect(signalOf(both, both.now)?.fault).toBe(louder);
          const cleared = CONTROLLER.evolve(both, {
            kind: "fault-cleared",
            at: both.now,
            fault: louder,
            because: ALARMS[louder].ends,
          });
          expect(signalOf(cleared, both.now)?.fault).toBe(other);
          expect(modeOf(both)).toBe(modeOf(pump));
        }
      }
    }
  });

  test("a further fault never loosens what the others hold back [REQ-014 holds]", () => {
    for (const onFault of ["hold", "minimum", "stop"] as const) {
      const pump = running({ ...steady, drugClass, onFault });
      const strictness = (...faults: readonly Fault[]) =>
        RESTRAINTS.indexOf(restraintOf(found(pump, ...faults)));
      for (const first of FAULTS) {
        for (const second of FAULTS) {
          const expected = Math.max(strictness(first), strictness(second));
          expect(strictness(first, second)).toBe(expected);
        }
      }
    }
  });
});

describe("silence and sight", () => {
  const alarmed = found(running(steady), "motor-stall", "reservoir-low");
  const silence = { kind: "silence", id: "hush" } as const;
  const acknowledge = { kind: "acknowledge", id: "seen" } as const;

  test("silence lasts ten minutes, to the millisecond [REQ-070 holds]", () => {
    const silent = told(alarmed, minutes(1), silence);
    expect(signalOf(silent, minutes(1))).toBeNull();
    expect(signalOf(silent, minutes(11) - 1)).toBeNull();
    expect(signalOf(silent, minutes(11))?.fault).toBe("motor-stall");
  });

  test("an alarm found during a silence is heard at once [REQ-070 holds]", () => {
    const silent = found(told(alarmed, minutes(1), silence), "occlusion");
    expect(signalOf(silent, minutes(1))?.fault).toBe("occlusion");
  });

  test("what a clinician has seen is still, and still there [REQ-072 holds]", () => {
    const seen = told(alarmed, minutes(1), acknowledge);
    expect(signalOf(seen, hours(10))).toBeNull();
    expect(seen.faults.map(({ fault }) => fault)).toEqual(["motor-stall", "reservoir-low"]);
    expect(signalOf(found(seen, "occlusion"), minutes(1))?.fault).toBe("occlusion");
  });

  test.each([silence, acknowledge])("without an alarm there is nothing to $kind", (command) => {
    expect(heard(running(steady), minutes(1), command)).toMatchObject([
      { kind: "refused", refusals: [{ kind: "no-alarm" }] },
    ]);
  });

  test("the tones can be played at any time and change nothing [REQ-072 holds]", () => {
    for (const pump of [fresh, alarmed]) {
      const [event] = heard(pump, pump.now, { kind: "test-alarm", id: "test" });
      expect(event).toMatchObject({ kind: "alarm-tested" });
      const after = told(pump, pump.now, { kind: "test-alarm", id: "test" });
      expect({ ...after, answers: [] }).toEqual({ ...pump, answers: [] });
    }
  });

  test("a critical tone comes back every ten minutes, the other every hour", () => {
    expect(toneOf("high")).toMatchObject({ name: "critical", every: minutes(10) });
    for (const priority of ["medium", "low"] as const) {
      expect(toneOf(priority)).toMatchObject({ name: "non-critical", every: hours(1) });
    }
    const length = (priority: Priority) =>
      toneOf(priority).notes.reduce((sum, { lasts }) => sum + lasts, 0);
    expect([length("high"), length("low")]).toEqual([3_000, 1_000]);
  });
});

describe("what the pump does, by fault and class of drug (to be reviewed by clinicians)", () => {
  const restraint = (fault: Fault, drugClass: DrugClass, onFault: OnFault) =>
    restraintOf(found(running({ ...steady, drugClass, onFault }), fault));

  const STOPPING = ["over-delivery", "free-flow", "program-lost"] as const;
  const SAFE = ["self-test-failed", "reset-loop", "invariant-broken"] as const;

  test.each(FAULTS)("%s [REQ-019 holds]", (fault) => {
    for (const drugClass of DRUG_CLASSES) {
      for (const onFault of ["hold", "minimum", "stop"] as const) {
        const safe = onFault === "hold" ? "none" : onFault;
        const expected = STOPPING.some((each) => each === fault)
          ? "stop"
          : SAFE.some((each) => each === fault)
            ? safe
            : fault === "clock-lost"
              ? "lowest-step"
              : "none";
        expect(restraint(fault, drugClass, onFault)).toBe(expected);
      }
    }
  });
});
