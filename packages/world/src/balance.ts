// SPDX-License-Identifier: Apache-2.0
/**
 * The balance of a run: where every drug is that was in the line or left the pump. Up to the tip
 * the masses are exact and have to agree exactly; in the body they are measures.
 */
import type { Balance } from "@cisterna/body";
import { add, equal, type Mass, nanolitres, toNumber } from "@cisterna/quantity";
import type { DrugId } from "@cisterna/therapy";
import type { DrugCourse } from "./course.ts";
import type { Delivery } from "./deliver.ts";
import { massAcross, type Volumes, volumesOf } from "./line.ts";

/** Masses of one drug from the reservoir to the body. */
export type DrugBalance = {
  /** In the line at the start. */
  readonly lineBefore: Mass;
  /** Left the pump. */
  readonly pumped: Mass;
  /** Left the tip. */
  readonly atTip: Mass;
  /** In the line at the end. */
  readonly lineAfter: Mass;
  /** Whether line before + pumped = tip + line after, exactly. */
  readonly exact: boolean;
  /**
   * In the body, mcg, what stood there at the start included; null where the drug's kinetics are
   * not known.
   */
  readonly body: Balance | null;
  /** What is missing or too much beyond the tip, as a share of what arrived there. */
  readonly error: number;
};

const MCG_PER_MG = 1000;

/** Whole nanolitres of a series. */
const sumOf = (series: Float64Array) => nanolitres(series.reduce((sum, each) => sum + each, 0));

/** What the body holds and has lost, against what arrived. */
const bodyError = (atTip: Mass, course: DrugCourse | null): number => {
  const arrived = toNumber(atTip) * MCG_PER_MG;
  if (course === null || arrived === 0) return course?.balance.error ?? 0;
  const entered = course.balance.given - course.standing;
  return Math.max(course.balance.error, Math.abs(entered - arrived) / arrived);
};

/**
 * The balance of one drug.
 * Law: exact up to the tip; at most 1e-10 beyond it.
 */
export const balanceOf = (
  delivery: Delivery,
  drug: DrugId,
  course: DrugCourse | null,
): DrugBalance => {
  const { fluids, before, after, tip, pumped } = delivery;
  const across = (volumes: Volumes): Mass => massAcross(fluids, drug, volumes);
  const lineBefore = across(volumesOf(before.slugs, fluids));
  const lineAfter = across(volumesOf(after.slugs, fluids));
  const left = across([sumOf(pumped)]);
  const atTip = across(tip.map(sumOf));
  const exact = equal(add(lineBefore, left), add(atTip, lineAfter));
  const error = bodyError(atTip, course);
  const body = course?.balance ?? null;
  return { lineBefore, pumped: left, atTip, lineAfter, exact, body, error };
};
