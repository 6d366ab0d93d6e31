// SPDX-License-Identifier: Apache-2.0
/** From one amount to another of its kind: the difference, the change in per cent, the factor. */
import { changeOf, isNone, minus, type Quantity, ratio, refused } from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { answered, inUnit, line } from "./answer.ts";
import { calculationCommand, given } from "./calculation.ts";
import { anyKey } from "./key.ts";

const COMPARED = [
  "dose-rate",
  "concentration",
  "mass",
  "volume",
  "flow",
  "time",
  "length",
] as const;

type Amount = Quantity<(typeof COMPARED)[number]>;

const differenceOf = (from: Amount, to: Amount, unit: string) =>
  line("difference", "{to} − {from}", inUnit(minus(to, from), unit));

const sharesOf = (from: Amount, to: Amount) => [
  line("change", "{difference} ÷ {from}", inUnit(changeOf(from, to), "%")),
  line("factor", "{to} ÷ {from}", inUnit(ratio(to, from), "1")),
];

/** `calc change`. */
export const command = calculationCommand({
  name: "change",
  summary: "From one amount to another: difference, change in per cent, factor",
  example: 'calc change --from "1.94 mg/d" --to "2.174 mg/d"',
  keys: {
    from: anyKey(COMPARED, "what it was", "any"),
    to: anyKey(COMPARED, "what it becomes", "any"),
  },
  compute: ({ from, to }) => {
    if (from.dimension !== to.dimension) {
      const accepted = `a ${from.dimension}, as in from`;
      return refused<Refusal>({
        kind: "different-dimensions",
        path: "to",
        read: to.text,
        accepted,
      });
    }
    const difference = differenceOf(from.value, to.value, from.unit);
    return given(
      isNone(from.value)
        ? answered(difference)
        : answered(difference, ...sharesOf(from.value, to.value)),
    );
  },
});
