// SPDX-License-Identifier: Apache-2.0
/**
 * Slips: what goes wrong between a clinician's intention and the program that is sent. The limits
 * stay those of the intention, as when a library and not the hand on the keys sets them; one slip
 * takes them along. A damaged program stands for everything that a wire or a store can spoil.
 */
import { milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { Bolus, Week } from "@cisterna/therapy";
import type { Draft } from "./prescription.ts";

/** Every way to send something else than was meant. */
export const SLIPS = [
  "minutes-for-hours",
  "ten-fold",
  "ten-fold-with-limits",
  "bolus-ten-fold",
  "hundredth",
  "wrong-fluid",
  "stale",
  "wrong-version",
  "no-week",
  "descending-week",
  "fraction",
  "not-a-number",
  "bolus-in-no-time",
] as const;

/** One way to send something else than was meant. */
export type Slip = (typeof SLIPS)[number];

const faster = (week: Week, times: number): Week =>
  week.map(({ from, rate }) => ({ from, rate: pulsesPerDay(Math.floor(rate * times)) }));

const larger = <B extends Bolus>(order: B | null): B | null =>
  order === null ? null : { ...order, pulses: pulses(order.pulses * 10) };

const hastened = (draft: Draft, times: number): Draft => ({
  ...draft,
  week: faster(draft.week, times),
  titration: draft.titration.map(({ at, week }) => ({ at, week: faster(week, times) })),
});

const minutesForHours = (draft: Draft): Draft => {
  const { onDemand, periodic } = draft;
  const sixtieth = (time: number, over: number) =>
    milliseconds(Math.max(Math.floor(time / 60), over, 60_000));
  return {
    ...draft,
    onDemand: onDemand && { ...onDemand, lockout: sixtieth(onDemand.lockout, onDemand.over) },
    periodic: periodic && { ...periodic, every: sixtieth(periodic.every, periodic.over) },
  };
};

const raised = (draft: Draft): Draft => {
  const { rate, hour, day } = draft.limits;
  const limits = { rate, hour: pulses(hour * 10), day: pulses(day * 10) };
  return { ...hastened(draft, 10), limits };
};

/** A draft as it leaves the hand. Brands are erased where a wire would erase them. */
export const slipped = (draft: Draft, slip: Slip | null): Draft => {
  switch (slip) {
    case "minutes-for-hours":
      return minutesForHours(draft);
    case "ten-fold":
      return hastened(draft, 10);
    case "ten-fold-with-limits":
      return raised(draft);
    case "bolus-ten-fold":
      return { ...draft, onDemand: larger(draft.onDemand), periodic: larger(draft.periodic) };
    case "hundredth":
      return hastened(draft, 0.01);
    case "no-week":
      return { ...draft, week: [] };
    case "descending-week":
      return { ...draft, week: [...draft.week, ...draft.week.slice(0, 1)] };
    case "fraction":
      return Object.assign({ ...draft }, { clock: 0.5 });
    case "not-a-number":
      return Object.assign({ ...draft }, { minimum: Number.NaN });
    case "bolus-in-no-time":
      return { ...draft, single: { pulses: pulses(3), over: milliseconds(0) } };
    case "wrong-fluid":
    case "stale":
    case "wrong-version":
    case null:
      return draft;
  }
};
