// SPDX-License-Identifier: Apache-2.0
/**
 * A figure over time: panels below each other on one axis of time, each with its own scale. Every
 * mark is a link to its source, reached by keys, and says what it is below the figure.
 */
import { useEffect, useRef, useState } from "react";
import { dayText } from "../clinic/dates.ts";
import type { Language } from "../format/number.ts";
import { DAY_MS, type Look, type Mark, type Panel } from "./panel.ts";
import type { TrendWords } from "./words.ts";

const HEIGHT = 84;
const AXIS_HEIGHT = 22;
const [LEFT, RIGHT, ABOVE, BELOW] = [46, 16, 14, 12];
const FIRST_WIDTH = 320;
const TICK_EVERY = 130;
const HIT = 12;
const SIZE = 4.5;

/** Where a moment and a value are drawn. */
type Frame = {
  readonly width: number;
  readonly x: (at: number) => number;
};

type Span = { readonly from: number; readonly upto: number };

const frameOf = (width: number, { from, upto }: Span): Frame => ({
  width,
  x: (at) => LEFT + ((at - from) / (upto - from)) * (width - LEFT - RIGHT),
});

const heightOf =
  ({ least, most }: Panel) =>
  (value: number): number =>
    HEIGHT - BELOW - ((value - least) / (most - least)) * (HEIGHT - ABOVE - BELOW);

/** The width of an element, as it is laid out. */
const useWidth = () => {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useEffect(() => {
    const inside = place.current;
    if (inside === null) return;
    const watch = new ResizeObserver(() => setWidth(inside.clientWidth));
    watch.observe(inside);
    return () => watch.disconnect();
  }, []);
  return { place, width };
};

/** How far the marks of a pair stand beside their moment, so that equal volumes are both seen. */
const ASIDE = { dot: 0, end: 0, ring: -8, square: 8 } as const;

const Shape = ({ look, x, y }: { readonly look: Look; readonly x: number; readonly y: number }) => {
  switch (look) {
    case "dot":
      return <circle className="mark full" cx={x} cy={y} r={SIZE} />;
    case "ring":
      return <circle className="mark ring" cx={x} cy={y} r={SIZE + 1} />;
    case "square":
      return (
        <rect className="mark full" x={x - SIZE} y={y - SIZE} width={2 * SIZE} height={2 * SIZE} />
      );
    case "end":
      return <path className="mark" d={`M${x - SIZE} ${y - SIZE}l9 9m-9 0l9 -9`} />;
  }
};

/** What a mark says in one line. */
const lineOf = ({ when, what, said, source }: Mark): string =>
  [`${when}: ${what}: ${said}`, ...(source === null ? [] : [source.name])].join("; ");

type MarkProps = {
  readonly mark: Mark;
  readonly x: number;
  readonly y: number;
  readonly tell: (mark: Mark | null) => void;
};

const MarkLink = ({ mark, x, y, tell }: MarkProps) => {
  const inside = (
    <>
      <circle className="hit" cx={x} cy={y} r={HIT} />
      <Shape look={mark.look} x={x} y={y} />
    </>
  );
  const seen = {
    onFocus: () => tell(mark),
    onMouseEnter: () => tell(mark),
  };
  if (mark.source === null) {
    return (
      <g>
        <title>{lineOf(mark)}</title>
        {inside}
      </g>
    );
  }
  const isPage = mark.source.to.startsWith("#");
  return (
    <a
      href={mark.source.to}
      aria-label={lineOf(mark)}
      {...(isPage ? {} : { target: "_blank", rel: "noopener" })}
      {...seen}
    >
      {inside}
    </a>
  );
};

const stepsPath = ({ steps }: Panel, { x }: Frame, y: (value: number) => number): string =>
  steps
    .map(({ from, upto, value }, place) => {
      const isOn = steps[place - 1]?.upto === from;
      return `${isOn ? "L" : "M"}${x(from)} ${y(value)}H${x(upto)}`;
    })
    .join("");

const joinedPath = ({ marks, joined }: Panel, { x }: Frame, y: (value: number) => number) =>
  joined
    ? marks.map(({ at, value }, place) => `${place ? "L" : "M"}${x(at)} ${y(value)}`).join("")
    : "";

/** Where a pair of one moment belongs together. */
const pairPaths = ({ marks }: Panel, { x }: Frame, y: (value: number) => number) =>
  marks.flatMap((mark, place) => {
    const next = marks[place + 1];
    if (mark.look !== "ring" || next?.look !== "square" || next.at !== mark.at) return [];
    const [from, upto] = [x(mark.at) + ASIDE.ring, x(next.at) + ASIDE.square];
    return [`M${from} ${y(mark.value)}L${upto} ${y(next.value)}`];
  });

const Drawn = (props: {
  readonly panel: Panel;
  readonly frame: Frame;
  readonly words: TrendWords;
  readonly tell: (mark: Mark | null) => void;
}) => {
  const { panel, frame, words, tell } = props;
  const y = heightOf(panel);
  return (
    <div className="trend-panel">
      <p className="small trend-scale">{panel.title}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing whose marks are links */}
      <svg
        role="group"
        aria-label={panel.title}
        viewBox={`0 0 ${frame.width} ${HEIGHT}`}
        width={frame.width}
      >
        {[panel.least, panel.most].map((value) => (
          <g key={value}>
            <path className="rule" d={`M${LEFT} ${y(value)}H${frame.width - RIGHT}`} />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {words.number(value)}
            </text>
          </g>
        ))}
        <path className="steps" d={stepsPath(panel, frame, y)} />
        <path className="joined" d={joinedPath(panel, frame, y)} />
        {pairPaths(panel, frame, y).map((path) => (
          <path key={path} className="rule strong" d={path} />
        ))}
        {panel.marks.map((mark) => (
          <MarkLink
            key={mark.key}
            mark={mark}
            x={frame.x(mark.at) + ASIDE[mark.look]}
            y={y(mark.value)}
            tell={tell}
          />
        ))}
      </svg>
    </div>
  );
};

const Axis = (props: {
  readonly frame: Frame;
  readonly span: Span;
  readonly language: Language;
}) => {
  const { frame, span, language } = props;
  const room = Math.floor((frame.width - LEFT - RIGHT) / TICK_EVERY);
  const days = Math.floor((span.upto - span.from) / DAY_MS); // no day stands there twice
  const parts = Math.max(1, Math.min(room, days));
  const ticks = Array.from(
    { length: parts + 1 },
    (_, place) => span.from + ((span.upto - span.from) * place) / parts,
  );
  const anchor = (place: number) => (place === 0 ? "start" : place === parts ? "end" : "middle");
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${frame.width} ${AXIS_HEIGHT}`} width={frame.width}>
      {ticks.map((at, place) => (
        <g key={at}>
          <path className="rule" d={`M${frame.x(at)} 0V5`} />
          <text x={frame.x(at)} y={17} textAnchor={anchor(place)}>
            {dayText(new Date(at).toISOString(), language)}
          </text>
        </g>
      ))}
    </svg>
  );
};

/** The figure. */
export const Figure = (props: {
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly span: Span;
  readonly words: TrendWords;
}) => {
  const { title, panels, span, words } = props;
  const { place, width } = useWidth();
  const [told, tell] = useState<Mark | null>(null);
  const frame = frameOf(width, span);
  return (
    <figure className="trend-figure" aria-label={title}>
      <div ref={place}>
        {panels.map((panel) => (
          <Drawn key={panel.key} panel={panel} frame={frame} words={words} tell={tell} />
        ))}
        <Axis frame={frame} span={span} language={words.language} />
      </div>
      <figcaption className="small quiet no-print">
        {told === null ? words.text.pointHint : lineOf(told)}
      </figcaption>
    </figure>
  );
};
