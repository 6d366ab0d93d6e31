// SPDX-License-Identifier: Apache-2.0
/**
 * Forecast: when the reservoir reaches its alarm volume, when it is empty, and when the refill is
 * due. The worst case takes every allowed bolus and a pump that runs fast by its stated error;
 * the stability of the drug caps all of them.
 * Source: [n9] for tracking by computation, [n20] for the all-boluses rule, [n1] for the cap.
 */
import {
  add,
  canonical,
  compare,
  type Duration,
  durationFor,
  exceeds,
  type Flow,
  isNegative,
  lesser,
  minus,
  multiply,
  none,
  ONE,
  plus,
  type Ratio,
  type Volume,
  volumeOver,
} from "@cisterna/quantity";

/** From a time after the fill on, another flow. */
export type FlowStep = { readonly at: Duration; readonly flow: Flow };

/** What is in the reservoir and how fast it leaves, at first and after each dated step. */
export type Outlook = {
  readonly volume: Volume;
  readonly alarm: Volume;
  readonly flow: Flow;
  readonly changes?: readonly FlowStep[];
  readonly stability: Duration | null;
};

/** Times from the fill on. */
export type Forecast = {
  readonly toAlarm: Duration;
  readonly toEmpty: Duration;
  readonly due: Duration;
  readonly because: "reservoir" | "stability";
};

/** Time in which a flow that changes at dated steps moves a volume. */
const timeTo = (volume: Volume, flow: Flow, changes: readonly FlowStep[]): Duration => {
  let [left, now, current] = [volume, none<"time">(), flow];
  if (isNegative(left)) return now;
  for (const step of changes) {
    const moved = volumeOver(current, minus(step.at, now));
    if (!exceeds(left, moved)) break;
    [left, now, current] = [minus(left, moved), step.at, step.flow];
  }
  return plus(now, durationFor(left, current));
};

/**
 * When the refill is due: at the alarm volume or at the end of stability, whichever comes first.
 * Breaks if: the last flow is zero (judged before).
 */
export const forecast = ({ volume, alarm, flow, changes = [], stability }: Outlook): Forecast => {
  const toAlarm = timeTo(minus(volume, alarm), flow, changes);
  const toEmpty = timeTo(volume, flow, changes);
  const capped = stability !== null && compare(stability, toAlarm) < 0;
  return {
    toAlarm,
    toEmpty,
    due: stability === null ? toAlarm : lesser(toAlarm, stability),
    because: capped ? "stability" : "reservoir",
  };
};

/** The fastest the reservoir can empty: every allowed bolus, and the pump fast by its error. */
export const fastest = (flow: Flow, upperError: Ratio): Flow =>
  canonical(multiply(flow, add(ONE, upperError)));
