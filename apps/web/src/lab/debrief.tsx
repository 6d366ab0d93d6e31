// SPDX-License-Identifier: Apache-2.0
/**
 * The debrief: what was answered, what it was, what the pump says beside what is true, all in
 * order.
 */

import type { Sight } from "@cisterna/world";
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useText } from "../shell/language.tsx";
import { SHELL_TEXT } from "../text/shell.ts";
import { SIGHT_TEXT, STORY_TEXT } from "../text/stories.ts";
import type { Line } from "./deed-text.ts";
import type { Answer } from "./diagnosis.tsx";
import type { Frame } from "./frame.ts";
import { Lines } from "./log.tsx";
import { saveCsv, saveJson } from "./save.ts";
import type { Story } from "./story.ts";
import type { Known } from "./use-lab.ts";
import type { Voice } from "./use-say.ts";

const Verdict = (props: {
  readonly voice: Voice;
  readonly story: Story;
  readonly answer: Answer;
  readonly after: string;
}) => {
  const { voice, story, answer } = props;
  const { text } = voice;
  const stories = useText(STORY_TEXT);
  const right = answer.cause === story.id;
  const kind = right ? "alert good" : answer.cause === null ? "alert" : "alert bad";
  const word = right ? text.right : answer.cause === null ? text.gaveUp : text.wrong;
  return (
    <div className={`${kind} stack`} role="status">
      <strong>
        <span aria-hidden="true">{right ? "✓ " : answer.cause === null ? "" : "✕ "}</span>
        {word}
      </strong>
      {!right && answer.cause !== null && (
        <p>
          {text.youSaid}: {stories[answer.cause]?.cause}
        </p>
      )}
      <p>
        {text.itWas}: <strong>{stories[story.id]?.cause}</strong>
      </p>
      <p className="small">{props.after}</p>
    </div>
  );
};

const Beside = ({ frame, voice }: { readonly frame: Frame; readonly voice: Voice }) => {
  const { text } = voice;
  const { account, truth } = frame;
  const rows = [
    [text.flow, voice.flow(account.flow), voice.flow(truth.flow)],
    [text.left, voice.volume(account.delivered), voice.volume(truth.moved)],
    [text.lostAstray, "–", voice.volume(truth.astray)],
    [text.reservoir, voice.volume(account.reservoir), voice.volume(truth.reservoir)],
    ...frame.drugs.map(({ drug, given }) => [
      `${voice.pump.drugs[drug]} · ${text.tip}`,
      "–",
      voice.amount(given / 1000, "mg"),
    ]),
  ];
  return (
    <section>
      <h3>{text.says}</h3>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.quantity}</th>
            <th scope="col" className="number">
              {text.pumpSays}
            </th>
            <th scope="col" className="number">
              {text.truth}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, said, truly]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{said}</td>
              <td className="number">{truly}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Sights = ({
  sights,
  voice,
}: {
  readonly sights: readonly Sight[];
  readonly voice: Voice;
}) => {
  const { text } = voice;
  const words = useText(SIGHT_TEXT);
  return (
    <section>
      <h3>{text.checks}</h3>
      <p className="quiet small">{text.checksLead}</p>
      <ul className="log">
        {sights.map(({ that, holds, found }) => (
          <li key={that}>
            <span>
              <span className={holds ? "pill good" : "pill bad"}>
                <span aria-hidden="true">{holds ? "✓" : "✕"}</span>
                {holds ? text.holds : text.fails}
              </span>
            </span>
            <span>
              {words[that] ?? that}{" "}
              <span className="quiet small">
                ({text.found}: {found})
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The debrief. */
export const Debrief = (props: {
  readonly voice: Voice;
  readonly story: Story;
  readonly known: Known & { readonly frame: Frame };
  readonly answer: Answer;
  readonly after: string;
  readonly lines: readonly Line[];
  readonly check: () => void;
}) => {
  const { voice, story, known, answer, check } = props;
  const { text } = voice;
  const shell = useText(SHELL_TEXT);
  const told = useText(STORY_TEXT)[story.id];
  useEffect(check, [check]);
  return (
    <section className="card stack" aria-labelledby="debrief">
      <div className="row spread">
        <h2 id="debrief">{text.debrief}</h2>
        <div className="row no-print">
          <Button size="xs" variant="default" onClick={() => saveJson(story, known, answer.cause)}>
            {text.exportJson}
          </Button>
          <Button size="xs" variant="default" onClick={() => saveCsv(story, known)}>
            {text.exportCsv}
          </Button>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            {shell.print}
          </Button>
        </div>
      </div>
      <Verdict voice={voice} story={story} answer={answer} after={props.after} />
      <div>
        <h3>{text.happened}</h3>
        <p className="lead">{told?.inside}</p>
      </div>
      <Beside frame={known.frame} voice={voice} />
      {known.sights !== null && <Sights sights={known.sights} voice={voice} />}
      <section>
        <h3>{text.course}</h3>
        <Lines lines={props.lines} voice={voice} />
      </section>
      <p className="quiet small">
        {text.hazards} {story.hazards.join(", ")} · {text.sources} {story.sources.join(", ")}
      </p>
    </section>
  );
};
