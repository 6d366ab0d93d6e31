// SPDX-License-Identifier: Apache-2.0
/** Reporting: a report printed for whoever owns the database; that somebody looked is noted. */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { noteAccess } from "../desk/access.ts";
import { openDesk } from "../desk/desk.ts";
import { printed } from "../desk/paper.ts";
import type { Refusal } from "../desk/row.ts";
import { recordOf } from "../fact/kinds.ts";
import { OWNER } from "../people/account.ts";
import { REPORTS } from "../report/table.ts";
import type { Database } from "../store/database.ts";
import { inClinic } from "../store/scope.ts";

/** Every report by its name, and whether it is about a patient. */
export const REPORT_NAMES: readonly { readonly name: string; readonly ofPatient: boolean }[] =
  REPORTS.map(({ name, subject }) => ({ name, ofPatient: subject === "patient" }));

/** Which report of which clinic is printed, and when. */
type Wish = {
  readonly clinic: string;
  readonly report: string;
  readonly patient: string | null;
  /** What is asked of it, such as its visit, language and paper. */
  readonly asked: Readonly<Record<string, string>>;
  readonly now: number;
};

const unknown = (path: string, read: string, fits: string): Result<never, Refusal> =>
  refused({ kind: "unknown-value", path, read, accepted: fits });

const clinicsOf = async (db: Database): Promise<string> => {
  const clinics = await db.selectFrom("clinic").select("clinic").orderBy("clinic").execute();
  return clinics.map(({ clinic }) => clinic).join(", ");
};

/** Prints a report as a PDF. Refuses what is not there and what cannot be asked. */
export const printReport = async (
  db: Database,
  { clinic, report, patient, asked, now }: Wish,
): Promise<Result<Uint8Array, Refusal>> => {
  const desk = openDesk(db, () => now);
  const row = REPORTS.find(({ name }) => name === report);
  if (row === undefined) {
    return unknown("report", report, REPORTS.map(({ name }) => name).join(", "));
  }
  const served = await desk.serve(clinic);
  if (served === null) return unknown("clinic", clinic, `one of ${await clinicsOf(db)}`);
  const subject = recordOf(row.subject, patient);
  const standing = await inClinic(db, clinic, async (scope) => {
    const look = { clinic, account: OWNER, what: `report-${row.name}`, subject, result: "shown" };
    await noteAccess(scope, { ...look, emergency: null, at: now });
    return served.record.lookIn(scope);
  });
  const pdf = await printed(desk, served, { row, standing, patient, subject, asked });
  if (!pdf.ok) return pdf;
  const named = [patient, ...Object.values(asked)].filter((each) => each !== null).join(", ");
  return pdf.value === null
    ? unknown("report", named, "a patient of the clinic, and what is in that patient's record")
    : accepted(pdf.value);
};
