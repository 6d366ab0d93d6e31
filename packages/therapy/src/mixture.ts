// SPDX-License-Identifier: Apache-2.0
/**
 * Mixture: how much of each stock goes into the syringe, so that one flow carries every dose.
 * A programmable pump takes the stocks undiluted and the flow follows; a fixed-rate pump forces
 * the concentrations, and diluent fills the rest.
 * Source: [n44] for both methods; the algebra is ours.
 */
import {
  accepted,
  type Concentration,
  concentrationOf,
  type DoseRate,
  type Duration,
  durationFor,
  type Flow,
  flowFor,
  isNegative,
  isNone,
  type Mass,
  massIn,
  massOver,
  minus,
  type Result,
  refused,
  total,
  type Volume,
  volumeFor,
} from "@cisterna/quantity";

/** A vial to draw from and the dose per day that its drug shall give. */
export type Stock = {
  readonly drug: string;
  readonly concentration: Concentration;
  readonly dose: DoseRate;
};

/** What to draw of one stock, and what it becomes in the reservoir. */
export type Portion = {
  readonly drug: string;
  readonly volume: Volume;
  readonly mass: Mass;
  readonly concentration: Concentration;
};

/** A compounded reservoir: portions, diluent, the flow that gives every dose, the time to empty. */
export type Mixture = {
  readonly portions: readonly Portion[];
  readonly diluent: Volume;
  readonly flow: Flow;
  readonly duration: Duration;
};

/** Why stocks cannot be compounded as asked. */
export type MixtureRefusal =
  | { readonly kind: "stock-without-drug"; readonly drug: string }
  | { readonly kind: "no-dose"; readonly drug: string }
  | { readonly kind: "stocks-too-weak"; readonly needed: Volume; readonly reservoir: Volume };

/** What is to be filled, and for a fixed-rate pump its flow. */
export type MixtureOrder = {
  readonly reservoir: Volume;
  readonly stocks: readonly [Stock, ...Stock[]];
  readonly flow: Flow | null;
};

const portionOf = (stock: Stock, flow: Flow, reservoir: Volume): Portion => {
  const mass = massOver(stock.dose, durationFor(reservoir, flow));
  return {
    drug: stock.drug,
    volume: volumeFor(mass, stock.concentration),
    mass,
    concentration: concentrationOf(mass, reservoir),
  };
};

const emptyStocks = (stocks: readonly Stock[]): readonly MixtureRefusal[] =>
  stocks.flatMap(({ drug, concentration, dose }) => [
    ...(isNone(concentration) ? [{ kind: "stock-without-drug" as const, drug }] : []),
    ...(isNone(dose) ? [{ kind: "no-dose" as const, drug }] : []),
  ]);

/**
 * The worksheet of a compounded reservoir.
 * Refuses: a stock without drug or dose; stocks too weak for the flow of a fixed-rate pump.
 * Law: portions and diluent fill the reservoir exactly; each drug's mass ÷ duration is its dose.
 */
export const mix = (order: MixtureOrder): Result<Mixture, MixtureRefusal> => {
  const [first, ...rest] = emptyStocks(order.stocks);
  if (first !== undefined) return refused(first, ...rest);
  const undiluted = total(
    order.stocks.map(({ dose, concentration }) => flowFor(dose, concentration)),
  );
  const flow = order.flow ?? undiluted;
  const portions = order.stocks.map((stock) => portionOf(stock, flow, order.reservoir));
  const needed = total(portions.map((portion) => portion.volume));
  const diluent = minus(order.reservoir, needed);
  if (isNegative(diluent)) {
    return refused({ kind: "stocks-too-weak", needed, reservoir: order.reservoir });
  }
  return accepted({ portions, diluent, flow, duration: durationFor(order.reservoir, flow) });
};

/**
 * Drug that a plan still finds after a refill onto a residual: both masses in the joined volume.
 * Law: mass in = mass out.
 */
export const joined = (
  parts: readonly { volume: Volume; concentration: Concentration }[],
): Concentration =>
  concentrationOf(
    total(parts.map((part) => massIn(part.volume, part.concentration))),
    total(parts.map((part) => part.volume)),
  );
