// SPDX-License-Identifier: Apache-2.0
/**
 * The simulated year: patients who do not come, days on which the clinic is closed without warning,
 * pharmacies that cannot deliver, pumps that run fast within their error. The question is whether
 * anybody's reservoir falls into the low-drug band without a task that was raised in time: so many
 * working days before that a drug could still have been ordered.
 */
import { printInstant } from "@cisterna/quantity";
import { onShelf, standingOf } from "../../src/index.ts";
import { calendarOf, dayNumber, dayText } from "../../src/radar/calendar.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Clinic, clinicAt, instantOf, must, refill, settings } from "./clinic.ts";
import type { Fate } from "./fate.ts";
import { REGIMENS, type Regimen } from "./regimen.ts";

type Life = {
  readonly id: string;
  readonly regimen: Regimen;
  readonly unreliable: boolean;
  /** Delivery over the program, within the pump's error of 14.5 %. */
  readonly error: number;
  /** Share of the allowed boluses that are asked for. */
  readonly use: number;
  filled: number;
  fills: number;
  isLow: boolean;
};

/** What a year came to. */
export type Year = {
  readonly patients: number;
  readonly refills: number;
  readonly missed: number;
  readonly closedDays: number;
  readonly lateOrders: number;
  readonly lostOrders: number;
  readonly tasks: number;
  /** Tasks that nobody had done at the end. */
  readonly tasksOpen: number;
  readonly facts: number;
  /** Reservoirs that fell below the alarm volume, and how early their first task was at least. */
  readonly low: number;
  readonly lowWithoutTask: readonly string[];
  readonly shortestNotice: number | null;
};

type World = {
  readonly clinic: Clinic;
  readonly fate: Fate;
  readonly chance: Chance;
  readonly lives: readonly Life[];
  readonly slips: Map<string, number | null>;
  readonly booked: Map<number, number>;
  readonly closures: object[];
  readonly count: { missed: number; closed: number; late: number; lost: number; refills: number };
  readonly notices: number[];
  readonly unwarned: string[];
};

const START = "2026-01-05";
const ALARM_ML = 2;
const LEAD = 5;
const ERROR = 0.145;
/** Refills that can be given on a day, by patient of the clinic. */
const CAPACITY = 0.06;

const lifeOf = (index: number, chance: Chance): Life => ({
  id: `p${index}`,
  regimen: REGIMENS[Math.floor(chance() * REGIMENS.length)] ?? (REGIMENS[0] as Regimen),
  unreliable: chance() < 0.2,
  error: (2 * chance() - 1) * ERROR,
  use: chance(),
  filled: 0,
  fills: 0,
  isLow: false,
});

const rateOf = ({ regimen, error, use }: Life): number =>
  (regimen.flow + (regimen.most - regimen.flow) * use) * (1 + error);

const leftOf = (life: Life, day: number): number =>
  life.regimen.mL - rateOf(life) * (day - life.filled);

const computedOf = ({ regimen, filled, use }: Life, day: number): number =>
  regimen.mL - (regimen.flow + (regimen.most - regimen.flow) * use) * (day - filled);

const receive = (world: World, life: Life, order: string | null): string => {
  const lot = `${life.id}.${life.fills + 1}`;
  const { drugs, volume } = life.regimen;
  must(world.clinic, "receive-drug", {
    input: {
      lot,
      ...(order === null ? {} : { order }),
      patient: life.id,
      drugs,
      volume,
      expires: "2030-01-01",
      container: "one syringe",
    },
  });
  return lot;
};

const refillNow = (world: World, life: Life, day: number): void => {
  const lot = `${life.id}.${life.fills + 1}`;
  const volumes =
    life.fills === 0 ? null : { computed: computedOf(life, day), found: leftOf(life, day) };
  refill(world.clinic, { patient: life.id, regimen: life.regimen, lot }, volumes);
  life.filled = day;
  life.fills += 1;
  life.isLow = false;
  world.count.refills += 1;
};

/** Everybody was filled in the weeks before, so that refills do not fall on one day. */
const begin = (world: World, life: Life, day: number): void => {
  const { clinic } = world;
  clinic.now = instantOf(dayText(day), "09:00");
  must(clinic, "register-patient", {
    patient: life.id,
    input: { name: life.id, born: "1960-01-01", tolerance: "tolerant" },
  });
  must(clinic, "record-implant", {
    patient: life.id,
    input: {
      implant: "implant-1",
      on: dayText(day - 1),
      pump: { model: life.regimen.model },
      catheter: { model: "generic", tip: "T10", implanted: "80 cm" },
      site: "abdomen",
      surgeon: "Dr",
    },
  });
  receive(world, life, null);
  refillNow(world, life, day);
};

const hasLot = ({ clinic: { practice } }: World, life: Life): boolean =>
  practice.stock.lots.some(
    ({ lot, moves }) => lot === `${life.id}.${life.fills + 1}` && moves.length === 0,
  );

const openTasks = ({ clinic: { practice } }: World, life: Life) =>
  (onShelf(practice.patients, life.id)?.tasks ?? []).filter(({ closed }) => closed === null);

const openAppointments = ({ clinic: { practice } }: World, life: Life) =>
  (onShelf(practice.patients, life.id)?.appointments ?? []).filter(
    ({ outcome }) => outcome === "open",
  );

const openOrder = ({ clinic: { practice } }: World, life: Life) =>
  practice.stock.orders.find(({ patient, outcome }) => patient === life.id && outcome === "open");

/** An order: most come on their day, some late, some never. */
const order = (world: World, life: Life, day: number): void => {
  const old = openOrder(world, life);
  const { clinic, chance, fate, count } = world;
  if (old !== undefined) {
    must(clinic, "cancel-order", { input: { order: old.order, because: "did not come" } });
  }
  const name = `${life.id}.o${clinic.practice.stock.orders.length}`;
  const promised = workingDaysOn(world, day, LEAD);
  must(clinic, "order-drug", {
    input: {
      order: name,
      patient: life.id,
      pharmacy: "pharmacy",
      drugs: life.regimen.drugs,
      volume: life.regimen.volume,
      needed: dayText(promised),
      promised: dayText(promised),
    },
  });
  const fell = chance();
  const lost = fell < fate.never;
  const late = !lost && fell < fate.never + fate.late;
  if (lost) count.lost += 1;
  if (late) count.late += 1;
  world.slips.set(name, lost ? null : promised + (late ? 1 + Math.floor(chance() * 9) : 0));
};

const calendarIn = ({ clinic }: World) => {
  const { settings: chosen } = clinic.practice.clinic;
  return calendarOf(chosen ?? { weekend: [], closures: [] });
};

const workingDaysOn = (world: World, day: number, count: number): number => {
  const calendar = calendarIn(world);
  let each = day;
  for (let left = count; left > 0; ) {
    each += 1;
    if (calendar.isOpen(each)) left -= 1;
  }
  return each;
};

const book = (world: World, life: Life, from: number): void => {
  const calendar = calendarIn(world);
  const { clinic, fate } = world;
  const patient = onShelf(clinic.practice.patients, life.id);
  for (const { appointment } of openAppointments(world, life))
    must(clinic, "close-appointment", {
      patient: life.id,
      input: { appointment, outcome: "cancelled" },
    });
  let day = Math.max(from, hasLot(world, life) ? from : orderedFor(world, life, from));
  const most = Math.max(2, Math.ceil(fate.patients * CAPACITY));
  while (!calendar.isOpen(day) || (world.booked.get(day) ?? 0) >= most) day += 1;
  world.booked.set(day, (world.booked.get(day) ?? 0) + 1);
  must(clinic, "book-appointment", {
    patient: life.id,
    input: {
      appointment: `a${(patient?.appointments.length ?? 0) + 1}`,
      at: printInstant(instantOf(dayText(day), "10:00")),
      implant: "implant-1",
      kind: "refill",
    },
  });
};

const orderedFor = (world: World, life: Life, from: number): number => {
  const found = openOrder(world, life);
  return found === undefined ? workingDaysOn(world, from, LEAD) : dayNumber(found.promised);
};

const work = (world: World, life: Life, day: number): void => {
  const kinds = openTasks(world, life).map(({ kind }) => kind);
  const forgets = world.chance() < 0.15;
  if (forgets) return;
  const needs = !hasLot(world, life) && kinds.includes("order-drug");
  const late = openOrder(world, life)?.promised ?? "9999-12-31";
  if (needs && (openOrder(world, life) === undefined || late < dayText(day)))
    order(world, life, day);
  const calls = ["book-refill", "call-patient", "refill-now"].some((kind) =>
    kinds.some((each) => each === kind),
  );
  if (calls) book(world, life, day + 1);
};

const deliver = (world: World, day: number): void => {
  const { stock } = world.clinic.practice;
  for (const each of stock.orders) {
    const comes = world.slips.get(each.order);
    if (each.outcome !== "open" || comes === null || comes === undefined || comes > day) continue;
    const life = world.lives.find(({ id }) => id === each.patient);
    if (life !== undefined && !hasLot(world, life)) receive(world, life, each.order);
  }
};

/** What becomes of today's appointment of somebody. */
const outcomeOf = (world: World, life: Life, day: number): "attended" | "missed" | "cancelled" => {
  const { chance, fate } = world;
  const misses = chance() < (life.unreliable ? fate.missed.often : fate.missed.usual);
  if (!calendarIn(world).isOpen(day)) return "cancelled";
  if (misses) return "missed";
  return hasLot(world, life) ? "attended" : "cancelled";
};

const attend = (world: World, life: Life, day: number): void => {
  const { clinic, count } = world;
  const open = openAppointments(world, life).find(({ at }) => at.slice(0, 10) <= dayText(day));
  if (open === undefined) return;
  const outcome = outcomeOf(world, life, day);
  if (outcome === "missed") count.missed += 1;
  if (outcome === "attended") refillNow(world, life, day);
  else
    must(clinic, "close-appointment", {
      patient: life.id,
      input: { appointment: open.appointment, outcome },
    });
};

/** Whether somebody is still about it: a task is open, or the patient has an appointment. */
const isMinded = (world: World, life: Life): boolean =>
  openTasks(world, life).length > 0 || openAppointments(world, life).length > 0;

/** The first task of this fill, in working days before a day. */
const noticeOf = (world: World, life: Life, day: number): number | null => {
  const calendar = calendarIn(world);
  const { tasks } = standingOf(world.clinic.practice, life.id).patient;
  const raised = tasks
    .filter(({ kind }) => kind !== "confirm-observation" && kind !== "check-rate")
    .map((task) => dayNumber(task.raised.slice(0, 10)))
    .filter((each) => each > life.filled);
  if (raised.length === 0 || !isMinded(world, life)) return null;
  let notice = 0;
  for (let each = Math.min(...raised); each < day; each += 1)
    if (calendar.isOpen(each)) notice += 1;
  return notice;
};

const watchLow = (world: World, life: Life, day: number): void => {
  if (life.isLow || leftOf(life, day) > ALARM_ML) return;
  life.isLow = true;
  const notice = noticeOf(world, life, day);
  if (notice === null || notice < LEAD) world.unwarned.push(`${life.id} on ${dayText(day)}`);
  else world.notices.push(notice);
};

const closeToday = (world: World, day: number): void => {
  const { clinic, chance, fate, count } = world;
  if (!calendarIn(world).isOpen(day) || chance() >= fate.closed) return;
  count.closed += 1;
  world.closures.push({ from: dayText(day), upto: dayText(day), why: "closed without warning" });
  must(clinic, "configure-clinic", { input: settings(world.closures) });
};

const liveDay = (world: World, day: number): void => {
  const { clinic, lives } = world;
  clinic.now = instantOf(dayText(day), "06:00");
  closeToday(world, day);
  const watched = world.fate.watched ? lives : [];
  for (const { id } of watched) must(clinic, "watch-patient", { patient: id, input: {} });
  clinic.now = instantOf(dayText(day), "08:00");
  if (calendarIn(world).isOpen(day)) {
    deliver(world, day);
    for (const life of lives) if (openTasks(world, life).length > 0) work(world, life, day);
  }
  clinic.now = instantOf(dayText(day), "11:00");
  for (const life of lives) {
    attend(world, life, day);
    watchLow(world, life, day);
  }
};

const HOLIDAYS = [
  { from: "2026-04-03", upto: "2026-04-06", why: "Easter" },
  { from: "2026-08-03", upto: "2026-08-14", why: "summer" },
  { from: "2026-12-24", upto: "2027-01-03", why: "Christmas" },
];

const worldOf = (fate: Fate): World => {
  const chance = chanceOf(fate.seed);
  return {
    clinic: clinicAt(START),
    fate,
    chance,
    lives: Array.from({ length: fate.patients }, (_, index) => lifeOf(index, chance)),
    slips: new Map(),
    booked: new Map(),
    closures: [...HOLIDAYS],
    count: { missed: 0, closed: 0, late: 0, lost: 0, refills: 0 },
    notices: [],
    unwarned: [],
  };
};

/** How far back the first fills lie, days. */
const SPREAD = 30;

/** Lives through a year. The same fate gives the same year. */
export const liveYear = (fate: Fate, told: (day: number) => void = () => {}): Year => {
  const world = worldOf(fate);
  must(world.clinic, "configure-clinic", { input: settings(world.closures) });
  const first = dayNumber(START);
  for (const [index, life] of world.lives.entries()) begin(world, life, first - (index % SPREAD));
  for (let day = first + 1; day <= first + fate.days; day += 1) {
    liveDay(world, day);
    told(day - first);
  }
  const { count, notices, unwarned, clinic } = world;
  return {
    patients: fate.patients,
    refills: count.refills,
    missed: count.missed,
    closedDays: count.closed,
    lateOrders: count.late,
    lostOrders: count.lost,
    tasks: world.lives.reduce(
      (sum, { id }) => sum + standingOf(clinic.practice, id).patient.tasks.length,
      0,
    ),
    tasksOpen: world.lives.reduce((sum, life) => sum + openTasks(world, life).length, 0),
    facts: clinic.facts,
    low: notices.length + unwarned.length,
    lowWithoutTask: unwarned,
    shortestNotice: notices.length === 0 ? null : Math.min(...notices),
  };
};
