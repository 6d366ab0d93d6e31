// SPDX-License-Identifier: Apache-2.0
/**
 * A visit to assess: begun, signed once something of its day is recorded, or ended without. It
 * keeps the appointment and settles the task that it is for.
 */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Welcome } from "../clinic/client.ts";
import { momentText } from "../clinic/dates.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { Dialog } from "../shell/dialog.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { Loading } from "../shell/states.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import { Form, Go, GoHolding, LineField } from "../visit/fields.tsx";
import type { VisitView } from "../visit/shapes.ts";
import { Refusals, Trouble } from "../visit/trouble.tsx";
import { type Place, type Send, useDraft, useSend, useVisit } from "../visit/use-visit.ts";
import { useWords } from "../visit/words.ts";

/** A visit as the patient's record lists it. */
export type VisitRow = {
  readonly visit: string;
  readonly kind: string;
  readonly began: string;
  readonly end: { readonly how: string } | null;
};

type Props = {
  readonly session: Welcome;
  readonly patient: string;
  readonly name: string;
  readonly implants: readonly string[];
  readonly visits: readonly VisitRow[];
};

/** A name that no visit of this patient has. */
const newName = (): string =>
  `assessment-${new Date().toISOString().slice(0, 10)}-${crypto.randomUUID().slice(0, 4)}`;

const Begin = ({ session, patient, name, implants }: Props) => {
  const { visit: text } = useText(ACTS_TEXT).assess;
  const words = useWords();
  const send = useSend({ session, patient });
  return (
    <>
      <p className="quiet">{text.lead}</p>
      <div className="row">
        {implants.map((implant) => (
          <Button
            key={implant}
            variant="default"
            loading={send.isPending}
            onClick={() => {
              const input = { visit: newName(), implant, kind: "assessment" };
              send.mutate({ command: "begin-visit", input });
            }}
          >
            {implants.length > 1 ? `${text.begin}: ${implant}` : text.begin}
          </Button>
        ))}
      </div>
      <Trouble send={send} words={words} patient={name} />
    </>
  );
};

type OpenProps = { readonly place: Place; readonly send: Send; readonly view: VisitView };

const Sign = ({ send, view }: OpenProps) => {
  const { assess, empty } = useText(ACTS_TEXT);
  const { visit: text } = assess;
  const words = useWords();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
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
    <Form submit={submit} calm>
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
        <Go name={text.sign} busy={send.isPending} />
        <GoHolding name={words.passkeySign} send={send} go={hold} />
      </div>
    </Form>
  );
};

const Abandon = ({ place, send, view }: OpenProps) => {
  const { assess, bolus, empty } = useText(ACTS_TEXT);
  const { visit: text } = assess;
  const [opened, setOpened] = useState(false);
  const [tried, setTried] = useState(false);
  const { draft, change, forget } = useDraft(place, "assessment-abandon", { because: "" });
  const submit = (): void => {
    setTried(true);
    const because = draft.because.trim();
    if (because === "") return;
    const input = { visit: view.visit, because, reservoir: "as-it-was" };
    send.mutate({ command: "abandon-visit", input }, { onSuccess: forget });
  };
  return (
    <div className="no-print">
      <Button variant="subtle" color="red" onClick={() => setOpened(true)}>
        {text.abandon}
      </Button>
      <Dialog title={text.abandon} opened={opened} close={() => setOpened(false)}>
        <p>{text.abandonLead}</p>
        <Form submit={submit}>
          <LineField
            label={bolus.because}
            value={draft.because}
            change={(because) => change({ because })}
            error={tried && draft.because.trim() === "" ? empty : null}
          />
          <Go name={text.abandonDo} busy={send.isPending} />
        </Form>
      </Dialog>
    </div>
  );
};

const Open = ({ place, began, name }: { place: Place; began: string; name: string }) => {
  const { visit: text } = useText(ACTS_TEXT).assess;
  const { language } = useLanguage();
  const words = useWords();
  const { seen } = useVisit(place);
  const send = useSend(place, seen.data?.revision ?? null);
  if (seen.error !== null && seen.data === undefined) return <ProblemNote error={seen.error} />;
  if (seen.data === undefined) return <Loading />;
  const { view } = seen.data;
  const isMissing = view.to_do.some(({ kind }) => kind === "out-of-order");
  const others = view.to_do.filter(({ kind }) => kind !== "out-of-order");
  return (
    <>
      <p>
        <b>{text.open(momentText(began, language))}</b>
      </p>
      {isMissing && <p className="alert">{text.missing}</p>}
      {others.length > 0 && <Refusals list={others} words={words} patient={name} />}
      {!isMissing && <Sign place={place} send={send} view={view} />}
      <Trouble send={send} words={words} patient={name} />
      <Abandon place={place} send={send} view={view} />
    </>
  );
};

/** The card of the visit. */
export const AssessmentVisit = (props: Props) => {
  const { session, patient, name, visits } = props;
  const { visit: text } = useText(ACTS_TEXT).assess;
  const { language } = useLanguage();
  const all = visits.filter(({ kind }) => kind === "assessment");
  const open = all.find(({ end }) => end === null);
  const last = all.at(-1);
  return (
    <section className="card stack" aria-labelledby="visit">
      <h2 id="visit">{text.title}</h2>
      {open === undefined && last?.end?.how === "committed" && (
        <p className="alert good" role="status">
          {text.done(momentText(last.began, language))}
        </p>
      )}
      {open === undefined ? (
        <Begin {...props} />
      ) : (
        <Open place={{ session, patient, visit: open.visit }} began={open.began} name={name} />
      )}
    </section>
  );
};
