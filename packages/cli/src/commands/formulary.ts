// SPDX-License-Identifier: Apache-2.0
/** `formulary [DRUG]`: every number known about a drug, with its status and its source. */
import { type Dimension, days, print, type Quantity, toUcum } from "@cisterna/quantity";
import {
  actionOf,
  DRUG_IDS,
  type Drug,
  drugNamed,
  type Fact,
  FORMULARY,
  type Limit,
  type Nature,
  type Stability,
  type StartingDose,
  type Titration,
} from "@cisterna/therapy";
import { type CommandModule, done, type Outcome, operandOf } from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import {
  noteRow,
  originOf,
  rowJson,
  rowsText,
  type SourcedRow,
  statusCounts,
} from "../shell/row.ts";

type Data = Readonly<Record<string, unknown>>;

type Said = { readonly text: string; readonly data: Data };

const row = (table: string, fact: Fact, said: Said): SourcedRow => ({
  table,
  ...said,
  origin: originOf(fact),
});

const acting = (fact: Fact, nature: Nature): Data => ({ acts: actionOf(fact, nature) });

const spanText = (from: string | null, upto: string | null): string => {
  if (from === null) return upto === null ? "" : `up to ${upto}`;
  if (upto === null) return `from ${from}`;
  return from === upto ? from : `${from} to ${upto}`;
};

const span = <D extends Dimension>(
  low: Quantity<D> | null,
  high: Quantity<D> | null,
  unit: string,
) => {
  const [from, upto] = [low, high].map((end) => (end === null ? null : print(end, unit)));
  return {
    text: spanText(from ?? null, upto ?? null),
    data: {
      low: low === null ? null : toUcum(low, unit),
      high: high === null ? null : toUcum(high, unit),
    },
  };
};

const whom = (population: string): string => (population === "any" ? "" : `, ${population}`);

/** Both bounds of a limit's range; where the source states one number, they are the same. */
const limitSpan = (limit: Limit, mass: string) =>
  limit.quantity === "concentration"
    ? span(limit.rangeLow ?? limit.value, limit.value, `${mass}/mL`)
    : span(limit.rangeLow ?? limit.value, limit.value, `${mass}/d`);

const limitRow = (limit: Limit, mass: string): SourcedRow => {
  const { bound, nature, population, pump, quantity } = limit;
  const { text, data } = limitSpan(limit, mass);
  const where = pump === undefined ? "" : `, ${pump} pump`;
  const words = `${bound} ${quantity.replaceAll("-", " ")}: ${text}`;
  return row("limits", limit, {
    text: `${words} (${nature}${whom(population)}${where})`,
    data: {
      quantity,
      bound,
      nature,
      population,
      ...(pump === undefined ? {} : { pump }),
      value: data.high,
      ...(limit.rangeLow === undefined ? {} : { "range-low": data.low }),
      ...acting(limit, nature),
    },
  });
};

const multipleOf = ({ usual, otherwise }: NonNullable<StartingDose["ofScreening"]>): string =>
  `${print(usual, "1")} × the screening bolus, or ${print(otherwise, "1")} ×`;

const startRow = (start: StartingDose, mass: string): SourcedRow => {
  const { text, data } = span(start.low, start.high, `${mass}/d`);
  const { ofScreening, population } = start;
  const multiple = ofScreening === undefined ? "" : multipleOf(ofScreening);
  const words = [text, multiple].filter((part) => part !== "").join(", ");
  return row("starting dose per day", start, {
    text: `${words}${whom(population)}`,
    data: {
      ...data,
      population,
      ...(ofScreening === undefined
        ? {}
        : {
            "of-screening": toUcum(ofScreening.usual, "1").value,
            "of-screening-otherwise": toUcum(ofScreening.otherwise, "1").value,
          }),
      ...acting(start, "starting-range"),
    },
  });
};

const trialRow = (trial: Drug["trialBoluses"][number], mass: string): SourcedRow => {
  const { text, data } = span(trial.low, trial.high, mass);
  const steps = (trial.steps ?? []).map(({ dose, volume }) => ({
    dose: toUcum(dose, mass),
    ...(volume === undefined ? {} : { volume: toUcum(volume, "mL") }),
  }));
  const order = (trial.steps ?? []).map(({ dose }) => print(dose, mass)).join(", then ");
  const inSteps = order === "" ? "" : `: ${order}`;
  return row("trial bolus", trial, {
    text: `${text}${whom(trial.population)}${inSteps}`,
    data: {
      ...data,
      population: trial.population,
      steps,
      ...(trial.interval === undefined ? {} : { interval: toUcum(trial.interval, "h") }),
      ...acting(trial, "trial-range"),
    },
  });
};

const stepOf = ({ step }: Titration, mass: string) =>
  step.kind === "dose" ? span(step.most, step.most, `${mass}/d`) : span(step.low, step.high, "%");

const weekly = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? String(low) : `${low} to ${high}`;

const titrationRow = (of: Titration, mass: string): SourcedRow => {
  const { text, data } = stepOf(of, mass);
  const { direction, phase, population, interval, perWeek } = of;
  const wait = interval === undefined ? "" : `, at least ${print(interval.least, "d")} apart`;
  const often = perWeek === undefined ? "" : `, ${weekly(perWeek)} a week`;
  const when = phase === "any" ? "" : `, ${phase}`;
  return row("titration", of, {
    text: `${direction} ${text}${wait}${often}${when}${whom(population)}`,
    data: {
      direction,
      phase,
      population,
      step: data,
      ...(interval === undefined ? {} : { interval: toUcum(interval.least, "d") }),
      ...(perWeek === undefined ? {} : { "per-week": perWeek }),
      ...acting(of, "titration-step"),
    },
  });
};

const partnersText = ({ partners }: Stability): string => {
  if (partners === "any") return "with anything";
  return partners.length === 0 ? "alone" : `with ${partners.join(", ")}`;
};

const stabilityText = (of: Stability, strength: string | null): string => {
  const lasts = of.days === null ? "days not stated" : `${of.days} d`;
  const marks = [
    strength,
    of.firstFill === true ? "first fill" : null,
    of.diluted === true ? "diluted" : null,
  ].filter((mark) => mark !== null);
  return `${[`${of.outcome} ${lasts} ${partnersText(of)}`, ...marks].join(", ")} (${of.kind})`;
};

const stabilityRow = (of: Stability, mass: string): SourcedRow => {
  const { partners, kind, outcome, concentration } = of;
  const strength =
    concentration === undefined ? null : span(concentration.low, concentration.high, `${mass}/mL`);
  return row("stability in the pump", of, {
    text: stabilityText(of, strength?.text ?? null),
    data: {
      outcome,
      kind,
      partners,
      days: of.days === null ? null : toUcum(days(of.days), "d"),
      ...(strength === null ? {} : { concentration: strength.data }),
      ...(of.firstFill === undefined ? {} : { "first-fill": of.firstFill }),
      ...(of.diluted === undefined ? {} : { diluted: of.diluted }),
    },
  });
};

const strengthRow = (of: Drug["strengths"][number], mass: string): SourcedRow =>
  row("marketed strengths", of, {
    text: print(of.concentration, `${mass}/mL`),
    data: {
      concentration: toUcum(of.concentration, `${mass}/mL`),
      containers: (of.containers ?? []).map((each) => toUcum(each, "mL")),
    },
  });

const labelledRow = (of: Drug["labelled"][number]): SourcedRow =>
  row("labelled for", of, {
    text: of.pumps === "any-approved" ? "any approved pump" : of.pumps.join(", "),
    data: { pumps: of.pumps },
  });

const onDemandRow = (of: Drug["onDemand"][number]): SourcedRow =>
  row("patient-requested boluses", of, {
    text: `${of.permitted ? "permitted" : "not permitted"} on ${of.pumps.join(", ")}`,
    data: { permitted: of.permitted, pumps: of.pumps, ...acting(of, "on-demand-permission") },
  });

const firstFillRow = (of: Drug["firstFill"][number], mass: string): SourcedRow => {
  const { concentration, rinse } = of;
  const strength = print(concentration, `${mass}/mL`);
  return row("first fill", of, {
    text: `${strength} undiluted, rinse ${rinse.times} × ${print(rinse.volume, "mL")}`,
    data: {
      concentration: toUcum(concentration, `${mass}/mL`),
      rinse: { volume: toUcum(rinse.volume, "mL"), times: rinse.times },
      ...acting(of, "first-fill"),
    },
  });
};

const useRows = (drug: Drug): readonly SourcedRow[] => [
  ...drug.labelled.map(labelledRow),
  ...drug.unapproved.map((of) => noteRow("named as not approved", of)),
  ...drug.strengths.map((of) => strengthRow(of, drug.massUnit)),
  ...drug.onDemand.map(onDemandRow),
];

const overdoseRow = (of: NonNullable<Drug["overdose"]>): SourcedRow => {
  const { antidote, measures } = of;
  const text = `antidote: ${antidote}; ${measures.join(", ")}`;
  return row("overdose", of, { text, data: { antidote, measures } });
};

const careRows = ({ abruptStop, overdose, ...drug }: Drug): readonly SourcedRow[] => [
  ...drug.firstFill.map((of) => firstFillRow(of, drug.massUnit)),
  ...(abruptStop === null
    ? []
    : [
        row("sudden stop", abruptStop, {
          text: abruptStop.danger,
          data: { danger: abruptStop.danger },
        }),
      ]),
  ...(overdose === null ? [] : [overdoseRow(overdose)]),
  ...drug.contraindications.map((of) =>
    row("contraindications", of, { text: of.reason, data: { reason: of.reason } }),
  ),
  ...drug.advice.map((of) => noteRow("advice", of)),
];

const reportedRow = (of: Drug["reported"][number], mass: string): SourcedRow => {
  const { text, data } = span(of.low, of.high, `${mass}/d`);
  const { statistic, when, population } = of;
  return row("reported doses (never a limit)", of, {
    text: `${statistic} ${text}, ${when}${whom(population)}`,
    data: { ...data, statistic, when, population },
  });
};

const rowsOf = (drug: Drug): readonly SourcedRow[] => [
  ...useRows(drug),
  ...drug.limits.map((of) => limitRow(of, drug.massUnit)),
  ...drug.startingDoses.map((of) => startRow(of, drug.massUnit)),
  ...drug.trialBoluses.map((of) => trialRow(of, drug.massUnit)),
  ...drug.titration.map((of) => titrationRow(of, drug.massUnit)),
  ...drug.stability.map((of) => stabilityRow(of, drug.massUnit)),
  ...careRows(drug),
  ...drug.reported.map((of) => reportedRow(of, drug.massUnit)),
];

const drugJson = (drug: Drug) => ({
  drug: drug.id,
  name: drug.name,
  family: drug.family,
  rows: rowsOf(drug).map(rowJson),
  "not-found": drug.notFound,
});

const UNVERIFIED =
  "A number that is unverified never acts: a clinic confirms it against its own copy first.";

const drugText = (drug: Drug): string =>
  [
    `${drug.name} (${drug.family.replaceAll("-", " ")}), given into the spinal fluid`,
    "",
    rowsText(rowsOf(drug)),
    "looked for and not found (never filled)",
    ...drug.notFound.map((what) => `  ${what}`),
    "",
    `${UNVERIFIED}\n`,
  ].join("\n");

const listText = (drugs: readonly Drug[]): string =>
  [
    ...drugs.map((drug) => `${drug.id.padEnd(16)}${statusCounts(rowsOf(drug))}`),
    "",
    `${UNVERIFIED} ./cisterna formulary DRUG shows its rows.\n`,
  ].join("\n");

const unknown = (read: string): Outcome => {
  const near = nearest(read, DRUG_IDS);
  return refusedOutcome([
    {
      kind: "unknown-drug",
      path: "DRUG",
      read,
      ...(near === undefined ? {} : { near }),
      accepted: DRUG_IDS.join(", "),
    },
  ]);
};

/** The command `formulary`. */
export const command: CommandModule = {
  name: "formulary",
  summary: "What is known about each drug, with source and status of every number",
  example: "formulary ziconotide",
  operands: [{ name: "DRUG", about: DRUG_IDS.join(", "), needed: false }],
  options: [],
  run: (request) => {
    const read = operandOf(request, 0);
    const every = [...FORMULARY.values()];
    if (read === undefined) return done({ drugs: every.map(drugJson) }, listText(every));
    const id = drugNamed(read);
    const drug = id === undefined ? undefined : FORMULARY.get(id);
    return drug === undefined ? unknown(read) : done(drugJson(drug), drugText(drug));
  },
};
