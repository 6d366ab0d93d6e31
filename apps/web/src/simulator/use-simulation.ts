// SPDX-License-Identifier: Apache-2.0
/**
 * The simulation of the entry on the screen: passages at both ends of the range, curves, courses.
 */
import { useMemo } from "react";
import type { DrugDoses } from "./answer.tsx";
import type { CourseOrder } from "./body.ts";
import { timesOf } from "./horizon.ts";
import { type Entry, type Order, orderOf, passageOf, problemsOf, type Way } from "./order.ts";
import { drugsIn, hourlyRange, type Passage, ratesAtTip, strengthIn } from "./passage.ts";

/** The dose of one drug at the tip, mcg/h, for the smallest and for the largest catheter. */
export type TipCurve = {
  readonly drug: string;
  readonly low: readonly number[];
  readonly high: readonly number[];
};

/** Everything that follows from an entry without problems. */
export type Simulation = {
  readonly order: Order;
  readonly passages: readonly [smallest: Passage, largest: Passage];
  /** Instants, h; the curves have a value for each. */
  readonly times: readonly number[];
  readonly curves: readonly TipCurve[];
  readonly doses: readonly DrugDoses[];
  readonly courses: readonly CourseOrder[];
};

const dosesOf = (
  { order, passages, times }: Pick<Simulation, "order" | "passages" | "times">,
  drug: string,
): DrugDoses => {
  const ranges = passages.map((passage) => hourlyRange(passage, drug, times));
  const at = (fluid: Order["old"], flow: { n: bigint; d: bigint }): number =>
    (strengthIn(fluid, drug) * Number(flow.n)) / Number(flow.d) / 24;
  return {
    drug,
    old: at(order.old, order.oldFlow),
    fresh: at(order.fresh, order.newFlow),
    least: Math.min(...ranges.map(({ least }) => least)),
    most: Math.max(...ranges.map(({ most }) => most)),
  };
};

const simulated = (entry: Entry, way: Way, mixing: boolean): Simulation => {
  const order = orderOf(entry);
  const smallest = passageOf(order, way, { end: "low", mixing });
  const largest = passageOf(order, way, { end: "high", mixing });
  const times = timesOf([smallest, largest]);
  const curves = drugsIn(smallest).map((drug) => ({
    drug,
    low: ratesAtTip(smallest, drug, times),
    high: ratesAtTip(largest, drug, times),
  }));
  const passages = [smallest, largest] as const;
  const doses = curves.map(({ drug }) => dosesOf({ order, passages, times }, drug));
  return {
    order,
    passages,
    times,
    curves,
    doses,
    courses: curves.map(({ drug, low }, place) => ({
      drug,
      tip: entry.tip,
      before: doses[place]?.old ?? 0,
      times,
      rates: low,
    })),
  };
};

/** The simulation, or every problem of the entry. */
export const useSimulation = (entry: Entry, way: Way, mixing: boolean) =>
  useMemo(() => {
    const problems = problemsOf(entry);
    const of = problems.length === 0 ? simulated(entry, way, mixing) : null;
    return { problems, simulation: of };
  }, [entry, way, mixing]);
