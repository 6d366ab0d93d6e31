// SPDX-License-Identifier: Apache-2.0
/**
 * The spine: concentration along the canal as shades beside the vertebrae, with numbers at some of
 * them, so that colour says nothing that a number does not. Always marked as a model.
 */
import { LEVELS, type Level, positionOf } from "@cisterna/body";
import type { Language } from "../format/number.ts";
import { numberText } from "../format/number.ts";
import { DECADES, decadeOver, heatColour, shadeOf } from "./heat.ts";

/** Levels that have their number written beside them. */
const WRITTEN: readonly Level[] = ["C1", "C7", "T4", "T8", "T12", "L3", "S2"];

const TOP = 18;
const HEIGHT = 420;
const [LEFT, WIDTH] = [64, 30];
const CANAL_CM = 60;

const yOf = (x: number): number => TOP + HEIGHT * (1 - x / CANAL_CM);

/** What a spine is drawn from. Concentrations from the lower end upwards, mcg/mL. */
type SpineProps = {
  readonly canal: ArrayLike<number>;
  /** The greatest value of the scale; the shades of two spines compare if they have one scale. */
  readonly most: number;
  readonly tip: string;
  readonly language: Language;
  readonly words: {
    readonly name: string;
    readonly tip: string;
    /** What the shades mean, in a unit. */
    readonly scale: (unit: string) => string;
  };
};

const isLevel = (name: string): name is Level => LEVELS.some((level) => level === name);

const valueAt = (canal: ArrayLike<number>, x: number): number =>
  canal[Math.min(canal.length - 1, Math.max(0, Math.floor((x / CANAL_CM) * canal.length)))] ?? 0;

const Cells = ({ canal, most }: Pick<SpineProps, "canal" | "most">) => {
  const step = HEIGHT / canal.length;
  return Array.from(canal, (value, place) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place along the canal
      key={place}
      x={LEFT}
      y={TOP + HEIGHT - (place + 1) * step}
      width={WIDTH}
      height={step + 0.5}
      fill={heatColour(shadeOf(value, most))}
    />
  ));
};

const Vertebrae = () =>
  LEVELS.map((level) => (
    <g key={level}>
      <path
        d={`M${LEFT - 8} ${yOf(positionOf(level)) - 5}h-14a5 5 0 0 0 0 10h14z`}
        fill="var(--sunk)"
        stroke="var(--line)"
      />
    </g>
  ));

/** Less than a tenth of a microgram is told in nanograms. */
const unitFor = (most: number): { readonly unit: string; readonly by: number } =>
  most < 0.1 ? { unit: "ng/mL", by: 1000 } : { unit: "mcg/mL", by: 1 };

const Numbers = ({ canal, language, most }: Pick<SpineProps, "canal" | "language" | "most">) =>
  WRITTEN.map((level) => {
    const x = positionOf(level);
    return (
      <g key={level} fontSize="12">
        <text x={36} y={yOf(x) + 4} textAnchor="end" fill="var(--quiet)">
          {level}
        </text>
        <text x={LEFT + WIDTH + 8} y={yOf(x) + 4} fill="var(--ink)">
          {numberText(valueAt(canal, x) * unitFor(most).by, language, 3)}
        </text>
      </g>
    );
  });

const Tip = ({ tip, words }: Pick<SpineProps, "tip" | "words">) => {
  if (!isLevel(tip)) return null;
  const y = yOf(positionOf(tip));
  return (
    <g>
      <path d={`M${LEFT + WIDTH} ${y}l10 -6v12z`} fill="var(--danger)" />
      <text x={LEFT + WIDTH + 14} y={y + 4} fontSize="12" fontWeight="700" fill="var(--danger)">
        {words.tip} {tip}
      </text>
    </g>
  );
};

/** Numbers need the room of two decades. */
const everySecond = (decade: number): "visible" | "hidden" =>
  (DECADES - decade) % 2 === 0 ? "visible" : "hidden";

const Scale = ({ most, language, words }: Pick<SpineProps, "most" | "language" | "words">) => (
  <g fontSize="11" fill="var(--quiet)">
    <text x={4} y={TOP + HEIGHT + 30}>
      {words.scale(unitFor(most).unit)}
    </text>
    {Array.from({ length: DECADES + 1 }, (_, decade) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a decade is its place on the scale
      <g key={decade}>
        <rect
          x={4 + decade * 36}
          y={TOP + HEIGHT + 36}
          width={36}
          height={10}
          fill={heatColour(decade / DECADES)}
          stroke="var(--line)"
        />
        <text x={4 + decade * 36} y={TOP + HEIGHT + 58} visibility={everySecond(decade)}>
          {numberText((most * unitFor(most).by) / 10 ** (DECADES - decade), language, 2)}
        </text>
      </g>
    ))}
  </g>
);

/** The spine. */
export const Spine = (props: SpineProps) => {
  const most = decadeOver(props.most);
  return (
    <svg viewBox={`0 0 190 ${TOP + HEIGHT + 66}`} role="img" aria-label={props.words.name}>
      <Vertebrae />
      <Cells canal={props.canal} most={most} />
      <rect
        x={LEFT}
        y={TOP}
        width={WIDTH}
        height={HEIGHT}
        rx={6}
        fill="none"
        stroke="var(--quiet)"
      />
      <Numbers canal={props.canal} language={props.language} most={most} />
      <Tip tip={props.tip} words={props.words} />
      <Scale most={most} language={props.language} words={props.words} />
    </svg>
  );
};
