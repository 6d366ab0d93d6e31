// SPDX-License-Identifier: Apache-2.0
/** What the needle finds, and a difference from what was expected that somebody answers for. */
import { useState } from "react";
import type { Hand } from "../clinic/client.ts";
import { isTenfold, numberFault } from "./entry.ts";
import { Choice, Form, Go, GoHolding, LineField, NumberField, TenfoldQuestion } from "./fields.tsx";
import { PumpWord } from "./pump-word.tsx";
import { entryOf, type StepEntries, type VisitView } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";
import type { Words } from "./words.ts";

const VOLUME = { decimals: 3, zero: true };

type Look = StepEntries["aspirate"]["appearance"];

/** What the needle finds. */
export const Aspirate = ({ place, view, send, words }: StepProps) => {
  const { text } = words;
  const start: { volume: string; look: Look | "" } = { volume: "", look: "" };
  const { draft, change, forget } = useDraft(place, "aspirate", start);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fault = numberFault(draft.volume, VOLUME);
  const volume = `${draft.volume} mL`;
  const said = entryOf(view, "reading")?.volume ?? view.expected;
  const give = () => {
    setAsking(false);
    const input = { visit: view.visit, volume, appearance: draft.look };
    send.mutate({ command: "record-aspirate", input }, { onSuccess: forget });
  };
  const submit = () => {
    setTried(true);
    if (fault !== null || draft.look === "") return;
    if (said !== null && isTenfold(volume, said, "volume")) setAsking(true);
    else give();
  };
  return (
    <Form submit={submit}>
      <p className="quiet">{text.aspirate.lead}</p>
      <dl className="facts">
        <dt>{text.aspirate.pumpSays}</dt>
        <dd>
          <PumpWord view={view} step="reading" words={words}>
            {words.amount(entryOf(view, "reading")?.volume ?? "–")}
          </PumpWord>
        </dd>
        <dt>{text.aspirate.computed}</dt>
        <dd>{words.amount(view.expected ?? "–")}</dd>
      </dl>
      <NumberField
        label={text.aspirate.volume}
        unit="mL"
        value={draft.volume}
        change={(next) => change({ volume: next })}
        error={tried && fault !== null ? text.faults[fault] : null}
      />
      <Choice
        label={text.aspirate.appearance}
        value={draft.look}
        choose={(look) => change({ look })}
        choices={(Object.keys(text.appearances) as Look[]).map(
          (look) => [look, text.appearances[look]] as const,
        )}
        error={tried && draft.look === "" ? text.faults.choose : null}
      />
      <Go name={text.next} busy={send.isPending} />
      <TenfoldQuestion
        words={words}
        pair={asking ? { typed: volume, usual: said ?? "" } : null}
        keep={give}
        fix={() => setAsking(false)}
      />
    </Form>
  );
};

/** Expected against found: loud where it matters, one quiet line where it does not. */
export const Found = ({ view, words }: { readonly view: VisitView; readonly words: Words }) => {
  const { text } = words;
  const { reconciliation: found } = view;
  const aspirated = entryOf(view, "aspirate");
  if (aspirated === undefined) return null;
  const isByPump = entryOf(view, "reading") !== undefined;
  if (found === null) return isByPump ? <p className="alert">{text.found.never}</p> : null;
  const isQuiet = found.verdicts.every(({ kind }) => kind === "within-limits");
  const sentences = found.verdicts.map(({ kind, threshold = "" }) =>
    text.verdicts[kind](words.amount(threshold)),
  );
  const said = [...new Set(sentences)];
  return (
    <div className={isQuiet ? "stack" : "alert bad stack"} role={isQuiet ? undefined : "alert"}>
      <dl className="facts">
        <dt>{isByPump ? text.found.byPump : text.found.expected}</dt>
        <dd>{words.amount(found.expected)}</dd>
        <dt>{text.found.aspirated}</dt>
        <dd>{words.amount(aspirated.volume)}</dd>
        <dt>{text.found.discrepancy}</dt>
        <dd>{words.amount(found.discrepancy)}</dd>
        <dt>{text.found.error}</dt>
        <dd>{words.amount(found.error ?? "–")}</dd>
      </dl>
      {said.map((sentence) => (
        <p key={sentence} className={isQuiet ? "quiet small" : "loud"}>
          {sentence}
        </p>
      ))}
    </div>
  );
};

/** A difference that somebody answers for, with a signature. */
export const Explanation = ({ place, view, send, words }: StepProps) => {
  const { text } = words;
  const start = { because: "", action: "" };
  const { draft, change, forget } = useDraft(place, "explanation", start);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const verdicts = [
    ...new Set((view.reconciliation?.verdicts ?? []).map(({ kind }) => kind)),
  ].filter((kind) => kind !== "within-limits");
  const empty = (value: string) => (tried && value.trim() === "" ? text.faults.line : null);
  const meaning = text.explanation.sign;
  const go = (hand: { readonly held: string } | { readonly hand: Hand }, shown: string) => {
    setTried(true);
    if ([draft.because, draft.action, shown].some((each) => each.trim() === "")) return;
    const input = { visit: view.visit, verdicts, ...draft };
    send.mutate({ command: "explain-discrepancy", input, ...hand }, { onSuccess: forget });
  };
  const submit = () => go({ hand: { password, meaning } }, password);
  return (
    <Form submit={submit}>
      <Found view={view} words={words} />
      <p>{text.explanation.lead}</p>
      <LineField
        label={text.explanation.because}
        value={draft.because}
        change={(because) => change({ because })}
        error={empty(draft.because)}
      />
      <LineField
        label={text.explanation.action}
        value={draft.action}
        change={(action) => change({ action })}
        error={empty(draft.action)}
      />
      <LineField
        label={words.password}
        type="password"
        value={password}
        change={setPassword}
        error={empty(password)}
      />
      <div className="row">
        <Go name={meaning} busy={send.isPending} />
        <GoHolding name={words.passkeySign} send={send} go={() => go({ held: meaning }, "held")} />
      </div>
    </Form>
  );
};
