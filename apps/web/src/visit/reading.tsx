// SPDX-License-Identifier: Apache-2.0
/** What the pump says, typed off the maker's programmer, beside the independent arithmetic. */
import { useState } from "react";
import { asStated, isTenfold, numberFault } from "./entry.ts";
import { Choice, Form, Go, LineField, NumberField, TenfoldQuestion } from "./fields.tsx";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";

const VOLUME = { decimals: 3, zero: true };

type Draft = { volume: string; state: "" | "runs" | "alarm" | "stands"; alarms: string };

/** The decision. */
export const Reading = ({ place, view, send, words }: StepProps) => {
  const { text } = words;
  const start: Draft = { volume: "", state: "", alarms: "" };
  const { draft, change, forget } = useDraft<Draft>(place, "reading", start);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = numberFault(draft.volume, VOLUME);
  const asksAlarms = draft.state === "alarm" || draft.state === "stands";
  const noAlarm = draft.state === "alarm" && draft.alarms.trim() === "";
  const volume = `${draft.volume} mL`;
  const give = () => {
    setAsking(false);
    const alarms = asksAlarms && draft.alarms.trim() !== "" ? [draft.alarms.trim()] : [];
    const running = draft.state !== "stands";
    const input = { visit: view.visit, source: "typed", at: view.as_of, volume, running, alarms };
    send.mutate({ command: "record-reading", input }, { onSuccess: forget });
  };
  const submit = () => {
    setTried(true);
    if (fault !== null || draft.state === "" || noAlarm) return;
    const expected = view.expected === null ? "" : asStated(view.expected);
    if (isTenfold(volume, expected, "volume")) setAsking(true);
    else give();
  };
  return (
    <Form submit={submit}>
      <p className="quiet">
        {view.expected === null
          ? text.reading.notComputed
          : text.reading.computed(words.amount(view.expected))}
      </p>
      <NumberField
        label={text.reading.volume}
        unit="mL"
        value={draft.volume}
        change={(volume) => change({ volume })}
        error={tried && fault !== null ? text.faults[fault] : null}
      />
      <Choice
        label={text.reading.state}
        value={draft.state}
        choose={(state) => change({ state })}
        choices={[
          ["runs", text.reading.runs],
          ["alarm", text.reading.alarm],
          ["stands", text.reading.stands],
        ]}
        error={tried && draft.state === "" ? text.faults.choose : null}
      />
      {draft.state === "stands" && <p className="alert bad">{text.reading.standsWarn}</p>}
      {asksAlarms && (
        <LineField
          label={text.reading.alarms}
          value={draft.alarms}
          change={(alarms) => change({ alarms })}
          error={tried && noAlarm ? text.faults.line : null}
        />
      )}
      <Go name={text.next} busy={send.isPending} />
      <TenfoldQuestion
        words={words}
        pair={asking ? { typed: volume, usual: view.expected ?? "" } : null}
        keep={give}
        fix={() => setAsking(false)}
      />
    </Form>
  );
};
