// SPDX-License-Identifier: Apache-2.0
/**
 * The prescription that runs, in words and over 24 hours: each piece of a day by its time, for
 * every drug and as a flow, and the same as a curve with the present hour in it.
 */
import { type DoseRate, print, toNumber } from "@cisterna/quantity";
import { DAY_MINUTES, type Ingredient } from "@cisterna/therapy";
import { useId, useState } from "react";
import { type Corner, HEIGHT, Hours, pointsOf, Rates, WIDTH } from "../draw/day-curve.tsx";
import { Facts } from "../programmer/facts.tsx";
import { bolusRows, type Row } from "../programmer/program-rows.ts";
import { useVoice, type Voice } from "../programmer/use-voice.ts";
import { useText } from "../shell/language.tsx";
import { ScrollBox } from "../shell/scroll-box.tsx";
import { Segments } from "../shell/segments.tsx";
import { DRAWN_TEXT } from "../text/drawn.ts";
import type { DrawnText } from "../text/en/drawn.ts";
import { amountIn, momentText } from "./dates.ts";
import {
  clockAt,
  type DayKind,
  dayKinds,
  doseOf,
  flowOf,
  type Piece,
  type Running,
  runningFrom,
} from "./regimen.ts";
import type { ImplantView } from "./shapes.ts";

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Weekdays by their names, or that it is every day. */
const daysText = ({ days }: DayKind, text: DrawnText): string =>
  days.length === 7 ? text.everyDay : days.map((day) => text.weekdays[day]).join(", ");

/** One thing that a curve shows: its unit, and the value of a dose rate in it. */
type Measure = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly value: (dose: DoseRate) => number;
  readonly said: (dose: DoseRate) => readonly [perDay: string, perHour: string];
};

const HOURS = 24;
const MCG = 1000;

const doseMeasure = (running: Running, each: Ingredient, voice: Voice): Measure => {
  const unit = voice.massUnit(each.drug);
  const by = (unit === "mcg" ? MCG : 1) / HOURS;
  const dose = (stated: DoseRate) => doseOf(running, each, stated);
  return {
    ...{ id: each.drug, name: voice.drug(each.drug), unit: `${unit}/h` },
    value: (stated) => toNumber(dose(stated)) * by,
    said: (stated) => [
      voice.dose(dose(stated), unit),
      amountIn(print(dose(stated), `${unit}/h`), voice.language),
    ],
  };
};

const flowMeasure = (running: Running, text: DrawnText, voice: Voice): Measure => ({
  ...{ id: "flow", name: text.flow, unit: "mL/h" },
  value: (stated) => toNumber(flowOf(running, stated)) / HOURS,
  said: (stated) => [
    voice.flowOf(flowOf(running, stated)),
    amountIn(print(flowOf(running, stated), "mL/h"), voice.language),
  ],
});

type Shown = {
  readonly measures: readonly Measure[];
  readonly kinds: readonly DayKind[];
  readonly text: DrawnText;
};

const PieceRow = (props: { piece: Piece; days: string | null; shown: Shown }) => {
  const { piece, days, shown } = props;
  const span = `${clock(piece.from)}\u2013${clock(piece.upto)}`;
  return (
    <tr>
      <th scope="row">
        {days !== null && <span className="small">{days} </span>}
        {span}
      </th>
      {shown.measures.map((measure) => {
        const [perDay, perHour] = measure.said(piece.dose);
        return (
          <td key={measure.id} className="number">
            {perHour}
            <span className="quiet small per-day">{perDay}</span>
          </td>
        );
      })}
    </tr>
  );
};

/** Every piece of every kind of day: the curve as text. */
const Pieces = ({ shown }: { readonly shown: Shown }) => (
  <ScrollBox name={shown.text.pieces}>
    <table className="table pieces">
      <thead>
        <tr>
          <th scope="col">{shown.text.time}</th>
          {shown.measures.map(({ id, name }) => (
            <th key={id} scope="col" className="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.kinds.flatMap((kind) =>
          kind.pieces.map((piece) => (
            <PieceRow
              key={`${kind.days[0]}${piece.from}`}
              piece={piece}
              days={shown.kinds.length === 1 ? null : daysText(kind, shown.text)}
              shown={shown}
            />
          )),
        )}
      </tbody>
    </table>
  </ScrollBox>
);

type Now = { readonly minute: number; readonly time: string } | null;

/** Room for the rates left of the picture, in the larger letters of a telephone too. */
const MARGIN = 130;

const Picture = (props: {
  readonly kind: DayKind;
  readonly measure: Measure;
  readonly now: Now;
  readonly label: string;
  readonly voice: Voice;
}) => {
  const { kind, measure, now, voice } = props;
  const corners = kind.pieces.flatMap(({ from, upto, dose }): readonly Corner[] => [
    [from, measure.value(dose)],
    [upto, measure.value(dose)],
  ]);
  const most = Math.max(1e-9, ...corners.map(([, rate]) => rate));
  const x = ((now?.minute ?? 0) / DAY_MINUTES) * WIDTH;
  return (
    <svg
      className="curve"
      viewBox={`-${MARGIN} -26 ${WIDTH + MARGIN + 2} ${HEIGHT + 52}`}
      role="img"
      aria-label={props.label}
    >
      <Rates most={most} unit={measure.unit} number={voice.number} />
      <Hours />
      <polyline points={pointsOf(corners, most)} className="after" />
      {now !== null && (
        <g>
          <line x1={x} x2={x} y1={-4} y2={HEIGHT} className="now" />
          <text x={x} y={-6} textAnchor={x > WIDTH / 2 ? "end" : "start"} className="now-name">
            {now.time}
          </text>
        </g>
      )}
    </svg>
  );
};

const DayCurve = (props: {
  readonly shown: Shown;
  readonly view: NonNullable<ImplantView["running"]>;
  readonly asOf: string;
  readonly voice: Voice;
}) => {
  const { shown, view, asOf, voice } = props;
  const { kinds, measures, text } = shown;
  const here = clockAt(asOf, view.since);
  const today = kinds.find(({ days }) => days.includes(here.day)) ?? kinds[0];
  const [day, setDay] = useState<string>(here.day);
  const [chosen, setChosen] = useState(measures[0]?.id ?? "flow");
  const kind = kinds.find(({ days }) => days.some((each) => each === day)) ?? today;
  const measure = measures.find(({ id }) => id === chosen) ?? measures[0];
  if (kind === undefined || measure === undefined) return null;
  const now = kind === today ? here : null;
  const first = (each: DayKind): string => each.days[0] ?? "mon";
  return (
    <div className="stack day-curve">
      <Segments
        label={text.shows}
        value={measure.id}
        choices={measures.map(({ id, name, unit }) => [id, `${name}, ${unit}`] as const)}
        choose={setChosen}
      />
      {kinds.length > 1 && (
        <Segments
          label={text.dayShown}
          value={first(kind)}
          choices={kinds.map((each) => [first(each), daysText(each, text)] as const)}
          choose={setDay}
        />
      )}
      <Picture
        {...{ kind, measure, now, voice }}
        label={text.curve(measure.name, measure.unit, daysText(kind, text))}
      />
      <p className="quiet small">
        {now === null ? text.otherDay : text.nowMark(now.time, here.zone)} {text.basalOnly}
      </p>
    </div>
  );
};

type Speech = { readonly text: DrawnText; readonly voice: Voice };

/** A dated step that is still to come. */
const stepRow = (
  { at, basal }: Running["toCome"][number],
  unit: "mg" | "mcg",
  { text, voice }: Speech,
): Row => {
  const kinds = dayKinds(basal).map((kind) => {
    const pieces = kind.pieces.map(({ from, dose }) =>
      voice.text.from(clock(from), voice.dose(dose, unit)),
    );
    return `${daysText(kind, text)}: ${pieces.join("; ")}`;
  });
  return [text.stepFrom(momentText(at, voice.language)), kinds.join(". ")];
};

const bolusesOf = (
  { told, drug }: Running,
  { prescription }: NonNullable<ImplantView["running"]>,
  { text, voice }: Speech,
): readonly Row[] => {
  const unit = voice.massUnit(drug);
  const first = prescription.periodic?.first;
  const rows = bolusRows(told, { drug, unit }, voice).map(([name, said]): Row => {
    if (name === voice.text.single) return [text.onceAtStart, said];
    const isClocked = name === voice.text.clocked && first !== undefined;
    return [name, isClocked ? `${said}, ${text.firstAt(first)}` : said];
  });
  return told.single === null ? rows.slice(0, -1) : rows;
};

const rowsOf = (
  running: Running,
  view: NonNullable<ImplantView["running"]>,
  speech: Speech,
): readonly Row[] => {
  const { text, voice } = speech;
  const { told, drug, stepped, toCome } = running;
  const unit = voice.massUnit(drug);
  const came: readonly Row[] =
    stepped === null ? [] : [[text.stepCame, momentText(stepped, voice.language)]];
  return [
    [text.runsSince, momentText(view.since, voice.language)],
    ...came,
    [text.dosesOf, voice.drug(drug)],
    [voice.text.perDay24, voice.dose(told.daily.perDay, unit)],
    [voice.text.worst, voice.dose(told.daily.worstDay, unit)],
    ...bolusesOf(running, view, speech),
    ...toCome.map((step) => stepRow(step, unit, speech)),
  ];
};

const Told = (props: {
  readonly view: ImplantView;
  readonly from: NonNullable<ImplantView["running"]>;
  readonly asOf: string;
}) => {
  const { view, from, asOf } = props;
  const text = useText(DRAWN_TEXT);
  const voice = useVoice();
  const running = runningFrom(from, asOf);
  if (running === null) return <p className="alert bad">{text.unread}</p>;
  const shown: Shown = {
    measures: [
      ...running.fluid.map((each) => doseMeasure(running, each, voice)),
      flowMeasure(running, text, voice),
    ],
    kinds: dayKinds(running.told.basal),
    text,
  };
  const isFlat = running.told.basal.kind === "continuous";
  return (
    <>
      <Facts rows={rowsOf(running, from, { text, voice })} />
      <div className="drawn-beside">
        <div className="stack">
          {isFlat && <p>{view.pump.programmable ? text.flat : text.fixed}</p>}
          <Pieces shown={shown} />
        </div>
        <DayCurve shown={shown} view={from} asOf={asOf} voice={voice} />
      </div>
      <p className="quiet small">{text.whence(momentText(from.since, voice.language))}</p>
    </>
  );
};

/** The prescription of an implant; nothing where nothing runs. */
export const Prescribed = ({ view, asOf }: { view: ImplantView; asOf: string }) => {
  const text = useText(DRAWN_TEXT);
  const title = useId();
  if (view.running === null) return null;
  return (
    <section className="stack" aria-labelledby={title}>
      <h3 id={title}>{text.prescription}</h3>
      <Told view={view} from={view.running} asOf={asOf} />
    </section>
  );
};
