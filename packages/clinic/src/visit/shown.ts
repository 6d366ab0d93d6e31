// SPDX-License-Identifier: Apache-2.0
/**
 * Shown: what therapy found, as plain JSON that a person reads and confirms. The text of every
 * amount is what stands on the screen; a confirmation quotes it.
 */
import {
  canonical,
  changeOf,
  type Dimension,
  type DoseRate,
  flowFor,
  type Interval,
  isExact,
  isNone,
  print,
  printInstant,
} from "@cisterna/quantity";
import {
  type Amount,
  type Case,
  type Check,
  concentrationIn,
  type DoseRow,
  type DrugId,
  dailyDose,
  dosesOf,
  type Fact,
  FORMULARY,
  type Passage,
  type Plan,
  type Reconciliation,
  type Verdict,
} from "@cisterna/therapy";

const amountText = ({ value, unit }: Amount): string => print(canonical(value), unit);

/** Where a number comes from; one of the local formulary, and who read it where. */
const originOf = (fact: Fact) => {
  const { source, status, edition, jurisdiction } = fact;
  const said = { source, status, edition, jurisdiction };
  if (fact.status !== "confirmed") return said;
  const { page, name, date } = fact.confirmation;
  return { ...said, confirmed: { page, name, date } };
};

/** A check as it stands on the screen. */
export type ShownCheck = {
  readonly kind: string;
  readonly severity: string;
  readonly path: string;
  readonly drug?: string;
  readonly asked?: string;
  readonly limit?: string;
  readonly old?: string;
  readonly share?: string;
  readonly what?: string;
  readonly origin?: ReturnType<typeof originOf>;
};

/** A check as it stands on the screen. */
export const shownCheck = (check: Check): ShownCheck => {
  const { kind, severity, path, drug, asked, limit, old, share, what, origin } = check;
  return {
    kind,
    severity,
    path,
    ...(drug === undefined ? {} : { drug }),
    ...(asked === undefined ? {} : { asked: amountText(asked) }),
    ...(limit === undefined ? {} : { limit: amountText(limit) }),
    ...(old === undefined ? {} : { old: amountText(old) }),
    ...(share === undefined ? {} : { share: print<"ratio">(canonical(share), "%") }),
    ...(what === undefined ? {} : { what }),
    ...(origin === undefined ? {} : { origin: originOf(origin) }),
  };
};

/**
 * The words by which a check is known: two checks of one case that read the same are one to the
 * person who confirms. What it says is part of it, so that a changed value is not confirmed.
 */
export const checkKey = (check: ShownCheck): string =>
  [check.kind, check.path, check.drug, check.asked, check.limit, check.old, check.what].join(" | ");

/** The unit of mass in which a drug is shown. */
export const massUnit = (drug: DrugId): string => FORMULARY.get(drug)?.massUnit ?? "mg";

/** A dose in 24 hours, in the unit of mass in which its drug is shown. */
export const doseText = (drug: DrugId, dose: DoseRate): string =>
  print(dose, `${massUnit(drug)}/d`);

type Before = NonNullable<Case["before"]>;

/** Dose in 24 hours of every drug of a fluid that a prescription runs with, without requests. */
export const dosesPerDay = ({ fluid, prescription }: Before): ReadonlyMap<DrugId, DoseRate> => {
  const concentration = concentrationIn(fluid, prescription.doseOf);
  if (concentration === undefined || isNone(concentration)) return new Map();
  const flow = flowFor(dailyDose(prescription).perDay, concentration);
  return new Map(dosesOf(fluid, flow).map(({ drug, dose }) => [drug, dose]));
};

const dosesBefore = ({ before }: Case): ReadonlyMap<DrugId, DoseRate> =>
  before === null ? new Map() : dosesPerDay(before);

const changeText = (from: DoseRate | undefined, upto: DoseRate): string | null =>
  from === undefined || isNone(from) ? null : print(changeOf(from, upto), "%");

/** One drug of the plan: its dose in 24 hours before and after, and the change in per cent. */
const shownDose = (row: DoseRow, before: ReadonlyMap<DrugId, DoseRate>) => {
  const { drug } = row;
  const old = before.get(drug);
  return {
    drug,
    concentration: print(row.concentration, `${massUnit(drug)}/mL`),
    per_day: doseText(drug, row.asked),
    achievable: row.achievable === null ? null : doseText(drug, row.achievable),
    worst_day: doseText(drug, row.worstDay),
    before: old === undefined ? null : doseText(drug, old),
    change: changeText(old, row.asked),
    limits: row.limits.map(({ limit, share, acts }) => ({
      quantity: limit.quantity,
      nature: limit.nature,
      population: limit.population,
      value: print<Dimension>(
        canonical(limit.value),
        `${massUnit(drug)}/${limit.quantity === "dose-per-day" ? "d" : "mL"}`,
      ),
      share: print(share, "%"),
      acts,
      ...originOf(limit),
    })),
  };
};

/** Every drug of the plan; a drug that is no longer given is there with nothing after it. */
export const shownDoses = (of: Case, rows: readonly DoseRow[]) => {
  const before = dosesBefore(of);
  const gone = [...before].filter(([drug]) => !rows.some((row) => row.drug === drug));
  return {
    doses: rows.map((row) => shownDose(row, before)),
    ended: gone.map(([drug, dose]) => ({ drug, before: doseText(drug, dose) })),
  };
};

const span = <D extends Dimension>({ low, high }: Interval<D>, unit: string): string =>
  isExact({ low, high }) ? print(low, unit) : `${print(low, unit)} to ${print(high, unit)}`;

const shownPassage = (passage: Passage) =>
  passage.kind === "none"
    ? passage
    : {
        kind: passage.kind,
        volume: span<"volume">(passage.volume, "mL"),
        programmed: print<"volume">(passage.programmed, "mL"),
        rate: print<"flow">(passage.rate, "mL/d"),
        duration: span<"time">(passage.duration, passage.kind === "prime" ? "min" : "h"),
      };

/** A plan as it stands on the screen. */
export const shownPlan = (plan: Plan) => ({
  flow: print(plan.flow, "mL/d"),
  transition: shownPassage(plan.transition),
  line: span<"volume">(plan.line.catheter, "mL"),
  refill: {
    days_to_alarm: print(plan.refill.nominal.toAlarm, "d"),
    worst_days_to_alarm: print(plan.refill.worst.toAlarm, "d"),
    worst_days_to_empty: print(plan.refill.worst.toEmpty, "d"),
    because: plan.refill.worst.because,
    due: printInstant(plan.refill.due),
    empty_at_worst: printInstant(plan.refill.emptyAtWorst),
  },
  on_demand:
    plan.onDemand === null
      ? null
      : {
          allowed_per_day: plan.onDemand.allowedPerDay,
          worst_day: doseText(plan.of.prescription.doseOf, plan.onDemand.worstDay),
        },
});

const shownVerdict = (verdict: Verdict) =>
  "threshold" in verdict
    ? {
        kind: verdict.kind,
        threshold: print<Dimension>(
          canonical(verdict.threshold.value),
          verdict.threshold.kind === "over-infusion" ? "%" : "mL",
        ),
        ...originOf(verdict.threshold),
      }
    : { kind: verdict.kind };

/** A reconciliation as it stands on the screen. */
export const shownReconciliation = (found: Reconciliation) => ({
  expected: print(found.expected, "mL"),
  discrepancy: print(found.discrepancy, "mL"),
  delivered: print(found.delivered, "mL"),
  error: found.error === null ? null : print(found.error, "%"),
  verdicts: found.verdicts.map(shownVerdict),
});
