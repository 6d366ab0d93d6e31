// SPDX-License-Identifier: Apache-2.0
/**
 * A visit for a single bolus: one dose on top of what runs, judged, read back and signed. One
 * decision on the screen; a visit that was left goes on where it was.
 */
import "../visit/visit.css";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { Welcome } from "../clinic/client.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useView } from "../clinic/use-clinic.ts";
import { useText } from "../shell/language.tsx";
import { Loading } from "../shell/states.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import { Reading } from "../visit/reading.tsx";
import type { ImplantPacket, Packet, VisitView } from "../visit/shapes.ts";
import type { StepProps } from "../visit/step.ts";
import { Trouble } from "../visit/trouble.tsx";
import { type Place, useSend, useVisit } from "../visit/use-visit.ts";
import { useWords } from "../visit/words.ts";
import { BOLUS_STEPS, type BolusStep, stepOfBolus } from "./path.ts";
import { Abandon, Checks, Commit, Dose, ReadBack } from "./steps.tsx";

const DECISIONS: Readonly<Record<BolusStep, ComponentType<StepProps>>> = {
  reading: Reading,
  dose: Dose,
  checks: Checks,
  readBack: ReadBack,
  commit: Commit,
};

type OpenProps = {
  readonly place: Place;
  readonly view: VisitView;
  readonly revision: string | null;
  readonly packet: Packet;
  readonly implant: ImplantPacket;
};

const Open = ({ place, view, revision, packet, implant }: OpenProps) => {
  const { bolus: text } = useText(ACTS_TEXT);
  const words = useWords();
  const send = useSend(place, revision);
  const now = stepOfBolus(view);
  const props: StepProps = {
    ...{ place, view, packet, implant, send, words },
    toPlan: () => undefined,
  };
  const Decision = DECISIONS[now];
  return (
    <section className="card stack decision" aria-labelledby="decision">
      <p className="quiet small">
        {words.text.stepOf(BOLUS_STEPS.indexOf(now) + 1, BOLUS_STEPS.length)}
      </p>
      <h2 id="decision">{text.steps[now]}</h2>
      <Decision key={now} {...props} />
      <Trouble send={send} words={words} patient={packet.person.name} />
      <div className="no-print">
        <Abandon {...props} />
      </div>
    </section>
  );
};

const Visit = (place: Place) => {
  const { bolus: text } = useText(ACTS_TEXT);
  const { seen, packet } = useVisit(place);
  const error = seen.error ?? packet.error;
  if (seen.data === undefined || packet.data === undefined) {
    return error === null ? <Loading /> : <ProblemNote error={error} />;
  }
  const { view, revision } = seen.data;
  if (view.end !== null) {
    const isDone = view.end.how === "committed";
    return (
      <p className={isDone ? "alert good" : "alert"} role="status">
        {isDone ? text.done : text.ended}
      </p>
    );
  }
  const implant = packet.data.implants.find((each) => each.implant.implant === view.implant);
  if (implant === undefined) return <Loading />;
  return (
    <>
      {error !== null && <ProblemNote error={error} />}
      <Open place={place} view={view} revision={revision} packet={packet.data} implant={implant} />
    </>
  );
};

/** A name that no visit of this patient has. */
const nameOf = (): string =>
  `bolus-${new Date().toISOString().slice(0, 10)}-${crypto.randomUUID().slice(0, 4)}`;

const Begin = (props: {
  readonly session: Welcome;
  readonly patient: string;
  readonly record: Course;
}) => {
  const { session, patient, record } = props;
  const { bolus: text } = useText(ACTS_TEXT);
  const words = useWords();
  const send = useSend({ session, patient });
  const implants = record.implants.filter(({ explant }) => explant === null);
  return (
    <section className="card stack">
      <p>{text.lead}</p>
      <div className="row">
        {implants.map(({ entry: { implant } }) => (
          <Button
            key={implant}
            loading={send.isPending}
            onClick={() => {
              const input = { visit: nameOf(), implant, kind: "single-bolus" };
              send.mutate({ command: "begin-visit", input });
            }}
          >
            {implants.length > 1 ? `${text.begin}: ${implant}` : text.begin}
          </Button>
        ))}
      </div>
      <Trouble send={send} words={words} patient={record.person?.name ?? patient} />
    </section>
  );
};

type Course = {
  readonly person: { readonly name: string } | null;
  readonly implants: readonly {
    readonly entry: { readonly implant: string };
    readonly explant: unknown;
  }[];
  readonly visits: readonly {
    readonly visit: string;
    readonly kind: string;
    readonly end: unknown;
  }[];
};

const Page = ({ session, patient }: { readonly session: Welcome; readonly patient: string }) => {
  const { bolus: text, toPatient } = useText(ACTS_TEXT);
  const path = `patients/${encodeURIComponent(patient)}/patient`;
  const { data, error, isError } = useView<Course>(session, path);
  const all = (data?.visits ?? []).filter(({ kind }) => kind === "single-bolus");
  const open = all.find(({ end }) => end === null);
  const shown = open ?? all.at(-1);
  return (
    <div className="stack">
      <Link to="/patients/$patient" params={{ patient }}>
        {toPatient}
      </Link>
      <h1>{text.title(data?.person?.name ?? patient)}</h1>
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {shown !== undefined && <Visit session={session} patient={patient} visit={shown.visit} />}
      {data !== undefined && open === undefined && (
        <Begin session={session} patient={patient} record={data} />
      )}
    </div>
  );
};

/** The screen of a single bolus for the patient that the address names. */
export const BolusScreen = () => {
  const { patient = "" } = useParams({ strict: false }) as { readonly patient?: string };
  return <SignedIn>{(session) => <Page session={session} patient={patient} />}</SignedIn>;
};
