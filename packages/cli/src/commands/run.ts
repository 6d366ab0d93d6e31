// SPDX-License-Identifier: Apache-2.0
/** `run CASE --days N`: a judged plan goes through pump, catheter and body on a virtual clock. */
import { createHash } from "node:crypto";
import { accepted, type Nanolitres, type Result } from "@cisterna/quantity";
import { type Formulary, judge } from "@cisterna/therapy";
import { type ProgramRefused, run as runPlan } from "@cisterna/world";
import { openCase } from "../case/case.ts";
import { seriesFiles } from "../run/csv.ts";
import { type JudgedRun, runDocument } from "../run/document.ts";
import { runText } from "../run/page.ts";
import { RUN_OPTIONS, type RunRequest, runRequestOf } from "../run/request.ts";
import {
  type CommandModule,
  done,
  type Io,
  type Outcome,
  operandOf,
  optionOf,
  type Refusal,
  type Request,
} from "../shell/command.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import { version } from "../shell/version.ts";
import { describePumpRefusal } from "../text/en.ts";
import { localFormulary, planOutcome, problemsOutcome } from "./plan.ts";

/** SHA-256 in hexadecimal: the digest of every record that Cisterna writes. */
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The case's text, its name, and what it is judged by. */
type Given = { readonly file: string; readonly text: string; readonly formulary: Formulary };

/** The pump's own no, which the judge should have said: shown as it is. */
const notTaken = ({ refusals }: ProgramRefused, pulse: Nanolitres): Outcome => {
  const lines = refusals.map((each) => `  ${describePumpRefusal(each, pulse)}\n`);
  return {
    status: 1,
    json: { refusals: [{ kind: "program-refused", path: "prescription", because: refusals }] },
    text: `The pump does not take this program:\n${lines.join("")}`,
  };
};

const judgedRun = (given: Given, asked: RunRequest, io: Io): Outcome | JudgedRun => {
  const reading = openCase(given.text);
  if (!reading.ok) return problemsOutcome(given.file, reading.refusals);
  const { plan, checks } = judge(reading.value.of, given.formulary);
  if (plan === null) return planOutcome(given, given.formulary);
  const { progress } = io;
  const result = runPlan(plan, { ...asked, digest: sha256, progress });
  if (!result.ok) return notTaken(result.refusals[0], plan.pulse);
  return { run: result.value, checks, formulary: given.formulary };
};

const writeFiles = async (
  judged: JudgedRun,
  asked: RunRequest,
  io: Io,
): Promise<Result<readonly string[], Refusal>> => {
  const files = new Map<string, string>();
  if (asked.csv !== null) {
    for (const [name, text] of seriesFiles(judged.run)) files.set(`${asked.csv}/${name}`, text);
  }
  if (asked.html !== null) {
    const { writeReport } = await import("../report/report.ts");
    const made = asked.made ?? io.now();
    files.set(asked.html, writeReport({ ...judged, made, version: version() }));
  }
  for (const [path, text] of files) {
    const written = await io.writeText(path, text);
    if (!written.ok) return written;
  }
  return accepted([...files.keys()]);
};

const writtenText = (files: readonly string[]): string =>
  files.length === 0 ? "" : `\nWritten\n${files.map((file) => `  ${file}\n`).join("")}`;

const run = async (request: Request, io: Io): Promise<Outcome> => {
  const asked = runRequestOf(request);
  if (!asked.ok) return refusedOutcome(asked.refusals);
  const formulary = await localFormulary(request, io);
  if ("status" in formulary) return formulary;
  const file = operandOf(request, 0) ?? "-";
  const text = await io.readText(file);
  if (!text.ok) return refusedOutcome(text.refusals);
  const judged = judgedRun({ file, text: text.value, formulary }, asked.value, io);
  if ("status" in judged) return judged;
  const written = await writeFiles(judged, asked.value, io);
  if (!written.ok) return refusedOutcome(written.refusals);
  return done(runDocument(judged), `${runText(judged)}${writtenText(written.value)}`);
};

/** `./cisterna run`. */
export const command: CommandModule = {
  name: "run",
  summary: "Delivers a plan through pump, catheter and body on a virtual clock",
  example: "run examples/02-morphine-steady.yaml --days 7",
  operands: [
    { name: "CASE", about: "case file (YAML or JSON); - for standard input", needed: true },
  ],
  options: RUN_OPTIONS,
  details: [
    "With --json: volumes in mL, masses at the tip in mcg for each step, concentrations in mcg/mL,",
    "one value for each output step; the events are the sealed entries of the record.",
    "With --csv: delivery.csv, concentration-DRUG.csv, and the record in events.jsonl.",
  ].join("\n"),
  check: (request) => {
    const asked = runRequestOf(request);
    const stated = optionOf(request, "days") !== undefined;
    return asked.ok ? [] : asked.refusals.filter(({ path }) => stated || path !== "days");
  },
  run,
};
