// SPDX-License-Identifier: Apache-2.0
/**
 * The scan: while it is planned a motor that the magnet holds is no surprise; after it the pump is
 * open until somebody has seen the motor turn.
 * Source: REQ-048.
 */
import { DAY_MS } from "@cisterna/quantity";
import { answer, clearedBy, isTime, malformedTime } from "./answer.ts";
import type { BeginScanCommand, EndScanCommand } from "./command.ts";
import type { Event } from "./event.ts";
import type { Pump } from "./pump.ts";

/** A scan is a matter of hours. */
const LONGEST_SCAN_MS = DAY_MS;

/** The answer to a scan that is planned. */
export const beginScan = (pump: Pump, command: BeginScanCommand): readonly Event[] => {
  const { until, id } = command;
  const limit = pump.now + LONGEST_SCAN_MS;
  const sound = isTime(until, limit) && until > pump.now;
  return answer(pump, command, {
    refusals: [
      ...(pump.scan === null ? [] : [{ kind: "scan-running", until: pump.scan.until } as const]),
      ...(sound ? [] : [malformedTime(until, limit)]),
    ],
    events: () => [{ kind: "scan-begun", at: pump.now, command: id, until }],
  });
};

/** The answer to a scan that is over. Refuses: a motor that was not seen to turn. */
export const endScan = (pump: Pump, command: EndScanCommand): readonly Event[] =>
  answer(pump, command, {
    refusals: [
      ...(pump.scan === null ? [{ kind: "no-scan" } as const] : []),
      ...(command.turns ? [] : [{ kind: "motor-still" } as const]),
    ],
    events: () => [
      { kind: "scan-ended", at: pump.now, command: command.id },
      ...clearedBy(pump, "mri-ended"),
    ],
  });
