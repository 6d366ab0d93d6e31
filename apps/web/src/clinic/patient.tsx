// SPDX-License-Identifier: Apache-2.0
/**
 * The patient's page: what is in each implant, what it gives, when it runs dry, and what is open.
 */
import "./clinic.css";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useLanguage, useText } from "../shell/language.tsx";
import { ScrollBox } from "../shell/scroll-box.tsx";
import { Loading } from "../shell/states.tsx";
import { ACCOUNT_TEXT } from "../text/account.ts";
import { ACTS_TEXT } from "../text/acts.ts";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { PUMP_TEXT } from "../text/pump.ts";
import { sentenceIn } from "../text/sentences.ts";
import { Trend } from "../trend/card.tsx";
import { StartVisits } from "../visit/start.tsx";
import { AsOf } from "./as-of.tsx";
import { BandPill } from "./band.tsx";
import type { Welcome } from "./client.ts";
import { amountIn, dayText, momentText } from "./dates.ts";
import { Documents } from "./documents.tsx";
import { Drawn } from "./drawn.tsx";
import { History } from "./history.tsx";
import { LineFacts } from "./line-facts.tsx";
import { Prescribed } from "./prescribed.tsx";
import type { ImplantView, PatientView, Urgency } from "./shapes.ts";
import { ProblemNote } from "./sign-in.tsx";
import { SignedIn } from "./signed-in.tsx";
import { useView } from "./use-clinic.ts";

const useSpeech = () => {
  const text = useText(CLINIC_TEXT);
  const { drugs } = useText(PUMP_TEXT);
  const { language } = useLanguage();
  return {
    text,
    drug: (name: string) => (drugs as Readonly<Record<string, string>>)[name] ?? name,
    amount: (value: string) => amountIn(value, language),
    day: (value: string) => dayText(value, language),
    moment: (value: string) => momentText(value, language),
    said: (sentence: string) => sentenceIn(sentence, language),
  };
};

type Speech = ReturnType<typeof useSpeech>;

const Facts = ({ rows }: { readonly rows: readonly (readonly [string, string])[] }) => (
  <dl className="facts">
    {rows.map(([name, value]) => (
      <div key={name} style={{ display: "contents" }}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Doses = ({ plan, speech }: { plan: NonNullable<ImplantView["plan"]>; speech: Speech }) => {
  const { text, drug, amount } = speech;
  return (
    <ScrollBox name={text.doses}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.drug}</th>
            <th scope="col" className="number">
              {text.concentration}
            </th>
            <th scope="col" className="number">
              {text.perDay}
            </th>
            <th scope="col" className="number">
              {text.worstDay}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.doses.map((row) => (
            <tr key={row.drug}>
              <th scope="row">{drug(row.drug)}</th>
              <td className="number">{amount(row.concentration)}</td>
              <td className="number">{amount(row.per_day)}</td>
              <td className="number">{amount(row.worst_day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};

const Refills = (props: {
  readonly patient: string;
  readonly view: ImplantView;
  readonly speech: Speech;
}) => {
  const { patient, view, speech } = props;
  const { text, amount, moment } = speech;
  if (view.refills.length === 0) return <p className="quiet">{text.noRefills}</p>;
  const shown = (value: string | undefined) => (value === undefined ? "–" : amount(value));
  return (
    <ScrollBox name={text.refills}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.when}</th>
            <th scope="col" className="number">
              {text.expectedThen}
            </th>
            <th scope="col" className="number">
              {text.aspirated}
            </th>
            <th scope="col" className="number">
              {text.filled}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.refills.toReversed().map((refill) => (
            <tr key={refill.visit}>
              <td>
                <Link
                  to="/patients/$patient/visits/$visit"
                  params={{ patient, visit: refill.visit }}
                >
                  {moment(refill.at)}
                </Link>
              </td>
              <td className="number">{shown(refill.expected)}</td>
              <td className="number">{shown(refill.aspirated)}</td>
              <td className="number">{amount(refill.filled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};

const Urgent = ({ row, speech }: { readonly row: Urgency; readonly speech: Speech }) => (
  <div className="stack">
    <p>
      <BandPill band={row.band} /> {row.reasons.map((each) => speech.text.reasons[each]).join("; ")}
    </p>
    {row.next.map(({ kind, by }) => (
      <p key={kind}>
        <b>{speech.text.next[kind]}</b> {speech.text.by(speech.day(by))}
      </p>
    ))}
  </div>
);

/** A button that leads to a screen of the patient. */
const GoTo = (props: {
  readonly to: `/patients/$patient/${"assessment" | "bolus" | "passport" | "programmer"}`;
  readonly patient: string;
  readonly size?: "xs";
  readonly children: string;
}) => (
  <Button
    variant="default"
    size={props.size ?? "sm"}
    renderRoot={(root) => <Link to={props.to} params={{ patient: props.patient }} {...root} />}
  >
    {props.children}
  </Button>
);

/** What is done with the implant of a patient beside its visits. */
const ToImplant = ({ patient }: { readonly patient: string }) => {
  const text = useText(CLINIC_TEXT);
  const of = { patient, size: "xs" } as const;
  return (
    <div className="row no-print">
      <GoTo to="/patients/$patient/programmer" {...of}>
        {text.toProgrammer}
      </GoTo>
      <GoTo to="/patients/$patient/passport" {...of}>
        {text.toPassport}
      </GoTo>
    </div>
  );
};

const Implant = (props: {
  readonly patient: string;
  readonly view: ImplantView;
  readonly urgency: Urgency | undefined;
  readonly asOf: string;
  readonly speech: Speech;
}) => {
  const { view, urgency, asOf, speech } = props;
  const { text, amount, day, moment } = speech;
  const { implant, pump, plan } = view;
  const name = speech.said(pump.name);
  return (
    <section className="card stack" aria-label={`${text.implant} ${implant.implant}`}>
      <h2 lang={name.lang}>{name.text}</h2>
      {urgency !== undefined && <Urgent row={urgency} speech={speech} />}
      <Facts
        rows={[
          [text.placed, day(implant.on)],
          [text.tip, implant.catheter.tip],
          ...(view.expected_now === null
            ? []
            : [[text.expected, amount(view.expected_now)] as const]),
          ...(plan === null
            ? []
            : ([
                [text.flow, amount(plan.flow)],
                [text.refillDue, moment(plan.refill.due)],
                [text.emptyAtWorst, moment(plan.refill.empty_at_worst)],
              ] as const)),
        ]}
      />
      <ToImplant patient={props.patient} />
      <Drawn view={view} asOf={asOf} />
      <h3>{text.inIt}</h3>
      {plan === null ? (
        <p className="alert bad">{text.nothingKnown}</p>
      ) : (
        <Doses plan={plan} speech={speech} />
      )}
      <Prescribed view={view} asOf={asOf} />
      <h3>{text.line.title}</h3>
      <LineFacts line={view.line} />
      <h3>{text.refills}</h3>
      <Refills patient={props.patient} view={view} speech={speech} />
    </section>
  );
};

type Task = PatientView["tasks"][number];

/** What is to be done; the task of an observation leads to where it is ended. */
const TaskName = ({ patient, task: { task, kind } }: { patient: string; task: Task }) => {
  const { taskKinds } = useText(CLINIC_TEXT);
  if (!task.endsWith(".observe")) return <b>{taskKinds[kind]}</b>;
  const visit = task.replace(/\.observe$/, "");
  return (
    <Link to="/patients/$patient/visits/$visit" params={{ patient, visit }}>
      {taskKinds[kind]}
    </Link>
  );
};

/** What is to be done by when, why, and whose it is. */
const Tasks = (props: {
  readonly patient: string;
  readonly tasks: readonly Task[];
  readonly speech: Speech;
}) => {
  const { patient, tasks, speech } = props;
  const { text, day, said } = speech;
  const roles: Readonly<Record<string, string>> = useText(ACCOUNT_TEXT).role;
  return (
    <section className="card stack">
      <h2>{text.tasks}</h2>
      {tasks.length === 0 && <p className="quiet">{text.noTasks}</p>}
      <ul className="log tasks">
        {tasks.map((task) => (
          <li key={task.task}>
            <time>{text.by(day(task.due))}</time>
            <span>
              <TaskName patient={patient} task={task} />{" "}
              <span className="quiet">({roles[task.who] ?? task.who})</span>
              <span className="small reason" lang={said(task.because).lang}>
                {said(task.because).text}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What else is done with a patient than a refill. */
const OtherVisits = ({ session, patient }: { session: Welcome; patient: string }) => {
  const { bolus, assess } = useText(ACTS_TEXT);
  const treats = session.roles.some((role) => role === "physician" || role === "nurse");
  if (!treats) return null;
  const of = { patient };
  return (
    <>
      <GoTo to="/patients/$patient/bolus" {...of}>
        {bolus.link}
      </GoTo>
      <GoTo to="/patients/$patient/assessment" {...of}>
        {assess.link}
      </GoTo>
    </>
  );
};

const Page = (props: {
  readonly session: Welcome;
  readonly id: string;
  readonly view: PatientView;
  readonly old: boolean;
  readonly speech: Speech;
}) => {
  const { session, id, view, speech } = props;
  const { text, day } = speech;
  const { person, implants, tasks } = view;
  return (
    <>
      <div className="row">
        <h1>{person.name}</h1>
        <span className="quiet">
          {text.born} {day(person.born)}
        </span>
        <AsOf moment={view.as_of} old={props.old} />
      </div>
      <nav className="row no-print" aria-label={text.visits}>
        <StartVisits session={session} patient={id} view={view} />
        <OtherVisits session={session} patient={id} />
      </nav>
      <div className={props.old ? "patient-grid old" : "patient-grid"}>
        {implants.map((each) => (
          <Implant
            key={each.implant.implant}
            patient={id}
            view={each}
            asOf={view.as_of}
            urgency={view.urgency?.find(({ implant }) => implant === each.implant.implant)}
            speech={speech}
          />
        ))}
        <div className="stack">
          <Tasks patient={id} tasks={tasks} speech={speech} />
          <Documents session={session} patient={id} view={view} />
        </div>
        <Trend session={session} patient={id} />
        <History session={session} patient={id} />
      </div>
    </>
  );
};

const Patient = ({ session, id }: { readonly session: Welcome; readonly id: string }) => {
  const speech = useSpeech();
  const { data, error, isError } = useView<PatientView>(
    session,
    `patients/${encodeURIComponent(id)}/hand-over-packet`,
  );
  return (
    <div className="stack">
      <Link to="/">{speech.text.toRadar}</Link>
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && (
        <Page session={session} id={id} view={data} old={isError} speech={speech} />
      )}
    </div>
  );
};

/** The screen of the patient that the address names. */
export const PatientScreen = () => {
  const { patient = "" } = useParams({ strict: false }) as { readonly patient?: string };
  return <SignedIn>{(session) => <Patient session={session} id={patient} />}</SignedIn>;
};
