// SPDX-License-Identifier: Apache-2.0
/** An assessment of a patient: numbers by instrument, recorded beside the earlier ones. */
import "../clinic/clinic.css";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Welcome } from "../clinic/client.ts";
import { dayText } from "../clinic/dates.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useDrafts, useView } from "../clinic/use-clinic.ts";
import { Labelled } from "../shell/labelled.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { ScrollBox } from "../shell/scroll-box.tsx";
import { Segments } from "../shell/segments.tsx";
import { Loading } from "../shell/states.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import { Trouble } from "../visit/trouble.tsx";
import { useDraft, useSend } from "../visit/use-visit.ts";
import { useWords } from "../visit/words.ts";
import {
  assessmentIn,
  countIn,
  INSTRUMENTS,
  type Instrument,
  isGrade,
  isSection,
  isTotal,
  isTotalText,
  isUnanswered,
  MOMENTS,
  type Muscle,
  nothingOn,
  rangeOf,
  TOTALS,
  type Typed,
} from "./entry.ts";
import { AssessmentVisit, type VisitRow } from "./visit.tsx";

type Recorded = {
  readonly instrument: string;
  readonly on: string;
  readonly moment?: (typeof MOMENTS)[number];
  readonly of?: string;
  readonly name?: string;
  readonly score?: number | string;
  readonly result: number | string | null;
};

type View = {
  readonly person: { readonly name: string } | null;
  readonly implants: readonly {
    readonly entry: { readonly implant: string };
    readonly explant: unknown;
  }[];
  readonly visits: readonly VisitRow[];
  readonly assessments: readonly Recorded[];
};

type FormProps = {
  readonly typed: Typed;
  readonly tried: boolean;
  readonly type: (change: Partial<Typed>) => void;
};

const Score = ({ typed, tried, type }: FormProps) => {
  const { assess: text } = useText(ACTS_TEXT);
  const range = rangeOf(typed.instrument);
  if (range === null) return null;
  const isWrong = (tried || typed.score !== "") && countIn(typed.score, range) === null;
  return (
    <>
      {typed.instrument === "nrs" && (
        <Labelled label={text.moment}>
          <Segments
            label={text.moment}
            value={typed.moment}
            choices={MOMENTS.map((moment) => [moment, text.moments[moment]])}
            choose={(moment) => type({ moment })}
          />
        </Labelled>
      )}
      <TextInput
        label={text.score(...range)}
        inputMode="numeric"
        autoComplete="off"
        value={typed.score}
        error={isWrong ? text.whole(...range) : null}
        onChange={({ currentTarget }) => type({ score: currentTarget.value })}
        maw={360}
      />
    </>
  );
};

const Sections = ({ typed, tried, type }: FormProps) => {
  const { assess: text } = useText(ACTS_TEXT);
  return (
    <>
      {typed.sections.map((value, place) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: the sections are numbered
          key={place}
          label={text.section(place + 1)}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          error={isSection(value) ? null : text.whole(0, 5)}
          onChange={({ currentTarget }) =>
            type({ sections: typed.sections.with(place, currentTarget.value) })
          }
          maw={360}
        />
      ))}
      {tried && isUnanswered(typed) && (
        <p className="alert bad" role="alert">
          {text.unanswered}
        </p>
      )}
    </>
  );
};

/** A total that its owner's rule gave elsewhere, and the form that it is of. */
const Total = ({ typed, tried, type }: FormProps) => {
  const { assess: text, empty } = useText(ACTS_TEXT);
  const { form, score } = typed;
  const isWrong = (tried || score !== "") && !isTotalText(score);
  return (
    <>
      <TextInput
        label={text.form}
        autoComplete="off"
        maxLength={200}
        value={form}
        error={tried && form.trim() === "" ? empty : null}
        onChange={({ currentTarget }) => type({ form: currentTarget.value })}
        maw={360}
      />
      <TextInput
        label={text.total}
        inputMode="decimal"
        autoComplete="off"
        value={score}
        error={isWrong ? text.totalFault : null}
        onChange={({ currentTarget }) => type({ score: currentTarget.value })}
        maw={360}
      />
    </>
  );
};

const Muscles = ({ typed, tried, type }: FormProps) => {
  const { assess: text, empty } = useText(ACTS_TEXT);
  const { instrument, muscles } = typed;
  const alter = (id: number, change: Partial<Muscle>): void =>
    type({ muscles: muscles.map((each) => (each.id === id ? { ...each, ...change } : each)) });
  const next = Math.max(...muscles.map(({ id }) => id)) + 1;
  return (
    <>
      {muscles.map(({ id, muscle, grade }) => (
        <div className="row" key={id}>
          <TextInput
            label={text.muscle}
            autoComplete="off"
            value={muscle}
            error={tried && muscle.trim() === "" ? empty : null}
            onChange={({ currentTarget }) => alter(id, { muscle: currentTarget.value })}
          />
          <TextInput
            label={text.grade}
            autoComplete="off"
            value={grade}
            error={(tried || grade !== "") && !isGrade(instrument, grade) ? text.grades : null}
            onChange={({ currentTarget }) => alter(id, { grade: currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => type({ muscles: [...muscles, { id: next, muscle: "", grade: "" }] })}
        >
          {text.addMuscle}
        </Button>
      </div>
    </>
  );
};

const Fields = (props: FormProps) => {
  const { typed, type } = props;
  const { assess: text, day } = useText(ACTS_TEXT);
  const { language } = useLanguage();
  return (
    <>
      <TextInput
        type="date"
        label={day}
        description={typed.on === "" ? "" : dayText(typed.on, language)}
        value={typed.on}
        onChange={({ currentTarget }) => type({ on: currentTarget.value })}
        maw={360}
      />
      <NativeSelect
        label={text.instrument}
        value={typed.instrument}
        data={[...INSTRUMENTS, ...TOTALS].map((value) => ({
          value,
          label: text.instruments[value],
        }))}
        onChange={({ currentTarget }) =>
          type({ instrument: currentTarget.value as Instrument, score: "" })
        }
        maw={360}
      />
      <Score {...props} />
      {isTotal(typed.instrument) && <Total {...props} />}
      {typed.instrument === "odi" && <Sections {...props} />}
      {(typed.instrument === "ashworth" || typed.instrument === "modified-ashworth") && (
        <Muscles {...props} />
      )}
    </>
  );
};

const Form = (props: {
  readonly session: Welcome;
  readonly patient: string;
  readonly name: string;
}) => {
  const { session, patient, name } = props;
  const { assess: text } = useText(ACTS_TEXT);
  const words = useWords();
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: session.clinic.zone });
  const place = { session, patient, visit: "assessment" };
  const start = nothingOn(today.format(new Date()));
  const { draft: typed, change, forget } = useDraft<Typed>(place, "form", start);
  const [tried, setTried] = useState(false);
  const send = useSend({ session, patient });
  const submit = (): void => {
    setTried(true);
    const assessment = assessmentIn(typed);
    if (assessment === null) return;
    send.mutate(
      { command: "record-assessment", input: { assessment } },
      {
        onSuccess: () => {
          change({ ...nothingOn(typed.on), instrument: typed.instrument });
          forget();
          setTried(false);
        },
      },
    );
  };
  const type = (part: Partial<Typed>): void => {
    if (send.isSuccess) send.reset();
    change(part);
  };
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="quiet">{text.lead}</p>
      <Fields typed={typed} tried={tried} type={type} />
      <div>
        <Button type="submit" loading={send.isPending}>
          {text.keep}
        </Button>
      </div>
      {send.isSuccess && (
        <p className="alert good" role="status">
          {text.kept}
        </p>
      )}
      <Trouble send={send} words={words} patient={name} />
    </form>
  );
};

const Earlier = ({ list }: { readonly list: readonly Recorded[] }) => {
  const { assess: text, day } = useText(ACTS_TEXT);
  const { language } = useLanguage();
  const names: Readonly<Record<string, string>> = text.instruments;
  const nameOf = ({ instrument, of, moment, name }: Recorded): string =>
    [
      names[of ?? instrument] ?? instrument,
      name ?? "",
      moment === undefined ? "" : text.moments[moment],
    ]
      .filter((each) => each !== "")
      .join(", ");
  return (
    <section className="card stack" aria-labelledby="earlier">
      <h2 id="earlier">{text.earlier}</h2>
      {list.length === 0 ? (
        <p className="empty">{text.none}</p>
      ) : (
        <ScrollBox name={text.result}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{day}</th>
                <th scope="col">{text.instrument}</th>
                <th scope="col">{text.result}</th>
              </tr>
            </thead>
            <tbody>
              {list.toReversed().map((each, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is only ever added to
                <tr key={place}>
                  <td>{dayText(each.on, language)}</td>
                  <th scope="row">{nameOf(each)}</th>
                  <td>{String(each.result ?? each.score ?? text.noResult)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
};

const Page = ({ session, patient }: { readonly session: Welcome; readonly patient: string }) => {
  const { assess: text, toPatient } = useText(ACTS_TEXT);
  const path = `patients/${encodeURIComponent(patient)}/patient`;
  const { data, error, isError } = useView<View>(session, path);
  const isReady = useDrafts();
  const name = data?.person?.name ?? patient;
  return (
    <div className="stack" style={{ maxWidth: 860 }}>
      <Link to="/patients/$patient" params={{ patient }}>
        {toPatient}
      </Link>
      <h1>{text.title(name)}</h1>
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && (
        <>
          {isReady && <Form session={session} patient={patient} name={name} />}
          <AssessmentVisit
            session={session}
            patient={patient}
            name={name}
            implants={data.implants
              .filter(({ explant }) => explant === null)
              .map(({ entry }) => entry.implant)}
            visits={data.visits}
          />
          <Earlier list={data.assessments} />
        </>
      )}
    </div>
  );
};

/** The screen of assessments of the patient that the address names. */
export const AssessmentScreen = () => {
  const { patient = "" } = useParams({ strict: false }) as { readonly patient?: string };
  return <SignedIn>{(session) => <Page session={session} patient={patient} />}</SignedIn>;
};
