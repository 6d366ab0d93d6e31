// SPDX-License-Identifier: Apache-2.0
/** A daily pattern: the dose of the day, its volume, and the flow of every step. */

import {
  accepted,
  type Concentration,
  durationOf,
  flowFor,
  milliseconds,
  type NonEmpty,
  none,
  toUcum,
} from "@cisterna/quantity";
import { basalByDay, DAY_MINUTES, WEEKDAYS, weekOf } from "@cisterna/therapy";
import { answered, doseUnitOf, inUnit, line } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import { quantityKey, textKey } from "./key.ts";
import { readSteps, type Step } from "./steps.ts";

const dailyOf = (steps: NonEmpty<Step>) => {
  const [first, ...rest] = steps;
  const ordered = ({ minute, dose }: Step) => ({ from: minute, dose: dose.value, days: WEEKDAYS });
  const week = weekOf({ kind: "pattern", steps: [ordered(first), ...rest.map(ordered)] });
  return basalByDay(week)[0] ?? none<"dose-rate">();
};

/** From each step to the next one; the last runs on over midnight into the first. */
const flowsOf = (steps: NonEmpty<Step>, concentration: Concentration) =>
  steps.map(({ at, minute, dose }, place) => {
    const until = steps[place + 1]?.minute ?? steps[0].minute + DAY_MINUTES;
    const lasts = durationOf(milliseconds((until - minute) * 60_000));
    const flow = flowFor(dose.value, concentration);
    const shown = inUnit(flow, "mL/d");
    const json = {
      from: at,
      duration: toUcum(lasts, "h"),
      flow: shown.json,
      "flow-per-hour": toUcum(flow, "mL/h"),
    };
    const text = `${shown.text} for ${inUnit(lasts, "h").text}`;
    return { json, line: line(`from ${at} at ${dose.text}`, "", { json, text }) };
  });

/** `calc pattern`. */
export const command = calculationCommand({
  name: "pattern",
  summary: "Daily pattern: dose and volume of the day, flow of every step",
  example:
    'calc pattern --steps "00:00 360 mcg/d, 06:00 450 mcg/d, 09:00 360 mcg/d" ' +
    '--concentration "2000 mcg/mL"',
  details: "Each step lasts until the next one; the last runs on over midnight into the first.",
  keys: {
    steps: textKey(
      { about: 'times and dose rates: "00:00 2 mg/d, 06:00 3 mg/d"', value: "steps" },
      readSteps,
    ),
    concentration: quantityKey("concentration", "concentration in the reservoir"),
  },
  compute: ({ steps, concentration }) => {
    const daily = dailyOf(steps);
    const flows = flowsOf(steps, concentration.value);
    const unit = `${doseUnitOf(steps[0].dose.unit)}/d`;
    const day = answered(
      line("daily", "sum over the steps of dose rate × time", inUnit(daily, unit)),
      line(
        "daily-flow",
        "{daily} ÷ {concentration}",
        inUnit(flowFor(daily, concentration.value), "mL/d"),
      ),
    );
    return accepted({
      json: { ...day.json, flows: flows.map((each) => each.json) },
      lines: [...flows.map((each) => each.line), ...day.lines],
    });
  },
});
