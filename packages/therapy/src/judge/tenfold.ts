// SPDX-License-Identifier: Apache-2.0
/**
 * Ten-fold: an entry that is ten times, or a tenth of, what it was before (or of what is sold) is
 * refused unless a person confirmed it separately, naming both values. Half of the errors that
 * reach patients are of this kind, and every one of them looked plausible on its screen.
 * Source: safety REQ-008; Thimbleby and Cairns 2010.
 */
import {
  type Dimension,
  equal,
  isNone,
  multiply,
  type Quantity,
  rational,
  readQuantity,
} from "@cisterna/quantity";
import { type Amount, amount, type Check, type CheckKind } from "../check.ts";
import { concentrationIn } from "../fluid.ts";
import type { DrugId } from "../formulary/index.ts";
import { doseBefore } from "./change.ts";
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

const states = (text: string, value: Amount): boolean => {
  const reading = readQuantity(text, value.dimension);
  return reading.ok && equal(reading.value, value.value);
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

const dosePairs = (context: Context, rows: readonly DoseRow[]): readonly Pair[] =>
  rows.flatMap((row) => {
    const old = doseBefore(context, row.drug);
    if (old === null) return [];
    const shown = { dimension: "dose-rate", unit: doseUnit(context, row.drug) } as const;
    return [{ ...pair("prescription", { old, asked: row.asked }, shown), drug: row.drug }];
  });

const bolusPairs = (context: Context): readonly Pair[] => {
  const { prescription, before } = context.of;
  if (before === null || before.prescription.doseOf !== prescription.doseOf) return [];
  const unit = drugOf(context, prescription.doseOf).massUnit;
  const mass = { dimension: "mass", unit } as const;
  const time = { dimension: "time", unit: "h" } as const;
  const { periodic, onDemand } = before.prescription;
  const now = prescription;
  return [
    ...(periodic && now.periodic
      ? [
          pair(
            "prescription.periodic.dose",
            { old: periodic.dose, asked: now.periodic.dose },
            mass,
          ),
          pair(
            "prescription.periodic.every",
            { old: periodic.every, asked: now.periodic.every },
            time,
          ),
        ]
      : []),
    ...(onDemand && now.onDemand
      ? [
          pair(
            "prescription.on_demand.dose",
            { old: onDemand.dose, asked: now.onDemand.dose },
            mass,
          ),
          pair(
            "prescription.on_demand.lockout",
            { old: onDemand.lockout, asked: now.onDemand.lockout },
            time,
          ),
        ]
      : []),
  ];
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

/** Every entry that moved ten-fold, or stands ten-fold away from what is sold. */
export const tenfoldChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] => [
  ...[...concentrationPairs(context), ...dosePairs(context, rows), ...bolusPairs(context)]
    .filter(isTenfold)
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
