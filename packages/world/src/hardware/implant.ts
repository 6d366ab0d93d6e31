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
import { type Meter, metered, NO_AMOUNT } from "./meter.ts";

/** Which sensors were built in beside the feedback of the drive. */
export type Fitted = {
  readonly level: boolean;
  readonly pressure: boolean;
  /** Tells when something flows that the drive did not move. */
  readonly flow: boolean;
};

/** The truth. Amounts of flow in quanta of a pulse, the stock in nanolitre-days. */
export type Implant = {
  readonly device: Device;
  readonly drive: Drive;
  readonly fitted: Fitted;
  /** What the controller has let go; the drive may not have turned for it. */
  readonly ordered: number;
  readonly turned: Meter;
  readonly told: Meter;
  /** What the drive and whatever flows past it would move if the reservoir never ended. */
  readonly pushed: Meter;
  readonly moved: number;
  readonly atTip: Meter;
  /** What really is in the reservoir: nanolitres times the milliseconds of a day. */
  readonly stock: number;
};

/** An implant fresh from the shelf. */
export const newImplant = (
  built: Pick<Implant, "device" | "drive" | "fitted">,
  reservoir: Nanolitres,
): Implant => ({
  ...built,
  ordered: 0,
  turned: NO_AMOUNT,
  told: NO_AMOUNT,
  pushed: NO_AMOUNT,
  moved: 0,
  atTip: NO_AMOUNT,
  stock: reservoir * DAY_MS,
});

/** A stretch of time: how long, what was ordered, and whether the drive was inhibited. */
export type Stretch = {
  readonly span: number;
  readonly ordered: number;
  readonly inhibited: boolean;
};

/** What the drive turns, tells and pushes on a stretch. */
const driven = (implant: Implant, condition: Condition, stretch: Stretch) => {
  const fastest = implant.device.most * stretch.span;
  const runaway = stretch.inhibited ? 0 : condition.runaway;
  const turned = metered(implant.turned, [stretch.ordered, condition.turning], [fastest, runaway]);
  const turns = turned.whole - implant.turned.whole;
  return {
    turned,
    told: metered(implant.told, [turns, condition.counted], [fastest, condition.phantom]),
    pushed: metered(implant.pushed, [turns, condition.moved], [fastest, condition.past]),
  };
};

/**
 * The implant after a stretch of time.
 * Law: while there is enough in the reservoir it does not matter where time is cut; what is gone
 * from the stock moved or leaked.
 */
export const elapsed = (implant: Implant, condition: Condition, stretch: Stretch): Implant => {
  const { pulse } = implant.device;
  const { turned, told, pushed } = driven(implant, condition, stretch);
  const wanted = pushed.whole - implant.pushed.whole;
  const moved = Math.min(wanted, Math.floor(implant.stock / pulse));
  const leaked = Math.min(condition.leaking * stretch.span, implant.stock - moved * pulse);
  return {
    ...implant,
    ordered: implant.ordered + stretch.ordered,
    turned,
    told,
    pushed,
    moved: implant.moved + moved,
    atTip: metered(implant.atTip, [moved, condition.reaching]),
    stock: implant.stock - moved * pulse - leaked,
  };
};

/** The implant after its reservoir was filled to a true volume. */
export const refilledTo = (implant: Implant, volume: Nanolitres): Implant => ({
  ...implant,
  stock: volume * DAY_MS,
});

/** Whole nanolitres that are really in the reservoir. */
export const trueVolume = ({ stock }: Implant): number => Math.floor(stock / DAY_MS);
