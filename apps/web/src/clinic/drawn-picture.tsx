// SPDX-License-Identifier: Apache-2.0
/** The picture itself: a pump, a line and a spine. Its words stand beside it as text. */
import { LEVELS, type Level, positionOf } from "@cisterna/body";
import { FluidPatterns, fillOf } from "../draw/fluid-look.tsx";
import type { InLine } from "./shapes.ts";

const [TOP, HEIGHT, CANAL_CM] = [14, 350, 60];
const [CANAL, CANAL_WIDTH] = [288, 14];
const PUMP = { x: 104, y: 232, radius: 80 };
const RESERVOIR = { x: 58, y: 180, width: 76, height: 104 };

/** Levels that have their name written beside them. */
const WRITTEN: readonly Level[] = ["C1", "C7", "T4", "T8", "T12", "L3", "S2"];

const yOf = (level: Level): number => TOP + HEIGHT * (1 - positionOf(level) / CANAL_CM);

const isLevel = (name: string): name is Level => LEVELS.some((level) => level === name);

/** Names nearer than this would run into each other. */
const APART = 16;

const UNKNOWN = "url(#fluid-unknown)";

const UnknownPattern = () => (
  <defs>
    <pattern id="fluid-unknown" width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill="var(--surface)" />
      <path d="M0 0L8 8M8 0L0 8" stroke="var(--quiet)" strokeWidth="1" />
    </pattern>
  </defs>
);

/** A line of the legend: how it looks where nobody can tell what is there. */
export const UnknownSample = ({ name }: { readonly name: string }) => (
  <span>
    <svg width="26" height="12" aria-hidden="true">
      <UnknownPattern />
      <rect width="26" height="12" rx="3" fill={UNKNOWN} stroke="var(--quiet)" />
    </svg>
    {name}
  </span>
);

const NEW = fillOf({ place: 0, empty: false });
const OLD = fillOf({ place: 1, empty: false });

/** The level as a share of a full reservoir; null: nobody can tell. */
type PumpProps = { readonly level: number | null };

const Reservoir = ({ level }: PumpProps) => {
  const { x, y, width, height } = RESERVOIR;
  const high = (level ?? 0) * height;
  return (
    <g data-level={level === null ? "unknown" : level.toFixed(3)}>
      <rect
        {...{ x, y, width, height }}
        rx={8}
        fill={level === null ? UNKNOWN : "var(--surface)"}
      />
      {level !== null && level > 0 && (
        <>
          <rect {...{ x, width }} y={y + height - high} height={high} fill={NEW} />
          <line
            x1={x}
            x2={x + width}
            y1={y + height - high}
            y2={y + height - high}
            stroke="var(--ink)"
            strokeWidth="2"
          />
        </>
      )}
      <rect {...{ x, y, width, height }} rx={8} fill="none" stroke="var(--quiet)" strokeWidth="2" />
    </g>
  );
};

const Vertebrae = () =>
  LEVELS.map((level) => (
    <path
      key={level}
      d={`M${CANAL - 6} ${yOf(level) - 5}h-18a5 5 0 0 0 0 10h18z`}
      fill="var(--sunk)"
      stroke="var(--quiet)"
    />
  ));

const Names = ({ tip }: { readonly tip: string }) =>
  WRITTEN.filter((level) => !isLevel(tip) || Math.abs(yOf(level) - yOf(tip)) >= APART).map(
    (level) => (
      <text key={level} x={CANAL + CANAL_WIDTH + 8} y={yOf(level) + 5} className="level">
        {level}
      </text>
    ),
  );

/** From the reservoir through the pump's wall and under the skin up the canal to the tip. */
const pathTo = (tip: Level): string => {
  const entry = Math.max(yOf("L3"), yOf(tip));
  const from = RESERVOIR.x + RESERVOIR.width;
  const [edge, x] = [PUMP.x + PUMP.radius, CANAL + CANAL_WIDTH / 2];
  return [
    `M${from} ${PUMP.y}H${edge + 6}`,
    `C${edge + 50} ${PUMP.y} ${edge + 40} ${entry + 12} ${x - 40} ${entry + 12}`,
    `Q${x} ${entry + 12} ${x} ${Math.min(entry, yOf(tip) + 1)}`,
    `V${yOf(tip)}`,
  ].join("");
};

/** The line from the pump on: what of it is passed is of the reservoir's fluid. */
const Line = ({ path, line }: { readonly path: string; readonly line: InLine | null }) => {
  const passed = line?.kind === "through" ? 1 : line?.kind === "on-its-way" ? line.share : 0;
  const rest = line?.kind === "on-its-way" && line.old !== null ? OLD : UNKNOWN;
  return (
    <g fill="none" strokeLinejoin="round" data-line={line?.kind ?? "unknown"}>
      <path d={path} stroke="var(--ink)" strokeWidth="9" />
      <path d={path} stroke={passed < 1 ? rest : NEW} strokeWidth="6" />
      {passed > 0 && passed < 1 && (
        <path
          d={path}
          stroke={NEW}
          strokeWidth="6"
          pathLength={100}
          strokeDasharray={`${passed * 100} 100`}
        />
      )}
    </g>
  );
};

const Tip = ({ tip, name }: { readonly tip: Level; readonly name: string }) => {
  const [x, y] = [CANAL + CANAL_WIDTH, yOf(tip)];
  return (
    <g fill="var(--danger)">
      <path d={`M${x - 2} ${y}l11 -6v12z`} />
      <text x={x + 12} y={y + 5} className="tip">
        {name} {tip}
      </text>
    </g>
  );
};

/** The picture. `said`: the level of the reservoir in words, as it stands under the pump. */
export const DrawnPicture = (
  props: PumpProps & {
    readonly tip: string;
    readonly tipName: string;
    readonly said: string;
    readonly line: InLine | null;
    /** The whole picture in one sentence. */
    readonly sentence: string;
  },
) => {
  const { tip, line } = props;
  return (
    <svg viewBox="0 0 400 378" role="img" aria-label={props.sentence}>
      <FluidPatterns />
      <UnknownPattern />
      <circle
        cx={PUMP.x}
        cy={PUMP.y}
        r={PUMP.radius}
        fill="var(--sunk)"
        stroke="var(--quiet)"
        strokeWidth="2"
      />
      <Reservoir level={props.level} />
      <Vertebrae />
      <rect
        x={CANAL}
        y={TOP - 4}
        width={CANAL_WIDTH}
        height={HEIGHT + 8}
        rx={6}
        fill="var(--surface)"
        stroke="var(--quiet)"
      />
      <Names tip={tip} />
      {isLevel(tip) && <Line path={pathTo(tip)} line={line} />}
      {isLevel(tip) && <Tip tip={tip} name={props.tipName} />}
      <text x={PUMP.x} y={PUMP.y + PUMP.radius + 22} textAnchor="middle" className="said">
        {props.said}
      </text>
    </svg>
  );
};
