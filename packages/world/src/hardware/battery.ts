// SPDX-License-Identifier: Apache-2.0
/**
 * The battery as it truly is: what was drawn from the cell, and the voltage that is left under
 * load. A film on the electrode makes the voltage fall without anything being drawn.
 */
import { DAY_MS } from "@cisterna/quantity";
import type { Condition } from "./condition.ts";
import { type Meter, metered, NO_AMOUNT } from "./meter.ts";

/** What was drawn, in milliseconds of a sound pump's life. */
export type Battery = { readonly drawn: Meter };

/** The life of a sound cell: six years, the middle of what is published for such pumps. */
const LIFE_MS = 6 * 365 * DAY_MS;

/** Voltage of a fresh cell under load, what it loses over its life, and what a full film costs. */
const FRESH_MV = 2_900;
const FALL_MV = 400;
const FILM_MV = 700;

/** A cell of which so many thousandths were drawn before. */
export const usedBattery = (spent: number): Battery => ({
  drawn: { ...NO_AMOUNT, whole: Math.floor((LIFE_MS * spent) / 1_000) },
});

/** The cell after some time. */
export const drain = ({ drawn }: Battery, { fading }: Condition, span: number): Battery => ({
  drawn: metered(drawn, [span, 1_000 + fading * 10]),
});

/** Thousandths of the cell that were drawn. */
export const spentOf = ({ drawn }: Battery): number =>
  Math.min(1_000, Math.floor((drawn.whole * 1_000) / LIFE_MS));

/** Millivolts under load. */
export const loadOf = (battery: Battery, { film }: Condition): number =>
  FRESH_MV -
  Math.floor((FALL_MV * spentOf(battery)) / 1_000) -
  Math.floor((FILM_MV * film) / 1_000);
