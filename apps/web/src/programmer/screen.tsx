// SPDX-License-Identifier: Apache-2.0
/** The programmer's screen: the implant of a patient, over the real link. */
import "../clinic/clinic.css";
import "./programmer.css";
import { nanolitres } from "@cisterna/quantity";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import type { Welcome } from "../clinic/client.ts";
import { dayText } from "../clinic/dates.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useView } from "../clinic/use-clinic.ts";
import { Loading } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Away, Enrol, Pair, Proof, Ready } from "./doors.tsx";
import { LastWordCard } from "./end.tsx";
import { standingOf } from "./judged.ts";
import { NoticeNote } from "./notice.tsx";
import { countingOf, OpenSession } from "./open.tsx";
import { type ImplantRecord, implantIn, type PatientRecord } from "./record.ts";
import type { Bedside, Stage } from "./session.ts";
import { useProgrammer } from "./use-programmer.ts";
import { useVoice, type Voice } from "./use-voice.ts";

type Props = {
  readonly at: Bedside;
  readonly record: PatientRecord;
  readonly implant: ImplantRecord;
  readonly voice: Voice;
};

type Programmer = ReturnType<typeof useProgrammer>;

/** Before a session no count of pulses is said. */
const NO_PULSE = nanolitres(0);

type EndedStage = Extract<Stage, { readonly kind: "ended" }>;

const Ended = (props: Props & Programmer & { readonly stage: EndedStage }) => {
  const { at, stage, state, actions, voice } = props;
  const now = useNow();
  const { word, reading } = stage;
  const standing = standingOf(at.patient, props, { dossier: reading.dossier, log: [] });
  return (
    <LastWordCard
      word={word}
      fluid={reading.dossier.status.fluid}
      counting={countingOf(reading, standing)}
      now={now}
      busy={state.busy}
      actions={actions}
      voice={voice}
    />
  );
};

const Stages = (props: Props & Programmer) => {
  const { state, actions, voice } = props;
  const { stage, busy } = state;
  const door = { voice, busy, actions };
  const holds = props.at.session.passkeys.length > 0;
  switch (stage.kind) {
    case "looking":
      return <Loading />;
    case "away":
      return <Away where={stage.where} voice={voice} look={() => void actions.look()} />;
    case "enrol":
      return <Enrol {...door} held={holds} />;
    case "pair":
      return <Pair {...door} held={stage.device.held} />;
    case "ready":
      return <Ready {...door} />;
    case "open":
      return <OpenSession {...props} stage={stage} />;
    case "ended":
      return <Ended {...props} stage={stage} />;
  }
};

const Session = (props: Props) => {
  const programmer = useProgrammer(props.at);
  const { state, actions } = programmer;
  const look = useRef(actions.look);
  useEffect(() => {
    void look.current();
  }, []);
  return (
    <>
      {state.stage.kind !== "open" && (
        <NoticeNote notice={state.notice} pulse={NO_PULSE} voice={props.voice} />
      )}
      <Stages {...props} {...programmer} />
      <Proof
        voice={props.voice}
        busy={state.busy}
        actions={actions}
        opened={state.proving}
        held={props.at.session.passkeys.length > 0}
      />
    </>
  );
};

const Bed = (props: {
  readonly session: Welcome;
  readonly id: string;
  readonly record: PatientRecord;
}) => {
  const { session, id, record } = props;
  const voice = useVoice();
  const { text } = voice;
  const implant = implantIn(record);
  const name = implant?.entry.implant ?? "";
  const at = useMemo(() => ({ session, patient: id, implant: name }), [session, id, name]);
  return (
    <>
      <div className="row">
        <h1>{record.person?.name ?? id}</h1>
        <span className="quiet">
          {record.person === null ? "" : dayText(record.person.born, voice.language)}
        </span>
        <span className="pill">{text.pump(implant?.entry.pump.serial ?? "–")}</span>
        <span className="pill">{text.virtual}</span>
      </div>
      {implant === undefined ? (
        <p className="alert bad">{text.noImplant}</p>
      ) : (
        <Session at={at} record={record} implant={implant} voice={voice} />
      )}
    </>
  );
};

const Page = ({ session, id }: { readonly session: Welcome; readonly id: string }) => {
  const { text } = useVoice();
  const path = `patients/${encodeURIComponent(id)}/patient`;
  const { data, error, isError } = useView<PatientRecord>(session, path);
  return (
    <div className="stack">
      <Link to="/patients/$patient" params={{ patient: id }}>
        {text.toPatient}
      </Link>
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && <Bed session={session} id={id} record={data} />}
    </div>
  );
};

/** The screen of the implant of the patient that the address names. */
export const ProgrammerScreen = () => {
  const { patient = "" } = useParams({ strict: false }) as { readonly patient?: string };
  return <SignedIn>{(session) => <Page session={session} id={patient} />}</SignedIn>;
};
