// SPDX-License-Identifier: Apache-2.0
/**
 * What should have flowed, read from the log alone: an integral in big integers, interval by
 * interval, that shares no code with the pump. Times are turned into amounts by brute force.
 */
import { DAY_MS, pulsesPerDay } from "@cisterna/quantity";
import type { Bolus, Program, Week } from "@cisterna/therapy";
import type { Event, Fault, Log } from "../src/index.ts";

const WEEK_MS = 7 * DAY_MS;

type Story = {
  readonly pulse: number;
  program: Program | null;
  begun: boolean;
  transitionLeft: bigint;
  stopped: boolean;
  dry: boolean;
  /** Whether its power-on test has passed since it last started. */
  tested: boolean;
  readonly faults: Set<Fault>;
  clockFrom: number;
  readonly boluses: Map<string, Bolus & { from: number }>;
};

type Between = { readonly from: number; readonly upto: number };

/** What faults leave of the flow, told once more and by hand. */
type Leave = "all" | "lowest" | "minimum" | "nothing";

const NOTHING_LEFT: readonly Fault[] = ["over-delivery", "free-flow", "program-lost"];
const AS_THE_PROGRAM_SAYS: readonly Fault[] = [
  "self-test-failed",
  "reset-loop",
  "invariant-broken",
];
const ON_FAULT = { hold: "all", minimum: "minimum", stop: "nothing" } as const;

const leftBy = ({ faults, program, tested }: Story): Leave => {
  const leaves: Leave[] = NOTHING_LEFT.some((each) => faults.has(each)) ? ["nothing"] : [];
  if (!tested) leaves.push("nothing");
  if (AS_THE_PROGRAM_SAYS.some((each) => faults.has(each))) {
    leaves.push(ON_FAULT[program?.onFault ?? "stop"]);
  }
  if (faults.has("clock-lost")) leaves.push("lowest");
  const order: readonly Leave[] = ["nothing", "minimum", "lowest"];
  return order.find((each) => leaves.includes(each)) ?? "all";
};

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Quanta that a bolus of this age has given. */
const givenBy = (bolus: Bolus, age: number): bigint => {
  if (age <= 0) return 0n;
  const all = BigInt(bolus.pulses) * BigInt(DAY_MS);
  const over = BigInt(bolus.over);
  return least(all, ((all + over - 1n) / over) * BigInt(age));
};

const duringBolus = (bolus: Bolus & { from: number }, { from, upto }: Between): bigint =>
  givenBy(bolus, upto - bolus.from) - givenBy(bolus, from - bolus.from);

const duringWeek = (week: Week, clock: number, { from, upto }: Between): bigint => {
  let sum = 0n;
  const monday = Math.floor((from + clock) / WEEK_MS) * WEEK_MS - clock;
  for (let origin = monday; origin < upto; origin += WEEK_MS) {
    week.forEach(({ from: start, rate }, index) => {
      const end = origin + (week[index + 1]?.from ?? WEEK_MS);
      const span = Math.min(end, upto) - Math.max(origin + start, from);
      if (span > 0) sum += BigInt(rate) * BigInt(span);
    });
  }
  return sum;
};

const duringBasal = (program: Program, { from, upto }: Between): bigint => {
  const weeks = [{ at: 0, week: program.week }, ...program.titration];
  return weeks.reduce((sum, { at, week }, index) => {
    const begin = Math.max(from, at);
    const end = Math.min(upto, weeks[index + 1]?.at ?? upto);
    return end > begin ? sum + duringWeek(week, program.clock, { from: begin, upto: end }) : sum;
  }, 0n);
};

const duringClock = (story: Story, program: Program, between: Between): bigint => {
  const order = program.periodic;
  if (order === null) return 0n;
  let sum = 0n;
  const first = order.first - program.clock;
  const early = Math.max(0, Math.floor((between.from - first) / order.every) - 1);
  for (let from = first + early * order.every; from < between.upto; from += order.every) {
    if (from >= story.clockFrom) sum += duringBolus({ ...order, from }, between);
  }
  return sum;
};

/** The program as the faults leave it: its weeks capped, or flat at their lowest. */
const restrained = (program: Program, leave: Leave): Program => {
  const capped = (week: Week): Week => {
    const lowest = Math.min(...week.map(({ rate }) => rate));
    const cap = leave === "lowest" ? lowest : program.minimum;
    return week.map(({ from, rate }) => ({ from, rate: pulsesPerDay(Math.min(rate, cap)) }));
  };
  const titration = program.titration.map((step) => ({ ...step, week: capped(step.week) }));
  return leave === "all"
    ? program
    : { ...program, week: capped(program.week), titration, periodic: null };
};

const during = (story: Story, between: Between): bigint => {
  const leave = leftBy(story);
  const none = story.program === null || story.stopped || story.dry || leave === "nothing";
  if (story.program === null || none) return 0n;
  const program = restrained(story.program, leave);
  if (story.transitionLeft > 0n) {
    const full = program.transition?.rate ?? 0;
    const rate = BigInt(leave === "minimum" ? Math.min(full, program.minimum) : full);
    const given = least(rate * BigInt(between.upto - between.from), story.transitionLeft);
    story.transitionLeft -= given;
    return given;
  }
  if (!story.begun) return 0n;
  let sum = duringBasal(program, between) + duringClock(story, program, between);
  for (const bolus of story.boluses.values()) sum += duringBolus(bolus, between);
  return sum;
};

const startOver = (story: Story, at: number): void => {
  story.clockFrom = Math.max(story.clockFrom, at);
};

/** Where nothing is left to hold it back, the pump goes on from the present. */
const lifted = (story: Story, at: number, lift: () => void): void => {
  const before = leftBy(story);
  lift();
  if (before !== "all" && leftBy(story) === "all") startOver(story, at);
};

const retested = (story: Story, at: number): void => {
  if (!story.tested) startOver(story, at);
  story.tested = true;
};

const takeFault = (story: Story, event: Event): void => {
  switch (event.kind) {
    case "fault-found":
      story.faults.add(event.fault);
      return;
    case "fault-cleared":
      lifted(story, event.at, () => story.faults.delete(event.fault));
      return;
    case "self-tested":
      if (event.failed.length === 0) retested(story, event.at);
      return;
    case "clock-set":
      if (story.program !== null) story.program = { ...story.program, clock: event.clock };
      startOver(story, event.at);
      return;
    default:
      return;
  }
};

const take = (story: Story, event: Event): void => {
  takeFault(story, event);
  switch (event.kind) {
    case "programmed":
      story.faults.delete("program-lost");
      story.program = event.program;
      story.transitionLeft = BigInt(event.program.transition?.pulses ?? 0) * BigInt(DAY_MS);
      story.begun = story.transitionLeft === 0n && !story.stopped;
      story.clockFrom = event.at;
      return;
    case "transition-settled":
      story.begun = true;
      story.clockFrom = event.at;
      return;
    case "bolus-granted":
      story.boluses.set(event.bolus.id, event.bolus);
      return;
    case "bolus-settled":
      story.boluses.delete(event.bolus);
      return;
    case "bolus-cancelled":
      if (event.source === "periodic") story.clockFrom = event.at + 1;
      story.boluses.delete(event.bolus);
      return;
    case "refilled":
      if (event.volume < story.pulse) return;
      if (story.dry) startOver(story, event.at);
      story.dry = false;
      return;
    case "ran-dry":
      story.dry = true;
      return;
    case "stopped":
      story.stopped = true;
      return;
    case "resumed":
      story.stopped = false;
      if (story.transitionLeft === 0n) story.begun = true;
      startOver(story, event.at);
      return;
    case "transition-cancelled":
    case "stop-expired":
    case "interrogated":
    case "refused":
    case "repeated":
    case "fault-found":
    case "fault-cleared":
    case "turns-reconciled":
    case "self-tested":
    case "acknowledged":
    case "silenced":
    case "alarm-tested":
    case "clock-set":
    case "scan-begun":
    case "scan-ended":
    case "recovered":
      return;
  }
};

/** Quanta that should have flowed between the start of a log and a later instant. */
export const integralOf = (
  log: Log,
  { from, upto, pulse }: Between & { pulse: number },
): bigint => {
  const story: Story = {
    pulse,
    program: null,
    begun: false,
    transitionLeft: 0n,
    stopped: false,
    dry: false,
    tested: true,
    faults: new Set(),
    clockFrom: from,
    boluses: new Map(),
  };
  let [sum, here] = [0n, from];
  for (const event of log) {
    sum += during(story, { from: here, upto: event.at });
    here = event.at;
    take(story, event);
  }
  return sum + during(story, { from: here, upto });
};
