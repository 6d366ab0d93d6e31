// SPDX-License-Identifier: Apache-2.0
/**
 * The reader of incident files: text in, an incident that a virtual implant can live through out,
 * or every problem of the text. Its cases go the way of every case: read, judged, planned.
 */
import {
  accepted,
  assert,
  type Duration,
  inMilliseconds,
  inNanolitres,
  inPulses,
  type Milliseconds,
  type Pulses,
  type Result,
  refused,
  type Volume,
} from "@cisterna/quantity";
import { type Judgement, judge, type Plan, type Program } from "@cisterna/therapy";
import { type Deed, type Incident, infusionOf, type LinePart, type Seen } from "@cisterna/world";
import { caseOf } from "../case/case.ts";
import { caseCrossing } from "../case/crossing.ts";
import type { Tree } from "../case/document.ts";
import { type Found, type Read, readBy, valueAt } from "../case/grammar.ts";
import type { Path, Problem } from "../case/problem.ts";
import { type IncidentFile, incidentFile } from "../schema/incident.ts";

/** An incident with what a reader is told about it. */
export type Told = {
  readonly file: IncidentFile;
  readonly incident: Incident;
};

/** The one thing that an entry says must be seen, and what goes with it. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  event: ["from", "upto"],
  never: ["from", "upto"],
  alarm: ["from", "upto"],
  no_alarm: ["from", "upto"],
  heard: ["at"],
  mode: ["at"],
  flow: ["at"],
  delivered: ["from", "upto"],
  moved: ["from", "upto"],
  inside: ["at"],
  replace_in: ["at"],
  at_tip: ["from", "upto", "drug"],
  check: ["case"],
  verdict: ["at"],
};

/** What goes with a deed. */
const DEEDS: Readonly<Record<string, readonly string[]>> = {
  program: ["case"],
  stop: ["reason", "longest"],
  scan: ["lasts"],
  refill: ["volume"],
  retry: ["back"],
};

const missingAt = (tree: Tree, path: Path, keys: readonly string[]): readonly Found[] =>
  keys
    .filter((key) => valueAt(tree, [...path, key]) === undefined)
    .map((key) => ({ kind: "missing-key", path: [...path, key], accepted: "a value" }));

const seenFound = (tree: Tree, path: Path): readonly Found[] => {
  const accepted = Object.keys(SUBJECTS).join(", ");
  const [subject, ...more] = Object.keys(SUBJECTS).filter(
    (key) => valueAt(tree, [...path, key]) !== undefined,
  );
  if (subject === undefined) return [{ kind: "missing-key", path: [...path, "event"], accepted }];
  return [
    ...more.map(
      (key): Found => ({ kind: "both-given", path: [...path, key], atKey: true, accepted }),
    ),
    ...missingAt(tree, path, SUBJECTS[subject] ?? []),
  ];
};

/** A deed, or a fault with how long and how badly. */
const doneFound = (tree: Tree, path: Path): readonly Found[] => {
  const [deed, fault] = ["do", "fault"].map((key) => valueAt(tree, [...path, key]));
  if (fault !== undefined) return missingAt(tree, path, ["lasts", "severity"]);
  return missingAt(tree, path, ["do", ...(DEEDS[String(deed)] ?? [])]);
};

const caseNames = (tree: Tree): readonly string[] => {
  const cases = valueAt(tree, ["cases"]);
  return typeof cases === "object" && !Array.isArray(cases) ? Object.keys(cases) : [];
};

/** A case that is named stands in the file. */
const namedFound = (tree: Tree, path: Path): readonly Found[] => {
  const [name, names] = [valueAt(tree, path), caseNames(tree)];
  return typeof name !== "string" || names.includes(name)
    ? []
    : [{ kind: "unknown-word", path, accepted: `one of ${names.join(", ")}` }];
};

const entriesOf = (tree: Tree, key: string): readonly Path[] => {
  const list = valueAt(tree, [key]);
  return Array.isArray(list) ? list.map((_, index) => [key, index]) : [];
};

const crossing = (tree: Tree): readonly Found[] => [
  ...caseNames(tree).flatMap((name) =>
    caseCrossing(valueAt(tree, ["cases", name]) ?? "").map((found) => ({
      ...found,
      path: ["cases", name, ...found.path],
    })),
  ),
  ...namedFound(tree, ["start"]),
  ...entriesOf(tree, "done").flatMap((path) => [
    ...doneFound(tree, path),
    ...namedFound(tree, [...path, "case"]),
  ]),
  ...entriesOf(tree, "seen").flatMap((path) => [
    ...seenFound(tree, path),
    ...namedFound(tree, [...path, "case"]),
  ]),
];

/** A value whose key the crossing has asked for. */
const given = <T>(value: T | undefined): T => {
  assert(value !== undefined, "an incident that was read has what goes with each entry");
  return value;
};

const ms = (time: Duration | undefined): Milliseconds => inMilliseconds(given(time), "nearest");

/** What the cases of a file came to. */
type Judgements = ReadonlyMap<string, Judgement>;

const judgementOf = (judged: Judgements, name: string | undefined): Judgement =>
  given(judged.get(given(name)));

type DoneFile = NonNullable<IncidentFile["done"]>[number];

/** The sender believes in the version after every program that was sent before. */
const deedOf = (file: DoneFile, judged: Judgements, sent: number): Deed => {
  const { fault, severity } = file;
  if (fault !== undefined) {
    return { kind: "fault", fault, lasts: ms(file.lasts), severity: given(severity) };
  }
  const deed = given(file.do);
  switch (deed) {
    case "program": {
      const replaces = file.replaces ?? sent;
      const { program } = given(judgementOf(judged, file.case).plan ?? undefined);
      return { kind: "program", program: { ...program, version: replaces + 1 }, replaces };
    }
    case "stop":
      return { kind: "stop", reason: given(file.reason), maximum: ms(file.longest) };
    case "scan":
      return { kind: "scan", lasts: ms(file.lasts) };
    case "refill":
      return { kind: "refill", volume: given(file.volume), into: file.into ?? "reservoir" };
    case "retry":
      return { kind: "retry", back: given(file.back) };
    case "press":
    case "resume":
    case "ask":
    case "acknowledge":
    case "silence":
    case "test-alarm":
    case "end-scan":
      return { kind: deed };
  }
};

const seenOf = (file: IncidentFile["seen"][number], judged: Judgements): Seen => {
  const { that, drug } = file;
  const span = () => ({ from: ms(file.from), upto: ms(file.upto) });
  if (file.mode !== undefined) return { that, kind: "mode", at: ms(file.at), mode: file.mode };
  if (file.flow !== undefined) return { that, kind: "flow", at: ms(file.at), flow: file.flow };
  if (file.delivered !== undefined) {
    return { that, kind: "delivered", ...span(), volume: file.delivered };
  }
  if (file.at_tip !== undefined) {
    return { that, kind: "at-tip", ...span(), drug: given(drug), mass: file.at_tip };
  }
  if (file.check !== undefined) {
    const found = judgementOf(judged, file.case).checks.map(({ kind }) => kind);
    return { that, kind: "judged", found, check: file.check };
  }
  if (file.verdict !== undefined) {
    return { that, kind: "reconciled", at: ms(file.at), verdict: file.verdict };
  }
  if (file.heard !== undefined) {
    const fault = file.heard === "nothing" ? null : file.heard;
    return { that, kind: "heard", at: ms(file.at), fault };
  }
  if (file.replace_in !== undefined) {
    return { that, kind: "replacement", at: ms(file.at), within: file.replace_in };
  }
  if (file.moved !== undefined) return { that, kind: "moved", ...span(), volume: file.moved };
  if (file.inside !== undefined) {
    return { that, kind: "inside", at: ms(file.at), volume: file.inside };
  }
  const fault = file.alarm ?? file.no_alarm;
  if (fault !== undefined) {
    return { that, kind: "alarm", ...span(), fault, happens: file.alarm !== undefined };
  }
  const [event, happens] = [given(file.event ?? file.never), file.never === undefined];
  return { that, kind: "event", ...span(), event, because: file.because ?? null, happens };
};

/** The first program, bound closer where the file says so. */
const bound = ({ limits }: IncidentFile, { program, pulse }: Plan): Program => {
  const count = (volume: Volume | undefined, own: Pulses): Pulses =>
    volume === undefined ? own : inPulses(volume, pulse, "down");
  const { hour, day, rate } = program.limits;
  return {
    ...program,
    limits: { rate, hour: count(limits?.hour, hour), day: count(limits?.day, day) },
  };
};

/** What really lies between pump and tip. */
const trueLine = ({ truth }: IncidentFile, plan: Plan): readonly LinePart[] => {
  const [catheter, tubing] = infusionOf(plan, "programmed").line;
  const part = (stated: LinePart | undefined, really: Volume | undefined): LinePart => ({
    fluid: given(stated).fluid,
    volume: really === undefined ? given(stated).volume : inNanolitres(really, "nearest"),
  });
  return [part(catheter, truth?.catheter), part(tubing, truth?.tubing)];
};

const incidentOf = (file: IncidentFile, plan: Plan, judged: Judgements): Incident => {
  const done = file.done ?? [];
  const sentBefore = (index: number): number =>
    1 + done.slice(0, index).filter((each) => each.do === "program").length;
  return {
    plan,
    program: bound(file, plan),
    line: trueLine(file, plan),
    fitted: {
      level: file.fitted?.includes("level") ?? false,
      pressure: file.fitted?.includes("pressure") ?? false,
      flow: file.fitted?.includes("flow") ?? false,
    },
    spent: file.spent ?? 0,
    done: done.map((each, index) => ({
      at: ms(each.at),
      deed: deedOf(each, judged, sentBefore(index)),
    })),
    seen: file.seen.map((each) => seenOf(each, judged)),
  };
};

/** Cases without a plan may be looked at and not programmed. */
const unplanned = (
  { value, problemOf }: Read<IncidentFile>,
  judged: Judgements,
): readonly Problem[] => {
  const without = (name: string | undefined, path: Path): readonly Problem[] =>
    name === undefined || judgementOf(judged, name).plan !== null
      ? []
      : [problemOf({ kind: "unknown-word", path, accepted: "a case that the judge plans" })];
  return [
    ...without(value.start, ["start"]),
    ...(value.done ?? []).flatMap((each, index) => without(each.case, ["done", index, "case"])),
  ];
};

/** Reads an incident file. Refuses: every problem of the file at once. */
export const readIncident = (text: string): Result<Told, Problem> => {
  const reading = readBy(text, incidentFile, crossing);
  if (!reading.ok) return reading;
  const file = reading.value.value;
  const judged: Judgements = new Map(
    Object.entries(file.cases).map(([name, each]) => [name, judge(caseOf(each))]),
  );
  const [first, ...rest] = unplanned(reading.value, judged);
  if (first !== undefined) return refused(first, ...rest);
  const plan = given(judgementOf(judged, file.start).plan ?? undefined);
  return accepted({ file, incident: incidentOf(file, plan, judged) });
};
