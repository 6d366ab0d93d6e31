// SPDX-License-Identifier: Apache-2.0
/** The day a time after another moment: the end of a refill interval, of a battery's grace. */
import { accepted } from "@cisterna/quantity";
import { answered, line, word } from "./answer.ts";
import { calculationCommand } from "./calculation.ts";
import { ahead } from "./calendar.ts";
import { momentKey, quantityKey } from "./key.ts";

/** `calc date`. */
export const command = calculationCommand({
  name: "date",
  summary: "The day a time after a moment",
  example: 'calc date --from 2026-01-01T09:00:00+01:00 --after "90 d"',
  keys: {
    from: momentKey("the moment it begins"),
    after: quantityKey("time", "how long after", "any"),
  },
  compute: ({ from, after }) => {
    const reached = ahead(from, after.value, "after");
    if (!reached.ok) return reached;
    const { day, moment } = reached.value;
    return accepted(
      answered(line("date", "{from} + {after}", word(day)), line("moment", "", word(moment))),
    );
  },
});
