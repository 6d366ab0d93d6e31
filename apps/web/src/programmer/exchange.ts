// SPDX-License-Identifier: Apache-2.0
/**
 * The exchange of a plan: what it brings to the tip, how much may be primed at the most, and what
 * stands against what was typed. Source: REQ-034, REQ-035.
 */
import { exceeds, type Volume } from "@cisterna/quantity";
import type { Plan } from "@cisterna/therapy";
import { type Entry, isPrime, volumeIn } from "./entry.ts";
import type { Standing } from "./judged.ts";
import { isWithin, largestPrime, type Tip, tipOf } from "./tip.ts";

/** Why a volume is not primed. */
type PrimeFault = "unreadable" | "beyond-line" | "beyond-hour";

/** What is seen of an exchange before it is proposed. */
export type ExchangeView = {
  readonly plan: Plan;
  readonly tip: Tip;
  /** The most that may be primed; null: nothing is. */
  readonly largest: Volume | null;
  /** What is primed; null: nothing is, or it cannot be read. */
  readonly primed: Volume | null;
  readonly fault: PrimeFault | null;
};

const faultOf = (plan: Plan, primed: Volume | null, tip: Tip): PrimeFault | null => {
  if (plan.transition.kind !== "prime") return null;
  if (primed === null) return "unreadable";
  if (exceeds(primed, plan.transition.programmed)) return "beyond-line";
  return isWithin(tip) ? null : "beyond-hour";
};

/** The exchange of a plan; null: the line is left as it is, and holds what the pump gives. */
export const exchangeOf = (standing: Standing, entry: Entry, plan: Plan): ExchangeView | null => {
  const { filling, before } = standing;
  if (entry.line === "none" && filling === null) return null;
  const primed = isPrime(entry) ? volumeIn(entry.primed) : null;
  const order = { plan, old: isPrime(entry) ? null : (before?.fluid ?? null), volume: primed };
  const tip = tipOf(order);
  return { plan, tip, primed, largest: largestPrime(order), fault: faultOf(plan, primed, tip) };
};
