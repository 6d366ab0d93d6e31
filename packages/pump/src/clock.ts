// SPDX-License-Identifier: Apache-2.0
/** The wall clock: it places the week on the pump's own clock, and moves nothing else. */
import { DAY_MS } from "@cisterna/quantity";
import { clockRefusals } from "./admission.ts";
import { answer, clearedBy, isTime, malformedTime, noProgram } from "./answer.ts";
import type { SetClockCommand } from "./command.ts";
import { endBoluses } from "./due.ts";
import type { Event } from "./event.ts";
import type { Guard } from "./guard.ts";
import type { Pump } from "./pump.ts";

const WEEK_MS = 7 * DAY_MS;

/**
 * The answer to a clock that was set. Boluses that flow are ended: those on the clock have another
 * time now, and windows are judged without them.
 * Refuses: a window that the moved week would overfill.
 */
export const setClock = (guard: Guard, pump: Pump, command: SetClockCommand): readonly Event[] => {
  const { clock, id } = command;
  const limit = WEEK_MS - 1;
  return answer(pump, command, {
    refusals: [
      ...noProgram(pump),
      ...(isTime(clock, limit) ? clockRefusals(guard, pump, clock) : [malformedTime(clock, limit)]),
    ],
    events: () => [
      ...endBoluses(pump, { command: id, reason: "clock-set" }),
      { kind: "clock-set", at: pump.now, command: id, clock },
      ...clearedBy(pump, "clock-set"),
    ],
  });
};
