// SPDX-License-Identifier: Apache-2.0
/** When the reservoir reaches its alarm, when it is empty, and when the refill is due. */

import {
  accepted,
  type Duration,
  exceeds,
  type Instant,
  minus,
  none,
  plus,
  type Result,
  refused,
  toUcum,
  volumeOver,
} from "@cisterna/quantity";
import { forecast, type Outlook } from "@cisterna/therapy";
import type { Refusal } from "../shell/command.ts";
import { answered, inUnit, line, type ResultLine, word } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import { ahead } from "./calendar.ts";
import type { Entry } from "./entry.ts";
import { countKey, eitherKey, momentKey, optional, quantityKey } from "./key.ts";
import { drainOf } from "./outlook.ts";

type Times = {
  readonly outlook: Outlook;
  readonly lead: Entry<"time"> | null;
  readonly filled: Instant | null;
};

const above = (kind: string, path: string, pair: { asked: unknown; limit: unknown }): Refusal => ({
  kind,
  path,
  ...pair,
});

/** The refill is due a lead before the alarm: as if the alarm sounded that much earlier. */
const earlier = (outlook: Outlook, lead: Duration): Outlook => ({
  ...outlook,
  alarm: plus(outlook.alarm, volumeOver(outlook.flow, lead)),
});

const dueLines = ({ outlook, lead }: Times, due: Duration, because: string) => {
  const alarm = lead === null ? "{days-to-alarm}" : "{days-to-alarm} − {lead}";
  const formula = outlook.stability !== null ? `the earlier of ${alarm} and {stability}` : alarm;
  return [line("due-days", formula, inUnit(due, "d")), line("because", "", word(because))];
};

const timesOf = (times: Times): Result<readonly ResultLine[], Refusal> => {
  const { outlook, lead, filled } = times;
  const { toAlarm, toEmpty } = forecast(outlook);
  const wait = lead?.value ?? none<"time">();
  if (exceeds(wait, toAlarm)) {
    const pair = { asked: toUcum(wait, "d"), limit: toUcum(toAlarm, "d") };
    return refused(above("lead-beyond-alarm", "lead", pair));
  }
  const { due, because } = forecast(earlier(outlook, wait));
  const day = filled === null ? null : ahead(filled, due, "filled");
  if (day !== null && !day.ok) return day;
  return accepted([
    line("days-to-alarm", "({volume} − {alarm}) ÷ {flow}", inUnit(toAlarm, "d")),
    line("days-to-empty", "{volume} ÷ {flow}", inUnit(toEmpty, "d")),
    ...dueLines(times, due, because),
    ...(day === null ? [] : [line("due", "{filled} + {due-days}", word(day.value.day))]),
  ]);
};

/** `calc refill`. */
export const command = calculationCommand({
  name: "refill",
  summary: "When the reservoir reaches its alarm and is empty, and when the refill is due",
  example:
    'calc refill --volume "38 mL" --alarm "2 mL" --dose "500 mcg/d" --concentration "1 mg/mL" ' +
    "--filled 2026-03-01T09:00:00+01:00",
  details:
    "Days are exact and not rounded; the due day is the one in which the time runs out.\n" +
    "With --bolus and --boluses-per-day every allowed bolus is counted: the worst case.",
  keys: {
    volume: quantityKey("volume", "volume in the reservoir"),
    alarm: quantityKey("volume", "volume at which the alarm sounds", "any"),
    flow: optional(quantityKey("flow", "flow of the pump")),
    dose: optional(quantityKey("dose-rate", "dose per day")),
    concentration: optional(quantityKey("concentration", "concentration in the reservoir")),
    bolus: optional(eitherKey(["volume", "mass"], "one bolus")),
    "boluses-per-day": optional(countKey("most boluses in a day")),
    stability: optional(quantityKey("time", "how long the drug lasts in the pump")),
    lead: optional(quantityKey("time", "how long before the alarm the refill is to be", "any")),
    filled: optional(momentKey("when it was filled; gives the due day")),
  },
  forms: [["flow"], ["dose", "concentration"], ["flow", "concentration"]],
  together: [["bolus", "boluses-per-day"]],
  compute: (entry) => {
    const { volume, alarm } = entry;
    const drained = drainOf({ ...entry, boluses: entry["boluses-per-day"] });
    const refusals: readonly Refusal[] = [
      ...(exceeds(alarm.value, volume.value)
        ? [
            above("alarm-above-volume", "alarm", {
              asked: toUcum(alarm.value, "mL"),
              limit: toUcum(volume.value, "mL"),
            }),
          ]
        : []),
      ...(drained.ok ? [] : drained.refusals),
    ];
    const [first, ...rest] = refusals;
    if (first !== undefined || !drained.ok) {
      return refused(first ?? { kind: "missing-option", path: "flow" }, ...rest);
    }
    const { flow, lines } = drained.value;
    const stability = entry.stability?.value ?? null;
    const outlook = { volume: volume.value, alarm: alarm.value, flow, stability };
    const times = timesOf({ outlook, lead: entry.lead, filled: entry.filled });
    if (!times.ok) return times;
    const usable = minus(volume.value, alarm.value);
    return accepted(
      answered(
        ...lines,
        line("usable", "{volume} − {alarm}", inUnit(usable, "mL")),
        ...times.value,
      ),
    );
  },
});
