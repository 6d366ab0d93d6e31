// SPDX-License-Identifier: Apache-2.0
/**
 * The passage: what reaches the tip after a change, from volumes alone. The pump pushes; a front
 * between old and new fluid travels along the line, sharp or mixed; masses at the tip follow. Both
 * fluids, the line and what the pump does flow in; the dose of every drug over time flows out.
 *
 * Law: of every fluid, what was in the line and what entered it is what left it and what is in it.
 */
import { laminarShare } from "@cisterna/body";

/** A drug of a fluid, mcg/mL. */
export type Part = { readonly drug: string; readonly strength: number };

/** What the pump does from the change on: flows in mL/h, each until so many mL in all have left. */
export type Phase = { readonly flow: number; readonly upto: number };

/**
 * How a front looks when it comes to the tip. `sharp`: nothing mixes. `laminar`: too fast to mix
 * across the lumen; the middle of the stream arrives after half of the line. `blurred`: slow, so
 * that it spreads by a deviation, mL.
 */
export type Front =
  | { readonly kind: "sharp" }
  | { readonly kind: "laminar" }
  | { readonly kind: "blurred"; readonly deviation: number };

/** A line of so many mL, what lay in it, what comes after, and what the pump does. */
export type Passage = {
  readonly line: number;
  readonly old: readonly Part[];
  readonly fresh: readonly Part[];
  readonly phases: readonly Phase[];
  readonly front: Front;
};

/** Volume that has left the pump after some hours, mL. */
export const pushedAfter = (phases: readonly Phase[], hours: number): number => {
  let [left, pushed] = [hours, 0];
  for (const { flow, upto } of phases) {
    const lasts = flow > 0 ? (upto - pushed) / flow : Number.POSITIVE_INFINITY;
    if (left <= lasts) return pushed + flow * left;
    left -= lasts;
    pushed = upto;
  }
  return pushed;
};

/** When so many mL have left the pump, h; infinite if never. */
export const hoursUntil = (phases: readonly Phase[], volume: number): number => {
  let [hours, pushed] = [0, 0];
  for (const { flow, upto } of phases) {
    const wanted = Math.min(volume, upto) - pushed;
    if (wanted > 0) hours += flow > 0 ? wanted / flow : Number.POSITIVE_INFINITY;
    pushed = Math.max(pushed, Math.min(volume, upto));
    if (pushed >= volume) return hours;
  }
  return hours;
};

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Share of a normal spread below z. Source: Abramowitz and Stegun 26.2.17, to 7.5e-8. */
const below = (z: number): number => {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const series = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_53];
  const tail = density(z) * series.reduce((sum, each) => (sum + each) * t, 0);
  return z > 0 ? 1 - tail : tail;
};

/** Share of new fluid in what leaves the tip when so many mL have been pushed. */
export const shareAt = ({ line, front }: Passage, pushed: number): number => {
  switch (front.kind) {
    case "sharp":
      return pushed >= line ? 1 : 0;
    case "laminar":
      return pushed <= 0 ? 0 : laminarShare(line, pushed);
    case "blurred":
      return below((pushed - line) / front.deviation);
  }
};

/** Volume of new fluid that has left the tip when so many mL were pushed: the share, summed. */
export const freshOut = ({ line, front }: Passage, pushed: number): number => {
  switch (front.kind) {
    case "sharp":
      return Math.max(0, pushed - line);
    case "laminar":
      return pushed <= line / 2 ? 0 : pushed - line + line ** 2 / (4 * pushed);
    case "blurred": {
      const z = (pushed - line) / front.deviation;
      return (pushed - line) * below(z) + front.deviation * density(z);
    }
  }
};

/** Every drug of either fluid, once. */
export const drugsIn = ({ old, fresh }: Pick<Passage, "old" | "fresh">): readonly string[] => [
  ...new Set([...old, ...fresh].map(({ drug }) => drug)),
];

/** Strength of a drug in a fluid, mcg/mL; nothing where it is not in it. */
export const strengthIn = (fluid: readonly Part[], drug: string): number =>
  fluid.find((each) => each.drug === drug)?.strength ?? 0;

/** Mass of a drug that left the tip between two instants, mcg. */
export const massBetween = (
  passage: Passage,
  drug: string,
  [from, upto]: readonly [number, number],
): number => {
  const [start, end] = [pushedAfter(passage.phases, from), pushedAfter(passage.phases, upto)];
  const fresh = freshOut(passage, end) - freshOut(passage, start);
  const old = end - start - fresh;
  return fresh * strengthIn(passage.fresh, drug) + old * strengthIn(passage.old, drug);
};

/** The least and the most of a drug that any hour from one of these instants on brings, mcg. */
export const hourlyRange = (
  passage: Passage,
  drug: string,
  times: readonly number[],
): { readonly least: number; readonly most: number } => {
  const hours = times.map((from) => massBetween(passage, drug, [from, from + 1]));
  return {
    least: hours.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    most: hours.reduce((a, b) => Math.max(a, b), 0),
  };
};

/** Dose of a drug at the tip in each step between instants, mcg/h. */
export const ratesAtTip = (
  passage: Passage,
  drug: string,
  times: readonly number[],
): readonly number[] =>
  times.slice(1).map((upto, step) => {
    const from = times[step] ?? 0;
    return massBetween(passage, drug, [from, upto]) / (upto - from);
  });
