// SPDX-License-Identifier: Apache-2.0
/**
 * The outlook of a case: alarm, empty and due dates as planned, and in the worst case, when every
 * allowed bolus is asked for and the pump runs fast by its stated error.
 */
import { elapsed, flowFor, type Instant, later, minus } from "@cisterna/quantity";
import { type FlowStep, type Forecast, fastest, forecast } from "../forecast.ts";
import { dailyDose } from "../regimen.ts";
import type { Runnable } from "./context.ts";
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
const flowSteps = (context: Runnable): readonly FlowStep[] => {
  const { prescription, reservoir } = context.of;
  return prescription.titration.map(({ at, basal }) => ({
    at: elapsed(reservoir.filled, at),
    flow: flowFor(dailyDose({ ...prescription, basal }).perDay, context.concentration),
  }));
};

/** The refill dates of a case. Breaks if: nothing flows (judged before). */
export const outlookOf = (context: Runnable): RefillOutlook => {
  const { reservoir } = context.of;
  const { lowReservoir, residual, overError } = context.constants;
  const cap = stabilityCap(context);
  const look = {
    volume: minus(reservoir.volume, residual),
    alarm: minus(lowReservoir, residual),
    stability: cap?.days ?? null,
  };
  const flow = flowFor(context.daily.perDay, context.concentration);
  const then = flowSteps(context);
  const worstFlow = fastest(flowFor(context.daily.worstDay, context.concentration), overError);
  const worst = forecast({ ...look, flow: worstFlow });
  return {
    nominal: forecast({ ...look, flow, then }),
    worst,
    cap,
    due: later(reservoir.filled, worst.due),
    emptyAtWorst: later(reservoir.filled, worst.toEmpty),
  };
};
