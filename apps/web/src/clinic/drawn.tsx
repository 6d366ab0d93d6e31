// SPDX-License-Identifier: Apache-2.0
/**
 * The implant drawn: the pump with the level of its reservoir, the line, and the catheter's tip at
 * its vertebra. Every number of the picture stands below it as text, with its age and its source.
 */
import "./drawn.css";
import { FluidSample } from "../draw/fluid-look.tsx";
import type { Language } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { DRAWN_TEXT } from "../text/drawn.ts";
import type { ClinicText } from "../text/en/clinic.ts";
import type { DrawnText } from "../text/en/drawn.ts";
import { PUMP_TEXT } from "../text/pump.ts";
import { amountIn, dayText, momentText } from "./dates.ts";
import { DrawnPicture, UnknownSample } from "./drawn-picture.tsx";
import { whenceOf } from "./line-facts.tsx";
import type { FluidView, ImplantView, LinePart } from "./shapes.ts";

type Speech = {
  readonly text: DrawnText;
  readonly clinic: ClinicText;
  readonly language: Language;
  readonly drugs: Readonly<Record<string, string>>;
};

const useSpeech = (): Speech => {
  const { language } = useLanguage();
  const { drugs } = useText(PUMP_TEXT);
  return { text: useText(DRAWN_TEXT), clinic: useText(CLINIC_TEXT), language, drugs };
};

const fluidText = (fluid: FluidView, { drugs, language }: Speech): string =>
  fluid
    .map(({ drug, concentration }) => `${drugs[drug] ?? drug} ${amountIn(concentration, language)}`)
    .join(" + ");

const millilitresIn = (value: string | undefined): number | null => {
  const match = /^(?:≈ )?(-?[\d.]+) mL$/.exec(value ?? "");
  return match === null ? null : Number(match[1]);
};

/** What the reservoir holds by the computation, and as a share of a full one. */
type Level =
  | { readonly kind: "unknown" | "emptied" | "nothing-left" }
  | { readonly kind: "known"; readonly volume: string; readonly share: number | null };

const levelOf = (view: ImplantView, language: Language): Level => {
  const line = view.in_line;
  if (line?.kind === "untold" && line.because === "emptied") return { kind: "emptied" };
  const now = millilitresIn(view.expected_now ?? undefined);
  if (now === null) return { kind: "unknown" };
  if (now <= 0) return { kind: "nothing-left" };
  const full = millilitresIn(view.reservoir?.value);
  const share = full === null || full <= 0 || now > full ? null : now / full;
  return { kind: "known", volume: amountIn(view.expected_now ?? "", language), share };
};

/** How high it is drawn; null: nobody can tell. */
const heightOf = (level: Level): number | null => {
  if (level.kind === "known") return level.share;
  return level.kind === "unknown" ? null : 0;
};

/** What is in the reservoir: nothing of a fluid that was drawn out. */
const contentsOf = ({ running }: ImplantView, level: Level, speech: Speech): string => {
  if (running === null) return speech.text.unknown;
  const fluid = fluidText(running.reservoir.drugs, speech);
  return level.kind === "emptied" ? speech.text.nothingOf(fluid) : fluid;
};

const levelText = (view: ImplantView, level: Level, { text, language }: Speech): string => {
  if (level.kind !== "known") return text.levels[level.kind];
  return view.reservoir === null
    ? level.volume
    : text.level(level.volume, amountIn(view.reservoir.value, language));
};

const lineText = (view: ImplantView, speech: Speech): string => {
  const { text, language } = speech;
  const line = view.in_line;
  if (line === null || view.running === null) return text.nothingKnown;
  const since = momentText(line.since, language);
  if (line.kind === "untold") return text.untold[line.because](since);
  const way = { since, sent: amountIn(line.sent, language), line: amountIn(line.line, language) };
  if (line.kind === "through") return text.through(way);
  return line.old === null
    ? text.unknownBefore(way)
    : text.onItsWay(way, fluidText(line.old, speech));
};

type Fact = {
  readonly name: string;
  readonly value: string;
  readonly whence?: string;
};

const factsOf = (view: ImplantView, asOf: string, speech: Speech): readonly Fact[] => {
  const { text, clinic, language } = speech;
  const { running, reservoir, line, implant } = view;
  const level = levelOf(view, language);
  const stated = clinic.line.stated(dayText(implant.on, language));
  const part = (each: LinePart | null): Omit<Fact, "name"> =>
    each === null
      ? { value: text.unknown }
      : { value: amountIn(each.value, language), whence: whenceOf(each, clinic.line, language) };
  return [
    {
      name: text.inReservoir,
      value: contentsOf(view, level, speech),
      ...(running === null
        ? {}
        : { whence: text.filled(momentText(running.reservoir.filled, language)) }),
    },
    {
      name: text.reservoir,
      value: level.kind === "known" ? level.volume : text.levels[level.kind],
      ...(running === null || level.kind === "unknown" || level.kind === "emptied"
        ? {}
        : {
            whence: text.computed({
              asOf: momentText(asOf, language),
              left: amountIn(running.left, language),
              since: momentText(running.since, language),
            }),
          }),
    },
    { name: text.full, ...part(reservoir) },
    { name: text.length, ...part(line.length) },
    { name: clinic.tip, value: implant.catheter.tip, whence: stated },
  ];
};

const FactList = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="facts drawn-facts">
    {facts.map(({ name, value, whence }) => (
      <div key={name} style={{ display: "contents" }}>
        <dt>{name}</dt>
        <dd>
          {value}
          {whence !== undefined && <span className="quiet small"> {whence}</span>}
        </dd>
      </div>
    ))}
  </dl>
);

const Legend = ({ view, speech }: { readonly view: ImplantView; readonly speech: Speech }) => {
  const { running, in_line: line } = view;
  const { text, language } = speech;
  const level = levelOf(view, language);
  return (
    <div className="legend">
      {running !== null && level.kind !== "emptied" && (
        <FluidSample
          look={{ place: 0, empty: false }}
          name={fluidText(running.reservoir.drugs, speech)}
        />
      )}
      {line?.kind === "on-its-way" && line.old !== null && (
        <FluidSample
          look={{ place: 1, empty: false }}
          name={text.stillThere(fluidText(line.old, speech))}
        />
      )}
      {line?.kind !== "through" && !(line?.kind === "on-its-way" && line.old !== null) && (
        <UnknownSample name={text.notTold} />
      )}
      {running !== null && heightOf(level) === null && <UnknownSample name={text.noHeight} />}
    </div>
  );
};

/** The picture with its sentence, its legend, and every number of it as text. */
export const Drawn = ({ view, asOf }: { readonly view: ImplantView; readonly asOf: string }) => {
  const speech = useSpeech();
  const { text, language } = speech;
  const level = levelOf(view, language);
  const said = levelText(view, level, speech);
  const { tip } = view.implant.catheter;
  const { line } = view;
  const sentence = text.sentence({
    ...{ level: said, tip, asOf: momentText(asOf, language) },
    fluid: contentsOf(view, level, speech),
    length: line.length === null ? null : amountIn(line.length.value, language),
  });
  const there = lineText(view, speech);
  return (
    <div className="drawn-beside">
      <figure className="drawn stack">
        <DrawnPicture
          {...{ tip, said, sentence: `${sentence} ${there}` }}
          tipName={text.tip}
          level={heightOf(level)}
          line={view.in_line}
        />
        <Legend view={view} speech={speech} />
        <figcaption className="stack">
          <p>{there}</p>
          <p className="quiet small">{text.notToScale}</p>
        </figcaption>
      </figure>
      <FactList facts={factsOf(view, asOf, speech)} />
    </div>
  );
};
