// SPDX-License-Identifier: Apache-2.0
/** Attending to alarms: seen by a clinician, or still for a while. */
import { milliseconds } from "@cisterna/quantity";
import { answer, clearedBy } from "./answer.ts";
import type { Command, SilenceCommand } from "./command.ts";
import type { Event } from "./event.ts";
import type { Pump } from "./pump.ts";

/** What a clinician sees for the first time; a fault that needs no more than that is over. */
export const acknowledge = (pump: Pump, command: Command): readonly Event[] => {
  const seen = pump.faults.filter(({ acknowledged }) => !acknowledged).map(({ fault }) => fault);
  return answer(pump, command, {
    refusals: pump.faults.length === 0 ? [{ kind: "no-alarm" }] : [],
    events: () => [
      { kind: "acknowledged", at: pump.now, command: command.id, faults: seen },
      ...clearedBy(pump, "acknowledged"),
    ],
  });
};

/** Source: REQ-070. */
const SILENCE_MS = 10 * 60_000;

/**
 * Every alarm that is heard is still for ten minutes, then it is heard again; or at once, when the
 * silence is over.
 */
export const silence = (pump: Pump, command: SilenceCommand): readonly Event[] => {
  const heard = pump.faults.filter(({ acknowledged }) => !acknowledged).map(({ fault }) => fault);
  const until = command.over === true ? pump.now : milliseconds(pump.now + SILENCE_MS);
  return answer(pump, command, {
    refusals: heard.length === 0 ? [{ kind: "no-alarm" }] : [],
    events: () => [{ kind: "silenced", at: pump.now, command: command.id, faults: heard, until }],
  });
};
