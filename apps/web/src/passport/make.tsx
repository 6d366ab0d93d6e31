// SPDX-License-Identifier: Apache-2.0
/** A new passport: what it reveals is chosen, what a reader would see is read, it is signed. */
import type { Passport } from "@cisterna/passport";
import { Checkbox } from "@mantine/core";
import { useState } from "react";
import type { RefusalSaid } from "../clinic/client.ts";
import { useText } from "../shell/language.tsx";
import { PASSPORT_TEXT } from "../text/passport.ts";
import { Form, Go, GoHolding, LineField } from "../visit/fields.tsx";
import { Refusals, Trouble } from "../visit/trouble.tsx";
import { type Place, useDraft, useSend } from "../visit/use-visit.ts";
import { useWords } from "../visit/words.ts";
import { Answers, useSpeech } from "./answers.tsx";
import { type Implanted, SHOWN, type Shown } from "./shapes.ts";

const ID_BYTES = 8;

/** A name that no passport has. */
const newName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(ID_BYTES)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

const revealing = (draft: Passport, shows: readonly Shown[]): Passport => {
  const of = (what: Shown): string | null => (shows.includes(what) ? draft.patient[what] : null);
  return { ...draft, patient: { name: of("name"), born: of("born"), id: of("id") } };
};

type Props = { readonly place: Place; readonly patient: string };

const Preview = ({ passport }: { readonly passport: Passport }) => {
  const text = useText(PASSPORT_TEXT);
  const speech = useSpeech(passport.issued);
  const { name, born, id } = passport.patient;
  const revealed = [name, born, id].filter((each) => each !== null);
  return (
    <section className="preview" aria-label={text.preview}>
      <h3>{text.preview}</h3>
      <p>
        <b>{revealed.length === 0 ? text.nothing : revealed.join(", ")}</b>{" "}
        <span className="pill warn">{text.unsigned}</span>
      </p>
      <Answers passport={passport} speech={speech} heading="h4" />
    </section>
  );
};

const Sign = (props: Props & { readonly of: Implanted; readonly draft: Passport }) => {
  const { place, patient, of, draft } = props;
  const text = useText(PASSPORT_TEXT);
  const words = useWords();
  const send = useSend(place);
  const [passport, setPassport] = useState(newName);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const start: { shows: readonly Shown[] } = { shows: ["name", "born"] };
  const { draft: chosen, change, forget } = useDraft(place, of.implant, start);
  const shows = SHOWN.filter((each) => chosen.shows.includes(each));
  const toggle = (what: Shown, on: boolean): void =>
    change({ shows: on ? [...shows, what] : shows.filter((each) => each !== what) });
  const step = { command: "issue-passport", input: { passport, implant: of.implant, shows } };
  const onSuccess = () => {
    forget();
    setPassport(newName());
    setPassword("");
    setTried(false);
  };
  const submit = () => {
    setTried(true);
    if (password === "") return;
    send.mutate({ ...step, hand: { password, meaning: text.meaning } }, { onSuccess });
  };
  const hold = () => send.mutate({ ...step, held: text.meaning }, { onSuccess });
  return (
    <div className="make-grid">
      <Form submit={submit}>
        <fieldset className="choice">
          <legend>{text.reveals}</legend>
          {SHOWN.map((each) => (
            <Checkbox
              key={each}
              label={`${text.reveal[each]}: ${draft.patient[each] ?? ""}`}
              checked={shows.includes(each)}
              onChange={({ currentTarget }) => toggle(each, currentTarget.checked)}
            />
          ))}
          <p className="small quiet">{text.revealsWhy}</p>
        </fieldset>
        <p className="small">{text.meaning}.</p>
        <LineField
          label={words.password}
          type="password"
          value={password}
          change={setPassword}
          error={tried && password === "" ? text.emptyField : null}
        />
        <div className="row">
          <Go name={text.act} busy={send.isPending} />
          <GoHolding name={words.passkeySign} send={send} go={hold} />
        </div>
        <Trouble send={send} words={words} patient={patient} />
      </Form>
      <Preview passport={revealing(draft, shows)} />
    </div>
  );
};

/** The record does not say what is in the implant, or what runs. */
const isEmpty = ({ kind, path, read }: RefusalSaid): boolean =>
  kind === "not-there" && path === "implant" && read !== "";

/** The card of one implant. */
export const Make = ({ place, patient, of }: Props & { readonly of: Implanted }) => {
  const text = useText(PASSPORT_TEXT);
  const words = useWords();
  return (
    <section className="card stack no-print">
      <h2>{text.make(of.implant)}</h2>
      {of.draft === null ? (
        <>
          <p>
            <b>{text.none}</b>
          </p>
          {of.refusals.some(isEmpty) ? (
            <p className="alert bad">{text.contentsUnknown}</p>
          ) : (
            <Refusals list={of.refusals} words={words} patient={patient} />
          )}
        </>
      ) : (
        <Sign place={place} patient={patient} of={of} draft={of.draft} />
      )}
    </section>
  );
};
