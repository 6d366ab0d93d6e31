// SPDX-License-Identifier: Apache-2.0
/** A report of a clinic's record on paper: a PDF for whoever owns the database. */
import { printReport, REPORT_NAMES } from "@cisterna/clinic";
import {
  done,
  type Io,
  type Option,
  type Outcome,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { type Work, withStore } from "./copies.ts";
import { settingsOf } from "./settings.ts";

const NAMES = REPORT_NAMES.map(({ name }) => name).join(", ");

/** What a report may be asked for: each goes to the report under its own name. */
const ASKED: readonly Option[] = [
  { name: "visit", value: "ID", about: "report of this visit" },
  { name: "implant", value: "ID", about: "report about this implant; the last if left out" },
  { name: "order", value: "ID", about: "drug worksheet for this order" },
  { name: "stocks", value: "LIST", about: "drug worksheet from these stocks" },
  { name: "language", value: "en|es", about: "language of a report" },
  { name: "paper", value: "a4|letter", about: "paper of a report; a4 if left out" },
];

/** The options of a report alone. */
export const REPORT_OPTIONS: readonly Option[] = [
  { name: "report", value: "NAME", about: `which report: ${NAMES}` },
  ...ASKED,
];

/** Why a call for a report cannot be carried out. */
export const checkReport = (request: Request): readonly Refusal[] => {
  const name = optionOf(request, "report");
  if (name === undefined) return [{ kind: "missing-option", path: "report", accepted: NAMES }];
  const known = REPORT_NAMES.find((each) => each.name === name);
  if (known === undefined) {
    return [{ kind: "unknown-value", path: "report", read: name, accepted: NAMES }];
  }
  const isNamed = request.options.has("patient");
  if (known.ofPatient && !isNamed) return [{ kind: "missing-option", path: "patient" }];
  return isNamed && !known.ofPatient
    ? [{ kind: "unexpected-operand", path: "patient", read: `--patient, for ${name}` }]
    : [];
};

/** What a report does not know was an option too much. */
const asOption = ({ kind, ...said }: Refusal): Refusal => ({
  ...said,
  kind: kind === "unknown-key" ? "unknown-option" : kind,
});

type Wish = { readonly request: Request; readonly io: Io; readonly clinic: string };

const print =
  ({ request, io, clinic }: Wish): Work =>
  async ({ db }, file) => {
    const report = optionOf(request, "report") ?? "";
    const patient = optionOf(request, "patient") ?? null;
    const asked = Object.fromEntries(
      ASKED.flatMap(({ name }) => {
        const said = optionOf(request, name);
        return said === undefined ? [] : [[name, said]];
      }),
    );
    const now = io.now().epochMs;
    const pdf = await printReport(db, { clinic, report, patient, asked, now });
    if (!pdf.ok) return refusedOutcome(pdf.refusals.map(asOption));
    const written = await io.writeBytes(file, pdf.value);
    if (!written.ok) return refusedOutcome(written.refusals);
    const json = { file, clinic, report, patient, bytes: pdf.value.length };
    return done(json, `${file}: ${report}, ${pdf.value.length} bytes, readable by you alone\n`);
  };

/** Prints a report into a file. */
export const reported = async (request: Request, io: Io): Promise<Outcome> => {
  const settings = await settingsOf(request, io);
  if (!settings.ok) return refusedOutcome(settings.refusals);
  const clinic = optionOf(request, "clinic") ?? settings.value.clinic;
  return withStore({ request, io, make: false }, print({ request, io, clinic }));
};
