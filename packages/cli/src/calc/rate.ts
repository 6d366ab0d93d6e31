// SPDX-License-Identifier: Apache-2.0
/** The rate of an amount given over a time: of a volume a flow, of a mass a dose. */
import { type Duration, doseOver, flowOver } from "@cisterna/quantity";
import { answered, doseUnitOf, inUnit, line } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import type { EitherEntry } from "./entry.ts";
import { eitherKey, quantityKey } from "./key.ts";

/** The rate as it is shown per day (`d`) or per hour (`h`). */
const rates = (amount: EitherEntry<"mass" | "volume">, duration: Duration) => {
  if (amount.dimension === "volume") {
    const flow = flowOver(amount.value, duration);
    return (per: "d" | "h") => inUnit(flow, `mL/${per}`);
  }
  const dose = doseOver(amount.value, duration);
  return (per: "d" | "h") => inUnit(dose, `${doseUnitOf(amount.unit)}/${per}`);
};

/** `calc rate`. */
export const command = calculationCommand({
  name: "rate",
  summary: "Rate of an amount given over a time, per day and per hour",
  example: 'calc rate --amount "0.16 mL" --duration "360 min"',
  keys: {
    amount: eitherKey(["volume", "mass"], "what is given"),
    duration: quantityKey("time", "time over which it is given"),
  },
  compute: ({ amount, duration }) => {
    const rateIn = rates(amount, duration.value);
    return given(
      answered(
        line("rate", "{amount} ÷ {duration}", rateIn("d")),
        line("rate-per-hour", "{rate} ÷ 24 h/d", rateIn("h")),
      ),
    );
  },
});
