// SPDX-License-Identifier: Apache-2.0
/**
 * The prescription for a pump that runs: a case file, or the last one with a change in it, is
 * judged; its program is placed on the pump's own clock and follows the version that runs.
 */
import {
  accepted,
  type Instant,
  type Milliseconds,
  milliseconds,
  type Result,
  refused,
  sinceMonday,
} from "@cisterna/quantity";
import { type Check, FORMULARY, judge, type Plan, type Program } from "@cisterna/therapy";
import { parseDocument, type Document as Yaml } from "yaml";
import { openCase } from "../case/case.ts";
import type { Judged } from "../case/judged.ts";
import type { Refusal } from "../shell/command.ts";
import { checksText } from "../text/en/plan.ts";
import { problemLine } from "../text/en.ts";
import type { Contact } from "./contact.ts";
import type { Given } from "./step.ts";

/** A prescription that may be proposed: its plan, the case it came from, what was said of it. */
export type Prescribed = {
  readonly plan: Plan;
  readonly text: string;
  readonly checks: readonly string[];
};

/** What only holds once: it is left out where a case is the beginning of the next one. */
const ONCE = [
  ["before"],
  ["prescription", "transition"],
  ["prescription", "single"],
  ["prescription", "confirmed"],
  ["reservoir", "first_fill"],
] as const;

const RUNS_ON = ["basal", "pattern", "periodic", "on_demand"] as const;

/** What ran before, as a case file says it. */
const beforeOf = (last: Yaml): unknown => {
  const at = (...path: readonly string[]): unknown => last.getIn(path, true);
  const entries = RUNS_ON.map((key) => [key, at("prescription", key)] as const);
  return {
    drugs: at("reservoir", "drugs"),
    dose_of: at("prescription", "dose_of"),
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  };
};

const OVERLAYS = [
  ["basal", ["prescription", "basal"]],
  ["transition", ["prescription", "transition"]],
] as const;

const overlaid = (file: Yaml, given: Given): void => {
  for (const [option, path] of OVERLAYS) {
    const value = given(option);
    if (value !== undefined) file.setIn(path, value);
  }
  if (given("basal") !== undefined) file.deleteIn(["prescription", "pattern"]);
  const [bolus, over] = [given("bolus"), given("over")];
  if (bolus !== undefined)
    file.setIn(["prescription", "single"], { dose: bolus, over: over ?? "" });
};

const emptied = (file: Yaml): Yaml => {
  for (const path of ONCE) if (file.hasIn(path)) file.deleteIn(path);
  return file;
};

const read = (text: string): Yaml => parseDocument(text, { schema: "failsafe" });

const NO_CASE: Refusal = {
  kind: "case-missing",
  path: "case",
  accepted: "a case file; this device has programmed nothing yet that it could change",
};

/** The case file that is asked for, with what ran before in it where it says nothing itself. */
const fileOf = async ({ io, peer }: Contact, given: Given): Promise<Result<Yaml, Refusal>> => {
  const path = given("case");
  const last = peer.case === null ? null : emptied(read(peer.case));
  if (path === undefined && last === null) return refused(NO_CASE);
  const text = path === undefined ? accepted(String(last)) : await io.readText(path);
  if (!text.ok) return text;
  const file = read(text.value);
  if (last !== null && !file.has("before")) file.set("before", beforeOf(last));
  overlaid(file, given);
  return accepted(file);
};

const unconfirmed = (checks: readonly Check[], given: Given): readonly Refusal[] => {
  const confirmed = (given("confirm") ?? "").split(",").map((word) => word.trim());
  return checks
    .filter(({ severity, kind }) => severity === "confirm" && !confirmed.includes(kind))
    .map(({ kind, path }) => ({ kind: "not-confirmed", path, check: kind }));
};

const refusedChecks = (checks: readonly Check[]): readonly Refusal[] =>
  checks
    .filter(({ severity }) => severity === "refuse")
    .map(({ kind, path }) => ({ kind, path, by: "judge" }));

/** What the judge says of a case, and whether it may be proposed. */
type Judgement =
  | { readonly ok: true; readonly prescribed: Prescribed }
  | {
      readonly ok: false;
      readonly refusals: readonly Refusal[];
      readonly lines: readonly string[];
    };

const judgedText = (text: string, given: Given): Judgement => {
  const opened = openCase(text);
  if (!opened.ok) {
    const lines = opened.refusals.map((each) => problemLine("case", each));
    return { ok: false, lines, refusals: opened.refusals.map((each) => ({ ...each })) };
  }
  const { of, placeOf } = opened.value;
  const judged: Judged = { judgement: judge(of, FORMULARY), formulary: FORMULARY, placeOf };
  const { checks, plan } = judged.judgement;
  const lines = checksText(checks);
  if (plan === null) return { ok: false, lines, refusals: refusedChecks(checks) };
  const open = unconfirmed(checks, given);
  if (open.length > 0) return { ok: false, lines, refusals: open };
  return { ok: true, prescribed: { plan, text, checks: lines } };
};

/** Judges what is asked for. */
export const prescribed = async (contact: Contact, given: Given): Promise<Judgement> => {
  const file = await fileOf(contact, given);
  return file.ok
    ? judgedText(String(file.value), given)
    : { ok: false, lines: [], refusals: file.refusals };
};

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

const toMinute = (time: number): number => Math.round(time / MINUTE_MS) * MINUTE_MS;
const cyclic = (time: number, around: number): number => ((time % around) + around) % around;

/** Where the wall's week lies on the pump's clock: as before, or as this terminal's clock says. */
const clockOf = ({ io, dossier }: Contact): Milliseconds => {
  if (dossier.program !== null) return dossier.program.clock;
  return milliseconds(cyclic(toMinute(sinceMonday(io.now()) - dossier.status.now), WEEK_MS));
};

/** How far the pump's clock is behind the wall's. */
const behind = (contact: Contact, wall: Instant): number =>
  toMinute(wall.epochMs - contact.dossier.status.now);

type Placed = Pick<Program, "clock" | "periodic" | "titration">;

/** What happens by the clock, moved from the case's own beginning to the pump's. */
const placed = (contact: Contact, { program, of }: Plan): Placed => {
  const start = of.reservoir.filled.epochMs - behind(contact, contact.io.now());
  const clock = clockOf(contact);
  const { periodic } = program;
  const moved = (first: number): number =>
    cyclic(first - program.clock + clock + start, Number(periodic?.every));
  return {
    clock,
    periodic:
      periodic === null ? null : { ...periodic, first: milliseconds(moved(periodic.first)) },
    titration: program.titration.map((step) => ({
      ...step,
      at: milliseconds(Math.max(0, toMinute(step.at + start))),
    })),
  };
};

/** The program that follows the running one on this pump. */
export const programFor = (contact: Contact, plan: Plan): Program => ({
  ...plan.program,
  ...placed(contact, plan),
  version: (contact.dossier.program?.version ?? 0) + 1,
});

/** The options that say what is prescribed. */
export const PRESCRIPTION_OPTIONS = [
  { name: "case", value: "FILE", about: "case file; the last one programmed if left out" },
  { name: "basal", value: "DOSE", about: 'another basal dose, such as "2.4 mg/d"' },
  { name: "bolus", value: "DOSE", about: 'a single bolus besides, such as "0.2 mg"' },
  { name: "over", value: "TIME", about: 'over which it is given, such as "20 min"' },
  {
    name: "transition",
    value: "KIND",
    about: "none, bridge, prime-catheter, …, as in a case file",
  },
  { name: "confirm", value: "KINDS", about: "checks that were read and are accepted, by kind" },
] as const;
