// SPDX-License-Identifier: Apache-2.0
/** The patient's side: the button, what came of the last press, and what is heard. */

import type { Event } from "@cisterna/pump";
import type { Deed } from "@cisterna/world";
import { Button } from "@mantine/core";
import { Key } from "../shell/keys.tsx";
import type { Frame } from "./frame.ts";
import type { Voice } from "./use-say.ts";

type Answer = { readonly at: number; readonly granted: boolean; readonly why: string };

const answerIn = (events: readonly Event[], voice: Voice): Answer | null => {
  const last = events.findLast(
    (event) =>
      (event.kind === "bolus-granted" && event.bolus.source === "on-demand") ||
      (event.kind === "refused" && event.asked === "request"),
  );
  if (last === undefined) return null;
  const why =
    last.kind === "refused"
      ? last.refusals.map(({ kind }) => voice.pump.refusals[kind]).join("; ")
      : "";
  return { at: last.at, granted: last.kind === "bolus-granted", why };
};

const Heard = ({ frame, voice }: { readonly frame: Frame; readonly voice: Voice }) => {
  const { text, pump } = voice;
  if (frame.heard === null) return <p>{text.silenceHeard}</p>;
  const { priority } = frame.heard;
  return (
    <p>
      <span className={`pill ${priority}`}>
        <span aria-hidden="true">♪</span>
        {text.hearsTone(pump.priorities[priority])}
      </span>
    </p>
  );
};

/** The patient's side. */
export const Patient = (props: {
  readonly voice: Voice;
  readonly frame: Frame;
  readonly events: readonly Event[];
  readonly perform: (deed: Deed) => void;
}) => {
  const { voice } = props;
  const { text } = voice;
  const answer = answerIn(props.events, voice);
  return (
    <section className="card stack" aria-labelledby="patient">
      <div>
        <h2 id="patient">{text.patient}</h2>
        <p className="quiet small">{text.patientLead}</p>
      </div>
      <Button
        variant="default"
        onClick={() => props.perform({ kind: "press" })}
        aria-keyshortcuts="p"
      >
        {text.press}
        <Key name="P" />
      </Button>
      <div aria-live="polite">
        {answer !== null && (
          <p>
            <span className={answer.granted ? "pill good" : "pill warn"}>
              <span aria-hidden="true">{answer.granted ? "✓" : "✕"}</span>
              {answer.granted ? text.granted : text.refused}
            </span>{" "}
            {answer.why} <span className="quiet small">{voice.moment(answer.at)}</span>
          </p>
        )}
      </div>
      <div>
        <h3>{text.hears}</h3>
        <Heard frame={props.frame} voice={voice} />
      </div>
    </section>
  );
};
