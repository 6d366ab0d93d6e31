// SPDX-License-Identifier: Apache-2.0
/**
 * The change against what ran before: per drug, in per cent and in mass per day, held against the
 * steps of titration that sources give; and every entry that moved ten-fold.
 */
import {
  canonical,
  changeOf,
  compare,
  type DoseRate,
  exceeds,
  isNone,
  minus,
  negate,
  none,
  same,
} from "@cisterna/quantity";
import { type Amount, amount, type Check } from "../check.ts";
import { concentrationIn } from "../fluid.ts";
import {
  ANALGESIA_STEPS,
  actionOf,
  type Drug,
  type DrugId,
  type Titration,
} from "../formulary/index.ts";
import type { Basal } from "../prescription.ts";
import { dailyDose } from "../regimen.ts";
import { type Context, doseUnit, drugOf, rideAlong } from "./context.ts";
import { type DoseRow, isAbout } from "./doses.ts";

/**
 * The dose of a drug per day before the change, with its boluses by the clock; null if not given.
 */
export const doseBefore = (context: Context, drug: DrugId): DoseRate | null =>
  beforeAs(context, drug, context.dailyBefore?.perDay);

/**
 * A dose before the change, stated in the drug of then, as a dose of another drug of that fluid.
 */
export const beforeAs = (
  context: Context,
  drug: DrugId,
  stated: DoseRate | undefined,
): DoseRate | null => {
  const { before } = context.of;
  if (before === null || stated === undefined) return null;
  const of = concentrationIn(before.fluid, drug);
  const to = concentrationIn(before.fluid, before.prescription.doseOf);
  if (of === undefined || to === undefined || isNone(to)) return null;
  return rideAlong(stated, { of, to });
};

/** A dose of a drug before and after a change, and where the change stands. */
type Change = {
  readonly path: string;
  readonly drug: DrugId;
  readonly from: DoseRate;
  readonly upto: DoseRate;
};

const size = (change: Change): DoseRate => {
  const difference = minus(change.upto, change.from);
  return difference.n < 0n ? canonical(negate(difference)) : difference;
};

const breaks = (step: Titration["step"], change: Change): boolean => {
  if (step.kind === "dose") return exceeds(size(change), step.most);
  if (isNone(change.from)) return false;
  const share = changeOf(change.from, change.upto);
  return compare(share.n < 0n ? negate(share) : share, step.high) > 0;
};

const stepCheck = (context: Context, change: Change, row: Titration): Check => {
  const unit = doseUnit(context, change.drug);
  const { step } = row;
  return {
    kind: "dose-step",
    severity: actionOf(row, step.kind === "dose" ? "maximum" : "titration-step"),
    path: change.path,
    drug: change.drug,
    old: amount(change.from, "dose-rate", unit),
    asked: amount(change.upto, "dose-rate", unit),
    ...(isNone(change.from) ? {} : { share: changeOf(change.from, change.upto) }),
    limit:
      step.kind === "dose" ? amount(step.most, "dose-rate", unit) : amount(step.high, "ratio", "%"),
    what: `${row.direction}, ${row.phase}, ${row.population}`,
    origin: row,
  };
};

/** Steps of the drug itself, and for pain those of the whole class. */
const stepsFor = (drug: Drug): readonly Titration[] =>
  drug.family === "gaba-b-agonist" ? drug.titration : [...drug.titration, ...ANALGESIA_STEPS];

/** Of steps that are broken alike the strictest speaks; a refusal is never hidden by a question. */
const strictest = (checks: readonly Check[]): readonly Check[] =>
  (["refuse", "confirm", "note"] as const).flatMap((severity) => {
    const alike = checks.filter((check) => check.severity === severity);
    return alike
      .toSorted((a, b) => (a.limit && b.limit ? byLimit(a.limit, b.limit) : 0))
      .slice(0, 1);
  });

/** A step in mass stands before a step in per cent. */
const byLimit = (a: Amount, b: Amount): number =>
  a.dimension === b.dimension ? compare(a.value, b.value) : a.dimension === "ratio" ? 1 : -1;

const changeChecks = (context: Context, change: Change): readonly Check[] => {
  if (same(change.from, change.upto)) return [];
  const direction = exceeds(change.upto, change.from) ? "increase" : "decrease";
  const broken = stepsFor(drugOf(context, change.drug))
    .filter((row) => row.direction === direction && isAbout(context, row.population))
    .filter((row) => breaks(row.step, change));
  return [
    changeCheck(context, change, direction),
    ...strictest(broken.map((row) => stepCheck(context, change, row))),
  ];
};

const changeCheck = (context: Context, change: Change, direction: string): Check => {
  const unit = doseUnit(context, change.drug);
  const stop = drugOf(context, change.drug).abruptStop;
  const dangerous = direction === "decrease" && stop !== null && stop.danger !== "none-known";
  return {
    kind: "dose-change",
    severity: dangerous ? "confirm" : "note",
    path: change.path,
    drug: change.drug,
    old: amount(change.from, "dose-rate", unit),
    asked: amount(change.upto, "dose-rate", unit),
    ...(isNone(change.from) ? {} : { share: changeOf(change.from, change.upto) }),
    what: direction,
    ...(dangerous ? { origin: stop } : {}),
  };
};

/** A drug that ran and does not any more, when its sudden loss is known to be dangerous. */
const withdrawnChecks = (context: Context): readonly Check[] =>
  (context.of.before?.fluid ?? [])
    .filter(({ drug }) => concentrationIn(context.of.reservoir.fluid, drug) === undefined)
    .map(({ drug }): Check => {
      const stop = drugOf(context, drug).abruptStop;
      const danger = stop === null || stop.danger !== "none-known";
      const ran = doseBefore(context, drug) ?? none<"dose-rate">();
      return {
        kind: "drug-withdrawn",
        severity: danger ? "confirm" : "note",
        path: "reservoir.drugs",
        drug,
        old: amount(ran, "dose-rate", doseUnit(context, drug)),
        ...(stop === null ? { what: "not-known" } : { what: stop.danger, origin: stop }),
      };
    });

/** The changes that the dated steps of a titration make, one after the other. */
export const titrationChanges = (context: Context, row: DoseRow): readonly Change[] => {
  const { prescription } = context.of;
  const to = context.concentration;
  if (to === null) return [];
  const dosed = (basal: Basal): DoseRate =>
    rideAlong(dailyDose({ ...prescription, basal, titration: [] }).perDay, {
      of: row.concentration,
      to,
    });
  return prescription.titration.map((step, index) => ({
    path: `prescription.titration[${index}]`,
    drug: row.drug,
    from: dosed(prescription.titration[index - 1]?.basal ?? prescription.basal),
    upto: dosed(step.basal),
  }));
};

const changesOf = (context: Context, row: DoseRow): readonly Change[] => {
  const from = doseBefore(context, row.drug);
  return [
    ...(from === null ? [] : [{ path: "prescription", drug: row.drug, from, upto: row.asked }]),
    ...titrationChanges(context, row),
  ];
};

/** Every change of dose, and what the sources say of a step of this size. */
export const doseChangeChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] => [
  ...rows.flatMap((row) =>
    changesOf(context, row).flatMap((change) => changeChecks(context, change)),
  ),
  ...withdrawnChecks(context),
];
