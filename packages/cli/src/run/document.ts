// SPDX-License-Identifier: Apache-2.0
/** The document of a run: what `run --json` prints. Series have one value for each output step. */
import type { Balance } from "@cisterna/body";
import {
  canonical,
  durationOf,
  later,
  type Milliseconds,
  milliseconds,
  printInstant,
  rational,
  toNumber,
  toUcum,
} from "@cisterna/quantity";
import type { Check, Formulary } from "@cisterna/therapy";
import type { DrugRun, RunResult } from "@cisterna/world";
import { massUnitOf, planStatus } from "../case/judged.ts";
import { figure, measured } from "./figure.ts";
import type { RunOutput } from "./output.ts";

/** A run with what it was judged by. */
export type JudgedRun = {
  readonly run: RunResult;
  readonly checks: readonly Check[];
  readonly formulary: Formulary;
};

const MS_PER_HOUR = 3_600_000;
const NL_PER_ML = 1_000_000;

const figures = (series: Float64Array, per = 1): number[] =>
  Array.from(series, (value) => figure(value / per));

const momentOf = ({ start }: RunResult, at: Milliseconds | null) =>
  at === null
    ? null
    : {
        after: toUcum(durationOf(at), "d"),
        date: printInstant(later(start, durationOf(at))),
      };

const owedOf = ({ delivered, plan }: RunResult) =>
  toUcum(
    canonical<"volume">(
      rational(BigInt(delivered.owedQuanta) * BigInt(plan.pulse), 86_400_000n * 1_000_000n),
    ),
    "nL",
  );

/** mL in the reservoir, with what cannot be delivered, from what still can be (nL). */
export const leftIn = ({ plan }: RunResult, deliverable: number): number =>
  deliverable / NL_PER_ML + toNumber(plan.constants.residual);

const deliveredPart = ({ run, formulary }: JudgedRun) => ({
  volume: toUcum(run.delivered.volume, "mL"),
  pulses: run.delivered.pulses,
  owed: owedOf(run),
  drugs: run.drugs.map(({ drug, balance }) => ({
    drug,
    pumped: toUcum(balance.pumped, massUnitOf(formulary, drug)),
    at_tip: toUcum(balance.atTip, massUnitOf(formulary, drug)),
  })),
});

const tipPart = ({ drug, atTip }: DrugRun): RunOutput["at_tip"][number] => ({
  drug,
  unit: { t: "h", m: "ug" },
  total: figure(atTip.reduce((sum, each) => sum + each, 0)),
  m: figures(atTip),
});

const concentrationPart = ({ drug, course }: DrugRun): RunOutput["concentrations"][number] =>
  course === null
    ? { drug, kinetics: "unknown" }
    : {
        drug,
        kinetics: "known",
        unit: { t: "h", c: "ug/mL" },
        sites: Object.fromEntries(
          [...course.concentrations].map(([site, series]) => [site, figures(series)]),
        ),
        parameters: course.parameters,
        assumptions: [...course.assumptions],
      };

const bodyPart = (body: Balance, standing: number) => ({
  standing: measured(standing, "ug"),
  spinal_fluid: measured(body.spinalFluid, "ug"),
  cord: measured(body.cord, "ug"),
  epidural: measured(body.epidural, "ug"),
  cranium: measured(body.cranium, "ug"),
  plasma: measured(body.plasma, "ug"),
  eliminated: measured(body.eliminated, "ug"),
  absorbed: measured(body.absorbed, "ug"),
});

const massPart = ({ drug, balance, course }: DrugRun, formulary: Formulary) => {
  const unit = massUnitOf(formulary, drug);
  return {
    drug,
    line_before: toUcum(balance.lineBefore, unit),
    pumped: toUcum(balance.pumped, unit),
    at_tip: toUcum(balance.atTip, unit),
    line_after: toUcum(balance.lineAfter, unit),
    exact: balance.exact,
    body: balance.body === null ? null : bodyPart(balance.body, course?.standing ?? 0),
    balance_error: figure(balance.error),
  };
};

type EntryPart = RunOutput["events"][number];

/** Canonical data is JSON already; only the type does not say so. */
const entryPart = (entry: RunResult["log"][number]): EntryPart => ({
  ...entry,
  data: entry.data as EntryPart["data"],
});

/** What `run --json` prints. */
export const runDocument = (judged: JudgedRun): RunOutput => {
  const { run, checks, formulary } = judged;
  const { volume, choice, exact } = run.catheter;
  return {
    status: planStatus(checks),
    patient: run.plan.of.patient.id,
    start: printInstant(run.start),
    step: measured((run.time[0] ?? 0) / 60_000, "min"),
    tip: run.tip,
    catheter: { choice, volume: toUcum(volume, "mL"), exact },
    line_at_start: run.lineStart,
    body_at_start: run.bodyStart,
    delivered: deliveredPart(judged),
    t: { unit: "h", values: figures(run.time, MS_PER_HOUR) },
    pumped: { unit: "mL", values: figures(run.pumped, NL_PER_ML) },
    reservoir: {
      unit: "mL",
      values: Array.from(run.reservoir, (volume) => figure(leftIn(run, volume))),
    },
    at_tip: run.drugs.map(tipPart),
    concentrations: run.drugs.map(concentrationPart),
    presses: run.presses,
    low_reservoir: momentOf(run, run.lowAt),
    ran_dry: momentOf(run, run.dryAt),
    events: run.log.map(entryPart),
    head: run.head,
    mass: run.drugs.map((each) => massPart(each, formulary)),
  };
};

/** A time after the start of a run, as an exact duration. */
export const afterStart = (at: number) => durationOf(milliseconds(at));
