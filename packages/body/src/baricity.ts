// SPDX-License-Identifier: Apache-2.0
/**
 * Baricity: a solution heavier than the fluid sinks along the canal, a lighter one rises, and the
 * faster the more concentrated it still is. The one path of the body that is not linear in the
 * dose; it is off unless asked for, and everything else is computed without it.
 */
import { accepted, assert, type Result, refused } from "@cisterna/quantity";
import type { Centimetres, Hours, MicrogramsPerMillilitre, MillilitresPerHour } from "./measure.ts";
import { perSecond } from "./measure.ts";
import type { Model } from "./neuraxis.ts";
import { FLUID } from "./parameters.ts";
import { advanceRun, type Run, type Stretch } from "./solve.ts";
import { areaAt } from "./subject.ts";

/** A solution that is not isobaric, in a canal that may not be level. */
export type Baricity = {
  /** Density over that of the fluid at the reference concentration, g/cm³; below 0 it rises. */
  readonly excess: number;
  readonly reference: MicrogramsPerMillilitre;
  /** Sine of the angle between canal and level: 1 upright, 0 lying flat, below 0 head down. */
  readonly slope: number;
  /** Share of the flow between plates that comes about; the rest is mixed away. */
  readonly mobility: number;
};

/** Why a solution does not drift: a slope that is no sine, or a reference that is no solution. */
export type BaricityRefusal = {
  readonly kind: "slope-beyond-upright" | "reference-not-positive" | "mobility-not-a-share";
  readonly asked: number;
};

/** The baricity, or everything that is wrong with it. */
export const baricityOf = (asked: Baricity): Result<Baricity, BaricityRefusal> => {
  const { slope, reference, mobility } = asked;
  const wrong: readonly BaricityRefusal[] = [
    ...(Math.abs(slope) <= 1 ? [] : [{ kind: "slope-beyond-upright", asked: slope } as const]),
    ...(reference > 0 ? [] : [{ kind: "reference-not-positive", asked: reference } as const]),
    ...(mobility >= 0 && mobility <= 1
      ? []
      : [{ kind: "mobility-not-a-share", asked: mobility } as const]),
  ];
  const [first, ...rest] = wrong;
  return first === undefined ? accepted(asked) : refused(first, ...rest);
};

/** Slow flow between plates: a twelfth of gap² × force over viscosity. */
const PLATES = 1 / 12;
const GRAVITY = 981;

/**
 * Speed towards the sac end of the solution at its reference concentration, cm/h.
 * Source: physics §2, buoyancy drift, the gap and viscosity from `FLUID`.
 */
export const driftOf = ({ excess, slope, mobility }: Baricity): number => {
  const gap: Centimetres = FLUID.gap.value;
  const pull = excess * GRAVITY * slope * gap ** 2;
  return perSecond((mobility * PLATES * pull) / FLUID.viscosity.value);
};

/**
 * Carries a run over a stretch with drift after each of its steps.
 * Law: mass is conserved; without excess, slope or mobility it is `advanceRun`; nothing becomes
 * negative, whatever the step.
 */
export const advanceDrifting = (run: Run, baricity: Baricity, stretch: Stretch): void => {
  for (let step = 0; step < stretch.steps; step += 1) {
    advanceRun(run, { ...stretch, steps: 1 });
    drift(run, baricity, stretch.step);
  }
};

/**
 * One implicit step of the drift, cell after cell from where nothing flows in: what leaves a cell
 * is its concentration squared, so each is one root of a quadratic. No face at an end of the canal
 * lets any pass.
 */
const drift = (run: Run, baricity: Baricity, hours: Hours): void => {
  const speed = driftOf(baricity);
  if (speed === 0) return;
  const { model, concentration } = run;
  const { cells } = model.layout;
  const order = speed > 0 ? cells.toReversed() : cells;
  let entering = 0;
  order.forEach((at, index) => {
    const volume = model.tree.volume[at] ?? 0;
    const held = volume * (concentration[at] ?? 0) + entering;
    const last = index === order.length - 1;
    const pull = last ? 0 : hours * pullBelow(model, baricity, { index, speed });
    const kept = rootOf(volume, pull, held);
    concentration[at] = kept;
    entering = pull * kept ** 2;
  });
};

/** Area of the face that the solution leaves by, times the speed per concentration. */
const pullBelow = (
  { subject, cells }: Model,
  { reference }: Baricity,
  { index, speed }: { readonly index: number; readonly speed: number },
): MillilitresPerHour => {
  const step = subject.canal.length / cells.length;
  const face = speed > 0 ? subject.canal.length - (index + 1) * step : (index + 1) * step;
  return (areaAt(subject.canal.knots, face) * Math.abs(speed)) / reference;
};

/** c with volume × c + pull × c² = held, without cancellation. */
const rootOf = (volume: number, pull: number, held: number): number => {
  assert(held >= 0, "no negative mass drifts", { held });
  return (2 * held) / (volume + Math.sqrt(volume ** 2 + 4 * pull * held));
};
