// SPDX-License-Identifier: Apache-2.0
/** The picture of a validation: modelled over measured of every number, on a logarithmic axis. */
import type { Verdict } from "@cisterna/body";
import { FACTOR } from "@cisterna/body";

type Dot = {
  readonly name: string;
  readonly ratio: number;
  readonly met: boolean;
  readonly side: "held-out" | "training";
};

const WIDTH = 760;
const LEFT = 330;
const RIGHT = 40;
const ROW = 20;
const TOP = 44;
const LOWEST = 1 / 10;
const HIGHEST = 10;
const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10] as const;
const COLOURS = { "held-out": "#b3400f", training: "#1f5fa8" } as const;

const across = (ratio: number): number => {
  const within = Math.min(Math.max(ratio, LOWEST), HIGHEST);
  const share = Math.log(within / LOWEST) / Math.log(HIGHEST / LOWEST);
  return LEFT + share * (WIDTH - LEFT - RIGHT);
};

const place = (value: number): string => value.toFixed(1);

/** Dots of what has a number without being a bound: those of the held-out side first. */
const dotsOf = (verdicts: readonly Verdict[]): readonly Dot[] =>
  (["held-out", "training"] as const).flatMap((side) =>
    verdicts
      .filter((each) => each.side.side === side)
      .flatMap(({ measurement, values }) =>
        values.flatMap(({ ratio, met, expected }): readonly Dot[] => {
          if (ratio === null || expected.bound !== undefined) return [];
          const of = values.length > 1 ? ` (${expected.what ?? expected.unit})` : "";
          return [{ name: `${measurement.id}${of}`, ratio, met, side }];
        }),
      ),
  );

const grid = (height: number): string =>
  MARKS.map(
    (mark) =>
      `<line x1="${place(across(mark))}" y1="${TOP}" x2="${place(across(mark))}" y2="${height}" ` +
      `stroke="#d8d8d8"/><text x="${place(across(mark))}" y="${TOP - 8}" ` +
      `text-anchor="middle">${mark}</text>`,
  ).join("\n");

const band = (height: number): string => {
  const [from, upto] = [across(1 / FACTOR), across(FACTOR)];
  return (
    `<rect x="${place(from)}" y="${TOP}" width="${place(upto - from)}" ` +
    `height="${height - TOP}" fill="#eef3ea"/>`
  );
};

const row = ({ name, ratio, met, side }: Dot, index: number): string => {
  const y = place(TOP + ROW * (index + 0.7));
  const [x, colour] = [place(across(ratio)), COLOURS[side]];
  const fill = met ? colour : "#ffffff";
  return (
    `<text x="${LEFT - 14}" y="${y}" dy="4" text-anchor="end">${name}</text>` +
    `<circle cx="${x}" cy="${y}" r="5" fill="${fill}" stroke="${colour}" stroke-width="2"/>`
  );
};

/** The picture as SVG. A filled dot is met; the ground is the factor of 1.5 either way. */
export const ratioPicture = (verdicts: readonly Verdict[]): string => {
  const dots = dotsOf(verdicts);
  const bottom = TOP + ROW * (dots.length + 0.4);
  const legend =
    `<text x="${LEFT}" y="${place(bottom + 20)}"><tspan fill="${COLOURS["held-out"]}">held out` +
    `</tspan>, <tspan fill="${COLOURS.training}">training</tspan>; open: missed; ` +
    "ground: a factor of 1.5 either way</text>";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${place(bottom + 32)}" \
font-family="system-ui, sans-serif" font-size="12" role="img">
<title>Modelled over measured, every number of the held-out and the training side</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${place(across(1))}" y="16" text-anchor="middle">modelled over measured</text>
${band(bottom)}
${grid(bottom)}
${dots.map(row).join("\n")}
${legend}
</svg>
`;
};
