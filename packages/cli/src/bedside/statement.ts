// SPDX-License-Identifier: Apache-2.0
/** The pump's statement and status as a document: counts as quantities. */
import { logbookOf, type Recorded, type Statement } from "@cisterna/link";
import type { Status } from "@cisterna/pump";
import {
  durationOf,
  flowOfPulses,
  type Milliseconds,
  milliseconds,
  type Nanolitres,
  toUcum,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import type { StatementOutput, StatusOutput } from "./output.ts";

/** How long from one moment of the pump to a later one; none where it is past. */
export const until = (now: Milliseconds, at: Milliseconds): Milliseconds =>
  milliseconds(Math.max(0, at - now));

const days = (now: Milliseconds, at: Milliseconds | null) =>
  at === null ? null : toUcum(durationOf(until(now, at)), "d");

/** A statement as a document. */
export const statementJson = (statement: Statement, pulse: Nanolitres): StatementOutput => {
  const { now, mode, rate, restraint, version, reservoir, dates, stop } = statement;
  return {
    now: toUcum(durationOf(now), "h"),
    ...{ mode, version, restraint },
    rate: toUcum(flowOfPulses(rate, pulse), "mL/d"),
    reservoir: toUcum(volumeOf(reservoir), "mL"),
    low_in: days(now, dates.low),
    empty_in: days(now, dates.empty),
    replace_in: days(now, dates.replaceBy),
    stop: stop === null ? null : { reason: stop.reason, ends_in: days(now, stop.until) },
  };
};

/** The logbook of a reading as a document: what happened, when on both clocks, by whom. */
export const logbookJson = (recorded: Recorded) =>
  logbookOf(recorded).map(({ at, wall, versions, actor, what }) => ({
    at: toUcum(durationOf(at), "h"),
    wall: wall === null ? null : new Date(wall).toISOString(),
    ...{ versions, actor, what },
  }));

/** A status as a document. */
export const statusJson = (status: Status, pulse: Nanolitres): StatusOutput => ({
  now: toUcum(durationOf(status.now), "h"),
  ...{ mode: status.mode, version: status.version, restraint: status.restraint },
  rate: toUcum(flowOfPulses(status.rate, pulse), "mL/d"),
  delivered: toUcum(volumeOfPulses(status.delivered.pulses, pulse), "mL"),
  withheld: toUcum(volumeOfPulses(status.withheld.pulses, pulse), "mL"),
  reservoir: toUcum(volumeOf(status.reservoir), "mL"),
  fluid: status.fluid,
  alarms: status.faults.map(({ fault, acknowledged }) => ({ fault, acknowledged })),
});
