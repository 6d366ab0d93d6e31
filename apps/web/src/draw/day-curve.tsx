// SPDX-License-Identifier: Apache-2.0
/** The rate over a day: what is typed as a line, what runs as dashes. */
import "./day-curve.css";
import { toNumber } from "@cisterna/quantity";
import { type Basal, weekOf } from "@cisterna/therapy";

/** Minutes of a day, and the picture of it in its own units. */
export const DAY_MINUTES = 1_440;
export const [WIDTH, HEIGHT] = [480, 150] as const;
const TOP = 8;

/** A corner of the line: minutes after midnight, and a rate. */
export type Corner = readonly [minute: number, rate: number];

/** The corners of a basal day, from Monday's first minute to its last. */
const cornersOf = (basal: Basal, unit: number): readonly Corner[] => {
  const monday = weekOf(basal).filter(({ fromMinute }) => fromMinute < DAY_MINUTES);
  return monday.flatMap(({ fromMinute, dose }, place) => {
    const end = monday[place + 1]?.fromMinute ?? DAY_MINUTES;
    const rate = toNumber(dose) * unit;
    return [[fromMinute, rate] as const, [end, rate] as const];
  });
};

/** How high a rate stands, where `most` is the highest. */
export const heightOf = (rate: number, most: number): number =>
  HEIGHT - (rate / most) * (HEIGHT - TOP);

/** The rate at a height, within the picture. */
export const rateUnder = (y: number, most: number): number =>
  ((HEIGHT - Math.min(HEIGHT, Math.max(0, y))) / (HEIGHT - TOP)) * most;

/** Corners as the points of a line. */
export const pointsOf = (corners: readonly Corner[], most: number): string =>
  corners
    .map(([minute, rate]) => {
      const x = (minute / DAY_MINUTES) * WIDTH;
      return `${x.toFixed(1)},${heightOf(rate, most).toFixed(1)}`;
    })
    .join(" ");

/** The hours below the picture. */
export const Hours = () =>
  [0, 6, 12, 18, 24].map((hour) => (
    <g key={hour}>
      <line x1={hour * 20} x2={hour * 20} y1={0} y2={HEIGHT} className="grid" />
      <text
        x={hour * 20}
        y={HEIGHT + 19}
        textAnchor={hour === 0 ? "start" : hour === 24 ? "end" : "middle"}
      >
        {`${String(hour).padStart(2, "0")}:00`}
      </text>
    </g>
  ));

const NICE = [1, 2, 5, 10] as const;
const MOST_MARKS = 3;

/** Round rates from nothing up to the highest, a few of them. */
const marksUpTo = (most: number): readonly number[] => {
  const power = 10 ** Math.floor(Math.log10(most / MOST_MARKS));
  const step = power * (NICE.find((each) => each * power >= most / MOST_MARKS) ?? 10);
  const count = Math.floor(most / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(6)));
};

/** The rates beside the picture, each with its unit. */
export const Rates = (props: {
  readonly most: number;
  readonly unit: string;
  readonly number: (value: number) => string;
}) =>
  marksUpTo(props.most).map((rate) => (
    <g key={rate}>
      <line
        x1={0}
        x2={WIDTH}
        y1={heightOf(rate, props.most)}
        y2={heightOf(rate, props.most)}
        className="grid"
      />
      <text x={-8} y={heightOf(rate, props.most) + 6} textAnchor="end">
        {`${props.number(rate)}\u202f${props.unit}`}
      </text>
    </g>
  ));

/** The room for the rates left of the picture. */
export const RATES_WIDTH = 104;

const MCG_PER_MG = 1000;

/** A basal day as corners, in a unit of dose per day. */
export const dayOf = (basal: Basal | null, unit: string): readonly Corner[] =>
  basal === null ? [] : cornersOf(basal, unit.startsWith("mcg") ? MCG_PER_MG : 1);

/** The picture. */
export const Curve = (props: {
  readonly label: string;
  readonly unit: string;
  readonly number: (value: number) => string;
  readonly before: Basal | null;
  readonly after: Basal;
}) => {
  const { unit, number } = props;
  const [before, after] = [dayOf(props.before, unit), dayOf(props.after, unit)];
  const most = Math.max(1e-9, ...[...before, ...after].map(([, rate]) => rate));
  return (
    <svg
      className="curve"
      viewBox={`-${RATES_WIDTH} -2 ${WIDTH + RATES_WIDTH + 2} ${HEIGHT + 26}`}
      role="img"
      aria-label={props.label}
    >
      <Rates most={most} unit={unit} number={number} />
      <Hours />
      {before.length > 0 && <polyline points={pointsOf(before, most)} className="before" />}
      <polyline points={pointsOf(after, most)} className="after" />
    </svg>
  );
};
