// SPDX-License-Identifier: Apache-2.0
/**
 * Estimate: what a passport lets one expect at an instant. Never a reading: a volume between two
 * bounds, a window in which the reservoir runs dry, and whether the passport is too old to trust.
 */
import {
  type Concentration,
  canonical,
  type DoseRate,
  doseFor,
  durationFor,
  elapsed,
  type Flow,
  greater,
  type Instant,
  type Interval,
  isNegative,
  isNone,
  later,
  minus,
  type Nanolitres,
  none,
  rational,
  type Volume,
  volumeOf,
  volumeOver,
} from "@cisterna/quantity";
import type { DrugId } from "@cisterna/therapy";
import type { Content, Passport } from "./passport.ts";

/**
 * How far a passport may be trusted. `old`: the refill is due, so somebody has changed something or
 * the pump runs dry. `from-the-future`: issued after the reader's present; one clock is wrong.
 */
export type Trust = "current" | "old" | "from-the-future";

/** What to expect now. */
export type Estimate = {
  readonly trust: Trust;
  /** Deliverable volume left. */
  readonly left: Interval<"volume">;
  readonly runsDry: { readonly earliest: Instant; readonly latest: Instant | null };
};

/** A day's volume as a flow. */
const flowOf = (perDay: Nanolitres): Flow => canonical<"flow">(volumeOf(perDay));

/** Concentration of a content, exact. */
export const strengthOf = ({ nanogramsPerMillilitre }: Content): Concentration =>
  canonical(rational(BigInt(nanogramsPerMillilitre), 1_000_000n));

/** What each drug comes to in a day of a flow. */
export const dosesIn = (
  { contents }: Passport,
  perDay: Nanolitres,
): readonly { readonly drug: DrugId; readonly dose: DoseRate }[] =>
  contents.map((content) => ({
    drug: content.drug,
    dose: doseFor(flowOf(perDay), strengthOf(content)),
  }));

const notBelowNothing = (volume: Volume): Volume => greater(volume, none());

/** Volume left of some after a flow since an instant; all of it before that instant. */
const leftOf = (
  volume: Volume,
  perDay: Nanolitres,
  time: { since: Instant; now: Instant },
): Volume =>
  time.now.epochMs <= time.since.epochMs
    ? volume
    : notBelowNothing(minus(volume, volumeOver(flowOf(perDay), elapsed(time.since, time.now))));

const emptyAfter = (volume: Volume, perDay: Nanolitres, since: Instant): Instant =>
  later(since, durationFor(volume, flowOf(perDay)));

/** More than a clock's error or a time zone mistaken by hours. */
const CLOCK_ERROR_MS = 86_400_000;

const trustIn = ({ issued, due }: Passport, now: Instant): Trust => {
  if (now.epochMs < issued.epochMs - CLOCK_ERROR_MS) return "from-the-future";
  return now.epochMs < due.epochMs ? "current" : "old";
};

/**
 * What a passport lets one expect at an instant.
 * Law: the bounds hold what any allowed use of the pump, within its stated error, has left.
 */
export const estimate = (passport: Passport, now: Instant): Estimate => {
  const { filled, settled, perDay } = passport;
  const all = volumeOf(passport.volume);
  const less = minus(all, volumeOf(passport.besides));
  const least = isNegative(less) ? none<"volume">() : less;
  const resting = isNone(flowOf(perDay.least));
  return {
    trust: trustIn(passport, now),
    left: {
      low: leftOf(least, perDay.most, { since: filled, now }),
      high: leftOf(all, perDay.least, { since: settled, now }),
    },
    runsDry: {
      earliest: emptyAfter(least, perDay.most, filled),
      latest: resting ? null : emptyAfter(all, perDay.least, settled),
    },
  };
};
