// SPDX-License-Identifier: Apache-2.0
/** The decisions of a single bolus: the dose, its dangers, the pump's own word, the signature. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Prescription } from "../clinic/shapes.ts";
import { Dialog } from "../shell/dialog.tsx";
import { useText } from "../shell/language.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import { Checks as Dangers } from "../visit/checks.tsx";
import { minutesOf, numberFault, partsOf, type Span } from "../visit/entry.ts";
import {
  Choice,
  Form,
  Go,
  GoHolding,
  LineField,
  NumberField,
  SpanField,
} from "../visit/fields.tsx";
import type { StepProps } from "../visit/step.ts";
import { Refusals } from "../visit/trouble.tsx";
import { useDraft } from "../visit/use-visit.ts";

const GRAMMAR = { decimals: 4, zero: false };

/** The unit of mass that doses of what runs are stated in. */
const unitOf = ({ implant }: StepProps): string => {
  const { running } = implant;
  const drug = running?.prescription.dose_of;
  const own = running?.reservoir.drugs.find((each) => each.drug === drug)?.concentration;
  return partsOf(own ?? "0 mg/mL").unit.split("/")[0] ?? "mg";
};

const drugOf = ({ implant }: StepProps): string => implant.running?.prescription.dose_of ?? "";

/** The bolus as it was proposed; undefined: not yet. */
const proposed = ({ view }: StepProps): Prescription["single"] => {
  const entry = view.steps.filter(({ step }) => step === "program").at(-1)?.entry;
  return (entry as { readonly prescription?: Prescription } | undefined)?.prescription?.single;
};

type DoseDraft = { readonly dose: string; readonly span: Span };

/** The dose, and over how long. */
export const Dose = (props: StepProps) => {
  const { place, view, send, words } = props;
  const { bolus: text } = useText(ACTS_TEXT);
  const start: DoseDraft = { dose: "", span: { hours: "", minutes: "" } };
  const { draft, change, forget } = useDraft<DoseDraft>(place, "bolus", start);
  const [tried, setTried] = useState(false);
  const unit = unitOf(props);
  const fault = numberFault(draft.dose, GRAMMAR);
  const minutes = minutesOf(draft.span);
  const submit = (): void => {
    setTried(true);
    if (fault !== null || minutes === null) return;
    const input = { visit: view.visit, dose: `${draft.dose} ${unit}`, over: `${minutes} min` };
    send.mutate({ command: "propose-single", input }, { onSuccess: forget });
  };
  return (
    <Form submit={submit}>
      <p className="quiet">{text.lead}</p>
      <NumberField
        label={text.dose(words.drug(drugOf(props)))}
        unit={unit}
        value={draft.dose}
        change={(dose) => change({ dose })}
        error={tried && fault !== null ? words.text.faults[fault] : null}
      />
      <SpanField
        words={words}
        label={text.over}
        value={draft.span}
        change={(span) => change({ span })}
        error={tried && minutes === null ? words.text.faults.span : null}
      />
      <Go name={text.propose} busy={send.isPending} />
    </Form>
  );
};

/** Dangers: what is refused leads to another dose; what is to be read is read and signed. */
export const Checks = (props: StepProps) => {
  const { view, words, packet } = props;
  const { bolus: text } = useText(ACTS_TEXT);
  const refused = view.to_do.filter(({ kind }) => kind === "check-refuses");
  if (refused.length === 0) return <Dangers {...props} />;
  const said = (view.proposal?.checks ?? []).filter(({ severity }) => severity === "refuse");
  return (
    <div className="stack">
      <p className="alert bad">
        <strong>{text.refused}</strong>
      </p>
      {said.map((check) => (
        <p key={`${check.kind} ${check.path} ${check.asked}`} className="loud">
          {words.check(check)}
        </p>
      ))}
      {said.length === 0 && <Refusals list={refused} words={words} patient={packet.person.name} />}
      <h3>{text.other}</h3>
      <Dose {...props} />
    </div>
  );
};

type Back = { readonly state: "" | "yes" | "no"; readonly volume: string; readonly dose: string };

/** What the pump says after it was told. */
export const ReadBack = (props: StepProps) => {
  const { place, view, send, words } = props;
  const { bolus: text } = useText(ACTS_TEXT);
  const start: Back = { state: "", volume: "", dose: "" };
  const { draft, change, forget } = useDraft<Back>(place, "bolus-back", start);
  const [tried, setTried] = useState(false);
  const drug = drugOf(props);
  const shown = view.proposal?.doses.find((each) => each.drug === drug)?.per_day ?? "0 mg/d";
  const { unit } = partsOf(shown);
  const faults = {
    volume: numberFault(draft.volume, { decimals: 3, zero: false }),
    dose: numberFault(draft.dose, { decimals: 4, zero: true }),
  };
  const submit = (): void => {
    setTried(true);
    if (faults.volume !== null || faults.dose !== null || draft.state === "") return;
    const said = { source: "typed", running: draft.state === "yes" };
    const numbers = { volume: `${draft.volume} mL`, per_day: `${draft.dose} ${unit}` };
    const input = { visit: view.visit, ...said, ...numbers };
    send.mutate({ command: "record-read-back", input }, { onSuccess: forget });
  };
  const says = (name: "volume" | "dose"): string | null => {
    const fault = faults[name];
    return tried && fault !== null ? words.text.faults[fault] : null;
  };
  return (
    <Form submit={submit}>
      <Choice
        label={text.runs}
        value={draft.state}
        choices={[
          ["yes", words.text.yes],
          ["no", words.text.no],
        ]}
        choose={(state) => change({ state })}
        error={tried && draft.state === "" ? words.text.faults.choose : null}
      />
      <NumberField
        label={text.volume}
        unit="mL"
        value={draft.volume}
        change={(volume) => change({ volume })}
        error={says("volume")}
      />
      <NumberField
        label={text.perDay(words.drug(drug))}
        unit={unit}
        value={draft.dose}
        change={(dose) => change({ dose })}
        error={says("dose")}
      />
      <Go name={words.text.next} busy={send.isPending} />
    </Form>
  );
};

/** The signature under it. */
export const Commit = (props: StepProps) => {
  const { view, packet, send, words } = props;
  const { bolus: text, empty } = useText(ACTS_TEXT);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const single = proposed(props);
  const dose = words.amount(single?.dose ?? "");
  const input = { visit: view.visit };
  const submit = (): void => {
    setTried(true);
    if (password === "") return;
    const more = code.trim() === "" ? {} : { code: code.trim() };
    const hand = { password, meaning: text.meaning, ...more };
    send.mutate({ command: "commit-visit", input, hand });
  };
  const hold = (): void => send.mutate({ command: "commit-visit", input, held: text.meaning });
  return (
    <Form submit={submit}>
      {view.to_do.length > 0 && (
        <Refusals list={view.to_do} words={words} patient={packet.person.name} />
      )}
      <p>
        <b>
          {packet.person.name}: {words.drug(drugOf(props))},{" "}
          {text.commitLead(dose, words.amount(single?.over ?? ""))}
        </b>
      </p>
      <p className="small">{text.meaning}.</p>
      <LineField
        label={words.password}
        type="password"
        value={password}
        change={setPassword}
        error={tried && password === "" ? empty : null}
      />
      <LineField label={words.text.commit.code} value={code} change={setCode} error={null} />
      <div className="row">
        <Go name={text.sign(dose)} busy={send.isPending} />
        <GoHolding name={words.passkeySign} send={send} go={hold} />
      </div>
    </Form>
  );
};

/** Ends the visit without a bolus; what that means is named. */
export const Abandon = ({ place, view, send }: StepProps) => {
  const { bolus: text, empty } = useText(ACTS_TEXT);
  const [opened, setOpened] = useState(false);
  const [tried, setTried] = useState(false);
  const { draft, change, forget } = useDraft(place, "bolus-abandon", { because: "" });
  const submit = (): void => {
    setTried(true);
    const because = draft.because.trim();
    if (because === "") return;
    const input = { visit: view.visit, because, reservoir: "as-it-was" };
    send.mutate({ command: "abandon-visit", input }, { onSuccess: forget });
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setOpened(true)}>
        {text.abandon}
      </Button>
      <Dialog title={text.abandon} opened={opened} close={() => setOpened(false)}>
        <p>{text.abandonLead}</p>
        <Form submit={submit}>
          <LineField
            label={text.because}
            value={draft.because}
            change={(because) => change({ because })}
            error={tried && draft.because.trim() === "" ? empty : null}
          />
          <Go name={text.abandonDo} busy={send.isPending} />
        </Form>
      </Dialog>
    </>
  );
};
