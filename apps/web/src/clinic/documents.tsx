// SPDX-License-Identifier: Apache-2.0
/** Documents: the reports that the clinic prints, each a PDF in the reader's language. */
import { useState } from "react";
import type { Language } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { Segments } from "../shell/segments.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import type { Welcome } from "./client.ts";
import { momentText } from "./dates.ts";
import type { PatientView } from "./shapes.ts";

/** The papers that are printed on. */
type Paper = "a4" | "letter";

type Asked = {
  readonly path: string;
  readonly language: Language;
  readonly paper?: Paper;
  readonly more?: Readonly<Record<string, string>>;
};

/** Where a report of the clinic stands. */
export const reportAddress = ({ clinic }: Welcome, asked: Asked): string => {
  const { path, language, paper, more } = asked;
  const query = new URLSearchParams({
    ...more,
    language,
    ...(paper === undefined ? {} : { paper }),
  });
  return `./api/clinics/${encodeURIComponent(clinic.clinic)}/${path}?${query.toString()}`;
};

/** A link that opens a PDF beside this page. */
export const PdfLink = ({ to, name }: { readonly to: string; readonly name: string }) => (
  <a href={to} target="_blank" rel="noopener">
    {name}
  </a>
);

/** Where people write on letter paper; elsewhere A4. */
const LETTER = /-(US|CA|MX|CL|CO|VE|PH)$/;

const usualPaper = (): Paper => (LETTER.test(navigator.language) ? "letter" : "a4");

const REPORTS = ["prescription", "hand-over", "drug-worksheet", "patient-sheet"] as const;

/** The documents of a patient. */
export const Documents = (props: {
  readonly session: Welcome;
  readonly patient: string;
  readonly view: PatientView;
}) => {
  const { session, patient, view } = props;
  const text = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  const [paper, setPaper] = useState(usualPaper);
  const address = (name: string, more?: Readonly<Record<string, string>>): string => {
    const path = `patients/${encodeURIComponent(patient)}/reports/${name}`;
    return reportAddress(session, {
      path,
      language,
      paper,
      ...(more === undefined ? {} : { more }),
    });
  };
  const visits = view.implants.flatMap(({ refills }) => refills).toReversed();
  const { documents } = text;
  return (
    <section className="card stack no-print" aria-label={documents.title}>
      <div className="row spread">
        <h2>{documents.title}</h2>
        <Segments
          label={documents.paper}
          value={paper}
          choices={[
            ["a4", "A4"],
            ["letter", documents.letter],
          ]}
          choose={setPaper}
        />
      </div>
      <ul className="stack documents">
        {REPORTS.map((name) => (
          <li key={name}>
            <PdfLink to={address(name)} name={documents[name]} />
          </li>
        ))}
        {visits.map(({ visit, at }) => (
          <li key={visit}>
            <PdfLink
              to={address("visit", { visit })}
              name={documents.visit(momentText(at, language))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};
