// SPDX-License-Identifier: Apache-2.0
/**
 * The signal: which of the alarms that are there is heard now. The most urgent one is; the others
 * wait and are heard when it is silenced, acknowledged or gone. Nothing is lost meanwhile.
 */
import type { DrugClass } from "@cisterna/therapy";
import type { Pump } from "../pump.ts";
import type { ActiveFault, Fault } from "./fault.ts";
import { type Priority, priorityOf, rankOf } from "./priority.ts";
import { ALARMS } from "./table.ts";
import { type Tone, toneOf } from "./tone.ts";

/** The priority of a fault under a drug class: the same fault may come sooner for one drug. */
export const priorityIn = (fault: Fault, drugClass: DrugClass): Priority =>
  priorityOf(ALARMS[fault].harm, ALARMS[fault].onset[drugClass]);

/** What is heard. */
export type Signal = {
  readonly fault: Fault;
  readonly priority: Priority;
  readonly tone: Tone;
};

const isHeard = ({ acknowledged, silentUntil }: ActiveFault, time: number): boolean =>
  !acknowledged && silentUntil <= time;

/**
 * What is heard at an instant, or null: the most urgent alarm, among equals the one found first.
 * Law: while an alarm is neither acknowledged nor silenced, something at least as urgent is heard.
 * Source: REQ-069, REQ-070.
 */
export const signalOf = (pump: Pick<Pump, "faults" | "program">, time: number): Signal | null => {
  const drugClass = pump.program?.drugClass ?? "other";
  let heard: Signal | null = null;
  for (const active of pump.faults) {
    const priority = priorityIn(active.fault, drugClass);
    const louder = heard === null || rankOf(priority) > rankOf(heard.priority);
    if (louder && isHeard(active, time)) {
      heard = { fault: active.fault, priority, tone: toneOf(priority) };
    }
  }
  return heard;
};
