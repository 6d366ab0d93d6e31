// SPDX-License-Identifier: Apache-2.0
/**
 * Axes: time as days since the fill with the date below, amounts from zero, and where the drawing
 * stands on its sheet. Every axis names its unit.
 */
import { type Instant, printDay } from "@cisterna/quantity";
import type { Sheet } from "./chart.ts";

/** Colours of the page, by their use. */
export const INK = {
  text: "var(--ink)",
  muted: "var(--muted)",
  rule: "var(--rule)",
  paper: "var(--paper)",
  accent: "var(--accent)",
  warn: "var(--confirm)",
  stop: "var(--refuse)",
  shade: "var(--shade)",
} as const;

/** Lines that are told apart by dash and by label, not by colour alone. */
export const LINES = [
  { color: "var(--s1)", type: "solid" },
  { color: "var(--s2)", type: [7, 3] },
  { color: "var(--s3)", type: [2, 3] },
  { color: "var(--s4)", type: [10, 3, 2, 3] },
  { color: "var(--s5)", type: [4, 2] },
] as const;

const FONT = "var(--sans)";

/** Text in a chart. */
export const lettering = (color: string = INK.muted, size = 12) => ({
  color,
  fontSize: size,
  fontFamily: FONT,
  textBorderColor: "transparent",
  textBorderWidth: 0,
});

/** Margins: room for the axis name above, for two lines of ticks below, for labels at the right. */
export const gridOf = (sheet: Sheet, right: number) => ({
  left: sheet.narrow ? 48 : 58,
  right: sheet.narrow ? Math.min(right, 88) : right,
  top: 34,
  bottom: 46,
});

const STEPS = [1 / 24, 1 / 12, 1 / 8, 1 / 4, 1 / 2, 1, 2, 5, 7, 14, 28, 56, 91, 182, 364];

/** The tick step that gives at most so many ticks. */
const tickStep = (days: number, most: number): number =>
  STEPS.find((step) => days / step <= most) ?? Math.ceil(days / most);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MS_PER_DAY = 86_400_000;

/** The calendar day so long after an instant, as people say it: `2 Mar`. */
const dayAndMonth = (start: Instant, days: number): string => {
  const day = printDay({ ...start, epochMs: start.epochMs + Math.round(days * MS_PER_DAY) });
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
};

const hours = (days: number): string => `${Math.round(days * 24)} h`;

/** What stands under a tick: the time since the fill, and the date where the step is whole days. */
const tickText = (start: Instant, step: number) => (days: number) => {
  if (step < 1) return hours(days);
  return `day ${Math.round(days)}\n${dayAndMonth(start, days)}`;
};

/** The span of time that an axis shows, in days since the fill. */
type Span = { readonly start: Instant; readonly upto: number };

/** Time since the fill. */
export const timeAxis = ({ start, upto }: Span, sheet: Sheet) => {
  const step = tickStep(upto, sheet.narrow ? 4 : 8);
  return {
    type: "value" as const,
    min: 0,
    max: upto,
    interval: step,
    axisLine: { lineStyle: { color: INK.muted } },
    axisTick: { lineStyle: { color: INK.muted } },
    splitLine: { show: false },
    axisLabel: {
      ...lettering(),
      lineHeight: 15,
      showMaxLabel: upto % step === 0,
      formatter: tickText(start, step),
    },
  };
};

/** An amount from zero, its unit above the axis. */
export const amountAxis = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: "value" as const,
  min: 0,
  name,
  nameLocation: "end" as const,
  nameGap: 14,
  nameTextStyle: { ...lettering(INK.text), align: "left" as const, padding: [0, 0, 0, -44] },
  axisLine: { show: false },
  axisTick: { show: false },
  splitNumber: 4,
  splitLine: { lineStyle: { color: INK.rule } },
  axisLabel: lettering(),
  ...more,
});
