// SPDX-License-Identifier: Apache-2.0
/** What screen and worker say to each other, and how fast time may run. */
import type { Deed, Sight } from "@cisterna/world";
import type { News } from "./frame.ts";
import type { Story } from "./story.ts";

/** Virtual milliseconds in a real one, from real time to thirty days a second. */
export const SPEEDS = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
} as const;

/** The name of a speed. */
export type Speed = keyof typeof SPEEDS;

/** How far a lab may run, ms: a year. */
export const LONGEST = 366 * 86_400_000;

/** What the screen tells the worker. */
export type Order =
  | { readonly kind: "begin"; readonly story: Story }
  | { readonly kind: "run"; readonly rate: number }
  | { readonly kind: "forward"; readonly by: number }
  | { readonly kind: "do"; readonly deed: Deed }
  | { readonly kind: "check" };

/** What the worker tells the screen. */
export type Told =
  | { readonly kind: "news"; readonly news: News; readonly behind: boolean }
  | { readonly kind: "checked"; readonly sights: readonly Sight[] };
