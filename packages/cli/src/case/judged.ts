// SPDX-License-Identifier: Apache-2.0
/**
 * The document of a judged case: what `plan --json` prints. Every quantity is a value with its UCUM
 * unit, every check has its place in the file.
 */
import {
  canonical,
  type Dimension,
  type Instant,
  type Interval,
  isExact,
  printInstant,
  type Quantity,
  toSignificant,
  toUcum,
  type UcumQuantity,
} from "@cisterna/quantity";
import {
  type Amount,
  type Check,
  type DoseRow,
  type Drug,
  type DrugId,
  type Fact,
  type Forecast,
  type Formulary,
  type Judgement,
  type LimitRow,
  type Passage,
  type Plan,
  refuses,
  SOURCES,
  type SourceId,
} from "@cisterna/therapy";
import type { PlanOutput } from "../schema/plan.ts";
import type { Place } from "./problem.ts";

/** A judged case, what it was judged by, and the way back to the file. */
export type Judged = {
  readonly judgement: Judgement;
  readonly formulary: Formulary;
  readonly placeOf: (path: string) => Place;
};

/** Whether a plan may be used: as it is, once a person confirmed what asks for it, or not. */
type PlanStatus = "ready" | "needs-confirmation" | "refused";

/** What the checks of a case come to. */
export const planStatus = (checks: readonly Check[]): PlanStatus => {
  if (checks.some(refuses)) return "refused";
  return checks.some(({ severity }) => severity === "confirm") ? "needs-confirmation" : "ready";
};

const amountOf = (amount: Amount): UcumQuantity => toUcum(canonical(amount.value), amount.unit);

const originOf = ({ source, status, edition, jurisdiction, note }: Fact) => ({
  source,
  status,
  edition,
  jurisdiction,
  ...(note === undefined ? {} : { note }),
});

/** A check for machines. */
const checkDocument = (check: Check, placeOf: Judged["placeOf"]) => {
  const { kind, severity, path, drug, drugs, asked, limit, share, old, what, origin } = check;
  return {
    kind,
    severity,
    path,
    ...placeOf(path),
    ...(drug === undefined ? {} : { drug }),
    ...(drugs === undefined ? {} : { drugs: [...drugs] }),
    ...(asked === undefined ? {} : { asked: amountOf(asked) }),
    ...(limit === undefined ? {} : { limit: amountOf(limit) }),
    ...(old === undefined ? {} : { old: amountOf(old) }),
    ...(share === undefined ? {} : { share: toSignificant(share) }),
    ...(what === undefined ? {} : { what }),
    ...(origin === undefined ? {} : originOf(origin)),
  };
};

const limitDocument = ({ limit, share, acts }: LimitRow, massUnit: Drug["massUnit"]) => ({
  quantity: limit.quantity,
  bound: limit.bound,
  nature: limit.nature,
  population: limit.population,
  value: toUcum(
    canonical(limit.value),
    `${massUnit}/${limit.quantity === "dose-per-day" ? "d" : "mL"}`,
  ),
  share: toSignificant(share),
  acts,
  ...originOf(limit),
});

/** The unit of mass in which a drug is shown. */
export const massUnitOf = (formulary: Formulary, drug: DrugId): Drug["massUnit"] =>
  formulary.get(drug)?.massUnit ?? "mg";

const doseDocument = (row: DoseRow, formulary: Formulary) => {
  const mass = massUnitOf(formulary, row.drug);
  const perDay = `${mass}/d`;
  return {
    drug: row.drug,
    concentration: toUcum(row.concentration, `${mass}/mL`),
    per_day: toUcum(row.asked, perDay),
    achievable: row.achievable === null ? null : toUcum(row.achievable, perDay),
    worst_day: toUcum(row.worstDay, perDay),
    limits: row.limits.map((each) => limitDocument(each, mass)),
  };
};

/** One value, or its bounds where it is only known as a range. */
const spanOf = <D extends Dimension>({ low, high }: Interval<D>, unit: string) =>
  isExact({ low, high }) ? toUcum(low, unit) : { low: toUcum(low, unit), high: toUcum(high, unit) };

const passageDocument = (passage: Passage, drug: { old: string; now: string }) => {
  if (passage.kind === "none") return passage;
  const exchange = {
    volume: spanOf(passage.volume, "mL"),
    programmed: toUcum(passage.programmed, "mL"),
    rate: toUcum(passage.rate, "mL/d"),
    duration: spanOf(passage.duration, "h"),
  };
  if (passage.kind === "prime")
    return { kind: passage.kind, ...exchange, drug: spanOf(passage.drug, drug.now) };
  return {
    kind: passage.kind,
    ...exchange,
    drug: spanOf(passage.drug, drug.old),
    new_flow: toUcum(passage.newFlow, "mL/d"),
    unbridged_dose: toUcum(passage.unbridgedDose, `${drug.old}/d`),
  };
};

const LAST_YEAR_MS = Date.UTC(9999, 0, 1);

/** An instant as text; null beyond the calendar, where nobody plans a refill. */
export const dateOf = (instant: Instant): string | null =>
  instant.epochMs > LAST_YEAR_MS ? null : printInstant(instant);

const days = (time: Quantity<"time">): UcumQuantity => toUcum(time, "d");

const forecastDocument = ({ toAlarm, toEmpty, due, because }: Forecast) => ({
  to_alarm: days(toAlarm),
  to_empty: days(toEmpty),
  due: days(due),
  because,
});

const refillDocument = ({ refill }: Plan) => ({
  due: dateOf(refill.due),
  empty_at_worst: dateOf(refill.emptyAtWorst),
  planned: forecastDocument(refill.nominal),
  worst_case: forecastDocument(refill.worst),
  stability:
    refill.cap === null
      ? null
      : { drug: refill.cap.drug, days: days(refill.cap.days), ...originOf(refill.cap.row) },
});

const planPart = (plan: Plan, formulary: Formulary) => {
  const { prescription, before } = plan.of;
  const now = massUnitOf(formulary, prescription.doseOf);
  const old = massUnitOf(formulary, before?.prescription.doseOf ?? prescription.doseOf);
  return {
    flow: toUcum(plan.flow, "mL/d"),
    on_demand:
      plan.onDemand === null
        ? null
        : {
            allowed_per_day: plan.onDemand.allowedPerDay,
            worst_day: toUcum(plan.onDemand.worstDay, `${now}/d`),
          },
    transition: passageDocument(plan.transition, { old, now }),
    refill: refillDocument(plan),
  };
};

/** Every source that a judged case names, in order of first mention. */
export const sourcesNamed = ({ checks, doses, plan }: Judgement): readonly SourceId[] => {
  const facts = [
    ...doses.flatMap(({ limits }) => limits.map(({ limit }) => limit)),
    ...checks.flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
    ...(plan?.refill.cap ? [plan.refill.cap.row] : []),
  ];
  return [...new Set(facts.map(({ source }) => source))];
};

const sourcesDocument = (judgement: Judgement) =>
  Object.fromEntries(
    sourcesNamed(judgement).map((id) => {
      const { citation, addresses } = SOURCES[id];
      return [id, { citation, addresses: [...addresses] }];
    }),
  );

/** What `plan --json` prints. A refused case has no flow, transition or dates. */
export const planDocument = ({ judgement, formulary, placeOf }: Judged): PlanOutput => {
  const { checks, doses, plan } = judgement;
  const refusals = checks.filter(refuses);
  return {
    status: planStatus(checks),
    ...(plan === null ? {} : planPart(plan, formulary)),
    doses: doses.map((row) => doseDocument(row, formulary)),
    checks: checks.map((check) => checkDocument(check, placeOf)),
    ...(refusals.length === 0
      ? {}
      : { refusals: refusals.map((check) => checkDocument(check, placeOf)) }),
    sources: sourcesDocument(judgement),
  };
};
