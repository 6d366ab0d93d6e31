// SPDX-License-Identifier: Apache-2.0
/**
 * Stability: how long the drug or the mixture lasts in the pump. What a maker or a study says caps
 * the refill date; what a digest says asks to be confirmed; silence is said aloud.
 */
import {
  type Concentration,
  canonical,
  compare,
  type Duration,
  exceeds,
  isNone,
  rational,
  same,
} from "@cisterna/quantity";
import { amount, type Check } from "../check.ts";
import { actionOf, type Drug, type DrugId, type Stability } from "../formulary/index.ts";
import { type Context, drugOf } from "./context.ts";

const partnersMatch = (row: Stability, others: readonly DrugId[]): boolean =>
  row.partners === "any"
    ? others.length > 0
    : row.partners.length === others.length &&
      row.partners.every((partner) => others.includes(partner));

/** What binds a drug alone binds it in company: no mixture outlasts its most fragile drug. */
const bindsAlone = (row: Stability, others: readonly DrugId[]): boolean =>
  others.length > 0 && row.partners !== "any" && row.partners.length === 0
    ? row.kind === "refill-interval"
    : false;

const isDiluted = (drug: Drug, concentration: Concentration): boolean =>
  drug.strengths.length > 0 &&
  !drug.strengths.some((strength) => same(strength.concentration, concentration));

const conditionsMatch = (
  row: Stability,
  fill: { firstFill: boolean; diluted: boolean; concentration: Concentration },
): boolean => {
  if (row.firstFill !== undefined && row.firstFill !== fill.firstFill) return false;
  if (row.diluted !== undefined && row.diluted !== fill.diluted) return false;
  if (row.concentration === undefined) return true;
  const { low, high } = row.concentration;
  return (low === null || !exceeds(low, fill.concentration)) && !exceeds(fill.concentration, high);
};

/** A finding on stability that is about this reservoir. */
type Finding = { readonly drug: DrugId; readonly row: Stability };

const findings = (context: Context): readonly Finding[] => {
  const { fluid, firstFill } = context.of.reservoir;
  return fluid.flatMap(({ drug: id, concentration }) => {
    const drug = drugOf(context, id);
    const others = fluid.map((each) => each.drug).filter((other) => other !== id);
    const fill = { firstFill, diluted: isDiluted(drug, concentration), concentration };
    return drug.stability
      .filter((row) => partnersMatch(row, others) || bindsAlone(row, others))
      .filter((row) => conditionsMatch(row, fill))
      .map((row) => ({ drug: id, row }));
  });
};

/** The stability that caps the refill date, and the finding that says so. */
export type Cap = { readonly days: Duration; readonly drug: DrugId; readonly row: Stability };

const inDays = (count: number): Duration => canonical(rational(BigInt(count)));

const capOf = ({ drug, row }: Finding): readonly Cap[] =>
  row.days === null || row.status === "digest" || row.status === "unverified"
    ? []
    : [{ days: inDays(row.days), drug, row }];

/** The shortest stability that is sourced; null when nothing was found. */
export const stabilityCap = (context: Context): Cap | null =>
  findings(context)
    .flatMap(capOf)
    .toSorted((a, b) => compare(a.days, b.days))[0] ?? null;

const lostChecks = (context: Context): readonly Check[] =>
  findings(context)
    .filter(({ row }) => row.outcome === "lost")
    .map(({ drug, row }) => ({
      kind: "mixture-unstable",
      severity: actionOf(row, "studied-time"),
      path: "reservoir.drugs",
      drug,
      drugs: context.of.reservoir.fluid.map((each) => each.drug),
      ...(row.days === null ? {} : { limit: amount(inDays(row.days), "time", "d") }),
      origin: row,
    }));

const digestChecks = (context: Context, toAlarm: Duration | null): readonly Check[] =>
  findings(context).flatMap(({ drug, row }): readonly Check[] => {
    if (row.status !== "digest" || row.days === null || toAlarm === null) return [];
    const limit = inDays(row.days);
    if (!exceeds(toAlarm, limit)) return [];
    return [
      {
        kind: "stability-short",
        severity: "confirm",
        path: "reservoir",
        drug,
        asked: amount(toAlarm, "time", "d"),
        limit: amount(limit, "time", "d"),
        origin: row,
      },
    ];
  });

const unknownChecks = (context: Context): readonly Check[] =>
  findings(context).some(({ row }) => row.days !== null && !isNone(inDays(row.days)))
    ? []
    : [
        {
          kind: "stability-unknown",
          severity: context.of.reservoir.fluid.length > 1 ? "confirm" : "note",
          path: "reservoir.drugs",
          drugs: context.of.reservoir.fluid.map((each) => each.drug),
        },
      ];

/** What is known, and what is not, of the stability of this reservoir. */
export const stabilityChecks = (context: Context, toAlarm: Duration | null): readonly Check[] => [
  ...lostChecks(context),
  ...digestChecks(context, toAlarm),
  ...unknownChecks(context),
];
