// SPDX-License-Identifier: Apache-2.0
/**
 * The local formulary: numbers that nobody here has read, each confirmed by somebody against the
 * clinic's own copy of its source, by value, page and signature; and taken back.
 */
import "../clinic/clinic.css";
import { SOURCES } from "@cisterna/therapy";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { Hand, type Proof, Refused } from "../account/hand.tsx";
import { useAccount } from "../account/use-account.ts";
import type { Welcome } from "../clinic/client.ts";
import { amountIn, dayText } from "../clinic/dates.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useView } from "../clinic/use-clinic.ts";
import { Dialog } from "../shell/dialog.tsx";
import { Labelled } from "../shell/labelled.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { Segments } from "../shell/segments.tsx";
import { Loading } from "../shell/states.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import { PUMP_TEXT } from "../text/pump.ts";

type Place = { readonly drug: string; readonly row: string };
type Open = Place & { readonly source: string; readonly edition: string };
type Confirmed = Place & {
  readonly value: string | { readonly low: string; readonly high: string };
  readonly page: string;
  readonly name: string;
  readonly date: string;
};

type View = { readonly confirmed: readonly Confirmed[]; readonly unverified: readonly Open[] };

const citationOf = ({ source }: Open): string =>
  (SOURCES as Readonly<Record<string, { readonly citation: string }>>)[source]?.citation ?? source;

/** What a row is a number of, in words; its own name where there are none. */
const useRow = () => {
  const { rows } = useText(ACTS_TEXT).formulary;
  const named = rows as Readonly<Record<string, string>>;
  return (row: string): string => named[row.replace(/^[a-z]+-\d+-/, "")] ?? row;
};

const useDrug = () => {
  const { drugs } = useText(PUMP_TEXT);
  return (name: string): string => (drugs as Readonly<Record<string, string>>)[name] ?? name;
};

type Typed = {
  readonly value: string;
  readonly until: string;
  readonly page: string;
  readonly acts: "refuse" | "confirm";
  readonly differs: boolean;
};

const NOTHING: Typed = { value: "", until: "", page: "", acts: "confirm", differs: false };

const inputOf = ({ drug, row }: Place, typed: Typed) => {
  const { value, until, page, acts, differs } = typed;
  return {
    ...{ drug, row, acts, page: page.trim() },
    value: until.trim() === "" ? value.trim() : { low: value.trim(), high: until.trim() },
    ...(differs ? { differs } : {}),
  };
};

const Fields = (props: {
  readonly typed: Typed;
  readonly tried: boolean;
  readonly type: (change: Partial<Typed>) => void;
}) => {
  const { typed, tried, type } = props;
  const { formulary: text, empty } = useText(ACTS_TEXT);
  const missing = (value: string): string | null => (tried && value.trim() === "" ? empty : null);
  return (
    <>
      <TextInput
        label={text.value}
        description={text.example}
        value={typed.value}
        error={missing(typed.value)}
        onChange={({ currentTarget }) => type({ value: currentTarget.value })}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label={text.until}
        value={typed.until}
        onChange={({ currentTarget }) => type({ until: currentTarget.value })}
        autoComplete="off"
      />
      <TextInput
        label={text.page}
        value={typed.page}
        error={missing(typed.page)}
        onChange={({ currentTarget }) => type({ page: currentTarget.value })}
        autoComplete="off"
        maxLength={200}
      />
      <Labelled label={text.acts}>
        <Segments
          label={text.acts}
          value={typed.acts}
          choices={[
            ["confirm", text.ways.confirm],
            ["refuse", text.ways.refuse],
          ]}
          choose={(acts) => type({ acts })}
        />
      </Labelled>
      <Checkbox
        label={text.differs}
        checked={typed.differs}
        onChange={({ currentTarget }) => type({ differs: currentTarget.checked })}
      />
    </>
  );
};

type Of<T> = { readonly session: Welcome; readonly of: T; readonly said: (news: string) => void };

const Confirm = ({ session, of, said }: Of<Open>) => {
  const { formulary: text } = useText(ACTS_TEXT);
  const drug = useDrug();
  const named = useRow();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const { alter } = useAccount(session);
  const give = (proof: Proof): void => {
    setTried(true);
    if (typed.value.trim() === "" || typed.page.trim() === "") return;
    alter.mutate(
      { command: "confirm-number", input: inputOf(of, typed), proof, meaning: text.meaning },
      { onSuccess: () => said(text.done) },
    );
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        {text.confirm}
      </Button>
      <Dialog
        title={`${drug(of.drug)}: ${named(of.row)}`}
        opened={opened}
        close={() => setOpened(false)}
      >
        <p>
          {citationOf(of)}, {text.edition(of.edition)}
        </p>
        <p className="small">{text.meaning}.</p>
        <Hand
          session={session}
          act={text.sign}
          held={session.passkeys.length > 0}
          busy={alter.isPending}
          give={give}
        >
          <Fields
            typed={typed}
            tried={tried}
            type={(change) => setTyped({ ...typed, ...change })}
          />
        </Hand>
        {alter.error !== null && <Refused error={alter.error} />}
      </Dialog>
    </>
  );
};

const Withdraw = ({ session, of, said }: Of<Confirmed>) => {
  const { formulary: text, empty } = useText(ACTS_TEXT);
  const drug = useDrug();
  const named = useRow();
  const [opened, setOpened] = useState(false);
  const [because, setBecause] = useState("");
  const [tried, setTried] = useState(false);
  const { alter } = useAccount(session);
  const give = (proof: Proof): void => {
    setTried(true);
    if (because.trim() === "") return;
    const input = { drug: of.drug, row: of.row, because: because.trim() };
    alter.mutate(
      { command: "withdraw-number", input, proof, meaning: text.withdrawMeaning },
      { onSuccess: () => said(text.gone) },
    );
  };
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setOpened(true)}>
        {text.withdraw}
      </Button>
      <Dialog
        title={`${drug(of.drug)}: ${named(of.row)}`}
        opened={opened}
        close={() => setOpened(false)}
      >
        <p className="alert bad">{text.withdrawLead}</p>
        <Hand
          session={session}
          act={text.withdrawSign}
          held={session.passkeys.length > 0}
          busy={alter.isPending}
          give={give}
        >
          <TextInput
            label={text.because}
            value={because}
            error={tried && because.trim() === "" ? empty : null}
            onChange={({ currentTarget }) => setBecause(currentTarget.value)}
            autoComplete="off"
            maxLength={200}
            data-autofocus
          />
        </Hand>
        {alter.error !== null && <Refused error={alter.error} />}
      </Dialog>
    </>
  );
};

type Lists = {
  readonly session: Welcome;
  readonly view: View;
  readonly said: (news: string) => void;
};

const ConfirmedList = ({ session, view, said }: Lists) => {
  const { formulary: text } = useText(ACTS_TEXT);
  const { language } = useLanguage();
  const drug = useDrug();
  const named = useRow();
  if (view.confirmed.length === 0) return <p className="empty">{text.noneConfirmed}</p>;
  const shown = ({ value }: Confirmed): string =>
    typeof value === "string"
      ? amountIn(value, language)
      : `${amountIn(value.low, language)} – ${amountIn(value.high, language)}`;
  return (
    <ul className="stack" style={{ padding: 0, listStyle: "none" }}>
      {view.confirmed.map((of) => (
        <li key={`${of.drug} ${of.row}`} className="row spread">
          <div>
            <b>
              {drug(of.drug)}, {named(of.row)}: {shown(of)}
            </b>
            <p className="quiet small">
              {of.row} · {text.by(of.name, of.page, dayText(of.date, language))}
            </p>
          </div>
          <Withdraw session={session} of={of} said={said} />
        </li>
      ))}
    </ul>
  );
};

const OpenList = ({ session, view, said }: Lists) => {
  const { formulary: text } = useText(ACTS_TEXT);
  const drug = useDrug();
  const named = useRow();
  if (view.unverified.length === 0) return <p className="empty">{text.noneOpen}</p>;
  return [...new Set(view.unverified.map((each) => each.drug))].map((name) => (
    <section key={name} className="stack tight" aria-label={drug(name)}>
      <h3>{drug(name)}</h3>
      <ul className="stack tight" style={{ padding: 0, listStyle: "none" }}>
        {view.unverified
          .filter((each) => each.drug === name)
          .map((of) => (
            <li key={of.row} className="row spread number-row">
              <div>
                {named(of.row)}
                <p className="quiet small">
                  {of.row} · {citationOf(of)}, {text.edition(of.edition)}
                </p>
              </div>
              <Confirm session={session} of={of} said={said} />
            </li>
          ))}
      </ul>
    </section>
  ));
};

const Page = ({ session }: { readonly session: Welcome }) => {
  const { formulary: text } = useText(ACTS_TEXT);
  const [news, setNews] = useState("");
  const { data, error, isError, refetch } = useView<View>(session, "local-formulary");
  const said = (what: string): void => {
    setNews(what);
    void refetch();
  };
  return (
    <div className="stack" style={{ maxWidth: 860 }}>
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      {news !== "" && (
        <p className="alert good" role="status">
          {news}
        </p>
      )}
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && (
        <>
          <section className="card stack" aria-labelledby="confirmed">
            <h2 id="confirmed">{text.confirmed}</h2>
            <ConfirmedList session={session} view={data} said={said} />
          </section>
          <section className="card stack" aria-labelledby="open">
            <h2 id="open">{text.open}</h2>
            <OpenList session={session} view={data} said={said} />
          </section>
        </>
      )}
    </div>
  );
};

/** The screen of the clinic's local formulary. */
export const FormularyScreen = () => <SignedIn>{(session) => <Page session={session} />}</SignedIn>;
