// SPDX-License-Identifier: Apache-2.0
/**
 * The task of a story: what is known, what to find out, hints one by one, and the way to answer.
 */
import { Button } from "@mantine/core";
import { Key } from "../shell/keys.tsx";
import type { StoryText } from "../text/en/stories.ts";
import type { Voice } from "./use-say.ts";

/** The task. `answer` is null when there is nothing to answer any more. */
export const TaskCard = (props: {
  readonly voice: Voice;
  readonly told: StoryText;
  readonly hints: number;
  readonly hint: () => void;
  readonly answer: (() => void) | null;
}) => {
  const { told, hints } = props;
  const { text } = props.voice;
  return (
    <section className="card stack">
      <p className="lead">{told.told}</p>
      <div className="row spread">
        <p style={{ maxWidth: "72ch" }}>
          <strong>{text.task}: </strong>
          {told.task}
        </p>
        {props.answer !== null && (
          <div className="row no-print">
            <Button
              variant="default"
              onClick={props.hint}
              disabled={hints >= told.hints.length}
              aria-keyshortcuts="h"
            >
              {hints >= told.hints.length ? text.noMoreHints : text.hint}
              <Key name="H" />
            </Button>
            <Button onClick={props.answer} aria-keyshortcuts="e">
              {text.diagnose}
              <Key name="E" />
            </Button>
          </div>
        )}
      </div>
      {hints > 0 && (
        <ol aria-label={text.hints} aria-live="polite">
          {told.hints.slice(0, hints).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ol>
      )}
    </section>
  );
};
