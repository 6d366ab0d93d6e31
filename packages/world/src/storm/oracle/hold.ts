// SPDX-License-Identifier: Apache-2.0
/**
 * The hold: what the faults leave of the flow, by the rows of the alarm table. It reads the same
 * rows as the pump and works them out with other code.
 */
import { ALARMS, type Fault } from "@cisterna/pump";
import type { Program } from "@cisterna/therapy";

/** What may flow: everything, the lowest step of the week, the minimum, nothing. */
export type Hold = "none" | "lowest-step" | "minimum" | "stop";

const STRICTNESS: Readonly<Record<Hold, number>> = {
  none: 0,
  "lowest-step": 1,
  minimum: 2,
  stop: 3,
};

const SAFE: Readonly<Record<Program["onFault"], Hold>> = {
  hold: "none",
  minimum: "minimum",
  stop: "stop",
};

const holdBy = (fault: Fault, { drugClass, onFault }: Program): Hold => {
  const answer = ALARMS[fault].response[drugClass];
  if (answer === "go-on") return "none";
  return answer === "safe-state" ? SAFE[onFault] : answer;
};

/** The strictest of what the faults ask for. */
export const holdOf = (faults: Iterable<Fault>, program: Program): Hold => {
  let strictest: Hold = "none";
  for (const fault of faults) {
    const hold = holdBy(fault, program);
    if (STRICTNESS[hold] > STRICTNESS[strictest]) strictest = hold;
  }
  return strictest;
};
