// SPDX-License-Identifier: Apache-2.0
/**
 * The plan as a page that a nurse and a physician can read: what was asked, what every drug comes
 * to, what there is to say about it, how the line is exchanged, and when to come back.
 */
import { canonical, later, print, printInstant } from "@cisterna/quantity";
import type {
  Case,
  Check,
  DoseRow,
  Formulary,
  Judgement,
  LimitRow,
  Plan,
  Severity,
} from "@cisterna/therapy";
import { dateOf, type Judged, massUnitOf, planStatus, sourcesNamed } from "../../case/judged.ts";
import { CHECK_SENTENCES } from "./check.ts";
import { passageText } from "./passage.ts";
import { fluidText, prescriptionText } from "./prescription.ts";
import {
  citationText,
  listed,
  natureText,
  originText,
  percent,
  populationText,
  prose,
  said,
  spanText,
  timeText,
} from "./word.ts";
import { wrapped } from "./wrap.ts";

const LABEL_WIDTH = 12;

const row = (label: string, text: string): string =>
  `${label.padEnd(LABEL_WIDTH)}${wrapped(text, " ".repeat(LABEL_WIDTH))}`;

const FAULT = {
  hold: "hold the present rate",
  minimum: "fall to the least rate",
  stop: "stop",
} as const;

const caseRows = (of: Case, formulary: Formulary): readonly string[] => {
  const { pump, catheter } = of.implant;
  const { volume, filled, fluid, firstFill } = of.reservoir;
  const fault = of.prescription.onFault;
  const first = firstFill ? ", first fill" : "";
  return [
    row("Pump", `${pump.name}${pump.maker === "not stated" ? "" : ` (${pump.maker})`}`),
    row("Catheter", `${spanText(catheter.volume, "mL")}, tip at ${catheter.tip}`),
    row(
      "Reservoir",
      prose`${print(volume, "mL")} of ${fluidText(fluid, formulary)}, filled
        ${dateOf(filled) ?? ""}${first}`,
    ),
    row("Asked", prescriptionText(of, formulary)),
    row("On fault", fault === null ? "not stated" : FAULT[fault]),
  ];
};

const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
};

const ACTS: Readonly<Record<Severity, string>> = {
  refuse: "refuses above",
  confirm: "asks for confirmation above",
  note: "shown, never acts",
};

/** Limits that say the same of the same thing stand on one line, each with its origin. */
type LimitLine = { readonly text: string; readonly origins: readonly string[] };

const limitLine = ({ limit, share, acts }: LimitRow, mass: string): LimitLine => {
  const unit = limit.quantity === "dose-per-day" ? `${mass}/d` : `${mass}/mL`;
  const act = limit.bound === "least" ? ACTS[acts].replace("above", "below") : ACTS[acts];
  const nature = `${natureText(limit.nature, limit.status)}${populationText(limit.population)}`;
  const value = print(canonical(limit.value), unit);
  const text = `${percent(share)} of ${value}, ${nature}; ${act}`;
  return { text, origins: [originText(limit)] };
};

const merged = (lines: readonly LimitLine[]): readonly LimitLine[] =>
  [...new Set(lines.map(({ text }) => text))].map((text) => ({
    text,
    origins: lines.filter((line) => line.text === text).flatMap(({ origins }) => origins),
  }));

const limitLines = (rows: readonly LimitRow[], mass: string): readonly string[] =>
  merged(rows.map((each) => limitLine(each, mass))).map(
    ({ text, origins }) => `    ${wrapped(`${text} ${origins.join(" ")}`, "      ")}`,
  );

const doseLines = (rows: readonly DoseRow[], formulary: Formulary): readonly string[] => {
  if (rows.length === 0) return [];
  const cells = rows.map(({ drug, asked, achievable, worstDay }) => {
    const unit = `${massUnitOf(formulary, drug)}/d`;
    const given = achievable === null ? "not known" : print(achievable, unit);
    return [drug, print(asked, unit), given, print(worstDay, unit)];
  });
  const header = ["drug", "asked", "achievable", "worst day"];
  const limits = rows
    .filter((each) => each.limits.length > 0)
    .flatMap(({ drug, limits: of }) => [
      `  ${drug}, worst day and concentration against its limits:`,
      ...limitLines(of, massUnitOf(formulary, drug)),
    ]);
  const none = rows.filter(({ limits: of }) => of.length === 0).map(({ drug }) => drug);
  return [
    "",
    "Doses per day",
    ...table([header, ...cells]),
    ...limits,
    ...(none.length === 0 ? [] : [`  No limit was found in a source for ${listed(none)}.`]),
  ];
};

const TITLES: Readonly<Record<Severity, string>> = {
  refuse: "Refused",
  confirm: "To be read and confirmed",
  note: "Notes",
};

const MARKS: Readonly<Record<Severity, string>> = { refuse: "✗", confirm: "?", note: "·" };

const checkLines = (check: Check): readonly string[] => {
  const { severity, path, kind, origin } = check;
  return [
    `  ${MARKS[severity]} ${wrapped(CHECK_SENTENCES[kind](check), "    ")}`,
    `    at ${path}`,
    ...(origin === undefined ? [] : [`    ${wrapped(originText(origin), "      ")}`]),
  ];
};

const checksOf = (checks: readonly Check[], severity: Severity): readonly string[] => {
  const found = checks.filter((check) => check.severity === severity);
  if (found.length === 0) return [];
  const lines = found.flatMap(checkLines);
  return ["", `${TITLES[severity]} (${found.length})`, ...lines];
};

/** Everything that there is to say about a case, the gravest first. */
export const checksText = (checks: readonly Check[]): readonly string[] => {
  const lines = (["refuse", "confirm", "note"] as const).flatMap((severity) =>
    checksOf(checks, severity),
  );
  return lines.length === 0 ? ["Checks: nothing to say"] : lines.slice(1);
};

/**
 * A stability that only a digest states does not set the date; it must not hide behind it either.
 */
const soonerRows = ({ of }: Plan, checks: readonly Check[]): readonly string[] =>
  checks.flatMap(({ kind, limit, origin, drug }) => {
    if (kind !== "stability-short" || limit === undefined || origin === undefined) return [];
    const date = dateOf(later(of.reservoir.filled, canonical(limit.value)))?.slice(0, 10);
    const text = prose`${date ?? "earlier"}, if the ${said(limit)} that ${origin.source} states for
      ${drug ?? "it"} are accepted: to be decided`;
    return [row("Or by", text)];
  });

const refillLines = (plan: Plan, checks: readonly Check[]): readonly string[] => {
  const { refill, onDemand } = plan;
  const taken = onDemand === null ? "" : "every allowed bolus taken, and ";
  const { nominal, worst, cap } = refill;
  const because =
    worst.because === "stability"
      ? "the stability of the drug, not the volume, sets the date"
      : "the low-reservoir alarm sets the date";
  const lines = [
    row(
      "Refill due",
      `${dateOf(refill.due)?.slice(0, 10) ?? "beyond the calendar"} at the latest: ${because}`,
    ),
    ...soonerRows(plan, checks),
    row(
      "As planned",
      `alarm after ${timeText(nominal.toAlarm)}, empty after ${timeText(nominal.toEmpty)}`,
    ),
    row(
      "Worst case",
      prose`alarm after ${timeText(worst.toAlarm)}, empty after ${timeText(worst.toEmpty)}
        (${dateOf(refill.emptyAtWorst)?.slice(0, 10) ?? "beyond the calendar"}): ${taken}the pump
        fast by its stated error`,
    ),
  ];
  if (cap === null) return lines;
  return [
    ...lines,
    row("Stability", `${timeText(cap.days)} (${cap.drug}): ${originText(cap.row)}`),
  ];
};

/** A pump has no calendar: what it does by the clock keeps to the offset of the fill. */
const clockRows = ({ prescription, reservoir }: Case): readonly string[] => {
  const { basal, periodic, titration } = prescription;
  const patterned = [basal, ...titration.map((step) => step.basal)].some(
    ({ kind }) => kind === "pattern",
  );
  if (!patterned && periodic === null) return [];
  const offset = printInstant(reservoir.filled).slice(19);
  const text = `the pump keeps the offset of the fill (${offset}) and does not follow summer time`;
  return [row("Clock", text)];
};

const planLines = (
  plan: Plan,
  { formulary, checks }: { formulary: Formulary; checks: readonly Check[] },
): readonly string[] => {
  const { onDemand } = plan;
  const { doseOf } = plan.of.prescription;
  return [
    row("Flow", `${print(plan.flow, "mL/d")}, pulses of ${print(plan.constants.pulse, "nL")}`),
    ...(onDemand === null
      ? []
      : [
          row(
            "On demand",
            prose`at most ${onDemand.allowedPerDay} in 24 h; a day with all of them comes to
              ${print(onDemand.worstDay, `${massUnitOf(formulary, doseOf)}/d`)} of ${doseOf}`,
          ),
        ]),
    ...clockRows(plan.of),
    row("Transition", passageText(plan, formulary)),
    ...refillLines(plan, checks),
  ];
};

/** The citations of every source that the page names. */
const sourceLines = (judgement: Judgement): readonly string[] => {
  const named = sourcesNamed(judgement);
  if (named.length === 0) return [];
  return [
    "",
    "Sources",
    ...named.map((id) => `  ${wrapped(`${id}: ${citationText(id)}`, "    ")}`),
  ];
};

const heading = (of: Case, checks: readonly Check[]): string => {
  const count = checks.filter(({ severity }) => severity === "confirm").length;
  const status = {
    ready: "ready",
    "needs-confirmation": prose`${count} ${count === 1 ? "check needs" : "checks need"} a
      person's confirmation`,
    refused: "REFUSED",
  }[planStatus(checks)];
  return `Plan for ${of.patient.id}: ${status}`;
};

/** The page of a judged case. */
export const planText = (of: Case, { judgement, formulary }: Judged): string => {
  const { checks, doses, plan } = judgement;
  return `${[
    heading(of, checks),
    "",
    ...caseRows(of, formulary),
    ...(plan === null ? [] : planLines(plan, { formulary, checks })),
    ...checksOf(checks, "refuse"),
    ...doseLines(doses, formulary),
    ...checksOf(checks, "confirm"),
    ...checksOf(checks, "note"),
    ...sourceLines(judgement),
  ].join("\n")}\n`;
};
