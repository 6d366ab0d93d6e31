// SPDX-License-Identifier: Apache-2.0
/**
 * The outlook of a case: alarm, empty and due dates as planned, and in the worst case, when every
 * allowed bolus is asked for and the pump runs fast by its stated error.
 */
import {
  durationFor,
  elapsed,
  exceeds,
  type Flow,
  flowFor,
  type Instant,
  later as laterThan,
  minus,
  none,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";
import { type FlowStep, type Forecast, fastest, forecast } from "../forecast.ts";
import { dailyDose } from "../regimen.ts";
import type { Runnable } from "./context.ts";
import { passageOf } from "./passage.ts";
import { type Cap, stabilityCap } from "./stability.ts";

/**
 * Refill dates of a plan. `due` is the worst case's: nobody runs dry because a day was optimistic.
 */
export type RefillOutlook = {
  readonly nominal: Forecast;
  readonly worst: Forecast;
  readonly cap: Cap | null;
  readonly due: Instant;
  readonly emptyAtWorst: Instant;
};

/** The flow of every dated step, from its time after the fill on. */
const titrationFlows = (context: Runnable): readonly FlowStep[] => {
  const { prescription, reservoir } = context.of;
  return prescription.titration.map(({ at, basal }) => ({
    at: elapsed(reservoir.filled, at),
    flow: flowFor(dailyDose({ ...prescription, basal }).perDay, context.concentration),
  }));
};

/** The flow as planned: the transition first, then the program with its dated steps. */
const plannedFlows = (context: Runnable): { flow: Flow; changes: readonly FlowStep[] } => {
  const flow = flowFor(context.daily.perDay, context.concentration);
  const steps = titrationFlows(context);
  const passage = passageOf(context);
  if (passage.kind === "none") return { flow, changes: steps };
  const at = durationFor(passage.programmed, passage.rate);
  const begun = steps.filter((step) => !exceeds(step.at, at)).at(-1);
  const later = steps.filter((step) => exceeds(step.at, at));
  return { flow: passage.rate, changes: [{ at, flow: begun?.flow ?? flow }, ...later] };
};

/** Volume that the worst case takes off at once: the whole transition. */
const transitionVolume = (context: Runnable): Volume => {
  const passage = passageOf(context);
  return passage.kind === "none" ? none() : passage.volume.high;
};

/** The refill dates of a case. Breaks if: nothing flows (judged before). */
export const outlookOf = (context: Runnable): RefillOutlook => {
  const { reservoir } = context.of;
  const { lowReservoir, residual, overError } = context.constants;
  const cap = stabilityCap(context);
  const { single } = context.of.prescription;
  const once = single === null ? none<"volume">() : volumeFor(single.dose, context.concentration);
  const look = {
    volume: minus(minus(reservoir.volume, residual), once),
    alarm: minus(lowReservoir, residual),
    stability: cap?.days ?? null,
  };
  const worstFlow = fastest(flowFor(context.daily.sustained, context.concentration), overError);
  const left = minus(look.volume, transitionVolume(context));
  const worst = forecast({ ...look, volume: left, flow: worstFlow });
  return {
    nominal: forecast({ ...look, ...plannedFlows(context) }),
    worst,
    cap,
    due: laterThan(reservoir.filled, worst.due),
    emptyAtWorst: laterThan(reservoir.filled, worst.toEmpty),
  };
};
