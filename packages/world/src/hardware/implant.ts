// SPDX-License-Identifier: Apache-2.0
/**
 * The implant as it truly is: what turned, what the feedback told, what moved, where it went, what
 * is left in the reservoir. The controller computes the same from its orders and never sees this;
 * it hears only what the sensors say. Between two turns of a life everything is even, so any
 * stretch of time is one sum.
 */
import type { Device } from "@cisterna/pump";
import { DAY_MS, type Nanolitres } from "@cisterna/quantity";
import type { Drive } from "@cisterna/therapy";
import type { Condition } from "./condition.ts";

/** Which sensors were built in beside the feedback of the drive. */
export type Fitted = { readonly level: boolean; readonly pressure: boolean };

/** The truth. Amounts of flow in quanta of a pulse, the stock in nanolitre-days. */
export type Implant = {
  readonly device: Device;
  readonly drive: Drive;
  readonly fitted: Fitted;
  readonly turned: number;
  readonly told: number;
  readonly moved: number;
  readonly atTip: number;
  /** What really is in the reservoir: nanolitres times milliseconds of a day. */
  readonly stock: number;
  /** What a level sensor that stands still goes on saying, or null. */
  readonly stuckAt: Nanolitres | null;
};

/** An implant fresh from the shelf. */
export const newImplant = (
  built: Pick<Implant, "device" | "drive" | "fitted">,
  reservoir: Nanolitres,
): Implant => ({
  ...built,
  turned: 0,
  told: 0,
  moved: 0,
  atTip: 0,
  stock: reservoir * DAY_MS,
  stuckAt: null,
});

/** So many thousandths of an amount, rounded down; exact for any safe amount. */
export const thousandths = (amount: number, share: number): number => {
  const whole = Math.floor(amount / 1_000);
  return whole * share + Math.floor(((amount - whole * 1_000) * share) / 1_000);
};

/** A stretch of time: how long, what was ordered, and whether the drive was inhibited. */
export type Stretch = {
  readonly span: number;
  readonly ordered: number;
  readonly inhibited: boolean;
};

/** What the drive turns and tells on a stretch. */
const driven = ({ device }: Implant, condition: Condition, stretch: Stretch) => {
  const fastest = device.most * stretch.span;
  const runaway = stretch.inhibited ? 0 : thousandths(fastest, condition.runaway);
  const turned = thousandths(stretch.ordered, condition.turning) + runaway;
  const told = thousandths(turned, condition.counted) + thousandths(fastest, condition.phantom);
  const wanted = thousandths(turned, condition.moved) + thousandths(fastest, condition.past);
  return { turned, told, wanted };
};

/** The implant after a stretch of time. Law: what is gone from the stock moved or leaked. */
export const elapsed = (implant: Implant, condition: Condition, stretch: Stretch): Implant => {
  const { turned, told, wanted } = driven(implant, condition, stretch);
  const { pulse } = implant.device;
  const moved = Math.min(wanted, Math.floor(implant.stock / pulse));
  const leaked = Math.min(condition.leaking * stretch.span, implant.stock - moved * pulse);
  return {
    ...implant,
    turned: implant.turned + turned,
    told: implant.told + told,
    moved: implant.moved + moved,
    atTip: implant.atTip + thousandths(moved, condition.reaching),
    stock: implant.stock - moved * pulse - leaked,
  };
};

/** Whole turns that the feedback has told since the implant was made. */
export const turnsTold = ({ told }: Implant): number => Math.floor(told / DAY_MS);
