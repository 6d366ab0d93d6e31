// SPDX-License-Identifier: Apache-2.0
/** Moments and days ahead, within the years that a date can be written in. */
import {
  accepted,
  type Duration,
  days,
  exceeds,
  type Instant,
  later,
  printDay,
  printInstant,
  type Result,
  refused,
} from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";

/** A moment ahead: its day and the moment itself, in the zone it was counted from. */
type Ahead = { readonly day: string; readonly moment: string };

const LAST_MS = Date.UTC(9999, 11, 30);
const DAY_MS = 86_400_000;

/** The moment a time after another. Refuses: a moment beyond the year 9999. */
export const ahead = (from: Instant, after: Duration, path: string): Result<Ahead, Refusal> => {
  const left = Math.floor((LAST_MS - from.epochMs) / DAY_MS);
  if (left < 0 || exceeds(after, days(left))) {
    return refused<Refusal>({
      kind: "beyond-calendar",
      path,
      accepted: "a day before the year 10000",
    });
  }
  const moment = later(from, after);
  return accepted({ day: printDay(moment), moment: printInstant(moment) });
};
