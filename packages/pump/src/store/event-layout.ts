// SPDX-License-Identifier: Apache-2.0
/** How events stand in bytes: one table of their fields. Its order is the format: only append. */
import type { NonEmpty } from "@cisterna/quantity";
import type { ActiveFault } from "../alarm/fault.ts";
import type { Ending, Restraint } from "../alarm/table.ts";
import type { BolusSource, RunningBolus } from "../bolus.ts";
import type { StartCause } from "../cause.ts";
import type { Command } from "../command.ts";
import type { CancelReason, Event, Programmed } from "../event.ts";
import type { Scan } from "../magnet.ts";
import type { TestedPart } from "../part.ts";
import type { Refusal } from "../refusal.ts";
import type { Mode, Status } from "../status.ts";
import type { Stop } from "../stop.ts";
import { unsound } from "./ink.ts";
import {
  type Fields,
  flag,
  type Layout,
  later,
  listOf,
  oneOf,
  orNull,
  recordOf,
  text,
  unionOf,
  whole,
} from "./layout.ts";
import { amount, programLayout, rate, time, transitionKind } from "./program-layout.ts";
import { fault, refusal, tally, volume } from "./refusal-layout.ts";

/** A bolus that flows. */
export const runningBolus = recordOf<RunningBolus>({
  id: text,
  source: oneOf<RunningBolus["source"]>({ "on-demand": 0, single: 1 }),
  from: time,
  pulses: amount,
  over: time,
});

/** A stop. */
export const stop = recordOf<Stop>({ at: time, reason: text, maximum: time, expired: flag });

/** A fault that is there. */
export const activeFault = recordOf<ActiveFault>({
  fault,
  since: time,
  acknowledged: flag,
  silentUntil: time,
});

/** A scan. */
export const scan = recordOf<Scan>({ since: time, until: time, turned: flag });

const status = recordOf<Status>({
  now: time,
  mode: oneOf<Mode>({ idle: 0, transition: 1, running: 2, stopped: 3, dry: 4 }),
  rate,
  version: orNull(whole),
  delivered: tally,
  withheld: tally,
  reservoir: volume,
  fluid: orNull(text),
  transitionLeft: orNull(tally),
  boluses: listOf(runningBolus),
  stop: orNull(stop),
  faults: listOf(activeFault),
  restraint: oneOf<Restraint>({ none: 0, "lowest-step": 1, minimum: 2, stop: 3 }),
  missed: amount,
  surplus: amount,
  tested: orNull(time),
  scan: orNull(scan),
});

const commandKind = oneOf<Command["kind"]>({
  program: 0,
  request: 1,
  refill: 2,
  stop: 3,
  resume: 4,
  "cancel-bolus": 5,
  exchange: 6,
  acknowledge: 7,
  silence: 8,
  "test-alarm": 9,
  "set-clock": 10,
  "begin-scan": 11,
  "end-scan": 12,
  interrogate: 13,
});

const ending = oneOf<Ending>({
  gone: 0,
  acknowledged: 1,
  programmed: 2,
  refilled: 3,
  resumed: 4,
  "clock-set": 5,
  "mri-ended": 6,
  "self-tested": 7,
  replacement: 8,
});

const cancelReason = oneOf<CancelReason>({
  asked: 0,
  stopped: 1,
  reprogrammed: 2,
  "ran-dry": 3,
  alarm: 4,
  reset: 5,
  "clock-set": 6,
});

const part = oneOf<TestedPart>({ memory: 0, checksum: 1, alarm: 2, motor: 3 });
const cause = oneOf<StartCause>({ "power-on": 0, watchdog: 1, "brown-out": 2, invariant: 3 });
const bolusSource = oneOf<BolusSource>({ "on-demand": 0, periodic: 1, single: 2 });

const refusalList = listOf(refusal);

const isFilled = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;

const NOTHING_KNOWN: NonEmpty<Refusal> = [{ kind: "no-program" }];

/** At least one refusal. */
const refusals: Layout<NonEmpty<Refusal>> = {
  put: (ink, list) => refusalList.put(ink, list),
  take: (sheet) => {
    const list = refusalList.take(sheet);
    return isFilled(list) ? list : unsound(sheet, NOTHING_KNOWN);
  },
};

const at = time;
const command = text;

const programmed: Fields<Omit<Programmed, "kind">> = {
  at,
  command,
  program: programLayout,
  replaced: orNull(whole),
  catheter: orNull(text),
};

/** A program that came into force. */
export const programmedLayout: Layout<Programmed> = unionOf<Programmed>({ programmed });

/** Anything that can have happened to a pump. */
export const eventLayout: Layout<Event> = unionOf<Event>({
  programmed,
  "transition-settled": { at, transition: transitionKind, pulses: amount },
  "transition-cancelled": { at, command, transition: transitionKind, left: tally },
  "bolus-granted": { at, command: orNull(text), bolus: runningBolus },
  "bolus-settled": { at, bolus: text, source: bolusSource, pulses: amount },
  "bolus-cancelled": {
    at,
    command: orNull(text),
    bolus: text,
    source: bolusSource,
    reason: cancelReason,
    left: tally,
  },
  refilled: { at, command, volume, fluid: text, found: volume, aspirated: volume },
  "ran-dry": { at },
  stopped: { at, command, reason: text, maximum: time },
  "stop-expired": { at, since: time },
  resumed: { at, command },
  interrogated: { at, command, status },
  refused: { at, command, asked: commandKind, refusals },
  repeated: { at, command, answer: listOf(later(() => eventLayout)) },
  "fault-found": { at, fault },
  "fault-cleared": { at, fault, because: ending },
  "turns-reconciled": { at, missed: amount, surplus: amount },
  "self-tested": { at, failed: listOf(part) },
  acknowledged: { at, command, faults: listOf(fault) },
  silenced: { at, command, faults: listOf(fault), until: time },
  "alarm-tested": { at, command },
  "clock-set": { at, command, clock: time },
  "scan-begun": { at, command, until: time },
  "scan-ended": { at, command },
  recovered: {
    at,
    cause,
    since: time,
    unknown: amount,
    dropped: amount,
    missed: amount,
    blind: flag,
  },
});
