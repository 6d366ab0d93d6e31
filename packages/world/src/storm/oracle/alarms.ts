// SPDX-License-Identifier: Apache-2.0
/**
 * Alarms in time: what a sensor has been telling for longer than an urgent alarm may take has to be
 * an alarm by now, and what is an alarm has to be heard unless somebody has answered it.
 * Source: REQ-069, REQ-070, REQ-073.
 */
import {
  type ActiveFault,
  type Fault,
  isActive,
  type Pump,
  priorityIn,
  rankOf,
  signalOf,
} from "@cisterna/pump";
import type { FaultKind } from "../../hardware/fault.ts";
import type { Hardware } from "../../hardware/hardware.ts";
import type { Fitted } from "../../hardware/implant.ts";

/** An urgent alarm is heard within this of its cause. */
const LATEST_MS = 10_000;
/** Nobody silences an alarm for longer. */
const LONGEST_SILENCE_MS = 600_000;

/** Faults that a sensor tells at once, where it is fitted, and the alarm that they are. */
const TOLD: Partial<Record<FaultKind, { alarm: Fault; by: keyof Fitted | null }>> = {
  "free-flow": { alarm: "free-flow", by: "flow" },
  "valve-weeping": { alarm: "free-flow", by: "flow" },
  "catheter-occluded": { alarm: "occlusion", by: "pressure" },
  "clock-lost": { alarm: "clock-lost", by: null },
};

/** What each alarm was last cleared for, and when: it is found again if it is still there. */
export type Cleared = Map<Fault, number>;

/** What an alarm follows from: what is told, what was cleared, since when somebody hears it. */
type Heard = {
  readonly hardware: Hardware;
  readonly pump: Pump;
  readonly cleared: Cleared;
  readonly awake: number;
};

/** An alarm that should be there and is not, or null. */
export const missingAlarm = ({ hardware, pump, cleared, awake }: Heard): Fault | null => {
  const { active, implant } = hardware;
  for (const { fault, until } of active) {
    const told = TOLD[fault.fault];
    if (told === undefined || (told.by !== null && !implant.fitted[told.by])) continue;
    const known = Math.max(until - fault.lasts, cleared.get(told.alarm) ?? 0, awake);
    const late = pump.now - known > LATEST_MS && pump.now < until;
    if (late && !isActive(pump, told.alarm)) return told.alarm;
  }
  return null;
};

const isAnswered = ({ acknowledged, silentUntil }: ActiveFault, now: number): boolean =>
  acknowledged || (silentUntil > now && silentUntil <= now + LONGEST_SILENCE_MS);

/** An alarm that nobody has answered and over which something less urgent or nothing is heard. */
export const unheard = (pump: Pump): Fault | null => {
  const { faults, now, program } = pump;
  if (faults.length === 0) return null;
  const drugClass = program?.drugClass ?? "other";
  const signal = signalOf(pump, now);
  const heard = signal === null ? -1 : rankOf(signal.priority);
  const lost = faults.find(
    (each) => !isAnswered(each, now) && rankOf(priorityIn(each.fault, drugClass)) > heard,
  );
  return lost?.fault ?? null;
};
