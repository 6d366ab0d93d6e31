// SPDX-License-Identifier: Apache-2.0
/**
 * The ledger: what a program delivers up to a moment, by integration instead of by running a pump.
 * It is the plan's half of the promise that plan and delivery agree exactly; `world` checks it.
 */
import {
  canonical,
  DAY_MS,
  lesser,
  type Milliseconds,
  minus,
  type Nanolitres,
  rational,
  total,
  type Volume,
} from "@cisterna/quantity";
import { type DrugMass, type Fluid, massesIn } from "./fluid.ts";
import type { Bolus, Program, Week } from "./program.ts";

const WEEK_MS = 7 * DAY_MS;

/** Quanta (pulse·ms/d) of a repeating week from its Monday 00:00 to a later instant. */
const weekUpto = (week: Week, upto: number): bigint => {
  const whole = Math.floor(upto / WEEK_MS);
  const rest = upto - whole * WEEK_MS;
  const sum = (end: number): bigint =>
    week.reduce((quanta, segment, index) => {
      const until = Math.min(week[index + 1]?.from ?? WEEK_MS, end);
      return until > segment.from
        ? quanta + BigInt(segment.rate) * BigInt(until - segment.from)
        : quanta;
    }, 0n);
  return BigInt(whole) * sum(WEEK_MS) + sum(rest);
};

/**
 * Quanta of one bolus that began so long ago. A bolus flows at a whole rate until it is used up.
 */
const bolusUpto = (bolus: Bolus, age: number): bigint => {
  if (age <= 0 || bolus.pulses === 0) return 0n;
  const all = BigInt(bolus.pulses) * BigInt(DAY_MS);
  if (bolus.over === 0) return all;
  const rate = (all + BigInt(bolus.over) - 1n) / BigInt(bolus.over);
  const flowed = rate * BigInt(age);
  return flowed < all ? flowed : all;
};

const transitionEnd = (program: Program): number => {
  const order = program.transition;
  if (order === null || order.pulses === 0) return 0;
  const quanta = BigInt(order.pulses) * BigInt(DAY_MS);
  const rate = BigInt(order.rate);
  return Number((quanta + rate - 1n) / rate);
};

const basalUpto = (program: Program, from: number, upto: number): bigint => {
  const starts = [0, ...program.titration.map((step) => step.at)];
  const weeks = [program.week, ...program.titration.map((step) => step.week)];
  return weeks.reduce((quanta, week, index) => {
    const begin = Math.max(from, starts[index] ?? 0);
    const end = Math.min(upto, starts[index + 1] ?? upto);
    return end > begin
      ? quanta + weekUpto(week, end + program.clock) - weekUpto(week, begin + program.clock)
      : quanta;
  }, 0n);
};

const periodicUpto = (program: Program, from: number, upto: number): bigint => {
  const order = program.periodic;
  if (order === null) return 0n;
  let quanta = 0n;
  for (let at = order.first - program.clock; at < upto; at += order.every) {
    if (at >= from) quanta += bolusUpto(order, upto - at);
  }
  return quanta;
};

/** When grants of the on-demand bolus began, in pump time: an input of the ledger. */
export type Grants = readonly Milliseconds[];

/**
 * Volume a program has sent out of the pump by a pump time, the fraction of a pulse included,
 * when nothing interfered. Exact.
 */
export const ledger = (
  program: Program,
  pulse: Nanolitres,
  until: { upto: Milliseconds; grants: Grants },
): Volume => {
  const begin = Math.min(transitionEnd(program), until.upto);
  const order = program.transition;
  const transition = order === null ? 0n : capped(BigInt(order.rate) * BigInt(begin), order.pulses);
  const granted = until.grants.reduce(
    (quanta, at) =>
      quanta + (program.onDemand === null ? 0n : bolusUpto(program.onDemand, until.upto - at)),
    0n,
  );
  const single = program.single === null ? 0n : bolusUpto(program.single, until.upto - begin);
  const quanta =
    transition +
    basalUpto(program, begin, until.upto) +
    periodicUpto(program, begin, until.upto) +
    granted +
    single;
  return canonical(rational(quanta * BigInt(pulse), BigInt(DAY_MS) * 1_000_000n));
};

const capped = (quanta: bigint, pulses: number): bigint => {
  const all = BigInt(pulses) * BigInt(DAY_MS);
  return quanta < all ? quanta : all;
};

/**
 * A length of the line between reservoir and tip, and what it held at the start (null: no drug).
 */
export type LineContent = { readonly volume: Volume; readonly fluid: Fluid | null };

/**
 * Mass of every drug that has left the tip when so much volume has left the pump: first what the
 * line held, in order from the tip, then the reservoir's fluid.
 * Law: mass in = mass out + what is left in the line.
 */
export const massesAtTip = (
  delivered: Volume,
  line: readonly LineContent[],
  reservoir: Fluid,
): readonly DrugMass[] => {
  const masses: DrugMass[] = [];
  let left = delivered;
  for (const part of line) {
    const taken = lesser(left, part.volume);
    if (part.fluid !== null) masses.push(...massesIn(part.fluid, taken));
    left = minus(left, taken);
  }
  return summed([...masses, ...massesIn(reservoir, left)]);
};

/** One row per drug, in order of first appearance. */
const summed = (masses: readonly DrugMass[]): readonly DrugMass[] => {
  const drugs = [...new Set(masses.map((each) => each.drug))];
  return drugs.map((drug) => ({
    drug,
    mass: total(masses.filter((each) => each.drug === drug).map((each) => each.mass)),
  }));
};
