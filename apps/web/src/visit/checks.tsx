// SPDX-License-Identifier: Apache-2.0
/**
 * Dangers: what the judge refuses, and what it asks a person to read and answer for, one at a
 * time. A ten-fold change is confirmed by a question of its own that names both values.
 */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Hand } from "../clinic/client.ts";
import { DoseTable } from "./dose-table.tsx";
import { Form, Go, GoHolding, LineField } from "./fields.tsx";
import { type CheckView, entryOf } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";
import type { Words } from "./words.ts";

/** Kinds that a distinct second confirmation turns from a refusal into a danger to be read. */
const DISTINCT: readonly string[] = ["tenfold", "tenfold-strength", "prime-pushes-old-drug"];

const Sentence = ({ check, words }: { readonly check: CheckView; readonly words: Words }) => (
  <div className="alert bad" role="alert">
    <p className="loud">{words.check(check)}</p>
    {check.origin !== undefined && (
      <p className="small">{words.text.checks.source(check.origin.source, check.origin.edition)}</p>
    )}
    {check.origin?.confirmed !== undefined && (
      <p className="small">
        {words.text.checks.confirmed(
          check.origin.confirmed.name,
          check.origin.confirmed.page,
          words.day(check.origin.confirmed.date),
        )}
      </p>
    )}
  </div>
);

const Refused = (props: StepProps & { readonly list: readonly CheckView[] }) => {
  const { list, words, place, view, implant, send, toPlan } = props;
  const { text } = words;
  const { draft, change, forget } = useDraft(place, "distinct", { because: "" });
  const [tried, setTried] = useState(false);
  const [first] = list;
  const meant = list.every(({ kind }) => DISTINCT.includes(kind)) ? first : undefined;
  const fill = entryOf(view, "fill");
  const confirm = () => {
    setTried(true);
    if (fill === undefined || draft.because.trim() === "") return;
    const confirmed = list.map(({ kind, path, old = "", asked = "" }) => ({
      check: kind,
      path,
      old,
      new: asked,
      by: place.session.name,
      because: draft.because,
    }));
    const prescription = { ...fill.prescription, confirmed };
    const input = { ...fill, visit: view.visit, prescription };
    send.mutate({ command: "propose-fill", input }, { onSuccess: forget });
  };
  return (
    <div className="stack">
      <h3>{text.checks.refused}</h3>
      {list.map((check) => (
        <Sentence key={`${check.kind} ${check.path} ${check.asked}`} check={check} words={words} />
      ))}
      {view.proposal !== null && <DoseTable of={view.proposal} line={implant.line} words={words} />}
      <Form submit={toPlan}>
        <Go name={text.checks.back} busy={false} />
      </Form>
      {meant !== undefined && (
        <div className="card stack">
          <LineField
            label={text.checks.because}
            value={draft.because}
            change={(because) => change({ because })}
            error={tried && draft.because.trim() === "" ? text.faults.reason : null}
          />
          <div>
            <Button variant="default" loading={send.isPending} onClick={confirm}>
              {text.checks.keep(words.amount(meant.asked ?? ""), words.amount(meant.old ?? ""))}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
};

/** What a confirmation quotes: the check as it stands. */
const quoteOf = ({ kind, path, drug, asked, limit, old, what }: CheckView) => ({
  check: kind,
  path,
  drug,
  asked,
  limit,
  old,
  what,
});

const Confirm = (props: StepProps & { readonly check: CheckView }) => {
  const { check, words, place, view, implant, send, toPlan } = props;
  const { text } = words;
  const { draft, change, forget } = useDraft(place, "confirm", { because: "" });
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const all = (view.proposal?.checks ?? []).filter(({ severity }) => severity === "confirm").length;
  const left = view.proposal?.to_confirm.length ?? 0;
  const empty = (value: string) => (tried && value.trim() === "" ? text.faults.reason : null);
  const meaning = text.checks.sign;
  const go = (hand: { readonly held: string } | { readonly hand: Hand }, shown: string) => {
    setTried(true);
    if (draft.because.trim() === "" || shown === "") return;
    const input = { visit: view.visit, ...quoteOf(check), because: draft.because };
    send.mutate({ command: "confirm-check", input, ...hand }, { onSuccess: forget });
  };
  const submit = () => go({ hand: { password, meaning } }, password);
  return (
    <Form submit={submit}>
      <h3>{text.checks.confirm(all - left + 1, all)}</h3>
      <Sentence check={check} words={words} />
      {view.proposal !== null && <DoseTable of={view.proposal} line={implant.line} words={words} />}
      <LineField
        label={text.checks.because}
        value={draft.because}
        change={(because) => change({ because })}
        error={empty(draft.because)}
      />
      <LineField
        label={words.password}
        type="password"
        value={password}
        change={setPassword}
        error={empty(password)}
      />
      <div className="row">
        <Go name={text.checks.accept} busy={send.isPending} />
        <GoHolding name={words.passkeySign} send={send} go={() => go({ held: meaning }, "held")} />
        <Button variant="default" onClick={toPlan}>
          {text.checks.back}
        </Button>
      </div>
    </Form>
  );
};

/** The decision. */
export const Checks = (props: StepProps) => {
  const { proposal } = props.view;
  const refused = (proposal?.checks ?? []).filter(({ severity }) => severity === "refuse");
  const [check] = proposal?.to_confirm ?? [];
  if (refused.length > 0) return <Refused {...props} list={refused} />;
  if (check === undefined) return null;
  const { kind, path, drug, asked, old } = check;
  return <Confirm key={[kind, path, drug, asked, old].join(" ")} {...props} check={check} />;
};
