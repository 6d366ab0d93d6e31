// SPDX-License-Identifier: Apache-2.0
/** The passport's screen: a new one for each implant, the signed ones, and what readers need. */
import "../visit/visit.css";
import "./passport.css";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { AsOf } from "../clinic/as-of.tsx";
import type { Welcome } from "../clinic/client.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useView } from "../clinic/use-clinic.ts";
import { useText } from "../shell/language.tsx";
import { Loading } from "../shell/states.tsx";
import { PASSPORT_TEXT } from "../text/passport.ts";
import { Make } from "./make.tsx";
import { type Format, Paper } from "./paper.tsx";
import type { PassportView, Signed } from "./shapes.ts";
import { SignedPassports } from "./signed.tsx";

const Readers = ({ clinic }: { readonly clinic: string }) => {
  const text = useText(PASSPORT_TEXT);
  const at = `./api/clinics/${encodeURIComponent(clinic)}`;
  return (
    <section className="card stack no-print">
      <h2>{text.readers}</h2>
      <p>{text.readersWhy}</p>
      <p className="row">
        <a href={`${at}/passport-reader`} target="_blank" rel="noreferrer">
          {text.reader}
        </a>
        <a href={`${at}/passport-trust`} download="passport-keys.json">
          {text.keys}
        </a>
      </p>
    </section>
  );
};

type Props = { readonly session: Welcome; readonly id: string };

const Page = ({ session, id, view }: Props & { readonly view: PassportView }) => {
  const place = { session, patient: id, visit: "passport" };
  const patient = view.person.name;
  const [paper, setPaper] = useState<{ of: Signed; format: Format } | null>(null);
  return (
    <>
      {paper !== null && <Paper of={paper.of} format={paper.format} close={() => setPaper(null)} />}
      <SignedPassports
        place={place}
        patient={patient}
        all={view.passports}
        show={(of, format) => {
          setPaper({ of, format });
          window.scrollTo({ top: 0 });
        }}
      />
      {view.implants.map((of) => (
        <Make key={of.implant} place={place} patient={patient} of={of} />
      ))}
      <Readers clinic={session.clinic.clinic} />
    </>
  );
};

const Passports = ({ session, id }: Props) => {
  const text = useText(PASSPORT_TEXT);
  const { data, error, isError } = useView<PassportView>(
    session,
    `patients/${encodeURIComponent(id)}/passports`,
  );
  return (
    <div className="stack">
      <div className="stack no-print">
        <Link to="/patients/$patient" params={{ patient: id }}>
          {text.toPatient}
        </Link>
        <div className="row">
          <h1>{text.title(data?.person.name ?? id)}</h1>
          {data !== undefined && <AsOf moment={data.as_of} old={isError} />}
        </div>
        <p className="lead">{text.lead}</p>
      </div>
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && (
        <div className={isError ? "stack old" : "stack"}>
          <Page session={session} id={id} view={data} />
        </div>
      )}
    </div>
  );
};

/** The screen of the patient that the address names. */
export const PassportScreen = () => {
  const { patient = "" } = useParams({ strict: false }) as { readonly patient?: string };
  return <SignedIn>{(session) => <Passports session={session} id={patient} />}</SignedIn>;
};
