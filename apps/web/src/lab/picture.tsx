// SPDX-License-Identifier: Apache-2.0
/**
 * The implant drawn: the reservoir with what is in it, the line with what lies where, and the tip.
 * From outside only the computed level is known; the rest is drawn when the inside is in view.
 */
import type { Fluid } from "@cisterna/therapy";
import { type FluidLook, FluidPatterns, FluidSample, fillOf } from "../draw/fluid-look.tsx";
import type { Truth } from "./frame.ts";
import type { Voice } from "./use-say.ts";

const [CENTRE, RADIUS] = [{ x: 104, y: 118 }, 86];
const LINE = { from: CENTRE.x + RADIUS, to: 596, y: 118, thick: 18 };

/** What the picture is drawn from. Volumes in nL. */
export type PictureProps = {
  readonly voice: Voice;
  readonly capacity: number;
  /** What the pump computed when it was last asked. */
  readonly computed: number | null;
  /** Null while the inside is hidden. */
  readonly truth: Truth | null;
  readonly fluids: readonly (Fluid | null)[];
  readonly tip: string;
};

const looksOf = (fluids: readonly (Fluid | null)[]): readonly FluidLook[] =>
  fluids.map((fluid, place) => ({ place, empty: fluid === null }));

const levelY = (volume: number, capacity: number): number =>
  CENTRE.y + RADIUS - 2 * RADIUS * Math.min(1, Math.max(0, volume / capacity));

const Reservoir = ({ voice, capacity, computed, truth }: PictureProps) => (
  <g>
    <clipPath id="reservoir">
      <circle cx={CENTRE.x} cy={CENTRE.y} r={RADIUS - 3} />
    </clipPath>
    <circle {...{ cx: CENTRE.x, cy: CENTRE.y, r: RADIUS }} fill="var(--sunk)" />
    {truth !== null && (
      <rect
        clipPath="url(#reservoir)"
        x={CENTRE.x - RADIUS}
        width={2 * RADIUS}
        y={levelY(truth.reservoir, capacity)}
        height={2 * RADIUS}
        fill="var(--accent-soft)"
      />
    )}
    {computed !== null && (
      <path
        clipPath="url(#reservoir)"
        d={`M${CENTRE.x - RADIUS} ${levelY(computed, capacity)}h${2 * RADIUS}`}
        stroke="var(--quiet)"
        strokeWidth="2"
        strokeDasharray="6 5"
      />
    )}
    <circle
      {...{ cx: CENTRE.x, cy: CENTRE.y, r: RADIUS }}
      fill="none"
      stroke="var(--quiet)"
      strokeWidth="3"
    />
    <text x={CENTRE.x} y={CENTRE.y + 2} textAnchor="middle" fontSize="22" fontWeight="700">
      <tspan fill="var(--ink)">{truth === null ? "?" : voice.volume(truth.reservoir)}</tspan>
    </text>
    <text x={CENTRE.x} y={CENTRE.y + 22} textAnchor="middle" fontSize="12" fill="var(--quiet)">
      {truth === null ? "" : voice.text.truly}
    </text>
  </g>
);

const Slugs = ({
  truth,
  fluids,
}: {
  readonly truth: Truth;
  readonly fluids: PictureProps["fluids"];
}) => {
  const whole = truth.line.reduce((sum, { volume }) => sum + volume, 0);
  const looks = looksOf(fluids);
  let end = LINE.to;
  return truth.line.map(({ fluid, volume }, place) => {
    const width = whole === 0 ? 0 : ((LINE.to - LINE.from) * volume) / whole;
    end -= width;
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a slug is its place in the line
        key={place}
        x={end}
        y={LINE.y - LINE.thick / 2}
        width={width}
        height={LINE.thick}
        fill={fillOf(looks[fluid] ?? { place: 0, empty: true })}
      />
    );
  });
};

const LineOfPump = (props: PictureProps) => (
  <g>
    {props.truth !== null && <Slugs truth={props.truth} fluids={props.fluids} />}
    <rect
      x={LINE.from}
      y={LINE.y - LINE.thick / 2}
      width={LINE.to - LINE.from}
      height={LINE.thick}
      fill="none"
      stroke="var(--quiet)"
      strokeWidth="2"
    />
    {props.truth === null && (
      <text x={(LINE.from + LINE.to) / 2} y={LINE.y + 5} textAnchor="middle" fill="var(--quiet)">
        ?
      </text>
    )}
    <path d={`M${LINE.to} ${LINE.y - 12}l16 12l-16 12z`} fill="var(--danger)" />
    <text x={LINE.to + 16} y={LINE.y - 20} textAnchor="end" fontSize="13" fontWeight="700">
      <tspan fill="var(--danger)">
        {props.voice.text.tip} {props.tip}
      </tspan>
    </text>
    <text x={LINE.from + 12} y={LINE.y - 20} fontSize="13" fill="var(--quiet)">
      {props.voice.text.line}
    </text>
    {props.truth !== null && (
      <text x={LINE.from + 12} y={LINE.y + 34} fontSize="14" fontWeight="600" fill="var(--ink)">
        {props.voice.flow(props.truth.flow)} →
      </text>
    )}
  </g>
);

/** The implant. */
export const Picture = (props: PictureProps) => {
  const { voice, truth, fluids, computed } = props;
  const { text } = voice;
  const level = truth === null ? text.hiddenTitle : voice.volume(truth.reservoir);
  return (
    <div className="stack">
      <svg
        viewBox="0 0 640 222"
        role="img"
        aria-label={text.pictureOf(level, fluids.map(voice.fluid).join(", "))}
      >
        <FluidPatterns />
        <Reservoir {...props} />
        <LineOfPump {...props} />
      </svg>
      <div className="legend">
        {fluids.map((fluid, place) => (
          <FluidSample
            key={voice.fluid(fluid)}
            look={{ place, empty: fluid === null }}
            name={voice.fluid(fluid)}
          />
        ))}
        {computed !== null && (
          <span>
            <svg width="26" height="6" aria-hidden="true">
              <path d="M0 3H26" stroke="var(--quiet)" strokeWidth="2" strokeDasharray="6 5" />
            </svg>
            {text.reservoir}: {voice.volume(computed)}
          </span>
        )}
        {truth !== null && truth.astray >= 1 && (
          <span className="pill bad">
            {text.astray}: {voice.volume(truth.astray)}
          </span>
        )}
      </div>
    </div>
  );
};
