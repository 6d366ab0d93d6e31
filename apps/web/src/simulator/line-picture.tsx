// SPDX-License-Identifier: Apache-2.0
/**
 * The line drawn at one moment: reservoir, tubing, catheter and tip, with the front between old and
 * new fluid where it is; one row for the smallest catheter and one for the largest.
 */
import { FluidPatterns, FluidSample, fillOf } from "../draw/fluid-look.tsx";
import { numberText } from "../format/number.ts";
import { type Passage, pushedAfter, shareAt, strengthIn } from "./passage.ts";
import type { Words } from "./use-words.ts";

const [LEFT, WIDTH, THICK] = [150, 430, 16];

/** What one row is drawn from. */
type Row = { readonly name: string; readonly passage: Passage; readonly tubing: number };

/** Slices of the line, so that a front that has mixed is seen as one. */
const SLICES = 72;

/** Share of new fluid so far down the line; a mixed front is as wide there as where it is. */
const shareIn = (passage: Passage, pushed: number, place: number): number => {
  const line = Math.max(1e-9, place * passage.line);
  return shareAt({ ...passage, line }, pushed);
};

const Slices = ({ row, hours, y }: { row: Row; hours: number; y: number }) => {
  const pushed = pushedAfter(row.passage.phases, hours);
  const step = WIDTH / SLICES;
  return Array.from({ length: SLICES }, (_, slice) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: a slice is its place along the line
      key={slice}
      x={LEFT + slice * step}
      y={y}
      width={step + 0.4}
      height={THICK}
      fill={fillOf({ place: 0, empty: false })}
      opacity={shareIn(row.passage, pushed, (slice + 0.5) / SLICES)}
    />
  ));
};

const flowAt = ({ phases }: Passage, hours: number): number => {
  const pushed = pushedAfter(phases, hours);
  return phases.find(({ upto }) => pushed < upto)?.flow ?? 0;
};

/** Dose of a drug at the tip at one moment, mcg/h. */
const rateNow = (passage: Passage, drug: string, hours: number): number => {
  const share = shareAt(passage, pushedAfter(passage.phases, hours));
  const strength =
    share * strengthIn(passage.fresh, drug) + (1 - share) * strengthIn(passage.old, drug);
  return flowAt(passage, hours) * strength;
};

const RowPicture = (props: { row: Row; hours: number; y: number; words: Words }) => {
  const { row, hours, y, words } = props;
  const border = LEFT + (WIDTH * row.tubing) / row.passage.line;
  return (
    <g>
      <text x={LEFT - 10} y={y + 13} textAnchor="end" fontSize="12" fill="var(--quiet)">
        {row.name}
      </text>
      <rect x={LEFT} y={y} width={WIDTH} height={THICK} fill={fillOf({ place: 1, empty: false })} />
      <Slices row={row} hours={hours} y={y} />
      <rect
        {...{ x: LEFT, y, width: WIDTH, height: THICK }}
        fill="none"
        stroke="var(--quiet)"
        strokeWidth="1.5"
      />
      <path d={`M${border} ${y - 5}v${THICK + 10}`} stroke="var(--ink)" strokeDasharray="3 2" />
      <path
        d={`M${LEFT + WIDTH} ${y - 4}l14 ${THICK / 2 + 4}l-14 ${THICK / 2 + 4}z`}
        fill="var(--danger)"
      />
      <text x={LEFT + 4} y={y - 8} fontSize="11" fill="var(--quiet)">
        {words.text.tubingShort}
      </text>
      <text x={border + 6} y={y - 8} fontSize="11" fill="var(--quiet)">
        {words.text.catheter}
      </text>
      <text x={LEFT + WIDTH} y={y - 8} fontSize="11" textAnchor="end" fill="var(--quiet)">
        {words.text.tipShort}
      </text>
    </g>
  );
};

/** The picture, with the doses at the tip in numbers under it. */
export const LinePicture = (props: {
  readonly words: Words;
  readonly rows: readonly Row[];
  readonly hours: number;
  readonly names: { readonly old: string; readonly fresh: string };
  readonly drugs: readonly string[];
}) => {
  const { words, rows, hours, names, drugs } = props;
  const { text } = words;
  return (
    <div className="stack">
      <svg viewBox={`0 0 610 ${rows.length * 52 + 4}`} role="img" aria-label={text.picture}>
        <FluidPatterns />
        {rows.map((row, place) => (
          <RowPicture key={row.name} row={row} hours={hours} y={24 + place * 52} words={words} />
        ))}
      </svg>
      <div className="legend">
        <FluidSample look={{ place: 1, empty: false }} name={names.old} />
        <FluidSample look={{ place: 0, empty: false }} name={names.fresh} />
      </div>
      <dl className="facts">
        {drugs.map((drug) => {
          const rates = rows.map(({ passage }) => rateNow(passage, drug, hours));
          const [low, high] = [Math.min(...rates), Math.max(...rates)];
          const said = (rate: number) => numberText(rate, words.language, 3);
          return (
            <div key={drug} style={{ display: "contents" }}>
              <dt>
                {text.now}: {words.drug(drug)}
              </dt>
              <dd>{`${text.between(said(low), said(high))}\u202fmcg/h`}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
};
