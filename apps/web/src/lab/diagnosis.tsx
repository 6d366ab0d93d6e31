// SPDX-License-Identifier: Apache-2.0
/** The answer to a story's task: one explanation out of all, or giving up. */
import { Button, Radio } from "@mantine/core";
import { useMemo, useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { useText } from "../shell/language.tsx";
import { STORY_TEXT } from "../text/stories.ts";
import type { Voice } from "./use-say.ts";

/** What was answered: the name of a story, or nothing by who gave up. */
export type Answer = { readonly cause: string | null };

/** The explanations of all stories in an order that does not give the right one away. */
const useCauses = (): readonly (readonly [string, string])[] => {
  const stories = useText(STORY_TEXT);
  return useMemo(
    () =>
      Object.entries(stories)
        .filter(([, { cause }]) => cause !== "")
        .map(([id, { cause }]) => [id, cause] as const)
        .toSorted(([, a], [, b]) => a.localeCompare(b)),
    [stories],
  );
};

/** The dialog of the answer. */
export const DiagnosisDialog = (props: {
  readonly voice: Voice;
  readonly opened: boolean;
  readonly close: () => void;
  readonly answer: (answer: Answer) => void;
}) => {
  const { text } = props.voice;
  const [picked, setPicked] = useState<string | null>(null);
  const causes = useCauses();
  return (
    <Dialog opened={props.opened} close={props.close} title={text.diagnoseTitle} wide>
      <div className="stack">
        <Radio.Group label={text.diagnoseLead} value={picked} onChange={setPicked}>
          <div className="stack" style={{ marginTop: 8 }}>
            {causes.map(([id, cause]) => (
              <Radio key={id} value={id} label={cause} />
            ))}
          </div>
        </Radio.Group>
        <div className="row">
          <Button disabled={picked === null} onClick={() => props.answer({ cause: picked })}>
            {text.answer}
          </Button>
          <Button variant="default" onClick={() => props.answer({ cause: null })}>
            {text.giveUp}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
