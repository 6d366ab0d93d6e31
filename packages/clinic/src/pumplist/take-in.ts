// SPDX-License-Identifier: Apache-2.0
/**
 * Taking in: the lines of a list in turn, each decided on what the one before it left, by the rules
 * of registration and implant; what runs is judged by therapy as everywhere. What the record knows
 * already is left as it is, so that the same list twice is one import; what differs is a problem.
 */
import { printDay, printInstant } from "@cisterna/quantity";
import { canonicalText } from "@cisterna/record";
import { taskRaised } from "../course/follow-up.ts";
import { implantOf } from "../course/patient.ts";
import { registerPatient } from "../course/registration.ts";
import { type Practice, standingOf } from "../course/standing.ts";
import { recordImplant } from "../course/surgery.ts";
import type { Context } from "../fact/command.ts";
import type { Fact } from "../fact/fact.ts";
import { recorded } from "../fact/kinds.ts";
import { type Refusal, refusal } from "../fact/refusal.ts";
import { judgedRunning, wearOf } from "../visit/case.ts";
import { programTakenOver } from "../visit/outcome.ts";
import { checkKey, shownCheck } from "../visit/shown.ts";
import { instantFrom } from "../visit/written.ts";
import { cellsOf, type List, type Problem } from "./cells.ts";
import type { Part } from "./columns.ts";
import { type Entry, entryOf, problemAt, type Therapy } from "./line.ts";

/** What a line comes to. */
type Taken = {
  readonly line: number;
  readonly patient: string;
  readonly implant: string;
  /** What is new to the record. */
  readonly adds: readonly ("patient" | "implant" | "therapy")[];
  /** Checks of the judge that somebody has to confirm at the next visit. */
  readonly to_confirm: readonly string[];
};

/** What a list comes to: facts by patient, or problems. */
type TakenIn = {
  readonly lines: readonly Taken[];
  readonly problems: readonly Problem[];
  readonly facts: readonly { readonly patient: string; readonly facts: readonly Fact[] }[];
};

/** What one step of a line comes to. */
type Step = {
  readonly part: Part;
  readonly facts: readonly Fact[];
  readonly refusals: readonly Refusal[];
  readonly toConfirm?: readonly string[];
};

const nothing = (part: Part): Step => ({ part, facts: [], refusals: [] });

const refuse = (part: Part, ...refusals: readonly Refusal[]): Step => ({
  ...nothing(part),
  refusals,
});

const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields of the list that the record has otherwise. */
const differing = (said: object, known: object, path = ""): readonly Refusal[] =>
  Object.entries(said).flatMap(([field, value]) => {
    const other = (known as Readonly<Record<string, unknown>>)[field];
    if (isMapping(value) && isMapping(other)) return differing(value, other, `${path}${field}.`);
    const [one, two] = [canonicalText(value), canonicalText(other ?? null)];
    if (one.ok && two.ok && one.value === two.value) return [];
    const words = { read: textOf(value), accepted: `${textOf(other)}, as the record has it` };
    return [refusal("already-there", `${path}${field}`, words)];
  });

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");

type Turn = { readonly practice: Practice; readonly context: Context; readonly entry: Entry };

const person = ({ practice, context, entry }: Turn): Step => {
  const known = standingOf(practice, entry.patient).patient.person;
  if (known !== null) return refuse("person", ...differing(entry.person, known));
  const decision = registerPatient.decide(practice, entry.person, context);
  return decision.ok
    ? { ...nothing("person"), facts: decision.value }
    : refuse("person", ...decision.refusals);
};

const implant = ({ practice, context, entry }: Turn): Step => {
  const { patient } = standingOf(practice, entry.patient);
  const known = implantOf(patient, entry.implant.implant);
  if (known !== undefined) return refuse("implant", ...differing(entry.implant, known.entry));
  const decision = recordImplant.decide(practice, entry.implant, context);
  return decision.ok
    ? { ...nothing("implant"), facts: decision.value }
    : refuse("implant", ...decision.refusals);
};

/** What an imported program is named by, where a visit would be. */
const VISIT = "pump-list";

const older = (filled: string, { since }: { readonly since: string }): Refusal =>
  refusal("before-the-last", "filled", {
    read: filled,
    accepted: `the record's own fill of ${since}; a newer one is recorded as a visit`,
  });

const taskOf = (
  { implant: { implant: name } }: Entry,
  { due, toConfirm }: { readonly due: string; readonly toConfirm: readonly string[] },
): Fact => {
  const confirm = toConfirm.length === 0 ? "" : `, and confirm ${toConfirm.length} checks`;
  return taskRaised.of({
    task: `${VISIT}.${name}`,
    kind: "other",
    due,
    implant: name,
    because: `taken from a pump list: hold it against the pump itself${confirm}`,
    who: "physician",
  });
};

const takenOver = (turn: Turn, said: Therapy): Step => {
  const { practice, context, entry } = turn;
  const { patient } = standingOf(practice, entry.patient);
  const found = implantOf(patient, entry.implant.implant);
  if (found === undefined) return nothing("therapy");
  const { filled, volume, drugs, prescription } = said;
  const at = instantFrom(filled);
  if (at.epochMs > context.now.epochMs) {
    const words = { read: filled, accepted: `at the latest ${printInstant(context.now)}` };
    return refuse("therapy", refusal("in-the-future", "filled", words));
  }
  const subject = { id: entry.patient, patient, implant: found };
  const { plan, checks } = judgedRunning(subject, { volume, drugs, prescription, at });
  const shown = checks.map(shownCheck);
  const refusing = shown.filter(({ severity }) => severity === "refuse");
  if (plan === null || refusing.length > 0) {
    return refuse("therapy", ...refusing.map((check) => refusedBy(check.path, checkKey(check))));
  }
  const toConfirm = shown.filter(({ severity }) => severity === "confirm").map(checkKey);
  const { due, emptyAtWorst } = plan.refill;
  const running = programTakenOver.of({
    ...{ visit: VISIT, implant: entry.implant.implant, prescription },
    reservoir: { volume, filled, drugs },
    ...{ since: filled, left: volume, first: false, wear: wearOf(plan, at) },
    ...{ due: printInstant(due), empty: printInstant(emptyAtWorst) },
  });
  const task = taskOf(entry, { due: printDay(due), toConfirm });
  return { ...nothing("therapy"), facts: [running, task], toConfirm };
};

const refusedBy = (path: string, read: string): Refusal =>
  refusal("check-refuses", path.replace(/^reservoir\./, ""), {
    read,
    accepted: "what therapy does not refuse; otherwise leave what runs out of the list",
  });

const therapy = (turn: Turn): Step => {
  const { practice, entry } = turn;
  const said = entry.therapy;
  if (said === null) return nothing("therapy");
  const { patient } = standingOf(practice, entry.patient);
  const running = implantOf(patient, entry.implant.implant)?.running ?? null;
  if (running === null) return takenOver(turn, said);
  const { epochMs } = instantFrom(running.since);
  if (epochMs < instantFrom(said.filled).epochMs) {
    return refuse("therapy", older(said.filled, running));
  }
  if (running.visit !== VISIT) return nothing("therapy");
  const known = { ...running.reservoir, prescription: running.prescription };
  return refuse("therapy", ...differing(said, known));
};

const PARTS = [
  ["patient", person],
  ["implant", implant],
  ["therapy", therapy],
] as const;

type Told = {
  readonly taken: Taken;
  readonly problems: readonly Problem[];
  readonly practice: Practice;
  readonly facts: readonly Fact[];
};

const ELSEWHERE = [
  ["patient.", "person"],
  ["implant.", "implant"],
] as const;

/** Where a refusal belongs: the judge speaks of the whole case. */
const placed = (part: Part, said: Refusal) => {
  const other = part === "therapy" && ELSEWHERE.find(([prefix]) => said.path.startsWith(prefix));
  if (!other) return { part, said };
  return { part: other[1], said: { ...said, path: said.path.slice(other[0].length) } };
};

/** A line: its steps in order, up to the first that is refused. */
const told = (list: List, { practice, context, entry }: Turn): Told => {
  let now = practice;
  const facts: Fact[] = [];
  const adds: Taken["adds"][number][] = [];
  let toConfirm: readonly string[] = [];
  let problems: readonly Problem[] = [];
  for (const [name, decide] of PARTS) {
    const step = decide({ practice: now, context, entry });
    const { line } = entry;
    problems = step.refusals.map((each) => problemAt(list, { line, ...placed(step.part, each) }));
    if (problems.length > 0) break;
    if (step.facts.length > 0) adds.push(name);
    facts.push(...step.facts);
    toConfirm = step.toConfirm ?? toConfirm;
    now = recorded(now, step.facts, context);
  }
  const { line, patient } = entry;
  const taken = { line, patient, implant: entry.implant.implant, adds, to_confirm: toConfirm };
  return { taken, problems, practice: now, facts };
};

/** Takes a list in, on a practice: every line and every problem. */
export const takeIn = (practice: Practice, text: string, context: Context): TakenIn => {
  const list = cellsOf(text);
  if (!list.ok) return { lines: [], problems: list.refusals, facts: [] };
  let now = practice;
  const lines: Taken[] = [];
  const problems: Problem[] = [];
  const facts: TakenIn["facts"][number][] = [];
  for (const line of list.value.lines) {
    const entry = entryOf(list.value, line);
    if (!entry.ok) {
      problems.push(...entry.refusals);
      continue;
    }
    const own = { ...context, patient: entry.value.patient };
    const found = told(list.value, { practice: now, context: own, entry: entry.value });
    lines.push(found.taken);
    problems.push(...found.problems);
    if (found.problems.length === 0) now = found.practice;
    if (found.facts.length > 0) facts.push({ patient: entry.value.patient, facts: found.facts });
  }
  return { lines, problems, facts };
};
