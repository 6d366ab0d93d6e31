// SPDX-License-Identifier: Apache-2.0
/** The dose that whole pulses can give, next to the dose that was asked. */

import {
  accepted,
  changeOf,
  DAY,
  doseOf,
  durationFor,
  exceeds,
  type Flow,
  flowFor,
  flowOfPulses,
  inNanolitres,
  type Nanolitres,
  nanolitres,
  pulses,
  type Result,
  rational,
  refused,
  same,
  times,
  toUcum,
  volumeOf,
} from "@cisterna/quantity";
import { achievableDose, rateFor } from "@cisterna/therapy";
import type { Refusal } from "../shell/command.ts";
import { answered, doseUnitOf, inUnit, line, massUnitOf, plain } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import type { Entry } from "./entry.ts";
import { optional, quantityKey } from "./key.ts";

type Asked = {
  readonly dose: Entry<"dose-rate">;
  readonly concentration: Entry<"concentration">;
  readonly pulse: Entry<"volume">;
  readonly least: Entry<"flow"> | null;
  readonly most: Entry<"flow"> | null;
};

const inFlow = (flow: Flow) => toUcum(flow, "mL/d");

const rangeRefusals = ({ dose, concentration, least, most }: Asked): readonly Refusal[] => {
  const asked = flowFor(dose.value, concentration.value);
  const outside = (kind: string, limit: Flow): Refusal => ({
    kind,
    path: "dose",
    read: dose.text,
    asked: inFlow(asked),
    limit: inFlow(limit),
  });
  if (least !== null && most !== null && exceeds(least.value, most.value)) {
    const accepted = `at most ${most.text}`;
    return [{ kind: "inverted-range", path: "min-flow", read: least.text, accepted }];
  }
  return [
    ...(least !== null && exceeds(least.value, asked)
      ? [outside("flow-below-minimum", least.value)]
      : []),
    ...(most !== null && exceeds(asked, most.value)
      ? [outside("flow-above-maximum", most.value)]
      : []),
  ];
};

/** The pump counts nanolitres and pulses; beyond this it would lose count. */
const MOST_COUNTABLE = Number.MAX_SAFE_INTEGER;

const uncountable = ({ dose, concentration, pulse }: Asked): boolean => {
  const interval = durationFor(pulse.value, flowFor(dose.value, concentration.value));
  const shortest = times(DAY, rational(1n, BigInt(MOST_COUNTABLE)));
  const largest = volumeOf(nanolitres(MOST_COUNTABLE));
  return exceeds(shortest, interval) || exceeds(pulse.value, largest);
};

const pulseRefusals = (asked: Asked): readonly Refusal[] => {
  const { pulse } = asked;
  if (uncountable(asked)) {
    return [{ kind: "beyond-counting", path: "pulse", read: pulse.text, limit: MOST_COUNTABLE }];
  }
  if (same(volumeOf(inNanolitres(pulse.value, "nearest")), pulse.value)) return [];
  const accepted = "whole nanolitres, such as 0.25 mcL";
  return [{ kind: "pulse-not-whole", path: "pulse", read: pulse.text, accepted }];
};

const nothingGiven = ({ dose, concentration, pulse }: Asked): Refusal => ({
  kind: "dose-below-pulse",
  path: "dose",
  read: dose.text,
  asked: inFlow(flowFor(dose.value, concentration.value)),
  limit: toUcum(pulse.value, "mL"),
});

const answerOf = (asked: Asked, pulse: Nanolitres) => {
  const scale = { pulse, concentration: asked.concentration.value };
  const perDay = rateFor(asked.dose.value, scale);
  if (perDay === 0) return refused(nothingGiven(asked));
  const flow = flowOfPulses(perDay, pulse);
  const dose = achievableDose(asked.dose.value, scale);
  const unit = doseUnitOf(asked.dose.unit);
  const perPulse = doseOf(pulses(1), pulse, scale.concentration);
  const wanted = flowFor(asked.dose.value, scale.concentration);
  return accepted(
    answered(
      line("asked-flow", "{dose} ÷ {concentration}", inUnit(wanted, "mL/d")),
      line("pulses-per-day", "{asked-flow} ÷ {pulse}, to the nearest", plain(perDay)),
      line("flow", "{pulses-per-day} × {pulse} a day", inUnit(flow, "mL/d")),
      line("dose", "{flow} × {concentration}", inUnit(dose, `${unit}/d`)),
      line(
        "off-by",
        "(dose achieved − dose asked) ÷ dose asked",
        inUnit(changeOf(asked.dose.value, dose), "%"),
      ),
      line("dose-per-pulse", "{pulse} × {concentration}", inUnit(perPulse, massUnitOf(unit))),
      line("interval", "1 d ÷ {pulses-per-day}", inUnit(durationFor(volumeOf(pulse), flow), "s")),
    ),
  );
};

const judged = (asked: Asked): Result<Nanolitres, Refusal> => {
  const [first, ...rest] = [...pulseRefusals(asked), ...rangeRefusals(asked)];
  if (first !== undefined) return refused(first, ...rest);
  return accepted(inNanolitres(asked.pulse.value, "nearest"));
};

/** `calc achievable`. */
export const command = calculationCommand({
  name: "achievable",
  summary: "Dose that whole pulses give, next to the dose asked",
  example:
    'calc achievable --dose "2.4 mcg/d" --concentration "25 mcg/mL" --pulse "0.25 mcL" ' +
    '--min-flow "0.048 mL/d"',
  keys: {
    dose: quantityKey("dose-rate", "dose per day that is asked"),
    concentration: quantityKey("concentration", "concentration in the reservoir"),
    pulse: quantityKey("volume", "volume of one pulse"),
    "min-flow": optional(quantityKey("flow", "least flow of the pump", "any")),
    "max-flow": optional(quantityKey("flow", "greatest flow of the pump")),
  },
  compute: ({ dose, concentration, pulse, "min-flow": least, "max-flow": most }) => {
    const asked = { dose, concentration, pulse, least, most };
    const pulseSize = judged(asked);
    return pulseSize.ok ? answerOf(asked, pulseSize.value) : pulseSize;
  },
});
