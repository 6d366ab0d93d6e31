// SPDX-License-Identifier: Apache-2.0
/** `clinic`: a clinic's record, served to browsers and programs, or cared for. */
import { code } from "../clinic/code.ts";
import { backup, exported, restored, verify } from "../clinic/copies.ts";
import { imported } from "../clinic/pump-list.ts";
import { checkReport, REPORT_OPTIONS, reported } from "../clinic/report.ts";
import { serve } from "../clinic/serve.ts";
import { PLACE_OPTIONS } from "../clinic/settings.ts";
import { type CommandModule, operandOf, type Refusal, type Request } from "../shell/command.ts";

/** What is done, by its word. */
const ACTIONS = {
  serve,
  verify,
  backup,
  restore: restored,
  export: exported,
  import: imported,
  report: reported,
  code,
};
type Action = keyof typeof ACTIONS;

const wordOf = (request: Request): string => operandOf(request, 0) ?? "serve";

const isAction = (word: string): word is Action => word in ACTIONS;

const needsFile = (word: string): boolean =>
  ["backup", "restore", "export", "import", "report"].includes(word);

const onlyFor = (path: string, accepted: string): Refusal => ({
  ...{ kind: "unknown-option", path, accepted },
  read: `--${path}`,
});

/** Options that belong to some of the words alone. */
const OWN: readonly (readonly [string, readonly string[]])[] = [
  ["patient", ["export", "report"]],
  ["clinic", ["import", "report"]],
  ["dry-run", ["import"]],
  ...REPORT_OPTIONS.map(({ name }) => [name, ["report"]] as const),
];

const check = (request: Request): readonly Refusal[] => {
  const word = wordOf(request);
  const accepted = Object.keys(ACTIONS).join(", ");
  if (!isAction(word)) return [{ kind: "unknown-value", path: "ACTION", read: word, accepted }];
  const file = operandOf(request, 1);
  if (needsFile(word) && file === undefined) return [{ kind: "missing-operand", path: "FILE" }];
  const [stray] = OWN.filter(([name, of]) => request.options.has(name) && !of.includes(word));
  if (stray !== undefined) return [onlyFor(stray[0], stray[1].join(", "))];
  if (word === "report") return checkReport(request);
  return !needsFile(word) && file !== undefined
    ? [{ kind: "unexpected-operand", path: file, read: file }]
    : [];
};

/** `./cisterna clinic`. */
export const command: CommandModule = {
  name: "clinic",
  summary: "A clinic: its people, patients, refills and radar, served on this machine",
  example: "clinic --demo",
  operands: [
    {
      name: "ACTION",
      about: "serve (if left out), verify, backup, restore, export, import, report or code",
      needed: false,
    },
    { name: "FILE", about: "what is written, restored from or taken in", needed: false },
  ],
  options: [
    { name: "demo", value: null, about: "a clinic with invented people and 24 invented patients" },
    { name: "port", value: "N", about: "port, 0 for any that is free; 8420 if left out" },
    { name: "host", value: "HOST", about: "address to listen on; 127.0.0.1 if left out" },
    { name: "app", value: "DIR", about: "another build of the web app than apps/web/out" },
    { name: "patient", value: "ID", about: "export of one patient alone; whom a report is about" },
    {
      name: "clinic",
      value: "ID",
      about: "import into it, report of it; the settings' if left out",
    },
    { name: "dry-run", value: null, about: "import that shows every problem and writes nothing" },
    ...REPORT_OPTIONS,
    ...PLACE_OPTIONS,
  ],
  details: `serve    for browsers and programs, until it is told to end (/api/openapi.json).
         Passwords are drawn at the first start and told once, those of the demo every time.
verify   looks through every record: chain, facts, what is derived; 1 if one is not whole.
backup   copies everything into FILE, from either kind of database.
restore  makes an empty database from FILE, whole or not at all.
export   writes the record of every patient as it travels, one FHIR Bundle a line (docs/fhir.md).
import   takes in a pump list (CSV) of another program, all of it or nothing (docs/pump-list.md).
report   prints a report as a PDF into FILE: --report visit --patient ID --visit ID.
code     the six digits that everybody in the demo signs a prescription with now.`,
  check,
  run: (request, io) => {
    const word = wordOf(request);
    return ACTIONS[isAction(word) ? word : "serve"](request, io);
  },
};
