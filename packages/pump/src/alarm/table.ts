// SPDX-License-Identifier: Apache-2.0
/**
 * The alarm table: for every fault what it may do, how soon, what the pump does about it, and what
 * ends it. One place; the alarm's priority is computed from it, the restraint on delivery derived.
 *
 * The answers by drug class are the fault-response matrix of safety.md, appendix A4: TO BE REVIEWED
 * BY CLINICIANS. Stopping is right for an overdose of an opioid and can kill a patient on baclofen,
 * so no answer is a constant and none is a default.
 */
import type { DrugClass } from "@cisterna/therapy";
import type { Fault } from "./fault.ts";
import type { Harm, Onset } from "./priority.ts";

/**
 * What the pump does about a fault: goes on; runs the least scheduled rate of the week; does what
 * the program says (`onFault`); or stops.
 */
export type Response = "go-on" | "lowest-step" | "safe-state" | "stop";

/** What may flow: the program; its least scheduled rate; its minimum; nothing. Strictest last. */
export const RESTRAINTS = ["none", "lowest-step", "minimum", "stop"] as const;

/** How far delivery is held back by all the faults together. */
export type Restraint = (typeof RESTRAINTS)[number];

/** What ends a fault. */
export type Ending =
  /** The hardware no longer reports it. */
  | "gone"
  /** A clinician has acknowledged it. */
  | "acknowledged"
  | "programmed"
  | "refilled"
  | "resumed"
  | "clock-set"
  | "mri-ended"
  /** A self-test that passes. */
  | "self-tested"
  /** Nothing but a new pump. */
  | "replacement";

type ByClass<T> = Readonly<Record<DrugClass, T>>;

/** A row of the table. */
export type Alarm = {
  readonly harm: Harm;
  readonly onset: ByClass<Onset>;
  readonly response: ByClass<Response>;
  /** What nobody may have meanwhile: the patient no bolus, the clinician no new program. */
  readonly forbids: "nothing" | "bolus" | "bolus-and-program";
  readonly ends: Ending;
  readonly hazard: `H-${number}`;
  readonly requirement: `REQ-${number}`;
};

const always = <T>(value: T): ByClass<T> => ({
  opioid: value,
  ziconotide: value,
  baclofen: value,
  other: value,
});

/** Sudden loss of baclofen kills: what leads to it comes sooner there. */
const soonerForBaclofen = (onset: Onset, baclofen: Onset): ByClass<Onset> => ({
  ...always(onset),
  baclofen,
});

const GO_ON = always<Response>("go-on");
const STOP = always<Response>("stop");
const SAFE_STATE = always<Response>("safe-state");
const DEADLY: Harm = "death-or-irreversible";

/** Every fault's row. */
export const ALARMS: Readonly<Record<Fault, Alarm>> = {
  "motor-stall": {
    harm: DEADLY,
    onset: always("prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "gone",
    hazard: "H-13",
    requirement: "REQ-050",
  },
  "under-delivery": {
    harm: DEADLY,
    onset: soonerForBaclofen("delayed", "prompt"),
    response: GO_ON,
    forbids: "nothing",
    ends: "acknowledged",
    hazard: "H-13",
    requirement: "REQ-013",
  },
  "over-delivery": {
    harm: DEADLY,
    onset: always("immediate"),
    response: STOP,
    forbids: "bolus",
    ends: "acknowledged",
    hazard: "H-10",
    requirement: "REQ-053",
  },
  "free-flow": {
    harm: DEADLY,
    onset: always("immediate"),
    response: STOP,
    forbids: "bolus",
    ends: "acknowledged",
    hazard: "H-10",
    requirement: "REQ-053",
  },
  occlusion: {
    harm: DEADLY,
    onset: soonerForBaclofen("delayed", "prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "gone",
    hazard: "H-13",
    requirement: "REQ-019",
  },
  "reservoir-low": {
    harm: DEADLY,
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "refilled",
    hazard: "H-11",
    requirement: "REQ-039",
  },
  "reservoir-empty": {
    harm: DEADLY,
    onset: always("prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "refilled",
    hazard: "H-11",
    requirement: "REQ-039",
  },
  "level-disagrees": {
    harm: DEADLY,
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "refilled",
    hazard: "H-11",
    requirement: "REQ-038",
  },
  "more-left-than-expected": {
    harm: DEADLY,
    onset: soonerForBaclofen("delayed", "prompt"),
    response: GO_ON,
    forbids: "nothing",
    ends: "acknowledged",
    hazard: "H-11",
    requirement: "REQ-037",
  },
  "less-left-than-expected": {
    harm: DEADLY,
    onset: always("prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "acknowledged",
    hazard: "H-10",
    requirement: "REQ-037",
  },
  "battery-weak": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "replacement",
    hazard: "H-14",
    requirement: "REQ-054",
  },
  "battery-replace": {
    harm: DEADLY,
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "replacement",
    hazard: "H-14",
    requirement: "REQ-054",
  },
  "battery-end": {
    harm: DEADLY,
    onset: always("prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "replacement",
    hazard: "H-14",
    requirement: "REQ-054",
  },
  "clock-lost": {
    harm: DEADLY,
    onset: soonerForBaclofen("delayed", "prompt"),
    response: always("lowest-step"),
    forbids: "nothing",
    ends: "clock-set",
    hazard: "H-22",
    requirement: "REQ-010",
  },
  "record-repaired": {
    harm: "minor",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "acknowledged",
    hazard: "H-20",
    requirement: "REQ-018",
  },
  "program-lost": {
    harm: DEADLY,
    onset: always("prompt"),
    response: STOP,
    forbids: "bolus",
    ends: "programmed",
    hazard: "H-20",
    requirement: "REQ-018",
  },
  "constants-lost": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "bolus-and-program",
    ends: "acknowledged",
    hazard: "H-20",
    requirement: "REQ-017",
  },
  "totals-lost": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "bolus",
    ends: "acknowledged",
    hazard: "H-20",
    requirement: "REQ-016",
  },
  "log-full": {
    harm: "minor",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "bolus-and-program",
    ends: "gone",
    hazard: "H-20",
    requirement: "REQ-077",
  },
  "log-write-failed": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "bolus-and-program",
    ends: "gone",
    hazard: "H-20",
    requirement: "REQ-058",
  },
  "sounder-failed": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "gone",
    hazard: "H-23",
    requirement: "REQ-074",
  },
  "vibrator-failed": {
    harm: "minor",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "gone",
    hazard: "H-23",
    requirement: "REQ-074",
  },
  "self-test-failed": {
    harm: DEADLY,
    onset: always("prompt"),
    response: SAFE_STATE,
    forbids: "bolus",
    ends: "self-tested",
    hazard: "H-21",
    requirement: "REQ-020",
  },
  "self-test-missed": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "self-tested",
    hazard: "H-21",
    requirement: "REQ-021",
  },
  reset: {
    harm: "minor",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "acknowledged",
    hazard: "H-21",
    requirement: "REQ-022",
  },
  "reset-loop": {
    harm: DEADLY,
    onset: always("prompt"),
    response: SAFE_STATE,
    forbids: "bolus",
    ends: "acknowledged",
    hazard: "H-21",
    requirement: "REQ-022",
  },
  "invariant-broken": {
    harm: DEADLY,
    onset: always("prompt"),
    response: SAFE_STATE,
    forbids: "bolus",
    ends: "acknowledged",
    hazard: "H-21",
    requirement: "REQ-024",
  },
  "stopped-too-long": {
    harm: DEADLY,
    onset: always("prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "resumed",
    hazard: "H-12",
    requirement: "REQ-063",
  },
  "rested-long": {
    harm: "reversible",
    onset: always("delayed"),
    response: GO_ON,
    forbids: "nothing",
    ends: "acknowledged",
    hazard: "H-10",
    requirement: "REQ-052",
  },
  "mri-open": {
    harm: DEADLY,
    onset: always("prompt"),
    response: GO_ON,
    forbids: "bolus",
    ends: "mri-ended",
    hazard: "H-13",
    requirement: "REQ-048",
  },
};
