// SPDX-License-Identifier: Apache-2.0
/**
 * Watch: one implant as the radar sees it, and how urgent it is. The reservoir is reckoned at its
 * worst by therapy's forecast: every allowed bolus, the pump fast by its error, the alarm volume of
 * the clinic's choice. Law: whatever is added to be watched for, nothing becomes less urgent.
 */
import {
  type Flow,
  type Instant,
  isNegative,
  isNone,
  later,
  minus,
  none,
  printDay,
  printInstant,
  readInstant,
  type Volume,
} from "@cisterna/quantity";
import { forecast } from "@cisterna/therapy";
import type { Settings } from "../course/clinic.ts";
import { type Calendar, dayNumber } from "./calendar.ts";

/** What the reservoir does at worst. */
export type Drain = {
  /** When it held what follows. */
  readonly since: Instant;
  /** Volume above what cannot leave. */
  readonly left: Volume;
  readonly residual: Volume;
  readonly flow: Flow;
  /** Until when the drug is known to last. */
  readonly stable: Instant | null;
};

/** One implant as the radar sees it. */
export type Watch = {
  readonly patient: string;
  readonly implant: string;
  readonly name: string;
  /** Null: nobody knows what is in it. */
  readonly drain: Drain | null;
  /** The reservoir was emptied and not filled again. */
  readonly emptied: boolean;
  /** A visit was begun and left. */
  readonly unfinished: string | null;
  /** Next open appointments for a refill, in order. */
  readonly appointments: readonly Instant[];
  /** Day on which a drug is there; null: none is ordered, none in stock. */
  readonly drug: string | null;
  /** Missed among the last appointments. */
  readonly missed: number;
};

/** Bands of urgency, the most urgent first. */
export const BANDS = [
  "empty",
  "unknown",
  "low",
  "at-risk",
  "order",
  "book",
  "planned",
  "quiet",
] as const;

/** One band. */
export type Band = (typeof BANDS)[number];

/** Why an implant is in its band. */
type Reason =
  | "emptied"
  | "visit-unfinished"
  | "contents-unknown"
  | "empty-at-worst"
  | "alarm-at-worst"
  | "drug-past-its-stability"
  | "no-working-day-left"
  | "appointment-too-late"
  | "drug-too-late"
  | "no-drug"
  | "no-appointment"
  | "closed-before-due"
  | "appointments-missed";

/** What somebody has to do next, and by which day. */
export type NextAction = {
  readonly kind: "refill-now" | "call-patient" | "order-drug" | "book-refill";
  readonly by: string;
};

/** An implant with its dates and its urgency. */
export type Urgency = {
  readonly patient: string;
  readonly implant: string;
  readonly name: string;
  readonly band: Band;
  readonly reasons: readonly Reason[];
  readonly next: readonly NextAction[];
  /** Worst-case time of the alarm volume, of the empty reservoir, and the end of stability. */
  readonly low: string | null;
  readonly empty: string | null;
  readonly stable: string | null;
  readonly due: string | null;
  /** Last working day before it is due, misses of the past counted in. */
  readonly act_by: string | null;
  /** Last day on which a drug can be ordered to be there by then. */
  readonly order_by: string | null;
  readonly appointment: string | null;
};

/** The clinic's choices that the radar works by. */
export type Policy = Pick<Settings, "lead_time" | "book_ahead" | "no_show_margin"> & {
  readonly alarm: Volume;
  readonly calendar: Calendar;
};

/** Times of a drain for an alarm volume, with the day and the texts that follow from them. */
export type Times = {
  readonly low: Instant;
  readonly empty: Instant;
  readonly due: Instant;
  readonly stable: Instant | null;
  readonly dueDay: number;
  readonly shown: Readonly<Record<"low" | "empty" | "due", string>> & {
    readonly stable: string | null;
  };
};

const clamped = (volume: Volume): Volume => (isNegative(volume) ? none() : volume);

const sooner = (a: Instant, b: Instant | null): Instant =>
  b !== null && b.epochMs < a.epochMs ? b : a;

/** When a reservoir is low and empty at worst. Null: it does not flow. */
export const timesOf = (drain: Drain, alarm: Volume): Times | null => {
  if (isNone(drain.flow)) return null;
  const { toAlarm, toEmpty } = forecast({
    volume: drain.left,
    alarm: clamped(minus(alarm, drain.residual)),
    flow: drain.flow,
    stability: null,
  });
  const [low, empty] = [later(drain.since, toAlarm), later(drain.since, toEmpty)];
  const { stable } = drain;
  const due = sooner(low, stable);
  const shown = {
    low: printInstant(low),
    empty: printInstant(empty),
    due: printInstant(due),
    stable: stable === null ? null : printInstant(stable),
  };
  return { low, empty, due, stable, dueDay: dayNumber(printDay(due)), shown };
};

type Dates = {
  readonly today: number;
  readonly actBy: number;
  readonly orderBy: number;
  readonly bookFrom: number;
  readonly orderFrom: number;
  readonly closedBefore: boolean;
};

const datesOf = ({ dueDay }: Times, watch: Watch, { policy, today }: Look): Dates => {
  const { calendar, no_show_margin, lead_time, book_ahead } = policy;
  const last = calendar.openBefore(dueDay);
  const actBy = calendar.back(last, watch.missed * no_show_margin);
  const orderBy = calendar.back(actBy, lead_time);
  return {
    today,
    actBy,
    orderBy,
    bookFrom: actBy - book_ahead,
    orderFrom: orderBy - book_ahead,
    closedBefore: last < dueDay - 1,
  };
};

/** The clinic's choices, and now. */
export type Look = {
  readonly policy: Policy;
  readonly now: Instant;
  /** The clinic's day of now. */
  readonly today: number;
};

/** The clinic's choices, looked at now. */
export const lookAt = (policy: Policy, now: Instant): Look => ({
  policy,
  now,
  today: dayNumber(printDay(now)),
});

const drugNeededBy = (dates: Dates, appointment: Instant | undefined): number =>
  appointment === undefined ? dates.actBy : Math.min(dates.actBy, dayNumber(printDay(appointment)));

type Plan = {
  readonly appointment: Instant | undefined;
  readonly inTime: boolean;
  readonly drugInTime: boolean;
};

const planOf = (watch: Watch, due: Instant, dates: Dates): Plan => {
  const [appointment] = watch.appointments;
  const inTime = appointment !== undefined && appointment.epochMs <= due.epochMs;
  const needed = drugNeededBy(dates, inTime ? appointment : undefined);
  return {
    appointment,
    inTime,
    drugInTime: watch.drug !== null && dayNumber(watch.drug) <= needed,
  };
};

const atRisk = (watch: Watch, plan: Plan, dates: Dates): readonly Reason[] => [
  ...(plan.appointment !== undefined && !plan.inTime ? (["appointment-too-late"] as const) : []),
  ...(watch.drug !== null && !plan.drugInTime ? (["drug-too-late"] as const) : []),
  ...(watch.drug === null && dates.today > dates.orderBy ? (["no-drug"] as const) : []),
  ...(!plan.inTime && dates.today >= dates.actBy ? (["no-working-day-left"] as const) : []),
];

const waiting = (watch: Watch, plan: Plan, dates: Dates): readonly Reason[] => [
  ...(watch.drug === null && dates.today >= dates.orderFrom ? (["no-drug"] as const) : []),
  ...(plan.appointment === undefined && dates.today >= dates.bookFrom
    ? (["no-appointment"] as const)
    : []),
];

const bandOf = (risks: readonly Reason[], waits: readonly Reason[], plan: Plan): Band => {
  if (risks.length > 0) return "at-risk";
  if (waits.includes("no-drug")) return "order";
  if (waits.includes("no-appointment")) return "book";
  return plan.inTime ? "planned" : "quiet";
};

const actionsOf = (
  reasons: readonly Reason[],
  dates: Dates,
  { policy: { calendar } }: Look,
): readonly NextAction[] => {
  const has = (...list: readonly Reason[]): boolean => list.some((each) => reasons.includes(each));
  const by = (day: number): string => calendar.text(Math.max(day, dates.today));
  return [
    ...(has("no-drug", "drug-too-late")
      ? [{ kind: "order-drug", by: by(dates.orderBy) } as const]
      : []),
    ...(has("no-appointment") ? [{ kind: "book-refill", by: by(dates.bookFrom) } as const] : []),
    ...(has("appointment-too-late", "no-working-day-left")
      ? [{ kind: "call-patient", by: by(dates.today) } as const]
      : []),
  ];
};

type Found = Pick<Urgency, "band" | "reasons" | "next">;

const now = ({ policy, today }: Look): string => policy.calendar.text(today);

const urgent = (band: Band, reason: Reason, look: Look): Found => ({
  band,
  reasons: [reason],
  next: [{ kind: "refill-now", by: now(look) }],
});

type Reckoned = { readonly times: Times; readonly dates: Dates };

/** What is past: the reservoir is empty or low at worst, or the drug is too old. */
const past = ({ low, empty, due, stable }: Times, look: Look): Found | null => {
  const { epochMs } = look.now;
  if (empty.epochMs <= epochMs) return urgent("empty", "empty-at-worst", look);
  if (low.epochMs <= epochMs) return urgent("low", "alarm-at-worst", look);
  return due.epochMs <= epochMs && stable !== null
    ? urgent("low", "drug-past-its-stability", look)
    : null;
};

const ahead = (watch: Watch, { times, dates }: Reckoned, look: Look): Found => {
  const plan = planOf(watch, times.due, dates);
  const [risks, waits] = [atRisk(watch, plan, dates), waiting(watch, plan, dates)];
  const reasons = [...new Set([...risks, ...waits])];
  const beside: readonly Reason[] = [
    ...(dates.closedBefore ? (["closed-before-due"] as const) : []),
    ...(watch.missed > 0 ? (["appointments-missed"] as const) : []),
  ];
  return {
    band: bandOf(risks, waits, plan),
    reasons: [...reasons, ...beside],
    next: actionsOf(reasons, dates, look),
  };
};

const unknown = (watch: Watch, look: Look): Found | null => {
  if (watch.emptied) return urgent("empty", "emptied", look);
  if (watch.unfinished !== null) return urgent("unknown", "visit-unfinished", look);
  return watch.drain === null
    ? {
        band: "unknown",
        reasons: ["contents-unknown"],
        next: [{ kind: "call-patient", by: now(look) }],
      }
    : null;
};

const NO_DATES = { low: null, empty: null, stable: null, due: null, act_by: null, order_by: null };

const shownDates = (times: Times, dates: Dates, { policy: { calendar } }: Look) => ({
  ...times.shown,
  act_by: calendar.text(dates.actBy),
  order_by: calendar.text(dates.orderBy),
});

/**
 * How urgent an implant is. `times` are those of its drain, which do not change until it is filled
 * or programmed again.
 */
export const urgencyOf = (watch: Watch, times: Times | null, look: Look): Urgency => {
  const { patient, implant, name } = watch;
  const [next] = watch.appointments;
  const appointment = next === undefined ? null : printInstant(next);
  const blind = unknown(watch, look);
  if (times === null) {
    const found = blind ?? { band: "quiet", reasons: [], next: [] };
    return { patient, implant, name, ...found, ...NO_DATES, appointment };
  }
  const dates = datesOf(times, watch, look);
  const found = blind ?? past(times, look) ?? ahead(watch, { times, dates }, look);
  return { patient, implant, name, ...found, ...shownDates(times, dates, look), appointment };
};

const RANK: ReadonlyMap<Band, number> = new Map(BANDS.map((band, index) => [band, index]));

/** Longer than any time that a radar knows, ms since 1970. */
const FAR = 1e15;

const places = new WeakMap<Urgency, number>();

/** Where an implant stands in the list; reckoned once. */
const placeOf = (urgency: Urgency): number => {
  const found = places.get(urgency);
  if (found !== undefined) return found;
  const due = urgency.due === null ? 0 : (readInstant(urgency.due)?.epochMs ?? 0);
  const place = (RANK.get(urgency.band) ?? 0) * FAR + due;
  places.set(urgency, place);
  return place;
};

/** The most urgent first; within a band the one that is due first. */
export const byUrgency = (list: readonly Urgency[]): readonly Urgency[] =>
  list
    .map((each): readonly [number, Urgency] => [placeOf(each), each])
    .toSorted(inOrder)
    .map(([, each]) => each);

const inOrder = (a: readonly [number, Urgency], b: readonly [number, Urgency]): number => {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1].patient < b[1].patient ? -1 : 1;
};
