// SPDX-License-Identifier: Apache-2.0
/** The rate over a day: what is typed as a line, what runs as dashes. */
import { toNumber } from "@cisterna/quantity";
import { type Basal, weekOf } from "@cisterna/therapy";

const DAY_MINUTES = 1_440;
const [WIDTH, HEIGHT] = [480, 90];

/** The corners of a basal day, from Monday's first minute to its last. */
const cornersOf = (basal: Basal): readonly (readonly [minute: number, rate: number])[] => {
  const monday = weekOf(basal).filter(({ fromMinute }) => fromMinute < DAY_MINUTES);
  return monday.flatMap(({ fromMinute, dose }, place) => {
    const end = monday[place + 1]?.fromMinute ?? DAY_MINUTES;
    return [[fromMinute, toNumber(dose)] as const, [end, toNumber(dose)] as const];
  });
};

const lineOf = (basal: Basal, most: number): string =>
  cornersOf(basal)
    .map(([minute, rate]) => {
      const [x, y] = [(minute / DAY_MINUTES) * WIDTH, HEIGHT - (rate / most) * (HEIGHT - 8)];
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");

/** The picture. */
export const Curve = (props: {
  readonly label: string;
  readonly before: Basal | null;
  readonly after: Basal;
}) => {
  const all = [props.after, ...(props.before === null ? [] : [props.before])];
  const most = Math.max(1e-9, ...all.flatMap(cornersOf).map(([, rate]) => rate));
  return (
    <svg
      className="curve"
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 18}`}
      role="img"
      aria-label={props.label}
    >
      {[0, 6, 12, 18, 24].map((hour) => (
        <g key={hour}>
          <line x1={hour * 20} x2={hour * 20} y1={0} y2={HEIGHT} className="grid" />
          <text
            x={hour * 20}
            y={HEIGHT + 14}
            textAnchor={hour === 0 ? "start" : hour === 24 ? "end" : "middle"}
          >
            {hour}
          </text>
        </g>
      ))}
      {props.before !== null && <polyline points={lineOf(props.before, most)} className="before" />}
      <polyline points={lineOf(props.after, most)} className="after" />
    </svg>
  );
};
