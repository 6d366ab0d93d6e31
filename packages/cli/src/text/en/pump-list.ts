// SPDX-License-Identifier: Apache-2.0
/** What came of a pump list, in words: every problem at its place, or every line. */
import type { ListImport } from "@cisterna/clinic";

type Problem = ListImport["problems"][number];
type Taken = ListImport["lines"][number];

const placeOf = ({ line, column, name }: Problem): string => {
  if (line === 0) return "the list";
  const column_ = column === 0 ? "" : `, column ${column}`;
  return `line ${line}${column_}${name === "" ? "" : ` (${name})`}`;
};

const problemText = (problem: Problem): string => {
  const { kind, read, accepted } = problem;
  const said = read === "" ? "nothing" : `"${read}"`;
  return `${placeOf(problem)}: ${kind}\n    read ${said}\n    accepted: ${accepted}`;
};

const ADDS = { patient: "patient", implant: "implant", therapy: "what runs in it" } as const;

const lineText = ({ line, patient, implant, adds, to_confirm }: Taken): string => {
  const what =
    adds.length === 0 ? "known already" : `new: ${adds.map((each) => ADDS[each]).join(", ")}`;
  const checks = to_confirm.map((check) => `\n    to confirm at the next visit: ${check}`);
  return `line ${line}: ${patient}, ${implant}: ${what}${checks.join("")}`;
};

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** The whole account. */
export const listText = (
  { lines, problems, events }: ListImport,
  { file, dry }: { readonly file: string; readonly dry: boolean },
): string => {
  if (problems.length > 0) {
    const head = `${file}: ${counted(problems.length, "problem")}; nothing was written`;
    return `${[head, ...problems.map(problemText)].join("\n")}\n`;
  }
  const end = dry
    ? "nothing was written: this was a dry run"
    : `${counted(events, "event")} written; hold each implant against its pump`;
  const head = `${file}: ${counted(lines.length, "line")}`;
  return `${[head, ...lines.map(lineText), end].join("\n")}\n`;
};
