// SPDX-License-Identifier: Apache-2.0
/**
 * Ten-fold: an entry that is ten times, or a tenth of, what it was before (or of what is sold) is
 * refused unless a person confirmed it separately, naming both values. Half of the errors that
 * reach patients are of this kind, and every one of them looked plausible on its screen.
 * Source: safety REQ-008; Thimbleby and Cairns 2010.
 */
import {
  canonical,
  type Dimension,
  type DoseRate,
  type Duration,
  equal,
  greater,
  isNone,
  type Mass,
  multiply,
  print,
  type Quantity,
  ratio,
  rational,
  readQuantity,
  times,
} from "@cisterna/quantity";
import { type Amount, amount, type Check, type CheckKind } from "../check.ts";
import { concentrationIn } from "../fluid.ts";
import type { DrugId } from "../formulary/index.ts";
import type { Basal } from "../prescription.ts";
import { weekOf } from "../regimen.ts";
import { beforeAs, doseBefore, titrationChanges } from "./change.ts";
import { type Context, concentrationUnit, doseUnit, drugOf, ingredientPath } from "./context.ts";
import type { DoseRow } from "./doses.ts";

const TEN = rational(10n);

/** One entry then and now. */
type Pair = {
  readonly path: string;
  readonly old: Amount;
  readonly asked: Amount;
  readonly drug?: DrugId;
};

const pair = <D extends Dimension>(
  path: string,
  values: { old: Quantity<D>; asked: Quantity<D> },
  shown: { dimension: D; unit: string },
): Pair => ({
  path,
  old: amount(values.old, shown.dimension, shown.unit),
  asked: amount(values.asked, shown.dimension, shown.unit),
});

const isTenfold = ({ old, asked }: { old: Amount; asked: Amount }): boolean => {
  if (isNone(old.value) || isNone(asked.value)) return false;
  const reaches = (a: Amount, b: Amount): boolean => {
    const limit = multiply(b.value, TEN);
    return a.value.n * limit.d >= limit.n * a.value.d;
  };
  return reaches(asked, old) || reaches(old, asked);
};

/** Whether a person confirmed this check, naming both values as they are. */
export const isConfirmed = (
  context: Context,
  check: { kind: CheckKind; path: string; old: Amount; asked: Amount },
): boolean =>
  context.of.prescription.confirmed.some(
    (each) =>
      each.check === check.kind &&
      each.path === check.path &&
      states(each.old, check.old) &&
      states(each.new, check.asked),
  );

const bare = (text: string): string => text.replace("≈ ", "");

/** Whether a text states a value: exactly, or as the value is printed. */
const states = (text: string, { value, dimension, unit }: Amount): boolean => {
  const reading = readQuantity(text, dimension);
  const exact = reading.ok && equal(reading.value, value);
  return exact || bare(text) === bare(print(canonical<typeof dimension>(value), unit));
};

const raised = (context: Context, kind: CheckKind, found: Pair): Check => ({
  kind,
  severity: isConfirmed(context, { kind, ...found }) ? "confirm" : "refuse",
  ...found,
});

const concentrationPairs = (context: Context): readonly Pair[] =>
  context.of.reservoir.fluid.flatMap(({ drug, concentration }, index) => {
    const old = context.of.before && concentrationIn(context.of.before.fluid, drug);
    if (old === undefined || old === null) return [];
    const shown = { dimension: "concentration", unit: concentrationUnit(context, drug) } as const;
    const path = `${ingredientPath(index)}.concentration`;
    return [{ ...pair(path, { old, asked: concentration }, shown), drug }];
  });

const peakOf = (basal: Basal): DoseRate =>
  weekOf(basal)
    .map((step) => step.dose)
    .reduce(greater);

/** The mean, the worst day and the fastest basal of each drug, then and now. */
const dosePairs = (context: Context, rows: readonly DoseRow[]): readonly Pair[] => {
  const { before, prescription } = context.of;
  if (before === null || context.dailyBefore === null) return [];
  const mean = context.daily.perDay;
  const peaks = { old: peakOf(before.prescription.basal), asked: peakOf(prescription.basal) };
  const { worstDay } = context.dailyBefore;
  return rows.flatMap((row) => {
    const shown = { dimension: "dose-rate", unit: doseUnit(context, row.drug) } as const;
    const peak = isNone(mean) ? mean : times(row.asked, ratio(peaks.asked, mean));
    const sides = [
      { old: doseBefore(context, row.drug), asked: row.asked },
      { old: beforeAs(context, row.drug, worstDay), asked: row.worstDay },
      { old: beforeAs(context, row.drug, peaks.old), asked: peak },
    ];
    return sides.flatMap(({ old, asked }) =>
      old === null ? [] : [{ ...pair("prescription", { old, asked }, shown), drug: row.drug }],
    );
  });
};

/** The steps of a titration, each against the one before it. */
const titrationPairs = (context: Context, rows: readonly DoseRow[]): readonly Pair[] =>
  rows.flatMap((row) =>
    titrationChanges(context, row).map(({ path, drug, from, upto }) => {
      const shown = { dimension: "dose-rate", unit: doseUnit(context, drug) } as const;
      return { ...pair(path, { old: from, asked: upto }, shown), drug };
    }),
  );

/** A bolus of then as a mass of the drug that doses are stated in now; null if it was not given. */
const bolusThen = (context: Context, dose: Mass): Mass | null => {
  const { before, prescription } = context.of;
  if (before === null) return null;
  const of = concentrationIn(before.fluid, prescription.doseOf);
  const to = concentrationIn(before.fluid, before.prescription.doseOf);
  return of === undefined || to === undefined || isNone(to) ? null : times(dose, ratio(of, to));
};

type BolusSide = { readonly dose: Mass; readonly over: Duration; readonly apart: Duration };

/** The entries of one kind of bolus; `apart` is its interval or its lock-out. */
const entryPairs = (
  context: Context,
  sides: { old: BolusSide; asked: BolusSide },
  at: { path: string; apart: string },
): readonly Pair[] => {
  const { old, asked } = sides;
  const unit = drugOf(context, context.of.prescription.doseOf).massUnit;
  const dose = bolusThen(context, old.dose);
  const time = (name: string, values: { old: Duration; asked: Duration }, shown: "h" | "min") =>
    pair(`${at.path}.${name}`, values, { dimension: "time", unit: shown });
  return [
    ...(dose === null
      ? []
      : [pair(`${at.path}.dose`, { old: dose, asked: asked.dose }, { dimension: "mass", unit })]),
    time(at.apart, { old: old.apart, asked: asked.apart }, "h"),
    time("over", { old: old.over, asked: asked.over }, "min"),
  ];
};

const bolusPairs = (context: Context): readonly Pair[] => {
  const { prescription: now, before } = context.of;
  const old = before?.prescription;
  const periodic =
    old?.periodic && now.periodic
      ? entryPairs(
          context,
          {
            old: { ...old.periodic, apart: old.periodic.every },
            asked: { ...now.periodic, apart: now.periodic.every },
          },
          { path: "prescription.periodic", apart: "every" },
        )
      : [];
  const onDemand =
    old?.onDemand && now.onDemand
      ? entryPairs(
          context,
          {
            old: { ...old.onDemand, apart: old.onDemand.lockout },
            asked: { ...now.onDemand, apart: now.onDemand.lockout },
          },
          { path: "prescription.on_demand", apart: "lockout" },
        )
      : [];
  return [...periodic, ...onDemand];
};

/**
 * Concentrations ten-fold away from everything that is sold, for drugs that were not in the pump.
 */
const strengthPairs = (context: Context): readonly Pair[] =>
  context.of.reservoir.fluid.flatMap(({ drug, concentration }, index) => {
    const known = context.of.before && concentrationIn(context.of.before.fluid, drug);
    const sold = drugOf(context, drug).strengths.map((strength) => strength.concentration);
    const shown = { dimension: "concentration", unit: concentrationUnit(context, drug) } as const;
    const path = `${ingredientPath(index)}.concentration`;
    const pairs = sold.map((old) => pair(path, { old, asked: concentration }, shown));
    const nearest = pairs.at(0);
    if (known !== undefined && known !== null) return [];
    return nearest !== undefined && pairs.every(isTenfold) ? [{ ...nearest, drug }] : [];
  });

const alike = (a: Pair, b: Pair): boolean =>
  a.path === b.path &&
  a.drug === b.drug &&
  equal(a.old.value, b.old.value) &&
  equal(a.asked.value, b.asked.value);

/** Every entry that moved ten-fold, or stands ten-fold away from what is sold. */
export const tenfoldChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] => [
  ...[
    ...concentrationPairs(context),
    ...dosePairs(context, rows),
    ...titrationPairs(context, rows),
    ...bolusPairs(context),
  ]
    .filter(isTenfold)
    .filter((found, index, all) => all.findIndex((other) => alike(found, other)) === index)
    .map((found) => raised(context, "tenfold", found)),
  ...strengthPairs(context).map((found) => raised(context, "tenfold-strength", found)),
];

/** Confirmations that answer no check: a stale one must not lie around for the next error. */
export const idleConfirmations = (context: Context, checks: readonly Check[]): readonly Check[] =>
  context.of.prescription.confirmed.flatMap((each, index): readonly Check[] =>
    checks.some((check) => check.kind === each.check && check.path === each.path)
      ? []
      : [
          {
            kind: "confirmation-without-check",
            severity: "note",
            path: `prescription.confirmed[${index}]`,
            what: each.check,
          },
        ],
  );
