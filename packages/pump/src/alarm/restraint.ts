// SPDX-License-Identifier: Apache-2.0
/**
 * The restraint: what the faults that are there leave of the delivery. It is derived from them and
 * from the program, never stored; the strictest answer counts, and every one only lowers the flow.
 */
import type { Pump } from "../pump.ts";
import type { Fault } from "./fault.ts";
import { priorityIn } from "./signal.ts";
import { ALARMS, RESTRAINTS, type Response, type Restraint } from "./table.ts";

/** The parts of a pump from which its restraint follows. */
export type Restrained = Pick<Pump, "faults" | "program">;

const classOf = ({ program }: Restrained) => program?.drugClass ?? "other";

const restraintBy = (pump: Restrained, response: Response): Restraint => {
  switch (response) {
    case "go-on":
      return "none";
    case "lowest-step":
    case "stop":
      return response;
    case "safe-state": {
      const onFault = pump.program?.onFault ?? "stop";
      return onFault === "hold" ? "none" : onFault;
    }
  }
};

const stricter = (a: Restraint, b: Restraint): Restraint =>
  RESTRAINTS.indexOf(a) > RESTRAINTS.indexOf(b) ? a : b;

/**
 * How far the faults of a pump hold its delivery back.
 * Law: a further fault never raises a rate.
 */
export const restraintOf = (pump: Restrained): Restraint => {
  let strictest: Restraint = "none";
  for (const { fault } of pump.faults) {
    strictest = stricter(strictest, restraintBy(pump, ALARMS[fault].response[classOf(pump)]));
  }
  return strictest;
};

/** The first fault that forbids something now, or null. */
export const forbiddingFault = (
  { faults }: Restrained,
  what: "bolus" | "program",
): Fault | null => {
  const forbids = what === "bolus" ? ["bolus", "bolus-and-program"] : ["bolus-and-program"];
  return faults.find(({ fault }) => forbids.includes(ALARMS[fault].forbids))?.fault ?? null;
};

/** The fault that forbids any bolus now, or null. Before its self-test a pump gives none. */
export const bolusForbiddenBy = (pump: Restrained & Pick<Pump, "tested">): Fault | null =>
  pump.tested === null ? "self-test-missed" : forbiddingFault(pump, "bolus");

/** Whether a fault ends the boluses that are flowing: an urgent one, or one that holds back. */
export const endsBoluses = (pump: Restrained, fault: Fault): boolean => {
  const urgent = priorityIn(fault, classOf(pump)) === "high";
  return urgent || restraintBy(pump, ALARMS[fault].response[classOf(pump)]) !== "none";
};
