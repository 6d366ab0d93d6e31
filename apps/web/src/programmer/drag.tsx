// SPDX-License-Identifier: Apache-2.0
/**
 * A daily pattern that is dragged: each step by its rate and by its time, with a pointer or with
 * the arrows of the keyboard. What is dragged stands in the typed fields at once.
 */
import type { Basal } from "@cisterna/therapy";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import {
  type Corner,
  DAY_MINUTES,
  dayOf,
  HEIGHT,
  Hours,
  heightOf,
  pointsOf,
  RATES_WIDTH,
  Rates,
  rateUnder,
  WIDTH,
} from "../draw/day-curve.tsx";
import { clockOf, type DoseGrid, type Drawn, stepsAround } from "./grid.ts";
import type { Voice } from "./use-voice.ts";

/** What a drag changes of a step, as it is typed. */
export type Dragged = { readonly from?: string; readonly rate?: string };

type Props = {
  readonly steps: readonly Drawn[];
  readonly before: Basal | null;
  readonly grid: DoseGrid;
  readonly unit: string;
  readonly voice: Voice;
  readonly drag: (id: number, change: Dragged) => void;
};

/** A pointer moves a time by so many minutes; the arrows by one. */
const POINTER_MINUTES = 5;
const FAR = 10;
const HOUR = 60;

type Handle = {
  readonly label: string;
  readonly now: number;
  readonly least: number;
  readonly most: number;
  readonly says: string;
  readonly x: number;
  readonly y: number;
  readonly orientation: "horizontal" | "vertical";
  readonly move: (event: PointerEvent<SVGGElement>) => void;
  readonly press: (key: string) => boolean;
};

/** A handle: a slider for eyes, fingers, keys and readers. */
const Grip = ({
  handle,
  hold,
}: {
  readonly handle: Handle;
  readonly hold: (is: boolean) => void;
}) => {
  const { orientation, x, y } = handle;
  const pressed = (event: KeyboardEvent): void => {
    if (!handle.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={handle.label}
      aria-orientation={orientation}
      aria-valuemin={handle.least}
      aria-valuemax={handle.most}
      aria-valuenow={handle.now}
      aria-valuetext={handle.says}
      className={`grip ${orientation}`}
      onKeyDown={pressed}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(true);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) handle.move(event);
      }}
      onPointerUp={() => hold(false)}
      onPointerCancel={() => hold(false)}
    >
      <circle cx={x} cy={y} r={22} className="reach" />
      {orientation === "vertical" ? (
        <rect x={x - 12} y={y - 4} width={24} height={8} rx={4} className="knob" />
      ) : (
        <circle cx={x} cy={y} r={7} className="knob" />
      )}
    </g>
  );
};

const xOf = (minutes: number): number => (minutes / DAY_MINUTES) * WIDTH;

/** Where a pointer is in the picture's own units. */
const pointIn = (event: PointerEvent<SVGGElement>): { readonly x: number; readonly y: number } => {
  const matrix = event.currentTarget.ownerSVGElement?.getScreenCTM();
  const point = new DOMPoint(event.clientX, event.clientY);
  return matrix ? point.matrixTransform(matrix.inverse()) : point;
};

const within = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

type Scaled = Props & { readonly top: number };

const rateHandle = (step: Drawn, { grid, unit, voice, drag, top }: Scaled): Handle => {
  const { line } = voice.text;
  const to = (steps: number): boolean => {
    drag(step.id, { rate: grid.textOf(Math.max(0, steps)) });
    return true;
  };
  const { below, above, nearest } = stepsAround(step.rate, grid);
  const keys: Readonly<Record<string, number>> = {
    ...{ ArrowUp: above, ArrowRight: above, ArrowDown: below, ArrowLeft: below },
    ...{ PageUp: nearest + FAR, PageDown: nearest - FAR, Home: 0 },
  };
  const rate = voice.number(step.rate);
  return {
    label: line.rateGrip(clockOf(step.from)),
    ...{ now: step.rate, least: 0, most: Math.max(top, step.rate) },
    says: line.rateSays(`${rate} ${unit}`, clockOf(step.from)),
    x: (xOf(step.from) + xOf(step.until)) / 2,
    y: heightOf(step.rate, top),
    orientation: "vertical",
    move: (event) => {
      const { y } = pointIn(event);
      to(Math.round(rateUnder(y, top) / grid.step));
    },
    press: (key) => {
      const steps = keys[key];
      return steps !== undefined && to(steps);
    },
  };
};

const timeHandle = (step: Drawn, { voice, drag, top }: Scaled): Handle => {
  const { least, most } = step;
  const to = (minutes: number): boolean => {
    drag(step.id, { from: clockOf(within(minutes, least, most)) });
    return true;
  };
  const keys: Readonly<Record<string, number>> = {
    ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: HOUR, PageDown: -HOUR },
  };
  return {
    label: voice.text.line.timeGrip(clockOf(step.from)),
    ...{ now: step.from, least, most, says: clockOf(step.from) },
    x: xOf(step.from),
    y: heightOf(step.rate, top),
    orientation: "horizontal",
    move: (event) => {
      const minutes = (pointIn(event).x / WIDTH) * DAY_MINUTES;
      to(Math.round(minutes / POINTER_MINUTES) * POINTER_MINUTES);
    },
    press: (key) => {
      const by = keys[key];
      return by !== undefined && to(step.from + by);
    },
  };
};

/** The line of the day: what was last goes on after midnight. */
const cornersOf = (steps: readonly Drawn[]): readonly Corner[] => {
  const [first] = steps;
  const carried = steps.at(-1)?.rate ?? 0;
  const early: readonly Corner[] =
    first !== undefined && first.from > 0
      ? [
          [0, carried],
          [first.from, carried],
        ]
      : [];
  return [
    ...early,
    ...steps.flatMap(({ from, until, rate }): readonly Corner[] => [
      [from, rate],
      [until, rate],
    ]),
  ];
};

/** The picture. Its scale stands still while something is held. */
export const DragCurve = (props: Props) => {
  const { steps, voice } = props;
  const before = dayOf(props.before, props.unit);
  const [held, setHeld] = useState(false);
  const corners = cornersOf(steps);
  const fitting = Math.max(0, ...[...before, ...corners].map(([, rate]) => rate)) * 1.4;
  const scale = useRef(fitting);
  if (!held || scale.current === 0) scale.current = Math.max(fitting, props.grid.step * FAR);
  const top = scale.current;
  const hold = (is: boolean): void => setHeld(is);
  return (
    <div className="stack tight">
      <p className="quiet small">{voice.text.line.dragLead}</p>
      <svg
        className="curve drag"
        viewBox={`-${RATES_WIDTH} -20 ${WIDTH + RATES_WIDTH + 20} ${HEIGHT + 44}`}
      >
        <title>{voice.text.curve}</title>
        <Rates most={top} unit={props.unit} number={voice.number} />
        <Hours />
        {before.length > 0 && <polyline points={pointsOf(before, top)} className="before" />}
        <polyline points={pointsOf(corners, top)} className="after" />
        {steps.map((step) => (
          <g key={step.id}>
            <Grip handle={rateHandle(step, { ...props, top })} hold={hold} />
            <Grip handle={timeHandle(step, { ...props, top })} hold={hold} />
          </g>
        ))}
      </svg>
    </div>
  );
};
