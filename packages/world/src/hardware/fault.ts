// SPDX-License-Identifier: Apache-2.0
/**
 * Faults: every way in which the hardware of a pump can be other than it should be. A fault is
 * data: what, for how long, how badly. What it does to motor, reservoir, line and clock stands in
 * `condition`; what it does to the processor and the memory is done where they are.
 * Source: the published failures of pumps, as the hazard file lists them.
 */
import type { Milliseconds } from "@cisterna/quantity";
import type { Drive } from "@cisterna/therapy";

/** The part of a pump that a fault is in. */
type FaultPart =
  | "motor"
  | "valve"
  | "reservoir"
  | "catheter"
  | "battery"
  | "clock"
  | "memory"
  | "signal"
  | "processor"
  | "field";

/** A row of the table of faults. */
type FaultRow = {
  readonly part: FaultPart;
  /** Whether it happens at one instant; otherwise it stays for as long as it is said to. */
  readonly sudden: boolean;
  /** Drives that it can be in; all of them if not said. */
  readonly drives?: readonly Drive[];
};

const MOTOR: readonly Drive[] = ["peristaltic"];
const VALVES: readonly Drive[] = ["valve-gated"];
const DRIVEN: readonly Drive[] = ["peristaltic", "valve-gated"];

const lasting = (part: FaultPart, drives?: readonly Drive[]): FaultRow =>
  drives === undefined ? { part, sudden: false } : { part, sudden: false, drives };

const sudden = (part: FaultPart): FaultRow => ({ part, sudden: true });

/** Every fault by its name. */
const FAULTS = {
  "motor-stall": lasting("motor", DRIVEN),
  "motor-slip": lasting("motor", MOTOR),
  "motor-stuck-on": lasting("motor", DRIVEN),
  "motor-wear": lasting("motor", MOTOR),
  "feedback-lost": lasting("motor", DRIVEN),
  "feedback-phantom": lasting("motor", DRIVEN),
  "free-flow": lasting("valve"),
  "valve-weeping": lasting("valve", VALVES),
  "reservoir-leak": lasting("reservoir"),
  "reservoir-overfilled": sudden("reservoir"),
  "pocket-fill": sudden("reservoir"),
  "level-stuck": lasting("reservoir"),
  "level-biased": lasting("reservoir"),
  "level-lost": lasting("reservoir"),
  "catheter-occluded": lasting("catheter"),
  "catheter-kinked": lasting("catheter"),
  "catheter-leaking": lasting("catheter"),
  "catheter-disconnected": lasting("catheter"),
  "tip-migrated": lasting("catheter"),
  "battery-film": lasting("battery"),
  "battery-fading": lasting("battery"),
  "brown-out": sudden("battery"),
  "clock-lost": lasting("clock"),
  "clock-jumped": sudden("clock"),
  "clock-drifting": lasting("clock"),
  "bit-flipped": sudden("memory"),
  "write-torn": sudden("memory"),
  "both-copies-bad": sudden("memory"),
  "copy-stale": sudden("memory"),
  "page-worn": lasting("memory"),
  "sounder-dead": lasting("signal"),
  "vibrator-dead": lasting("signal"),
  "processor-hung": sudden("processor"),
  "processor-reset": sudden("processor"),
  "reset-loop": sudden("processor"),
  "memory-upset": sudden("processor"),
  "magnetic-field": lasting("field", DRIVEN),
  "rotor-bound": lasting("field", MOTOR),
} as const satisfies Readonly<Record<string, FaultRow>>;

/** The name of a fault. */
export type FaultKind = keyof typeof FAULTS;

/** Every name, in the order of the table. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** A fault that begins. */
export type Fault = {
  readonly kind: "fault";
  readonly fault: FaultKind;
  /** How long it stays; a sudden one is over at once. */
  readonly lasts: Milliseconds;
  /** How bad it is, from 1 to 1000. */
  readonly severity: number;
};

/** The row of a fault. */
export const faultRow = (kind: FaultKind): FaultRow => FAULTS[kind];

/** Faults that a drive can have. */
export const faultsOf = (drive: Drive): readonly FaultKind[] =>
  FAULT_KINDS.filter((kind) => faultRow(kind).drives?.includes(drive) ?? true);
