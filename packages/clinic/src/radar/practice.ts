// SPDX-License-Identifier: Apache-2.0
/** The radar over a practice: from the record to what is watched. */
import { exceeds, type Instant, none, printDay, quantity } from "@cisterna/quantity";
import type { Settings } from "../course/clinic.ts";
import type { ImplantState, PatientState } from "../course/patient.ts";
import type { Practice } from "../course/standing.ts";
import { leftOf } from "../custody/balance.ts";
import type { LotState, StockState } from "../custody/stock.ts";
import { constant } from "../fact/constant.ts";
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

/** The calendar of a clinic's choices, with what it has reckoned already. */
export const calendarBy = (settings: Settings): Policy["calendar"] => policyOf(settings).calendar;

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

type Named = readonly [string, PatientState];

/** What was found under a clinic's choices on a day, and from when until when it stands. */
type Found<T> = Pick<Around, "settings" | "today"> & {
  readonly from: number;
  readonly until: number;
  readonly value: T;
};

const stands = <T>({ settings, today, from, until }: Found<T>, look: Around): boolean =>
  settings === look.settings &&
  today === look.today &&
  from <= look.now.epochMs &&
  look.now.epochMs < until;

const foundBy = <T>({ settings, today, now }: Around, value: T, until: number): Found<T> => ({
  ...{ settings, today, from: now.epochMs, until },
  value,
});

/** The first moment after now at which something is found otherwise without anybody's doing. */
const turnOf = ({ appointments }: Watch, times: Times | null, { now }: Look): number => {
  const known = times === null ? [] : [times.low, times.empty, times.due];
  const moments = [
    ...known.map(({ epochMs }) => epochMs),
    // An appointment stands in its own moment, and is past in the next.
    ...appointments.map(({ epochMs }) => epochMs + 1),
  ];
  return Math.min(...moments.filter((each) => each > now.epochMs));
};

type Turning = { readonly urgency: Urgency; readonly turn: number };

const urgencyIn = ([id, patient]: Named, implant: ImplantState, around: Around): Turning => {
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
  return { urgency: urgencyOf(watch, times, around), turn: turnOf(watch, times, around) };
};

const around = ({ clinic, stock }: Practice, now: Instant): Around | null =>
  clinic.settings === null
    ? null
    : {
        settings: clinic.settings,
        ...lookAt(policyOf(clinic.settings), now),
        drugs: drugDays(stock, now),
      };

const reckon = (record: Named, look: Around): Found<readonly Urgency[]> => {
  const [, { handedOver, implants }] = record;
  const watched = handedOver === null ? implants.filter(({ explant }) => explant === null) : [];
  const all = watched.map((implant) => urgencyIn(record, implant, look));
  const turn = Math.min(...all.map((each) => each.turn));
  const list = all.map(({ urgency }) => urgency);
  return foundBy(look, list, turn);
};

type OfPatient = Found<readonly Urgency[]> & { readonly drug: string | undefined };

const byPatient = new WeakMap<PatientState, OfPatient>();

/** The implants of one patient, reckoned again when anything of it can have become otherwise. */
const watched = (record: Named, look: Around): Found<readonly Urgency[]> => {
  const [id, patient] = record;
  const drug = look.drugs.get(id);
  const known = byPatient.get(patient);
  if (known !== undefined && known.drug === drug && stands(known, look)) return known;
  const fresh = { ...reckon(record, look), drug };
  byPatient.set(patient, fresh);
  return fresh;
};

type OfAll = Found<readonly Urgency[]> & { readonly drugs: DrugDays };

const byPractice = new WeakMap<Practice["patients"], OfAll>();

/**
 * Every implant of a practice, the most urgent first; null: the clinic has chosen nothing yet.
 * Law: what was kept of an earlier look is what would be reckoned now.
 */
export const radarOf = (practice: Practice, now: Instant): readonly Urgency[] | null => {
  const look = around(practice, now);
  if (look === null) return null;
  const { drugs } = look;
  const known = byPractice.get(practice.patients);
  if (known !== undefined && known.drugs === drugs && stands(known, look)) return known.value;
  const all = records(practice.patients).map((record) => watched(record, look));
  const turn = all.reduce((first, { until }) => Math.min(first, until), Number.POSITIVE_INFINITY);
  const list = constant(byUrgency(all.flatMap(({ value }) => value)));
  byPractice.set(practice.patients, { ...foundBy(look, list, turn), drugs });
  return list;
};

/** The implants of one patient. */
export const radarOfPatient = (
  practice: Practice,
  { id, patient }: { readonly id: string; readonly patient: PatientState },
  now: Instant,
): readonly Urgency[] => {
  const look = around(practice, now);
  return look === null ? [] : watched([id, patient], look).value;
};
