// SPDX-License-Identifier: Apache-2.0
/** What a pump says of itself, in words: its statement, its status, its program beside another. */
import type { Statement } from "@cisterna/link";
import type { Event, Log, Status } from "@cisterna/pump";
import {
  type Concentration,
  canonical,
  doseFor,
  durationOf,
  flowOfPulses,
  type Milliseconds,
  massIn,
  milliseconds,
  type Nanolitres,
  type Pulses,
  type PulsesPerDay,
  print,
  rational,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import { type Bolus, FORMULARY, type Program, type Week } from "@cisterna/therapy";
import { until } from "../../bedside/statement.ts";
import { eventText } from "./event.ts";
import { faultText } from "./fault.ts";
import { prose, timeText } from "./word.ts";

const MINUTE_MS = 60_000;

/** A time to the minute: what a person needs of a pump's clock. */
const minutesText = (span: number): string =>
  timeText(durationOf(milliseconds(Math.round(span / MINUTE_MS) * MINUTE_MS)));

const wholeDays = (span: number): string => `${Math.floor(span / 86_400_000)} d`;

const inDays = (now: Milliseconds, at: Milliseconds | null): string =>
  at === null ? "no date" : `in ${wholeDays(until(now, at))} at the earliest`;

const flow = (rate: PulsesPerDay, pulse: Nanolitres): string =>
  print(flowOfPulses(rate, pulse), "mL/d");

const volume = (count: Pulses, pulse: Nanolitres): string =>
  print(volumeOfPulses(count, pulse), "mL");

type Ingredient = { readonly drug: string; readonly concentration: Concentration };

/** The drugs of a fluid by its id; none where it is not one of ours. */
const drugsIn = (fluid: string | null): readonly Ingredient[] =>
  (fluid ?? "").split(" + ").flatMap((part) => {
    const match = /^(\S+) (\d+)\/(\d+)$/.exec(part);
    if (match === null) return [];
    const [, drug = "", n = "", d = ""] = match;
    return [{ drug, concentration: canonical(rational(BigInt(n), BigInt(d))) }];
  });

const massUnit = (drug: string): "mg" | "mcg" =>
  ([...FORMULARY.values()].find(({ id }) => id === drug)?.massUnit ?? "mg") as "mg" | "mcg";

/** A fluid in words. */
const fluidText = (fluid: string | null): string => {
  const drugs = drugsIn(fluid);
  if (drugs.length === 0) return fluid ?? "nothing stated";
  return drugs
    .map(({ drug, concentration }) => `${drug} ${print(concentration, `${massUnit(drug)}/mL`)}`)
    .join(" with ");
};

/** What a flow of a fluid gives of its first drug. */
const rateText = (rate: PulsesPerDay, fluid: string | null, pulse: Nanolitres): string => {
  const [first] = drugsIn(fluid);
  if (first === undefined) return flow(rate, pulse);
  const dose = doseFor(flowOfPulses(rate, pulse), first.concentration);
  return `${print(dose, `${massUnit(first.drug)}/d`)} (${flow(rate, pulse)})`;
};

const bolusText = ({ pulses, over }: Bolus, fluid: string, pulse: Nanolitres): string => {
  const [first] = drugsIn(fluid);
  const given = volumeOfPulses(pulses, pulse);
  const mass =
    first === undefined
      ? volume(pulses, pulse)
      : print(massIn(given, first.concentration), massUnit(first.drug));
  return `${mass} over ${timeText(durationOf(over))}`;
};

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

const clockText = (from: Milliseconds): string => {
  const minutes = Math.floor(from / MINUTE_MS) % 1_440;
  const two = (count: number): string => String(count).padStart(2, "0");
  const day = DAYS[Math.floor(from / 86_400_000)] ?? "";
  return `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

const weekText = (week: Week, fluid: string, pulse: Nanolitres): string => {
  const [first] = week;
  if (week.length === 1 && first !== undefined) return rateText(first.rate, fluid, pulse);
  return week
    .map(({ from, rate }) => `from ${clockText(from)} ${rateText(rate, fluid, pulse)}`)
    .join("; ");
};

const NONE = "none";

/** A program as rows of label and text, in an order that never changes. */
export const programRows = (
  program: Program | null,
  pulse: Nanolitres,
): readonly (readonly [string, string])[] => {
  if (program === null) return [["Program", NONE]];
  const { fluid, week, onDemand, periodic, single, transition, limits, titration } = program;
  const timed = (bolus: Bolus | null, more: string): string =>
    bolus === null ? NONE : `${bolusText(bolus, fluid, pulse)}${more}`;
  const every = periodic === null ? "" : ` every ${timeText(durationOf(periodic.every))}`;
  const locked =
    onDemand === null
      ? ""
      : `, lock-out ${timeText(durationOf(onDemand.lockout))}, at most ${onDemand.perDay} in 24 h`;
  return [
    ["Version", String(program.version)],
    ["Fluid", fluidText(fluid)],
    ["Basal", weekText(week, fluid, pulse)],
    ["On demand", timed(onDemand, locked)],
    ["By the clock", timed(periodic, every)],
    ["Once", timed(single, "")],
    [
      "Transition",
      transition === null
        ? NONE
        : prose`${transition.kind} ${volume(transition.pulses, pulse)} at
            ${flow(transition.rate, pulse)}`,
    ],
    ["Titration", titration.length === 0 ? NONE : `${titration.length} dated steps`],
    ["On fault", program.onFault],
    ["Most in 1 h", volume(limits.hour, pulse)],
    ["Most in 24 h", volume(limits.day, pulse)],
  ];
};

/** A pump's program under its heading. */
export const programLines = (program: Program | null, pulse: Nanolitres): readonly string[] => [
  "Its program",
  ...programRows(program, pulse).map(([label, text]) => `  ${label.padEnd(14)}${text}`),
];

/** Two programs beside each other: what differs is marked. */
export const besideLines = (
  before: Program | null,
  after: Program,
  pulse: Nanolitres,
): readonly string[] => {
  const old = new Map(programRows(before, pulse));
  return programRows(after, pulse).flatMap(([label, text]) => {
    const was = old.get(label) ?? NONE;
    if (was === text) return [`    ${label.padEnd(14)}${text}`];
    return [`    ${label.padEnd(14)}${was}`, `  → ${"".padEnd(14)}${text}`];
  });
};

const MODES: Readonly<Record<Status["mode"], string>> = {
  idle: "without a program: it delivers nothing",
  transition: "running, in a bridge or prime",
  running: "running",
  stopped: "STOPPED: it delivers nothing",
  dry: "DRY: it delivers nothing",
};

/** The pump's last word in a session. */
export const statementLines = (statement: Statement, pulse: Nanolitres): readonly string[] => {
  const { now, mode, rate, version, reservoir, dates, stop } = statement;
  const left = print(volumeOf(reservoir), "mL");
  return [
    "The pump says",
    `  ${MODES[mode]}, ${flow(rate, pulse)}, version ${version}`,
    `  ${left} left; low ${inDays(now, dates.low)}, empty ${inDays(now, dates.empty)}`,
    ...(stop === null
      ? []
      : [
          prose`  stopped (${stop.reason}); the longest allowed time ends in
            ${minutesText(stop.until - now)}`,
        ]),
    ...(dates.replaceBy === null ? [] : [`  to be replaced ${inDays(now, dates.replaceBy)}`]),
  ];
};

/** How a pump is. */
export const statusLines = (status: Status, pulse: Nanolitres): readonly string[] => [
  "Read from the pump",
  `  ${MODES[status.mode]}, ${rateText(status.rate, status.fluid, pulse)}`,
  prose`  ${print(volumeOf(status.reservoir), "mL")} of ${fluidText(status.fluid)} left,
    ${volume(status.delivered.pulses, pulse)} delivered since it was made`,
  ...(status.transitionLeft === null
    ? []
    : [`  ${volume(status.transitionLeft.pulses, pulse)} of the bridge or prime are to come`]),
  ...(status.scan === null ? [] : ["  a scan is planned"]),
  ...status.faults.map(
    ({ fault, acknowledged }) => `  alarm: ${faultText(fault)}${acknowledged ? " (seen)" : ""}`,
  ),
];

/** A moment of the pump's clock, to the minute: `40 d 01:30`. */
const momentText = (at: Milliseconds): string => {
  const minutes = Math.round(at / MINUTE_MS);
  const two = (count: number): string => String(count).padStart(2, "0");
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24];
  return `${days} d ${two(hours)}:${two(minutes % 60)}`;
};

const isQuiet = (event: Event): boolean =>
  event.kind === "self-tested" && event.failed.length === 0;

const isTold = (event: Event): boolean =>
  event.kind !== "interrogated" && event.kind !== "repeated" && !isQuiet(event);

/** A log, each event with its moment; self-tests that passed are only counted. */
export const logLines = (log: Log, pulse: Nanolitres): readonly string[] => {
  const told = log.filter(isTold);
  const tests = log.filter(isQuiet).length;
  const counted = tests === 0 ? [] : [`  and ${tests} self-tests, all passed`];
  if (told.length + tests === 0) return ["Nothing is in its log since the last reading."];
  return [
    "Its log since the last reading, by the pump's clock",
    ...told.map((event) => `  ${momentText(event.at).padEnd(14)}${eventText(event, { pulse })}`),
    ...counted,
  ];
};
