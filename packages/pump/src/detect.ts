// SPDX-License-Identifier: Apache-2.0
/**
 * Detect: a report of the hardware against what the pump believes. A report flows in; what was
 * found wrong, what is right again and what has to be put right in the totals flow out. Nothing is
 * changed here, and a report that says what was expected says nothing.
 *
 * Law: beat freedom: the expected report gives no event.
 * Source: REQ-013, REQ-038, REQ-050, REQ-053, REQ-054.
 */
import { type Pulses, pulses } from "@cisterna/quantity";
import { FAULTS, type Fault } from "./alarm/fault.ts";
import { ALARMS } from "./alarm/table.ts";
import { foundEvents } from "./due.ts";
import type { Event } from "./event.ts";
import type { MemoryReport, Report } from "./port.ts";
import type { Pump } from "./pump.ts";
import { believedTurns, isActive } from "./reading.ts";

/** What a report makes known to a pump. */
export type Detect = (pump: Pump, report: Report) => readonly Event[];

/** A pulse may be on its way while the report is made. */
const PULSES_UNDER_WAY = 1;
/** And one more may have been left when the count was last put right: a single one is not. */
const PULSES_LEFT = 1;
/** Off by more than this, or by more than a twentieth, counts as wrong. Source: REQ-013 †. */
const OFF_NL = 50_000;
const OFF_SHARE = 20;
/** Level and computation may differ by this much. Source: REQ-037 †, [n45]. */
const LEVEL_NL = 2_000_000;

/** Turns that were asked for and did not come. */
const missingIn = (pump: Pump, { turns }: Report): number => believedTurns(pump) - turns;

/** Whether so many pulses are more than measurement explains, of those since the last test. */
const isOff = ({ device, delivered, counted }: Pump, count: number): boolean =>
  count > PULSES_UNDER_WAY + PULSES_LEFT &&
  (count * device.pulse > OFF_NL || count * OFF_SHARE > delivered.pulses - counted);

/**
 * A motor that is known to stand, or that a magnet may hold, is not short of pulses besides. Once
 * it was seen to turn in a scan, it is.
 */
const isExcused = (pump: Pump): boolean =>
  isActive(pump, "motor-stall") || pump.scan?.turned === false;

const memorySays = (report: Report, says: (memory: MemoryReport) => boolean): boolean | null =>
  report.memory === null ? null : says(report.memory);

const levelDiffers = (pump: Pump, { level }: Report): boolean | null =>
  level === null ? null : Math.abs(level - pump.reservoir) > LEVEL_NL;

const failed = (output: Report["sounder"]): boolean | null =>
  output === null ? null : output === "failed";

/** Three starts within ten minutes are a loop. Source: REQ-022 †. */
const STARTS_IN_LOOP = 3;

type Finder = (pump: Pump, report: Report) => boolean | null;

/** Whether a fault is there: yes, no, or null where a report does not say. */
const FINDERS: Readonly<Partial<Record<Fault, Finder>>> = {
  "motor-stall": (pump, report) =>
    report.motion === "not-asked" ? null : report.motion === "still" && pump.scan === null,
  "under-delivery": (pump, report) =>
    report.motion === "still" || isExcused(pump) ? null : isOff(pump, missingIn(pump, report)),
  "over-delivery": (pump, report) => report.inhibited || isOff(pump, -missingIn(pump, report)),
  "free-flow": (_, report) => report.freeFlow,
  occlusion: (_, report) => report.occluded,
  "reservoir-low": (pump, { level }) => (level === null ? null : level <= pump.device.low),
  "level-disagrees": levelDiffers,
  "battery-weak": ({ device: { battery } }, report) =>
    battery === null || report.battery === null
      ? null
      : report.battery.loadMillivolts < battery.weak,
  "battery-replace": ({ device: { battery } }, report) =>
    battery === null || report.battery === null ? null : report.battery.spent >= battery.replace,
  "battery-end": ({ device: { battery } }, report) =>
    battery === null || report.battery === null
      ? null
      : report.battery.spent >= battery.end || report.battery.loadMillivolts < battery.least,
  "clock-lost": (_, { clock }) => clock === "lost",
  "record-repaired": (_, report) => memorySays(report, ({ repaired }) => repaired),
  "program-lost": (_, report) => memorySays(report, ({ lost }) => lost.includes("program")),
  "constants-lost": (_, report) => memorySays(report, ({ lost }) => lost.includes("constants")),
  "totals-lost": (_, report) => memorySays(report, ({ lost }) => lost.includes("totals")),
  "log-full": (_, report) => memorySays(report, ({ full }) => full),
  "log-write-failed": (_, report) => memorySays(report, ({ failing }) => failing),
  "sounder-failed": (_, { sounder }) => failed(sounder),
  "vibrator-failed": (_, { vibrator }) => failed(vibrator),
  "self-test-failed": (_, { selfTest }) => (selfTest === null ? null : selfTest.length > 0),
  reset: (_, { starts }) => (starts === null ? null : starts > 0),
  "reset-loop": (_, { starts }) => (starts === null ? null : starts >= STARTS_IN_LOOP),
};

const foundIn = (pump: Pump, report: Report): readonly Fault[] =>
  FAULTS.filter((fault) => !isActive(pump, fault) && FINDERS[fault]?.(pump, report) === true);

const goneIn = (pump: Pump, report: Report): readonly Event[] =>
  pump.faults
    .filter(({ fault }) => ALARMS[fault].ends === "gone")
    .filter(({ fault }) => FINDERS[fault]?.(pump, report) === false)
    .map(({ fault }) => ({ kind: "fault-cleared", at: pump.now, fault, because: "gone" }));

const tested = (pump: Pump, { selfTest }: Report): readonly Event[] => {
  if (selfTest === null) return [];
  const passed = selfTest.length === 0;
  const over = passed
    ? pump.faults.filter(({ fault }) => ALARMS[fault].ends === "self-tested")
    : [];
  return [
    { kind: "self-tested", at: pump.now, failed: selfTest },
    ...over.map(
      ({ fault }): Event => ({
        kind: "fault-cleared",
        at: pump.now,
        fault,
        because: "self-tested",
      }),
    ),
  ];
};

const atLeastNone = (count: number): Pulses => pulses(Math.max(0, count));

/**
 * The totals are put right where somebody has looked: when a stall or a scan is over, when a fault
 * of flow was found, at a self-test. In between a stall says nothing new, however long it lasts.
 * What came unasked is put right even while the motor stands: it holds delivery back until then.
 */
const reconciled = (pump: Pump, report: Report, found: readonly Fault[]): readonly Event[] => {
  const missing = missingIn(pump, report);
  const over = isExcused(pump) && report.motion === "turned" && missing > PULSES_UNDER_WAY;
  const wrong = found.includes("under-delivery") || found.includes("over-delivery");
  const looked = over || wrong || report.selfTest !== null;
  const waits = missing > 0 && report.motion === "still";
  if (!looked || waits || Math.abs(missing) <= PULSES_UNDER_WAY) return [];
  return [
    {
      kind: "turns-reconciled",
      at: pump.now,
      missed: atLeastNone(missing),
      surplus: atLeastNone(-missing),
    },
  ];
};

/** What a report makes known. */
export const detect: Detect = (pump, report) => {
  const found = foundIn(pump, report);
  return [
    ...reconciled(pump, report, found),
    ...tested(pump, report),
    ...goneIn(pump, report),
    ...foundEvents(pump, found),
  ];
};
