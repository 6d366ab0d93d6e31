// SPDX-License-Identifier: Apache-2.0
/**
 * The end of a session. It is not left without the pump's own statement; a pump that stands is left
 * standing only in so many words, and the clinic gets a task.
 */
import type { Statement } from "@cisterna/link";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { Age, rateText } from "./account.tsx";
import type { LastWord, Reading } from "./contact.ts";
import { Facts } from "./facts.tsx";
import type { Counting, Row } from "./program-rows.ts";
import type { Actions } from "./use-programmer.ts";
import type { Voice } from "./use-voice.ts";

/** After so long the last word is no longer how the pump runs. Source: REQ-064. */
const OLD_MS = 10_000;

/** The dialog before the end. */
export const EndDialog = (props: {
  readonly reading: Reading;
  readonly unconfirmed: boolean;
  readonly opened: boolean;
  readonly busy: boolean;
  readonly actions: Actions;
  readonly voice: Voice;
  readonly close: () => void;
}) => {
  const { reading, voice, actions } = props;
  const { text } = voice;
  const [typed, setTyped] = useState("");
  const { stop, mode } = reading.dossier.status;
  const stands = mode === "stopped";
  const reason = stop?.reason ?? "";
  const mayLeave = !stands || typed.trim() === text.endStoppedWords;
  return (
    <Dialog title={text.endTitle} opened={props.opened} close={props.close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (mayLeave) void actions.leave(stands ? text.leftStopped(reason) : null);
        }}
      >
        <p>{text.endLead}</p>
        {props.unconfirmed && <p className="alert">{text.endOpenEdit}</p>}
        {stands && (
          <>
            <p className="alert bad">
              <strong>{text.endStopped(reason)}</strong>
            </p>
            <TextInput
              label={text.endStoppedType(text.endStoppedWords)}
              autoComplete="off"
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </>
        )}
        <div className="row">
          <Button type="submit" disabled={!mayLeave} loading={props.busy}>
            {text.endDo}
          </Button>
          <Button variant="default" onClick={props.close}>
            {text.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

const rowsOf = (statement: Statement, counting: Counting, shown: Shown): readonly Row[] => {
  const { now, mode, reservoir, version, dates, stop } = statement;
  const { voice, fluid } = shown;
  const { text, pump } = voice;
  return [
    [text.mode, pump.modes[mode]],
    [text.rate, rateText(statement, fluid, { counting, voice })],
    ...(stop === null
      ? []
      : [
          [
            text.stop,
            text.stopText(stop.reason, voice.span(Math.max(0, stop.until - now))),
          ] as const,
        ]),
    [text.version, String(version)],
    [text.reservoir, voice.volume(reservoir)],
    [text.nextRefill, voice.until(now, dates.low)],
    [text.emptyAt, voice.until(now, dates.empty)],
    [text.replaceAt, voice.until(now, dates.replaceBy)],
  ];
};

type Shown = { readonly voice: Voice; readonly fluid: string | null };

/** The pump's last word, with its age. */
export const LastWordCard = (props: {
  readonly word: LastWord;
  readonly fluid: string | null;
  readonly counting: Counting;
  readonly now: number;
  readonly busy: boolean;
  readonly actions: Actions;
  readonly voice: Voice;
}) => {
  const { word, voice, counting, actions, busy, fluid } = props;
  const { text } = voice;
  const age = Math.max(0, props.now - word.at);
  const isOld = age > OLD_MS;
  const runs = Number(word.statement.rate) > 0;
  return (
    <section className={isOld ? "card stack door old" : "card stack door"} aria-labelledby="last">
      <div className="row spread">
        <h2 id="last">{text.lastTitle}</h2>
        <Age age={age} most={OLD_MS} voice={voice} />
      </div>
      <p className={runs ? "alert good" : "alert bad"} hidden={isOld}>
        <strong>{runs ? text.lastRuns : text.lastStands}</strong>
      </p>
      {isOld && <p className="alert">{text.lastOld}</p>}
      <Facts rows={rowsOf(word.statement, counting, { voice, fluid })} />
      <div className="row">
        <Button loading={busy} onClick={() => void actions.wordAgain()}>
          {text.lastAgain}
        </Button>
        <Button variant="default" loading={busy} onClick={() => void actions.open()}>
          {text.anew}
        </Button>
      </div>
    </section>
  );
};
