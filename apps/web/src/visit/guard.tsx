// SPDX-License-Identifier: Apache-2.0
/** The guard against a fill beside the reservoir, and what the pump says afterwards. */
import { useState } from "react";
import { isTenfold, minutesOf, numberFault, partsOf, type Span } from "./entry.ts";
import { Choice, Form, Go, LineField, NumberField, SpanField, TenfoldQuestion } from "./fields.tsx";
import { entryOf } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";

type Answer = "" | "yes" | "no";
type GuardDraft = { back: Answer; swelling: Answer; needle: string; span: Span };

const GUARD: GuardDraft = {
  back: "",
  swelling: "",
  needle: "",
  span: { hours: "", minutes: "" },
};

/** Where the needle is. */
export const Guard = ({ place, view, send, words }: StepProps) => {
  const { text } = words;
  const { draft, change, forget } = useDraft(place, "guard", GUARD);
  const [tried, setTried] = useState(false);
  const minutes = minutesOf(draft.span);
  const answers = [
    ["yes", text.yes],
    ["no", text.no],
  ] as const;
  const isStopped = draft.back === "no" || draft.swelling === "no";
  const isOpen = draft.back === "" || draft.swelling === "" || draft.needle.trim() === "";
  const submit = () => {
    setTried(true);
    if (isOpen || minutes === null) return;
    const input = {
      visit: view.visit,
      aspirated_back: draft.back === "yes",
      no_swelling: draft.swelling === "yes",
      needle: draft.needle.trim(),
      observe_from: view.as_of,
      observe_for: `${minutes} min`,
    };
    send.mutate({ command: "guard-fill", input }, { onSuccess: forget });
  };
  const must = (answer: Answer) => (tried && answer === "" ? text.faults.choose : null);
  return (
    <Form submit={submit}>
      <p className="alert">{text.guard.lead}</p>
      <Choice
        label={text.guard.back}
        value={draft.back}
        choices={answers}
        choose={(back) => change({ back })}
        error={must(draft.back)}
      />
      <Choice
        label={text.guard.swelling}
        value={draft.swelling}
        choices={answers}
        choose={(swelling) => change({ swelling })}
        error={must(draft.swelling)}
      />
      {isStopped && (
        <p className="alert bad loud" role="alert">
          {text.guard.stop}
        </p>
      )}
      <LineField
        label={text.guard.needle}
        value={draft.needle}
        change={(needle) => change({ needle })}
        error={tried && draft.needle.trim() === "" ? text.faults.line : null}
      />
      <SpanField
        words={words}
        label={text.guard.observe}
        value={draft.span}
        change={(span) => change({ span })}
        error={tried && minutes === null ? text.faults.span : null}
      />
      <Go name={text.next} busy={send.isPending} />
    </Form>
  );
};

const VOLUME = { decimals: 3, zero: false };
const DOSE = { decimals: 4, zero: true };

const BACK: { state: Answer; volume: string; dose: string } = { state: "", volume: "", dose: "" };

/** What the pump says after it was programmed: typed from the pump, held against the plan. */
export const ReadBack = ({ place, view, send, words }: StepProps) => {
  const { text } = words;
  const { draft, change, forget } = useDraft(place, "readBack", BACK);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState<"volume" | "dose" | null>(null);
  const fill = entryOf(view, "fill");
  const drug = fill?.prescription.dose_of ?? "";
  const planned = view.proposal?.doses.find((each) => each.drug === drug)?.per_day ?? "0 mg/d";
  const { unit } = partsOf(planned);
  const typed = { volume: `${draft.volume} mL`, dose: `${draft.dose} ${unit}` };
  const usual = { volume: fill?.volume ?? "", dose: planned };
  const faults = { volume: numberFault(draft.volume, VOLUME), dose: numberFault(draft.dose, DOSE) };
  const give = () => {
    setAsking(null);
    const { volume, dose: per_day } = typed;
    const said = { source: "typed", running: draft.state === "yes", volume, per_day };
    const input = { visit: view.visit, ...said };
    send.mutate({ command: "record-read-back", input }, { onSuccess: forget });
  };
  const submit = () => {
    setTried(true);
    if (faults.volume !== null || faults.dose !== null || draft.state === "") return;
    if (isTenfold(typed.volume, usual.volume, "volume")) setAsking("volume");
    else if (isTenfold(typed.dose, usual.dose, "dose-rate")) setAsking("dose");
    else give();
  };
  const says = (name: "volume" | "dose") => {
    const fault = faults[name];
    return tried && fault !== null ? text.faults[fault] : null;
  };
  return (
    <Form submit={submit}>
      <p className="quiet">{text.readBack.lead}</p>
      <Choice
        label={text.readBack.runs}
        value={draft.state}
        choices={[
          ["yes", text.yes],
          ["no", text.no],
        ]}
        choose={(state) => change({ state })}
        error={tried && draft.state === "" ? text.faults.choose : null}
      />
      {draft.state === "no" && <p className="alert bad">{text.readBack.stands}</p>}
      <NumberField
        label={text.readBack.volume}
        unit="mL"
        value={draft.volume}
        change={(volume) => change({ volume })}
        error={says("volume")}
      />
      <NumberField
        label={text.readBack.perDay(words.drug(drug))}
        unit={unit}
        value={draft.dose}
        change={(dose) => change({ dose })}
        error={says("dose")}
      />
      <Go name={text.next} busy={send.isPending} />
      <TenfoldQuestion
        words={words}
        pair={asking === null ? null : { typed: typed[asking], usual: usual[asking] }}
        keep={give}
        fix={() => setAsking(null)}
      />
    </Form>
  );
};
