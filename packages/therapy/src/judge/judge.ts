// SPDX-License-Identifier: Apache-2.0
/**
 * The judge: a case and a formulary in, a plan or every reason why not out. All checks speak at
 * once; one that refuses ends the plan, and nothing is ever adjusted to fit.
 */
import { isNone } from "@cisterna/quantity";
import type { Case } from "../case.ts";
import { type Check, refuses } from "../check.ts";
import { complete } from "../devices/index.ts";
import { concentrationIn } from "../fluid.ts";
import { type DrugId, FORMULARY, type Formulary } from "../formulary/index.ts";
import { type Plan, planOf } from "../plan.ts";
import { doseChangeChecks } from "./change.ts";
import { type Context, contextOf, ingredientPath, isRunnable } from "./context.ts";
import {
  type DoseRow,
  doseRows,
  limitChecks,
  roundingChecks,
  strengthChecks,
  unlimitedChecks,
} from "./doses.ts";
import { pumpChecks } from "./flow.ts";
import { labelRelatedChecks } from "./label.ts";
import { outlookOf } from "./outlook.ts";
import { passageChecks } from "./passage.ts";
import { stabilityChecks } from "./stability.ts";
import { childChecks, firstFillChecks, firstFillDoubts, startChecks } from "./start.ts";
import { idleConfirmations, tenfoldChecks } from "./tenfold.ts";

/** What the judge says: every check, the dose table, and the plan unless something refused it. */
export type Judgement = {
  readonly checks: readonly Check[];
  readonly doses: readonly DoseRow[];
  readonly plan: Plan | null;
};

/** A constant's name as the case file writes its key. */
const keyOf = (constant: string): string =>
  constant.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const pumpGaps = (of: Case): readonly Check[] => {
  const known = complete(of.implant.pump);
  return known.ok
    ? []
    : known.refusals.map((gap) => ({
        kind: "constant-missing",
        severity: "refuse",
        path: `implant.pump.${keyOf(gap.constant)}`,
        what: gap.standing,
      }));
};

const fluidChecks = (of: Case): readonly Check[] => {
  const { fluid } = of.reservoir;
  const stated = of.prescription.doseOf;
  const seen = (drug: DrugId, index: number): boolean =>
    fluid.slice(0, index).some((other) => other.drug === drug);
  const found: readonly (Check | null)[] = [
    concentrationIn(fluid, stated) === undefined
      ? {
          kind: "dose-of-not-in-reservoir",
          severity: "refuse",
          path: "prescription.dose_of",
          drug: stated,
        }
      : null,
    ...fluid.map(({ drug, concentration }, index): Check | null => {
      const path = ingredientPath(index);
      if (seen(drug, index)) return { kind: "drug-twice", severity: "refuse", path, drug };
      return isNone(concentration) ? { kind: "no-drug", severity: "refuse", path, drug } : null;
    }),
  ];
  return found.filter((check) => check !== null);
};

const doseChecks = (context: Context, rows: readonly DoseRow[]): readonly Check[] => [
  ...limitChecks(context, rows),
  ...unlimitedChecks(context, rows),
  ...strengthChecks(context, rows),
  ...firstFillChecks(context, rows),
  ...firstFillDoubts(context),
  ...childChecks(context),
  ...startChecks(context, rows),
  ...doseChangeChecks(context, rows),
  ...tenfoldChecks(context, rows),
  ...roundingChecks(context, rows),
];

const everyCheck = (context: Context, rows: readonly DoseRow[]): readonly Check[] => {
  const ofPump = [...fluidChecks(context.of), ...pumpChecks(context)];
  const runs = isRunnable(context) && !ofPump.some(refuses);
  const toAlarm = runs ? outlookOf(context).nominal.toAlarm : null;
  const found = [
    ...ofPump,
    ...labelRelatedChecks(context),
    ...doseChecks(context, rows),
    ...stabilityChecks(context, toAlarm),
    ...passageChecks(context),
  ];
  return [...found, ...idleConfirmations(context, found)];
};

/**
 * Judges a case.
 * Law: there is a plan if and only if no check refuses.
 */
export const judge = (of: Case, formulary: Formulary = FORMULARY): Judgement => {
  const known = complete(of.implant.pump);
  const context = contextOf(of, formulary, known.ok ? known.value.constants : null);
  const doses = doseRows(context);
  const checks = [...pumpGaps(of), ...everyCheck(context, doses)];
  const { onFault } = of.prescription;
  const stopped = checks.some(refuses) || onFault === null || !isRunnable(context);
  return { checks, doses, plan: stopped ? null : planOf(context, { onFault, doses }) };
};
