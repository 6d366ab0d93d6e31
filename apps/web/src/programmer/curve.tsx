// SPDX-License-Identifier: Apache-2.0
/** The rate over a day: what is typed as a line, what runs as dashes. */
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

/** A basal day as corners, in a unit of which so many are one of the quantity's own. */
export const dayOf = (basal: Basal | null, unit = 1): readonly Corner[] =>
  basal === null ? [] : cornersOf(basal, unit);

/** The hours below the picture. */
export const Hours = () =>
  [0, 6, 12, 18, 24].map((hour) => (
    <g key={hour}>
      <line x1={hour * 20} x2={hour * 20} y1={0} y2={HEIGHT} className="grid" />
      <text
        x={hour * 20}
        y={HEIGHT + 14}
        textAnchor={hour === 0 ? "start" : hour === 24 ? "end" : "middle"}
      >
        {`${String(hour).padStart(2, "0")}:00`}
      </text>
    </g>
  ));

/** The picture. */
export const Curve = (props: {
  readonly label: string;
  readonly before: Basal | null;
  readonly after: Basal;
}) => {
  const [before, after] = [dayOf(props.before), dayOf(props.after)];
  const most = Math.max(1e-9, ...[...before, ...after].map(([, rate]) => rate));
  return (
    <svg
      className="curve"
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 18}`}
      role="img"
      aria-label={props.label}
    >
      <Hours />
      {before.length > 0 && <polyline points={pointsOf(before, most)} className="before" />}
      <polyline points={pointsOf(after, most)} className="after" />
    </svg>
  );
};
