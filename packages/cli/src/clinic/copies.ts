// SPDX-License-Identifier: Apache-2.0
/** A clinic's database as a whole: looked through, copied to a file, made again from one. */
import {
  backUp,
  type ClinicVerdict,
  checkAll,
  exportRecords,
  type Opened,
  openStore,
  type RestoreRefusal,
  restore,
} from "@cisterna/clinic";
import {
  done,
  type Io,
  type Outcome,
  operandOf,
  optionOf,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { settingsOf } from "./settings.ts";

/** What is done with a clinic's database, by the words of a call. */
type Action = (request: Request, io: Io) => Promise<Outcome>;

/** The words of a call, and whether a database that is not there is made. */
type Call = { readonly request: Request; readonly io: Io; readonly make: boolean };

/** What is done with an open database, and a file. */
export type Work = (opened: Opened, file: string) => Promise<Outcome>;

/** Does something with the database, and closes it whatever happens. */
export const withStore = async (call: Call, work: Work): Promise<Outcome> => {
  const { request, io, make } = call;
  const settings = await settingsOf(request, io);
  if (!settings.ok) return refusedOutcome(settings.refusals);
  const opened = await openStore(settings.value, { make });
  if ("kind" in opened) return refusedOutcome([{ ...opened }]);
  try {
    return await work(opened, operandOf(request, 1) ?? "");
  } finally {
    await opened.close();
  }
};

const verdictText = ({ clinic, events, head, flaws }: ClinicVerdict): string =>
  [
    `${clinic}: ${events} events, ${flaws.length === 0 ? "whole" : `${flaws.length} flaws`}`,
    `  head ${head}`,
    ...flaws.map(({ kind, ...where }) => `  ${kind} ${JSON.stringify(where)}`),
  ].join("\n");

const verified: Work = async ({ db }) => {
  const clinics = await checkAll(db);
  const isWhole = clinics.every(({ flaws }) => flaws.length === 0);
  const text = `${clinics.map(verdictText).join("\n")}\n`;
  return { status: isWhole ? 0 : 1, json: { whole: isWhole, clinics }, text };
};

const backupWith =
  (io: Io): Work =>
  async ({ db }, file) => {
    const lines: string[] = [];
    const count = await backUp(db, async (line) => {
      lines.push(line);
    });
    const written = await io.writeText(file, `${lines.join("\n")}\n`, { secret: true });
    return written.ok
      ? done({ file, lines: count }, `${file}: ${count} lines, readable by you alone\n`)
      : refusedOutcome(written.refusals);
  };

const notRestored = ({ kind, ...said }: RestoreRefusal, file: string): Outcome =>
  refusedOutcome([{ kind, path: file, ...said }]);

const restoreWith =
  (io: Io): Work =>
  async ({ db }, file) => {
    const text = await io.readText(file);
    if (!text.ok) return refusedOutcome(text.refusals);
    const refusal = await restore(db, text.value.split("\n").slice(0, -1));
    return refusal === null
      ? done({ file, restored: true }, `${file}: restored, and every record was verified\n`)
      : notRestored(refusal, file);
  };

const nobody = (patient: string): Outcome =>
  refusedOutcome([
    { kind: "unknown-value", path: "patient", read: patient, accepted: "a patient of the record" },
  ]);

/** One record a line: a file of everything, and a Bundle where there is one patient. */
const exportWith =
  (io: Io, patient: string | null): Work =>
  async ({ db }, file) => {
    const lines: string[] = [];
    const wish = { patient, now: Date.now() };
    const count = await exportRecords(db, wish, async (bundle) => {
      lines.push(JSON.stringify(bundle));
    });
    if (count === 0 && patient !== null) return nobody(patient);
    const written = await io.writeText(file, lines.map((each) => `${each}\n`).join(""), {
      secret: true,
    });
    const whom = count === 1 ? "1 patient" : `${count} patients`;
    const text = `${file}: ${whom}, readable by you alone\n`;
    return written.ok ? done({ file, patients: count }, text) : refusedOutcome(written.refusals);
  };

/** Looks through every record. */
export const verify: Action = (request, io) => withStore({ request, io, make: false }, verified);

/** Copies everything into one file. */
export const backup: Action = (request, io) =>
  withStore({ request, io, make: false }, backupWith(io));

/** Makes an empty database from a backup. */
export const restored: Action = (request, io) =>
  withStore({ request, io, make: true }, restoreWith(io));

/** Writes the records of patients as they travel from clinic to clinic. */
export const exported: Action = (request, io) =>
  withStore({ request, io, make: false }, exportWith(io, optionOf(request, "patient") ?? null));
