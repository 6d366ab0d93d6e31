// SPDX-License-Identifier: Apache-2.0
/**
 * On paper: the radar and the custody of drugs as PDFs, as they stand now and as they were printed
 * last night. Who may not read one sees no link to it.
 */
import { useQuery } from "@tanstack/react-query";
import { useLanguage, useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { ask, type Welcome } from "./client.ts";
import { momentText } from "./dates.ts";
import { PdfLink, reportAddress } from "./documents.tsx";
import type { NightsView } from "./shapes.ts";

const REPORTS = ["radar", "custody"] as const;

type Report = (typeof REPORTS)[number];

/** Who may read which. */
const READERS: Readonly<Record<Report, readonly string[]>> = {
  radar: ["physician", "nurse", "pharmacist", "coordinator", "administrator"],
  custody: ["physician", "nurse", "pharmacist", "auditor"],
};

/** They are printed once a night. */
const SELDOM_MS = 3_600_000;

/** The night that was printed last; undefined: none is kept, or it is not known yet. */
const useLastNight = ({ clinic: { clinic } }: Welcome, report: Report) =>
  useQuery({
    queryKey: ["nights", clinic, report],
    queryFn: () => ask<NightsView>(clinic, `reports/${report}/nights`),
    refetchInterval: SELDOM_MS,
    retry: false,
  }).data?.nights[0];

type Props = {
  readonly session: Welcome;
  readonly report: Report;
  /** The clinic's day of now; null: not known yet. */
  readonly today: string | null;
};

const LastNight = ({ session, report, today }: Props) => {
  const { documents } = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  const last = useLastNight(session, report);
  if (last === undefined || today === null) return null;
  const { night, made_at } = last;
  const says = night === today ? documents.lastNight : documents.anotherNight;
  const clinic = encodeURIComponent(session.clinic.clinic);
  return (
    <PdfLink
      to={`./api/clinics/${clinic}/reports/${report}/nights/${night}`}
      name={says[report](momentText(made_at, language))}
    />
  );
};

/** The links, on one line where there is room. */
export const OnPaper = ({ session, today }: Omit<Props, "report">) => {
  const { documents } = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  const readable = REPORTS.filter((report) =>
    session.roles.some((role) => READERS[report].includes(role)),
  );
  if (readable.length === 0) return null;
  return (
    <nav className="on-paper small no-print" aria-label={documents.onPaper}>
      <span className="quiet" aria-hidden="true">
        {documents.onPaper}
      </span>
      {readable.map((report) => (
        <PdfLink
          key={report}
          to={reportAddress(session, { path: `reports/${report}`, language })}
          name={documents[report]}
        />
      ))}
      {readable.map((report) => (
        <LastNight key={report} session={session} report={report} today={today} />
      ))}
    </nav>
  );
};
