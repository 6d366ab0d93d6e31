// SPDX-License-Identifier: Apache-2.0
/**
 * The infusion: everything that a run needs of a judged plan, in counts. What the pump is told,
 * what is in its reservoir, what lies in the line between reservoir and tip, and where the tip is.
 */
import { type GivingSite, isCanalSite, siteNamed } from "@cisterna/body";
import {
  assert,
  inNanolitres,
  isExact,
  minus,
  type Nanolitres,
  same,
  type Volume,
} from "@cisterna/quantity";
import type { Fluid, Plan, Program } from "@cisterna/therapy";

/** A length of the line and what it holds at the start; `null` is a fluid without drug. */
export type LinePart = { readonly volume: Nanolitres; readonly fluid: Fluid | null };

/** What can leave the reservoir, and the volume left at which the low-reservoir alarm is due. */
export type Stock = {
  readonly fluid: Fluid;
  readonly volume: Nanolitres;
  readonly alarm: Nanolitres;
};

/** A program, the fluids it moves, and where they go. */
export type Infusion = {
  readonly program: Program;
  /** Volume of one pulse. */
  readonly pulse: Nanolitres;
  readonly reservoir: Stock;
  /** From the tip (first) to the pump (last). */
  readonly line: readonly LinePart[];
  readonly tip: GivingSite;
};

/**
 * Which catheter is run when its volume is only known as a range: the smallest, the largest, or the
 * one that the plan's transition was programmed for.
 */
export type CatheterChoice = "low" | "high" | "programmed";

/** The catheter that was run, for the report: a result for a range is one of many. */
export type CatheterRun = {
  readonly choice: CatheterChoice;
  readonly volume: Volume;
  readonly exact: boolean;
};

/** What the line held at the start, and how we know. */
export type LineStart = "before" | "drug-free" | "tubing-filled" | "reservoir";

/**
 * The catheter's volume in a run. A plan without a transition programmed none of a range: then the
 * lowest is run, which is the earliest arrival at the tip.
 */
export const catheterRunOf = (plan: Plan, choice: CatheterChoice): CatheterRun => {
  const { volume } = plan.of.implant.catheter;
  const { transition } = plan;
  const exact = isExact(volume);
  if (choice !== "programmed") return { choice, volume: volume[choice], exact };
  if (transition.kind === "none") return { choice, volume: volume.low, exact };
  const high =
    same(transition.programmed, transition.volume.high) &&
    !same(transition.programmed, transition.volume.low);
  return { choice, volume: high ? volume.high : volume.low, exact };
};

/**
 * What the line holds at the start. What the case states comes first: the fluid that ran before,
 * also where a prime is ordered, which then drives that fluid out of the tip at speed. Where the
 * case says nothing, a prime means that what it fills is without drug, and so is the line of a new
 * pump that is not primed; any other line holds the reservoir's fluid.
 * Law: a line of which the case states what is in it begins with that.
 */
export const lineStartOf = (plan: Plan): LineStart => {
  const { before, prescription, reservoir } = plan.of;
  if (before !== null) return "before";
  if (prescription.transition === "prime-pump-and-catheter") return "drug-free";
  if (prescription.transition === "prime-catheter") return "tubing-filled";
  return reservoir.firstFill ? "drug-free" : "reservoir";
};

const contentOf = (
  plan: Plan,
): { readonly catheter: Fluid | null; readonly tubing: Fluid | null } => {
  const { before, reservoir } = plan.of;
  const old = before?.fluid ?? reservoir.fluid;
  switch (lineStartOf(plan)) {
    case "drug-free":
      return { catheter: null, tubing: null };
    case "tubing-filled":
      return { catheter: null, tubing: old };
    case "before":
    case "reservoir":
      return { catheter: old, tubing: old };
  }
};

const tipOf = (name: string): GivingSite => {
  const site = siteNamed(name);
  const inside = site !== null && (isCanalSite(site) || site === "ventricle");
  assert(inside, "the tip of a case that was read is a site of the body", { name });
  return site;
};

const count = (volume: Volume): Nanolitres => inNanolitres(volume, "nearest");

/** What a run needs of a plan. Volumes become whole nanolitres here, once, to the nearest. */
export const infusionOf = (plan: Plan, choice: CatheterChoice): Infusion => {
  const { of, constants, program, pulse } = plan;
  const content = contentOf(plan);
  return {
    program,
    pulse,
    reservoir: {
      fluid: of.reservoir.fluid,
      volume: inNanolitres(minus(of.reservoir.volume, constants.residual), "down"),
      alarm: count(minus(constants.lowReservoir, constants.residual)),
    },
    line: [
      { volume: count(catheterRunOf(plan, choice).volume), fluid: content.catheter },
      { volume: count(constants.tubing), fluid: content.tubing },
    ],
    tip: tipOf(of.implant.catheter.tip),
  };
};
