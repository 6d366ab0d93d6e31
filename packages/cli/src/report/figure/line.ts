// SPDX-License-Identifier: Apache-2.0
/** Lines of a chart: a curve with its name at its end, a level across it, a stretch behind it. */
import { INK, LINES, lettering } from "./axis.ts";
import type { Point, Range } from "./thin.ts";

/** Letters over lines stand on the paper's colour. */
const HALO = { textBorderColor: INK.paper, textBorderWidth: 3 };

/** How a curve is drawn; `name` stands at its right end. */
type Curve = {
  readonly name: string;
  readonly points: readonly Point[];
  readonly look?: number;
  readonly filled?: boolean;
  readonly faint?: boolean;
};

/** Numbers of a drawing need four digits; more only make the file longer. */
const drawing = (points: readonly Point[]): readonly Point[] =>
  points.map(([x, y]): Point => [Number(x.toPrecision(6)), Number(y.toPrecision(5))]);

/** A curve. */
export const curve = ({ name, points, look = 0, filled = false, faint = false }: Curve) => {
  const line = LINES[look % LINES.length] ?? LINES[0];
  const color = faint ? INK.muted : line.color;
  return {
    type: "line" as const,
    silent: true,
    showSymbol: false,
    lineStyle: { color, width: faint ? 1.25 : 1.75, type: faint ? [3, 3] : line.type },
    ...(filled ? { areaStyle: { color, opacity: 0.12 } } : {}),
    endLabel: { show: name !== "", formatter: name, ...lettering(color), distance: 6 },
    labelLayout: { moveOverlap: "shiftY" as const },
    data: drawing(points),
  };
};

/** The ground between the lowest and the highest of each stretch, behind its curve. */
export const ground = (ranges: readonly Range[], look: number, stack: string) => {
  const { color } = LINES[look % LINES.length] ?? LINES[0];
  const part = (points: readonly Point[], opacity: number) => ({
    type: "line" as const,
    silent: true,
    showSymbol: false,
    stack,
    lineStyle: { opacity: 0, width: 0 },
    areaStyle: { color, opacity },
    data: drawing(points),
  });
  return [
    part(
      ranges.map(({ at, low }): Point => [at, low]),
      0,
    ),
    part(
      ranges.map(({ at, low, high }): Point => [at, high - low]),
      0.16,
    ),
  ];
};

/** A name beside a point of a curve. */
export const named = (name: string, [x, y]: Point, look?: number) => ({
  type: "line" as const,
  silent: true,
  showSymbol: false,
  lineStyle: { opacity: 0, width: 0 },
  endLabel: {
    show: true,
    formatter: name,
    ...lettering(look === undefined ? INK.muted : (LINES[look] ?? LINES[0]).color, 11),
    ...HALO,
    distance: 6,
  },
  data: drawing([
    [x, y],
    [x, y],
  ]),
});

/** A level across the chart with its name on it. */
export type Level = { readonly at: number; readonly name: string; readonly color?: string };

/** A moment with its name at its top; `row` keeps neighbours apart. */
export type Moment = {
  readonly at: number;
  readonly name: string;
  readonly color?: string;
  readonly row?: number;
  /** On which side of its line the name stands. */
  readonly side?: "left" | "right";
};

const levelLine = ({ at, name, color = INK.muted }: Level) => ({
  yAxis: at,
  lineStyle: { color, type: [4, 3], width: 1 },
  label: { formatter: name, position: "end", ...lettering(color, 11) },
});

const momentLine = ({ at, name, color = INK.muted, row = 0, side = "left" }: Moment) => ({
  xAxis: at,
  lineStyle: { color, type: "solid", width: 1 },
  label: {
    formatter: name,
    position: "end",
    rotate: 0,
    align: side === "left" ? "right" : "left",
    padding: side === "left" ? [0, 5, 0, 0] : [0, 0, 0, 5],
    offset: [0, 16 + 16 * row],
    ...lettering(color, 11),
    ...HALO,
  },
});

/** Levels and moments as marks of a series. */
export const marks = (levels: readonly Level[], moments: readonly Moment[]) => ({
  markLine: {
    silent: true,
    symbol: "none",
    animation: false,
    data: [...levels.map(levelLine), ...moments.map(momentLine)],
  },
});

/** A shaded stretch of time with its name at the top. */
export const shaded = (stretch: { from: number; upto: number; name: string }) => ({
  markArea: {
    silent: true,
    itemStyle: { color: INK.shade, opacity: 1 },
    label: { position: "insideTopLeft", ...lettering(INK.text, 11) },
    data: [[{ name: stretch.name, xAxis: stretch.from }, { xAxis: stretch.upto }]],
  },
});
