// SPDX-License-Identifier: Apache-2.0
/** The answer to a command: what was done, or one refusal with every reason. */
import type { NonEmpty } from "@cisterna/quantity";
import type { Fault } from "./alarm/fault.ts";
import { ALARMS, type Ending } from "./alarm/table.ts";
import type { Command } from "./command.ts";
import type { Event, FaultCleared } from "./event.ts";
import type { Pump } from "./pump.ts";
import type { Refusal } from "./refusal.ts";

const isNonEmpty = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;

/** The events if nothing is against them, otherwise the refusal. */
export const answer = (
  pump: Pump,
  command: Command,
  found: { refusals: readonly Refusal[]; events: () => readonly Event[] },
): readonly Event[] => {
  const { refusals } = found;
  if (!isNonEmpty(refusals)) return found.events();
  return [{ kind: "refused", at: pump.now, command: command.id, asked: command.kind, refusals }];
};

/** Refused where there is nothing to be done it to. */
export const noProgram = ({ program }: Pump): readonly Refusal[] =>
  program === null ? [{ kind: "no-program" }] : [];

/** The faults that something ends. */
const endedBy = ({ faults }: Pump, ending: Ending): readonly Fault[] =>
  faults.map(({ fault }) => fault).filter((fault) => ALARMS[fault].ends === ending);

/** The end of every fault that something ends. */
export const clearedBy = (pump: Pump, because: Ending): readonly FaultCleared[] =>
  endedBy(pump, because).map((fault) => ({
    kind: "fault-cleared",
    at: pump.now,
    fault,
    because,
  }));

/** Whether a wire brought a time: a whole number of milliseconds, up to a limit. */
export const isTime = (value: number, limit: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= limit;

/** A time that is none, or beyond what may be asked for. */
export const malformedTime = (asked: number, limit: number): Refusal => ({
  kind: "malformed-time",
  asked,
  limit,
});
