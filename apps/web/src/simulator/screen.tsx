// SPDX-License-Identifier: Apache-2.0
/** The simulator's screen: the change on the left, what comes of it beside it, moment by moment. */
import "./simulator.css";
import { toNumber } from "@cisterna/quantity";
import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { Key, useKeys } from "../shell/keys.tsx";
import { Segments } from "../shell/segments.tsx";
import { Answer } from "./answer.tsx";
import { Canal } from "./canal.tsx";
import { Form } from "./form.tsx";
import { LinePicture } from "./line-picture.tsx";
import type { Entry, Way } from "./order.ts";
import { TipPlots } from "./tip-plots.tsx";
import { useCourses } from "./use-courses.ts";
import { useScrub } from "./use-scrub.ts";
import { type Simulation, useSimulation } from "./use-simulation.ts";
import { useWords, type Words } from "./use-words.ts";
import { Worksheet } from "./worksheet.tsx";

const FIRST: Entry = {
  oldDrug: "baclofen",
  oldStrength: "500 mcg/mL",
  oldDose: "400 mcg/d",
  newDrug: "baclofen",
  newStrength: "2000 mcg/mL",
  newDose: "400 mcg/d",
  second: "",
  secondStrength: "20 mg/mL",
  tubing: "0.2 mL",
  low: "0.15 mL",
  high: "0.2 mL",
  length: "80 cm",
  tip: "T10",
};

const WAYS = ["none", "bridge", "prime"] as const;

type Scrub = ReturnType<typeof useScrub>;

const ScrubBar = (props: {
  readonly words: Words;
  readonly scrub: Scrub;
  readonly hours: number;
}) => {
  const { words, scrub, hours } = props;
  const { text } = words;
  return (
    <div className="row scrub no-print">
      <Button onClick={scrub.toggle} aria-keyshortcuts="Space" miw={130}>
        {scrub.playing ? text.pause : text.play}
        <Key name="␣" />
      </Button>
      <input
        type="range"
        min={0}
        max={1}
        step={0.002}
        value={scrub.share}
        onChange={({ currentTarget }) => scrub.move(Number(currentTarget.value))}
        aria-label={text.time}
        aria-valuetext={words.hours(hours)}
      />
      <strong>{words.hours(hours)}</strong>
    </div>
  );
};

/** The fluids by the concentrations that were typed. */
const namesOf = ({ entry }: Simulation["order"], words: Words) => {
  const first = `${words.drug(entry.newDrug)} ${entry.newStrength}`;
  const more = entry.second === "" ? "" : ` + ${words.drug(entry.second)} ${entry.secondStrength}`;
  return { old: `${words.drug(entry.oldDrug)} ${entry.oldStrength}`, fresh: first + more };
};

const rowsOf = ({ order, passages }: Simulation, words: Words) => {
  const tubing = toNumber(order.line.tubing.low);
  const name = (end: "low" | "high") =>
    words.text.smallest(words.amount(toNumber(order.line.catheter[end]), "mL"));
  const [smallest, largest] = passages;
  const first = { name: name("low"), passage: smallest, tubing };
  const same = smallest.line === largest.line;
  return same ? [first] : [first, { name: name("high"), passage: largest, tubing }];
};

/** The instant at or before so many hours. */
const instantAt = (times: readonly number[], hours: number): number =>
  Math.max(
    0,
    times.findLastIndex((each) => each <= hours),
  );

const Shown = (props: {
  readonly words: Words;
  readonly simulation: Simulation;
  readonly way: Way;
  readonly tip: string;
  readonly scrub: Scrub;
}) => {
  const { words, simulation, scrub } = props;
  const courses = useCourses(simulation.courses);
  const { times, curves, order } = simulation;
  const hours = scrub.share * (times.at(-1) ?? 0);
  const drugs = curves.map(({ drug }) => drug);
  return (
    <>
      <div className="stack">
        <section className="card stack">
          <ScrubBar words={words} scrub={scrub} hours={hours} />
          <LinePicture
            words={words}
            rows={rowsOf(simulation, words)}
            hours={hours}
            names={namesOf(order, words)}
            drugs={drugs}
          />
        </section>
        <Answer
          words={words}
          order={order}
          way={props.way}
          passages={simulation.passages}
          doses={simulation.doses}
        />
        <TipPlots words={words} simulation={simulation} hours={hours} />
      </div>
      <Canal
        words={words}
        drugs={drugs}
        courses={courses}
        instant={instantAt(times, hours)}
        tip={props.tip}
      />
    </>
  );
};

/** The simulator. */
export const SimulatorScreen = () => {
  const words = useWords();
  const { text } = words;
  const [entry, setEntry] = useState(FIRST);
  const [way, setWay] = useState<Way>("bridge");
  const [mixing, setMixing] = useState(true);
  const scrub = useScrub();
  useKeys({ Space: scrub.toggle });
  const { problems, simulation } = useSimulation(entry, way, mixing);
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <div className="row">
        <Segments
          label={text.way}
          value={way}
          choose={setWay}
          choices={WAYS.map((each) => [each, text.ways[each]])}
        />
        <Switch
          label={text.mixing}
          checked={mixing}
          onChange={({ currentTarget }) => setMixing(currentTarget.checked)}
        />
        <span className="quiet small">{mixing ? text.mixingAbout[way] : ""}</span>
      </div>
      <div className="simulator">
        <Form
          words={words}
          entry={entry}
          problems={problems}
          change={(part) => setEntry((is) => ({ ...is, ...part }))}
        />
        {simulation === null ? (
          <p className="empty">{text.notPossible}</p>
        ) : (
          <Shown words={words} simulation={simulation} way={way} tip={entry.tip} scrub={scrub} />
        )}
      </div>
      <Worksheet words={words} />
    </div>
  );
};
