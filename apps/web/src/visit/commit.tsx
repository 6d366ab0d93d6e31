// SPDX-License-Identifier: Apache-2.0
/** The end of a visit: the signature under all of it, or its end without a refill. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { DoseTable } from "./dose-table.tsx";
import { Choice, Form, Go, GoHolding, LineField } from "./fields.tsx";
import { entryOf } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { Refusals, Trouble } from "./trouble.tsx";
import { useDraft } from "./use-visit.ts";

/** The signature. */
export const Commit = ({ view, implant, packet, send, words }: StepProps) => {
  const { text } = words;
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const fill = entryOf(view, "fill");
  const drug = fill?.prescription.dose_of ?? "";
  const dose = view.proposal?.doses.find((each) => each.drug === drug)?.per_day ?? "";
  const input = { visit: view.visit };
  const submit = () => {
    setTried(true);
    if (password === "") return;
    const second = code.trim() === "" ? {} : { code: code.trim() };
    const hand = { password, meaning: text.commit.meaning, ...second };
    send.mutate({ command: "commit-visit", input, hand });
  };
  const hold = () => send.mutate({ command: "commit-visit", input, held: text.commit.meaning });
  return (
    <Form submit={submit}>
      {view.to_do.length > 0 && (
        <Refusals list={view.to_do} words={words} patient={packet.person.name} />
      )}
      <p>{text.commit.lead(packet.person.name)}</p>
      <p>
        <b>
          {words.amount(fill?.volume ?? "")}, {words.fluid(fill?.drugs ?? [])}
        </b>
      </p>
      {view.proposal !== null && <DoseTable of={view.proposal} line={implant.line} words={words} />}
      <p className="small">{text.commit.meaning}.</p>
      <LineField
        label={words.password}
        type="password"
        value={password}
        change={setPassword}
        error={tried && password === "" ? text.faults.empty : null}
      />
      <LineField label={text.commit.code} value={code} change={setCode} error={null} />
      <div className="row">
        <Go
          name={text.commit.act(
            words.amount(fill?.volume ?? ""),
            `${words.drug(drug)} ${words.amount(dose)}`,
          )}
          busy={send.isPending}
        />
        <GoHolding name={words.passkeySign} send={send} go={hold} />
      </div>
    </Form>
  );
};

type State = "as-it-was" | "emptied";

/** What ending a visit is called. */
type Ending = { readonly open: string; readonly title: string; readonly act: string };

/** Ends a visit before its purpose; what that means is named. A refill has its own words. */
export const Abandon = (props: StepProps & { readonly said?: Ending }) => {
  const { place, view, packet, send, words, said } = props;
  const { faults } = words.text;
  const abandon = { ...words.text.abandon, ...said };
  const [opened, setOpened] = useState(false);
  const [tried, setTried] = useState(false);
  const start: { because: string; state: State | "" } = { because: "", state: "" };
  const { draft, change, forget } = useDraft(place, "abandon", start);
  const submit = () => {
    setTried(true);
    if (draft.because.trim() === "" || draft.state === "") return;
    const input = { visit: view.visit, because: draft.because, reservoir: draft.state };
    send.mutate({ command: "abandon-visit", input }, { onSuccess: forget });
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setOpened(true)}>
        {abandon.open}
      </Button>
      <Dialog title={abandon.title} opened={opened} close={() => setOpened(false)}>
        <p className="alert bad">{abandon.danger}</p>
        <Form submit={submit}>
          <LineField
            label={abandon.because}
            value={draft.because}
            change={(because) => change({ because })}
            error={tried && draft.because.trim() === "" ? faults.reason : null}
          />
          <Choice
            label={abandon.reservoir}
            value={draft.state}
            choose={(state) => change({ state })}
            choices={[
              ["as-it-was", abandon.states["as-it-was"]],
              ["emptied", abandon.states.emptied],
            ]}
            error={tried && draft.state === "" ? faults.choose : null}
          />
          <Go name={abandon.act} busy={send.isPending} />
        </Form>
        <Trouble send={send} words={words} patient={packet.person.name} />
      </Dialog>
    </>
  );
};
