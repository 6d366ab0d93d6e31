// SPDX-License-Identifier: Apache-2.0
/** The bench: one story of the lab, with its clinician, its patient, its inside and its log. */
import "./lab.css";
import { fluidsOf, infusionOf } from "@cisterna/world";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Key } from "../shell/keys.tsx";
import { useText } from "../shell/language.tsx";
import { Loading, NotFound, NotLoaded } from "../shell/states.tsx";
import type { StoryText } from "../text/en/stories.ts";
import { STORY_TEXT } from "../text/stories.ts";
import { Clinician } from "./clinician.tsx";
import { Debrief } from "./debrief.tsx";
import { allLines } from "./deed-text.ts";
import { DiagnosisDialog } from "./diagnosis.tsx";
import type { Frame } from "./frame.ts";
import { Inside } from "./inside.tsx";
import { Instructor } from "./instructor.tsx";
import { KeyList } from "./key-list.tsx";
import { LogCard } from "./log-card.tsx";
import { Patient } from "./patient.tsx";
import { RefillDialog } from "./refill.tsx";
import type { Story } from "./story.ts";
import { TaskCard } from "./task.tsx";
import { TimeBar } from "./time-bar.tsx";
import { type BenchState, useBench } from "./use-bench.ts";
import { useVoice, type Voice } from "./use-say.ts";
import { useStories } from "./use-stories.ts";

/** What every part of a bench is given. */
type Part = { readonly state: BenchState; readonly voice: Voice; readonly frame: Frame };

const pulseOf = ({ story }: BenchState): number => Number(story.incident.plan.pulse);

const Head = (props: {
  readonly state: BenchState;
  readonly voice: Voice;
  readonly again: () => void;
}) => {
  const { state, voice } = props;
  return (
    <div className="row spread">
      <h1>{state.told.title}</h1>
      <div className="row no-print">
        <KeyList voice={voice} task={state.isTask} />
        <Button variant="default" size="xs" onClick={props.again}>
          {voice.text.restart}
        </Button>
        <Button variant="default" size="xs" renderRoot={(root) => <Link to="/lab" {...root} />}>
          {voice.text.back}
        </Button>
      </div>
    </div>
  );
};

const People = ({ state, voice, frame }: Part) => (
  <div className="stack">
    <Clinician
      voice={voice}
      now={frame.now}
      statement={state.known.statements.at(-1)}
      perform={state.hands.perform}
      refill={state.open("refill")}
    />
    <Patient
      voice={voice}
      frame={frame}
      events={state.known.events}
      perform={state.hands.perform}
    />
  </div>
);

const Middle = ({ state, voice, frame }: Part) => {
  const { plan, line } = state.story.incident;
  const fluids = useMemo(() => fluidsOf({ ...infusionOf(plan, "programmed"), line }), [plan, line]);
  return (
    <Inside
      voice={voice}
      known={{ ...state.known, frame }}
      plan={plan}
      capacity={frame.capacity}
      fluids={fluids}
      open={state.looking}
    />
  );
};

const Side = ({ state, voice, frame }: Part) => (
  <div className="stack">
    {!state.isTask && (
      <Button
        className="no-print"
        variant="default"
        onClick={state.look}
        aria-keyshortcuts="i"
        aria-pressed={state.looking}
      >
        {state.looking ? voice.text.unlook : voice.text.look}
        <Key name="I" />
      </Button>
    )}
    <LogCard
      voice={voice}
      known={state.known}
      now={frame.now}
      pulse={pulseOf(state)}
      open={state.looking}
    />
    <Instructor
      voice={voice}
      drive={state.story.incident.plan.of.implant.pump.drive}
      active={state.looking ? frame.truth.faults : null}
      perform={state.hands.perform}
    />
  </div>
);

const Ending = ({ state, voice, frame }: Part) => {
  const { given, known, hints } = state;
  if (given === null) return null;
  return (
    <Debrief
      voice={voice}
      story={state.story}
      known={{ ...known, frame }}
      answer={given}
      after={voice.text.after(voice.moment(given.at), given.asked, hints)}
      lines={allLines(known, voice, pulseOf(state))}
      check={state.hands.check}
    />
  );
};

const Dialogs = ({ state, voice, frame }: Part) => (
  <>
    <RefillDialog
      voice={voice}
      opened={state.dialog === "refill"}
      most={frame.capacity / 1_000_000}
      close={state.close}
      perform={state.hands.perform}
    />
    <DiagnosisDialog
      voice={voice}
      opened={state.dialog === "answer"}
      close={state.close}
      answer={state.decide}
    />
  </>
);

const Bench = (props: {
  readonly story: Story;
  readonly told: StoryText;
  readonly again: () => void;
}) => {
  const voice = useVoice();
  const state = useBench(props.story, props.told);
  const { frame, behind } = state.known;
  if (frame === null) return <Loading />;
  const part = { state, voice, frame };
  return (
    <div className="stack">
      <Head state={state} voice={voice} again={props.again} />
      <TaskCard
        voice={voice}
        told={props.told}
        hints={state.hints}
        hint={state.hint}
        answer={state.isTask ? state.open("answer") : null}
      />
      <TimeBar voice={voice} now={frame.now} pace={state.pace} behind={behind} />
      <Ending {...part} />
      <div className="bench">
        <People {...part} />
        <Middle {...part} />
        <Side {...part} />
      </div>
      <Dialogs {...part} />
    </div>
  );
};

/** The bench of the story that the address names. */
export const BenchScreen = () => {
  const { story: id } = useParams({ strict: false }) as { readonly story?: string };
  const stories = useStories();
  const told = useText(STORY_TEXT)[id ?? ""];
  const [run, setRun] = useState(0);
  const found = stories.data?.find((each) => each.id === id);
  const story = useMemo(() => (found === undefined ? undefined : { ...found, run }), [found, run]);
  if (stories.isError) return <NotLoaded again={() => void stories.refetch()} />;
  if (stories.data === undefined) return <Loading />;
  if (story === undefined || told === undefined) return <NotFound />;
  return (
    <Bench
      key={`${story.id} ${run}`}
      story={story}
      told={told}
      again={() => setRun((each) => each + 1)}
    />
  );
};
