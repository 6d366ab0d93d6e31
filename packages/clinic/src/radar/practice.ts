// SPDX-License-Identifier: Apache-2.0
/** The radar over a practice: from the record to what is watched. */
import { exceeds, type Instant, none, printDay, quantity } from "@cisterna/quantity";
import type { Settings } from "../course/clinic.ts";
import type { ImplantState, PatientState } from "../course/patient.ts";
import type { Practice } from "../course/standing.ts";
import { leftOf } from "../custody/balance.ts";
import type { LotState, StockState } from "../custody/stock.ts";
import { records } from "../fact/shelf.ts";
import { instantFrom } from "../visit/written.ts";
import { calendarOf } from "./calendar.ts";
import {
  byUrgency,
  type Drain,
  type Look,
  lookAt,
  type Policy,
  type Times,
  timesOf,
  type Urgency,
  urgencyOf,
  type Watch,
} from "./watch.ts";

const drainOf = ({ running }: ImplantState): Drain | null =>
  running === null
    ? null
    : {
        since: instantFrom(running.since),
        left: quantity(running.wear.left, "volume"),
        residual: quantity(running.wear.residual, "volume"),
        flow: quantity(running.wear.flow, "flow"),
        stable: running.wear.stable === undefined ? null : instantFrom(running.wear.stable),
      };

/** Last appointments that count for the history of misses. */
const REMEMBERED = 5;

const missedBy = ({ appointments }: PatientState): number =>
  appointments
    .filter(({ outcome }) => outcome === "attended" || outcome === "missed")
    .slice(-REMEMBERED)
    .filter(({ outcome }) => outcome === "missed").length;

const appointmentsFor = (
  { appointments }: PatientState,
  implant: string,
  now: Instant,
): readonly Instant[] =>
  appointments
    .filter((each) => each.outcome === "open" && each.kind === "refill")
    .filter((each) => each.implant === undefined || each.implant === implant)
    .map(({ at }) => instantFrom(at))
    .filter(({ epochMs }) => epochMs >= now.epochMs)
    .toSorted((a, b) => a.epochMs - b.epochMs);

/** A visit in which the reservoir was opened and that nobody has ended by the next day. */
const unfinishedOf = ({ visits }: PatientState, implant: string, now: Instant): string | null =>
  visits.find(
    (each) =>
      each.end === null &&
      each.implant === implant &&
      each.steps.some(({ step }) => step === "aspirate") &&
      each.began.slice(0, 10) < printDay(now),
  )?.visit ?? null;

const spent = new WeakMap<LotState, boolean>();

/** Whether nothing of a lot is left; a lot never fills again. */
const isSpent = (lot: LotState): boolean => {
  const found = spent.get(lot) ?? !exceeds(leftOf(lot), none<"volume">());
  spent.set(lot, found);
  return found;
};

type DrugDays = ReadonlyMap<string, string>;

const reckonDrugDays = (stock: StockState, today: string): DrugDays => {
  const days = new Map<string, string>();
  const take = (patient: string | undefined, day: string): void => {
    if (patient === undefined) return;
    const known = days.get(patient);
    if (known === undefined || day < known) days.set(patient, day);
  };
  for (const { outcome, patient, promised } of stock.orders) {
    if (outcome === "open" && promised >= today) take(patient, promised);
  }
  for (const lot of stock.lots) {
    if (lot.patient !== undefined && lot.expires >= today && !isSpent(lot))
      take(lot.patient, today);
  }
  return days;
};

const drugsBy = new WeakMap<StockState, { readonly today: string; readonly days: DrugDays }>();

/**
 * Day on which a drug for a patient is there: a lot in stock, or an open order. An order whose day
 * has passed is none: somebody has to ask.
 */
const drugDays = (stock: StockState, now: Instant): DrugDays => {
  const today = printDay(now);
  const found = drugsBy.get(stock);
  if (found?.today === today) return found.days;
  const days = reckonDrugDays(stock, today);
  drugsBy.set(stock, { today, days });
  return days;
};

type Known = { readonly alarm: string; readonly drain: Drain | null; readonly times: Times | null };

/** What follows from an implant alone is reckoned once, until it is filled or programmed again. */
const known = new WeakMap<ImplantState, Known>();

const knownOf = (implant: ImplantState, { alarm }: Settings): Known => {
  const found = known.get(implant);
  if (found?.alarm === alarm) return found;
  const drain = drainOf(implant);
  const times = drain === null ? null : timesOf(drain, quantity(alarm, "volume"));
  const fresh = { alarm, drain, times };
  known.set(implant, fresh);
  return fresh;
};

const policies = new WeakMap<Settings, Policy>();

/** The clinic's choices as the radar works by them. */
const policyOf = (settings: Settings): Policy => {
  const found = policies.get(settings);
  if (found !== undefined) return found;
  const { lead_time, book_ahead, no_show_margin } = settings;
  const alarm = quantity(settings.alarm, "volume");
  const policy = { lead_time, book_ahead, no_show_margin, alarm, calendar: calendarOf(settings) };
  policies.set(settings, policy);
  return policy;
};

type Around = Look & { readonly settings: Settings; readonly drugs: DrugDays };

const urgencyIn = (
  [id, patient]: readonly [string, PatientState],
  implant: ImplantState,
  around: Around,
): Urgency => {
  const name = implant.entry.implant;
  const { drain, times } = knownOf(implant, around.settings);
  const watch: Watch = {
    patient: id,
    implant: name,
    name: patient.person?.name ?? id,
    drain,
    emptied: implant.emptied,
    unfinished: unfinishedOf(patient, name, around.now),
    appointments: appointmentsFor(patient, name, around.now),
    drug: around.drugs.get(id) ?? null,
    missed: missedBy(patient),
  };
  return urgencyOf(watch, times, around);
};

const around = ({ clinic, stock }: Practice, now: Instant): Around | null =>
  clinic.settings === null
    ? null
    : {
        settings: clinic.settings,
        ...lookAt(policyOf(clinic.settings), now),
        drugs: drugDays(stock, now),
      };

const watched = (record: readonly [string, PatientState], look: Around): readonly Urgency[] =>
  record[1].handedOver !== null
    ? []
    : record[1].implants
        .filter(({ explant }) => explant === null)
        .map((implant) => urgencyIn(record, implant, look));

/** Every implant of a practice, the most urgent first; null: the clinic has chosen nothing yet. */
export const radarOf = (practice: Practice, now: Instant): readonly Urgency[] | null => {
  const look = around(practice, now);
  if (look === null) return null;
  return byUrgency(records(practice.patients).flatMap((record) => watched(record, look)));
};

/** The implants of one patient. */
export const radarOfPatient = (
  practice: Practice,
  { id, patient }: { readonly id: string; readonly patient: PatientState },
  now: Instant,
): readonly Urgency[] => {
  const look = around(practice, now);
  return look === null ? [] : watched([id, patient], look);
};
