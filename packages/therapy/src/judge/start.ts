// SPDX-License-Identifier: Apache-2.0
/**
 * Starting doses, for every drug that was not running before. A start that exceeds a label's
 * "no more than" is refused; outside a range it has to be confirmed.
 */
import { exceeds, printDay, same } from "@cisterna/quantity";
import { amount, type Check, type Severity } from "../check.ts";
import { concentrationIn } from "../fluid.ts";
import { actionOf, type Drug, type StartingDose } from "../formulary/index.ts";
import { type Context, concentrationUnit, doseUnit, drugOf, ingredientPath } from "./context.ts";
import { type DoseRow, isAbout } from "./doses.ts";

const isStarting = (context: Context, row: DoseRow): boolean =>
  context.of.before === null || concentrationIn(context.of.before.fluid, row.drug) === undefined;

/** Whether the case says that therapy begins; a plain refill is no start. */
const saysSo = ({ of }: Context): boolean =>
  of.before !== null || of.reservoir.firstFill || isPrime(of.prescription.transition);

const isPrime = (choice: string | null): boolean => choice?.startsWith("prime") ?? false;

/** A range advises; a start stated as "no more than" is a maximum, if it is one that begins. */
const severityAbove = (context: Context, start: StartingDose): Severity => {
  const severity = actionOf(start, start.low === null ? "maximum" : "starting-range");
  return severity === "refuse" && !saysSo(context) ? "confirm" : severity;
};

const rangeCheck = (context: Context, row: DoseRow, start: StartingDose): readonly Check[] => {
  const above = start.high !== null && exceeds(row.asked, start.high);
  const below = start.low !== null && exceeds(start.low, row.asked);
  const limit = above ? start.high : below ? start.low : null;
  if (limit === null) return [];
  const unit = doseUnit(context, row.drug);
  return [
    {
      kind: "starting-dose",
      severity: above ? severityAbove(context, start) : "note",
      path: "prescription",
      drug: row.drug,
      asked: amount(row.asked, "dose-rate", unit),
      limit: amount(limit, "dose-rate", unit),
      what: above ? `above-${start.population}` : `below-${start.population}`,
      origin: start,
    },
  ];
};

const dependsOnTolerance = (drug: Drug): boolean =>
  drug.startingDoses.some((start) => start.population === "naive");

/** The rule for a pump that never held the drug: at this concentration and undiluted. */
export const firstFillChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] =>
  context.of.reservoir.firstFill
    ? rows.flatMap((row, index) =>
        drugOf(context, row.drug)
          .firstFill.filter((rule) => !same(rule.concentration, row.concentration))
          .map((rule): Check => {
            const unit = concentrationUnit(context, row.drug);
            return {
              kind: "first-fill",
              severity: actionOf(rule, "first-fill"),
              path: `${ingredientPath(index)}.concentration`,
              drug: row.drug,
              asked: amount(row.concentration, "concentration", unit),
              limit: amount(rule.concentration, "concentration", unit),
              origin: rule,
            };
          }),
      )
    : [];

/** Checks on the start of every drug that was not given before. */
export const startChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] =>
  rows
    .filter((row) => isStarting(context, row))
    .flatMap((row): readonly Check[] => {
      const drug = drugOf(context, row.drug);
      const unknown = context.of.patient.tolerance === null && dependsOnTolerance(drug);
      return [
        ...drug.startingDoses
          .filter((start) => isAbout(context, start.population))
          .flatMap((start) => rangeCheck(context, row, start)),
        ...(unknown
          ? [
              {
                kind: "tolerance-unknown" as const,
                severity: "confirm" as const,
                path: "patient.tolerance",
                drug: row.drug,
              },
            ]
          : []),
      ];
    });

/**
 * A full prime belongs to a new pump, and a new pump has nothing before: one of the entries is
 * probably wrong, and the first fill's own rules depend on it.
 */
export const firstFillDoubts = ({ of }: Context): readonly Check[] => {
  const { firstFill } = of.reservoir;
  const forgotten = !firstFill && of.prescription.transition === "prime-pump-and-catheter";
  const impossible = firstFill && of.before !== null;
  if (!forgotten && !impossible) return [];
  return [
    {
      kind: "first-fill-unlikely",
      severity: "confirm",
      path: "reservoir.first_fill",
      what: forgotten ? "not-stated" : "something-before",
    },
  ];
};

const ADULT_YEARS = 18;

/** The rows of the formulary that act are about adults. */
export const childChecks = ({ of }: Context): readonly Check[] => {
  const { born } = of.patient;
  if (born === null) return [];
  const eighteenth = `${Number(born.slice(0, 4)) + ADULT_YEARS}${born.slice(4)}`;
  if (printDay(of.reservoir.filled) >= eighteenth) return [];
  return [{ kind: "patient-is-a-child", severity: "confirm", path: "patient.born" }];
};
