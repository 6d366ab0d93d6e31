// SPDX-License-Identifier: Apache-2.0
/**
 * Plots: curves over time by uPlot, with our colours, units in the title, and dashes beside colour.
 */
import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { type Language, numberText } from "../format/number.ts";

/** One curve: what it is called, and how it is drawn. */
export type Curve = {
  readonly name: string;
  /** A colour of the page, such as `--accent`. */
  readonly colour: string;
  readonly dash?: readonly number[];
  /** Fill between this curve and the one before it: a band. */
  readonly band?: boolean;
};

/** What a plot shows. Values: one list for the x axis, then one for each curve. */
type PlotProps = {
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly values: uPlot.AlignedData;
  readonly language: Language;
  readonly height?: number;
  /** The unit of the x axis. */
  readonly unit: string;
  /** A moment that is marked, in the unit of the x axis. */
  readonly mark?: number;
};

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const axis = (language: Language, unit: string): uPlot.Axis => ({
  stroke: colourOf("--quiet"),
  grid: { stroke: colourOf("--line"), width: 0.5 },
  ticks: { stroke: colourOf("--line"), width: 0.5 },
  font: "12px system-ui, 'DejaVu Sans', sans-serif",
  size: unit === "" ? 58 : 34,
  values: (_, splits) => splits.map((each) => `${numberText(each, language)}${unit && ` ${unit}`}`),
});

const seriesOf = ({ name, colour, dash }: Curve): uPlot.Series => ({
  label: name,
  stroke: colourOf(colour),
  width: 2,
  points: { show: false },
  ...(dash === undefined ? {} : { dash: [...dash] }),
});

/** Bands between a curve that says so and the one before it, whichever is above. */
const bandsOf = (curves: readonly Curve[]): uPlot.Band[] =>
  curves.flatMap(({ band, colour }, place) =>
    band === true
      ? [
          { series: [place + 1, place] as [number, number], fill: `${colourOf(colour)}33` },
          { series: [place, place + 1] as [number, number], fill: `${colourOf(colour)}33` },
        ]
      : [],
  );

const marking = (mark: { current: number | undefined }): uPlot.Plugin => ({
  hooks: {
    draw: ({ ctx, bbox, valToPos }) => {
      if (mark.current === undefined) return;
      const x = valToPos(mark.current, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) return;
      ctx.save();
      ctx.strokeStyle = colourOf("--danger");
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.restore();
    },
  },
});

const made = (
  place: HTMLElement,
  { curves, values, language, height = 150, unit }: PlotProps,
  mark: { current: number | undefined },
): uPlot =>
  new uPlot(
    {
      width: place.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false },
        y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] },
      },
      axes: [axis(language, unit), axis(language, "")],
      series: [{}, ...curves.map(seriesOf)],
      bands: bandsOf(curves),
      plugins: [marking(mark)],
    },
    values,
    place,
  );

const Legend = ({ curves }: { readonly curves: readonly Curve[] }) => (
  <div className="legend">
    {curves
      .filter(({ name }) => name !== "")
      .map(({ name, colour, dash }) => (
        <span key={name}>
          <svg width="26" height="6" aria-hidden="true">
            <path
              d="M0 3H26"
              stroke={`var(${colour})`}
              strokeWidth="2.5"
              strokeDasharray={dash?.join(" ")}
            />
          </svg>
          {name}
        </span>
      ))}
  </div>
);

/** A plot with its title and legend. */
export const Plot = (props: PlotProps) => {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const mark = useRef(props.mark);
  mark.current = props.mark;
  const scheme = useComputedColorScheme();
  const names = props.curves.map(({ name }) => name).join();
  const latest = useRef(props);
  latest.current = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: made again when its look changes only
  useEffect(() => {
    const inside = place.current;
    if (inside === null) return;
    const drawn = made(inside, latest.current, mark);
    plot.current = drawn;
    const watch = new ResizeObserver(() =>
      drawn.setSize({ width: inside.clientWidth, height: drawn.height }),
    );
    watch.observe(inside);
    return () => {
      watch.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [scheme, names, props.language, props.unit]);
  useEffect(() => plot.current?.setData(props.values), [props.values]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark is drawn on the canvas
  useEffect(() => plot.current?.redraw(false), [props.mark]);
  return (
    <figure className="card plot" style={{ margin: 0 }}>
      <figcaption>
        <h3>{props.title}</h3>
        <Legend curves={props.curves} />
      </figcaption>
      <div
        ref={place}
        role="img"
        aria-label={props.title}
        style={{ minHeight: props.height ?? 150 }}
      />
    </figure>
  );
};
