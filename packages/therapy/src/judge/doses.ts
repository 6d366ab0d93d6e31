// SPDX-License-Identifier: Apache-2.0
/**
 * Doses and concentrations against every limit of every drug in the mixture, not of the one the
 * prescription is stated in alone. The worst day counts every bolus the patient may ask for.
 */
import {
  type Concentration,
  type DoseRate,
  doseFor,
  exceeds,
  flowFor,
  flowOver,
  isNone,
  type Nanolitres,
  none,
  plus,
  type Ratio,
  ratio,
  same,
  volumeOfPulses,
} from "@cisterna/quantity";
import { amount, type Check, type Severity } from "../check.ts";
import { actionOf, type DrugId, type Limit, type Population } from "../formulary/index.ts";
import { bolusInPulses, meanFlow, weekInPulses } from "../order.ts";
import {
  type Context,
  concentrationUnit,
  doseUnit,
  drugOf,
  ingredientPath,
  pulseOf,
  rideAlong,
} from "./context.ts";

/** A limit held against what the case comes to. */
export type LimitRow = {
  readonly limit: Limit;
  /** What the case comes to as a share of the limit. */
  readonly share: Ratio;
  readonly acts: Severity;
};

/** One drug of the plan: what was asked, what the pump achieves, the most a day may come to. */
export type DoseRow = {
  readonly drug: DrugId;
  readonly concentration: Concentration;
  readonly asked: DoseRate;
  readonly achievable: DoseRate | null;
  readonly worstDay: DoseRate;
  readonly limits: readonly LimitRow[];
};

const opposite: Partial<Record<Population, "naive" | "tolerant">> = {
  naive: "tolerant",
  tolerant: "naive",
};

/** Whether a row is about this patient: it is, unless what is known of the patient contradicts. */
export const isAbout = (context: Context, population: Population): boolean => {
  const { tolerance } = context.of.patient;
  if (population === "child") return false;
  return tolerance === null || opposite[population] !== tolerance;
};

const applicable = (context: Context, limit: Limit): boolean =>
  limit.pump !== "external" && isAbout(context, limit.population);

const rowOf = (
  limit: Limit,
  found: { dose: DoseRate; concentration: Concentration },
): LimitRow => ({
  limit,
  share:
    limit.quantity === "dose-per-day"
      ? ratio(found.dose, limit.value)
      : ratio(found.concentration, limit.value),
  acts: actionOf(limit, limit.nature),
});

/** Dose per day that the program's whole pulses come to, boluses by the clock included. */
const achieved = (context: Context, by: { pulse: Nanolitres; to: Concentration }): DoseRate => {
  const scale = { pulse: by.pulse, concentration: by.to };
  const { basal, periodic } = context.of.prescription;
  const flow = meanFlow(weekInPulses(basal, scale), by.pulse);
  const clocked =
    periodic === null
      ? none<"flow">()
      : flowOver(volumeOfPulses(bolusInPulses(periodic, scale).pulses, by.pulse), periodic.every);
  return doseFor(plus(flow, clocked), by.to);
};

/** Whether the pump can run the mean flow at all; outside its range nothing is achievable. */
const reachable = (context: Context, concentration: Concentration): boolean => {
  if (context.constants === null) return false;
  const flow = flowFor(context.daily.perDay, concentration);
  const { minimumFlow, maximumFlow } = context.constants;
  return !exceeds(minimumFlow, flow) && !exceeds(flow, maximumFlow);
};

/** The rows of the plan's dose table. Empty while the stated drug is not in the reservoir. */
export const doseRows = (context: Context): readonly DoseRow[] => {
  const to = context.concentration;
  if (to === null) return [];
  const pulse = pulseOf(context);
  return context.of.reservoir.fluid.map(({ drug, concentration }) => {
    const along = (dose: DoseRate): DoseRate => rideAlong(dose, { of: concentration, to });
    const worstDay = along(context.daily.worstDay);
    return {
      drug,
      concentration,
      asked: along(context.daily.perDay),
      achievable:
        pulse === null || !reachable(context, to) ? null : along(achieved(context, { pulse, to })),
      worstDay,
      limits: drugOf(context, drug)
        .limits.filter((limit) => applicable(context, limit))
        .map((limit) => rowOf(limit, { dose: worstDay, concentration })),
    };
  });
};

const broken = (row: LimitRow): boolean =>
  row.limit.bound === "most" ? row.share.n > row.share.d : row.share.n < row.share.d;

const doseLimitCheck = (context: Context, row: DoseRow, found: LimitRow): Check | null => {
  const { limit, share, acts } = found;
  if (limit.quantity !== "dose-per-day") return null;
  const unit = doseUnit(context, row.drug);
  return {
    kind: exceeds(row.asked, limit.value) ? "dose-limit" : "worst-day-limit",
    severity: acts,
    path: "prescription",
    drug: row.drug,
    asked: amount(row.worstDay, "dose-rate", unit),
    limit: amount(limit.value, "dose-rate", unit),
    share,
    what: limit.nature,
    origin: limit,
  };
};

const concentrationLimitCheck = (
  context: Context,
  at: { row: DoseRow; index: number },
  found: LimitRow,
): Check | null => {
  const { limit, share, acts } = found;
  if (limit.quantity !== "concentration") return null;
  const unit = concentrationUnit(context, at.row.drug);
  return {
    kind: "concentration-limit",
    severity: acts,
    path: `${ingredientPath(at.index)}.concentration`,
    drug: at.row.drug,
    asked: amount(at.row.concentration, "concentration", unit),
    limit: amount(limit.value, "concentration", unit),
    share,
    what: limit.nature,
    origin: limit,
  };
};

/** Every limit that the doses or the concentrations break. */
export const limitChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] =>
  rows.flatMap((row, index) =>
    row.limits
      .filter(broken)
      .flatMap((found) => [
        doseLimitCheck(context, row, found),
        concentrationLimitCheck(context, { row, index }, found),
      ])
      .filter((check) => check !== null),
  );

/**
 * Drugs for which no source gives a dose that acts: nothing here would stop an overdose of them.
 */
export const unlimitedChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] =>
  rows
    .filter((row) =>
      row.limits.every(({ limit, acts }) => limit.quantity !== "dose-per-day" || acts === "note"),
    )
    .map((row) => ({
      kind: "no-acting-limit",
      severity: "confirm",
      path: "prescription",
      drug: row.drug,
      asked: amount(row.worstDay, "dose-rate", doseUnit(context, row.drug)),
    }));

/** Concentrations that are not sold as they are, where nothing before vouches for them. */
export const strengthChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] =>
  rows.flatMap((row, index): readonly Check[] => {
    const sold = drugOf(context, row.drug).strengths.map(({ concentration }) => concentration);
    const known = [
      ...sold,
      ...(context.of.before?.fluid ?? []).flatMap((each) =>
        each.drug === row.drug ? [each.concentration] : [],
      ),
    ];
    const nearest = sold[0];
    if (nearest === undefined || known.some((each) => same(each, row.concentration))) return [];
    const unit = concentrationUnit(context, row.drug);
    return [
      {
        kind: "strength-not-marketed",
        severity: context.of.reservoir.fluid.length > 1 ? "note" : "confirm",
        path: `${ingredientPath(index)}.concentration`,
        drug: row.drug,
        asked: amount(row.concentration, "concentration", unit),
        limit: amount(nearest, "concentration", unit),
      },
    ];
  });

/** Where the pump's whole pulses change the dose, both values. */
export const roundingChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] =>
  rows.flatMap((row): readonly Check[] => {
    const { achievable, asked, drug } = row;
    if (
      achievable === null ||
      isNone(asked) ||
      ratio(achievable, asked).n === ratio(achievable, asked).d
    ) {
      return [];
    }
    const unit = doseUnit(context, drug);
    return [
      {
        kind: "dose-rounded",
        severity: "note",
        path: "prescription",
        drug,
        asked: amount(asked, "dose-rate", unit),
        limit: amount(achievable, "dose-rate", unit),
      },
    ];
  });
