// SPDX-License-Identifier: Apache-2.0
/** The page of a run: what left the pump, what reached the tip and the cord, and what is left. */
import { DAY_MS, HOUR_MS, later, type Mass, print, printInstant } from "@cisterna/quantity";
import type { BodyStart, DrugRun, LineStart, RunResult } from "@cisterna/world";
import { massUnitOf, planStatus } from "../case/judged.ts";
import { inUnit } from "../report/story.ts";
import { eventText } from "../text/en/event.ts";
import { fluidText } from "../text/en/prescription.ts";
import { pumpReason } from "../text/en/pump.ts";
import { assumptionText } from "./assumption.ts";
import { afterStart, type JudgedRun, leftIn } from "./document.ts";
import { columns, shown } from "./figure.ts";
import { concentrationIn, type Row, rowsOf, shownSites, sumIn } from "./row.ts";

const NL_PER_ML = 1_000_000;

const LINES: Readonly<Record<LineStart, string>> = {
  before: "what ran before",
  "drug-free": "fluid without drug",
  "tubing-filled": "fluid without drug in the catheter, drug in the pump's tubing",
  reservoir: "the reservoir's fluid",
};

const BODIES: Readonly<Record<BodyStart, string>> = {
  "drug-free": "free of every drug",
  "steady-before": "steady under what ran before",
};

const day = (at: number): string => {
  const time = afterStart(at);
  return at < 2 * DAY_MS ? print(time, "h") : print(time, "d");
};

const stated = ({ drugs, plan }: RunResult): DrugRun | undefined =>
  drugs.find(({ drug }) => drug === plan.of.prescription.doseOf);

const rowLabel = ({ at }: Row): string =>
  at <= DAY_MS ? `${shown(at / HOUR_MS)} h` : `${shown(at / DAY_MS)} d`;

const tableOf = ({ run, formulary }: JudgedRun): readonly string[] => {
  const main = stated(run);
  const sites = main?.course === null ? [] : shownSites(run.tip);
  const header = [
    "until",
    "pump mL",
    ...run.drugs.map(({ drug }) => `${drug} at tip ${massUnitOf(formulary, drug)}`),
    ...sites.map((site) => `${site} mcg/mL`),
    "reservoir mL",
  ];
  const cells = rowsOf(run).map((row) => [
    rowLabel(row),
    shown(sumIn(run.pumped, row) / NL_PER_ML),
    ...run.drugs.map(({ drug, atTip }) =>
      shown(inUnit(sumIn(atTip, row), massUnitOf(formulary, drug))),
    ),
    ...sites.map((site) => shown((main && concentrationIn(main, site, row)) ?? 0)),
    shown(leftIn(run, run.reservoir[row.upto] ?? 0)),
  ]);
  return columns([header, ...cells]);
};

/** Events that a page tells one by one; of boluses it tells how many there were. */
const TOLD = ["programmed", "transition-settled", "ran-dry", "bolus-cancelled", "refused"] as const;
const MOST_TOLD = 20;

const tellable = (event: RunResult["events"][number]): boolean => {
  if (event.kind === "refused") return event.asked !== "request";
  const single = event.kind === "bolus-granted" && event.bolus.source === "single";
  return single || TOLD.some((kind) => kind === event.kind);
};

const reasonsOf = ({ events }: RunResult): string => {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "refused" || event.asked !== "request") continue;
    for (const refusal of event.refusals) {
      const text = pumpReason(refusal);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts].map(([text, count]) => `${text}: ${count}`).join("; ");
};

const pressLines = (run: RunResult): readonly string[] => {
  const { asked, granted, refused } = run.presses;
  if (asked === 0) return [];
  const why = refused === 0 ? "" : ` (${reasonsOf(run)})`;
  const count = asked === 1 ? "once" : `${asked} times`;
  return [`  The button was pressed ${count}: ${granted} granted, ${refused} refused${why}`];
};

const eventLines = (run: RunResult): readonly string[] => {
  const told = run.events.filter(tellable);
  const more = told.length - MOST_TOLD;
  return [
    "",
    "What happened",
    ...told.slice(0, MOST_TOLD).map((event) => {
      return `  ${day(event.at)}: ${eventText(event, { pulse: run.plan.pulse })}`;
    }),
    ...(more > 0 ? [`  and ${more} events more`] : []),
    ...pressLines(run),
  ];
};

const dateAt = (run: RunResult, at: number): string =>
  printInstant(later(run.start, afterStart(at)))
    .slice(0, 16)
    .replace("T", " ");

const outlookLines = (run: RunResult): readonly string[] => {
  const low = run.lowAt;
  const dry = run.dryAt;
  const end = day(run.time.at(-1) ?? 0);
  return [
    ...(low === null
      ? []
      : [`The low-reservoir volume is reached after ${day(low)} (${dateAt(run, low)}).`]),
    dry === null
      ? `The pump does not run dry within ${end}.`
      : `THE PUMP RUNS DRY after ${day(dry)} (${dateAt(run, dry)}); nothing flows from then on.`,
  ];
};

const massLines = ({ drug, balance, course }: DrugRun, unit: string): readonly string[] => {
  const said = (mass: Mass): string => print(mass, unit);
  const { lineBefore, pumped, atTip, lineAfter, exact, body } = balance;
  const verdict = exact ? ", exactly" : ": DOES NOT BALANCE";
  const entered = `${said(lineBefore)} in the line + ${said(pumped)} pumped`;
  const left = `${said(atTip)} at the tip + ${said(lineAfter)} in the line`;
  const line = `  ${drug}: ${entered} = ${left}${verdict}`;
  if (body === null)
    return [line, `    The body has no kinetics of ${drug}: nothing beyond the tip.`];
  const amount = (mcg: number): string => `${shown(inUnit(mcg, unit))} ${unit}`;
  const places = [
    `${amount(body.spinalFluid)} in the spinal fluid`,
    ...(body.cord === 0 ? [] : [`${amount(body.cord)} in the cord`]),
    ...(body.epidural === 0 ? [] : [`${amount(body.epidural)} in the epidural space`]),
    `${amount(body.cranium)} in the head`,
    `${amount(body.absorbed)} passed to the blood`,
  ];
  const standing = course?.standing ?? 0;
  const before = standing === 0 ? "" : `with ${amount(standing)} that stood in the body before: `;
  return [line, `    then ${before}${places.join(", ")}; error ${balance.error.toExponential(1)}`];
};

const conditionLines = ({ run, formulary }: JudgedRun): readonly string[] => {
  const { catheter, plan } = run;
  const volume = print(catheter.volume, "mL");
  const given = print(run.delivered.volume, "mL");
  const pulse = print(plan.constants.pulse, "nL");
  const start = LINES[run.lineStart];
  const which = { low: "the smallest", high: "the largest", programmed: "as programmed" };
  const range = catheter.exact ? "" : ` (${which[catheter.choice]} of its range)`;
  return [
    `Reservoir  ${fluidText(plan.of.reservoir.fluid, formulary)}`,
    `Line       catheter ${volume}${range}, tip at ${run.tip}; at the start ${start}`,
    `Body       at the start ${BODIES[run.bodyStart]}`,
    `Delivered  ${given} in ${run.delivered.pulses} pulses of ${pulse}`,
  ];
};

const assumptionLines = ({ drugs }: RunResult): readonly string[] => {
  const all = drugs.flatMap(({ course }) => (course?.assumptions ?? []).map(assumptionText));
  const texts = [...new Set(all)];
  return texts.length === 0 ? [] : ["", "Taken for granted", ...texts.map((text) => `  ${text}`)];
};

const headingOf = ({ run, checks }: JudgedRun): string => {
  const status = planStatus(checks);
  const open = status === "needs-confirmation" ? " (checks need a person's confirmation)" : "";
  const { id } = run.plan.of.patient;
  return `Run for ${id}, ${day(run.time.at(-1) ?? 0)} from ${printInstant(run.start)}${open}`;
};

/** The page of a run. */
export const runText = (judged: JudgedRun): string => {
  const { run, formulary } = judged;
  return `${[
    headingOf(judged),
    "",
    ...conditionLines(judged),
    "",
    ...tableOf(judged),
    "",
    ...outlookLines(run),
    ...eventLines(run),
    "",
    "Mass balance",
    ...run.drugs.flatMap((each) => massLines(each, massUnitOf(formulary, each.drug))),
    ...assumptionLines(run),
    "",
    `Record: ${run.log.length} ${run.log.length === 1 ? "entry" : "entries"}, head ${run.head}`,
  ].join("\n")}\n`;
};
