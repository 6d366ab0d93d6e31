// SPDX-License-Identifier: Apache-2.0
/**
 * Dates: until when a pump surely needs nothing from anybody. A pump flows in; instants of its own
 * clock flow out, or null where nothing is due. No calendar, zone or wall clock is in them, so none
 * of those can make one wrong or blank: a screen adds the time that is left to its own date.
 *
 * Law: none is later than the truth, whatever the patient may still ask for.
 * Source: REQ-039, REQ-054, REQ-056; devices.md §2 for the 90 days.
 */
import { DAY_MS, type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Fault } from "./alarm/fault.ts";
import { type Pump, pulsesLeft } from "./pump.ts";

/** From the indicator to the end of service, at the most. */
const ELECTIVE_MS = 90 * DAY_MS;

/** When something is due, on the pump's own clock. */
export type Dates = {
  /** The reservoir comes to its low volume; null without a program that gives anything. */
  readonly low: Milliseconds | null;
  /** The reservoir is empty. */
  readonly empty: Milliseconds | null;
  /** The pump is to be replaced; null while its battery shows nothing. */
  readonly replaceBy: Milliseconds | null;
};

/** The most that any day may bring: the widest limit that is still in force. */
const mostADay = ({ eras, device }: Pump): number =>
  Math.min(device.most, Math.max(0, ...eras.map(({ limits }) => limits.day)));

/** Pulses that a transition gives at once and beside every limit. */
const transitionPulses = ({ transition }: Pump): number =>
  Math.ceil((transition?.left ?? 0) / DAY_MS);

/** In so many whole days no more than these pulses can have left. */
const afterPulses = (pump: Pump, count: number): Milliseconds | null => {
  const daily = mostADay(pump);
  if (daily === 0) return null;
  const days = Math.floor((count - transitionPulses(pump)) / daily);
  return milliseconds(pump.now + Math.max(0, days) * DAY_MS);
};

const sinceOf = ({ faults }: Pump, fault: Fault): Milliseconds | null =>
  faults.find((each) => each.fault === fault)?.since ?? null;

/** A cell that has ended is due when it was found; one that shows its age 90 days later. */
const replacement = (pump: Pump): Milliseconds | null => {
  const shown = [sinceOf(pump, "battery-replace"), sinceOf(pump, "battery-weak")];
  const due = [
    sinceOf(pump, "battery-end"),
    ...shown.map((since) => (since === null ? null : milliseconds(since + ELECTIVE_MS))),
  ];
  return due.reduce((earliest, each) => {
    if (earliest === null || each === null) return earliest ?? each;
    return each < earliest ? each : earliest;
  }, null);
};

/** The dates of a pump. */
export const datesOf = (pump: Pump): Dates => {
  const left = pulsesLeft(pump);
  return {
    low: afterPulses(pump, left - Math.ceil(pump.device.low / pump.device.pulse)),
    empty: afterPulses(pump, left),
    replaceBy: replacement(pump),
  };
};
