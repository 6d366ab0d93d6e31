// SPDX-License-Identifier: Apache-2.0
/**
 * The story: what should flow, told from the log alone. It shares no code with the pump: programs
 * and grants are turned into amounts by where they begin and how much they hold, not by asking a
 * schedule. A story is a local of one life, changed in place.
 */
import { ALARMS, type Ending, type Event, type Fault } from "@cisterna/pump";
import { DAY_MS } from "@cisterna/quantity";
import type { Program, Week } from "@cisterna/therapy";
import { type Hold, holdOf } from "./hold.ts";

const WEEK_MS = 7 * DAY_MS;

/** A bolus with its beginning. */
type Given = { readonly pulses: number; readonly over: number; readonly from: number };

/** What the log has told so far. */
export type Story = {
  program: Program | null;
  begun: boolean;
  /** Quanta of the transition that are still to flow. */
  transitionLeft: number;
  stopped: boolean;
  dry: boolean;
  clockFrom: number;
  readonly boluses: Map<string, Given>;
  readonly faults: Set<Fault>;
  /** Whether the test after a start is still to come: nothing flows before it. */
  untested: boolean;
  /** Whether the pump tests itself at all. */
  readonly tests: boolean;
};

/** A story of which nothing has been told. */
export const emptyStory = (from: number, { dry, tests }: Pick<Story, "dry" | "tests">): Story => ({
  program: null,
  begun: false,
  transitionLeft: 0,
  stopped: false,
  dry,
  clockFrom: from,
  boluses: new Map(),
  faults: new Set(),
  untested: false,
  tests,
});

/** Quanta on a stretch of time, spread evenly over it. */
export type Amount = { readonly from: number; readonly upto: number; readonly quanta: number };

/** Quanta that a bolus has given at an instant. */
const givenBy = (bolus: Given, at: number): number => {
  const all = bolus.pulses * DAY_MS;
  return at <= bolus.from ? 0 : Math.min(all, Math.ceil(all / bolus.over) * (at - bolus.from));
};

/** Where the flow of a bolus changes: its beginning, its last whole millisecond, its end. */
const changesOf = (bolus: Given): readonly number[] => {
  const all = bolus.pulses * DAY_MS;
  const full = bolus.from + Math.floor(all / Math.ceil(all / bolus.over));
  return [bolus.from, full, full + 1];
};

const weekAt = ({ week, titration }: Program, at: number): Week => {
  let current = week;
  for (const step of titration) if (step.at <= at) current = step.week;
  return current;
};

const basalAt = (program: Program, at: number): number => {
  const moment = (at + program.clock) % WEEK_MS;
  let rate = 0;
  for (const segment of weekAt(program, at)) {
    if (segment.from > moment) break;
    rate = segment.rate;
  }
  return rate;
};

type Between = { readonly from: number; readonly upto: number };

const weekChanges = (program: Program, { from, upto }: Between): readonly number[] => {
  const changes: number[] = program.titration.map(({ at }) => at);
  const monday = Math.floor((from + program.clock) / WEEK_MS) * WEEK_MS - program.clock;
  for (let origin = monday; origin < upto; origin += WEEK_MS) {
    for (const segment of weekAt(program, Math.max(origin, from))) {
      changes.push(origin + segment.from);
    }
    for (const step of program.titration) {
      for (const segment of step.week) changes.push(origin + segment.from);
    }
  }
  return changes;
};

/** Boluses on the clock that touch a stretch of time. */
const clocked = (story: Story, program: Program, between: Between): readonly Given[] => {
  const order = program.periodic;
  if (order === null) return [];
  const first = order.first - program.clock;
  const early = Math.max(0, Math.floor((between.from - first) / order.every) - 1);
  const found: Given[] = [];
  for (let from = first + early * order.every; from < between.upto; from += order.every) {
    if (from >= story.clockFrom) found.push({ pulses: order.pulses, over: order.over, from });
  }
  return found;
};

/** Basal as the faults leave it. */
const heldBasal = (program: Program, hold: Hold, at: number): number => {
  if (hold === "lowest-step") {
    return Math.min(...weekAt(program, at).map(({ rate }) => rate));
  }
  const rate = basalAt(program, at);
  return hold === "minimum" ? Math.min(rate, program.minimum) : rate;
};

const running = (story: Story, program: Program, between: Between): readonly Amount[] => {
  const hold = holdOf(story.faults, program);
  const onClock = hold === "none" ? clocked(story, program, between) : [];
  const boluses = [...story.boluses.values(), ...onClock];
  const inside = [...weekChanges(program, between), ...boluses.flatMap(changesOf)]
    .filter((at) => at > between.from && at < between.upto)
    .sort((a, b) => a - b);
  const amounts: Amount[] = [];
  let { from } = between;
  for (const upto of [...inside, between.upto]) {
    if (upto === from) continue;
    let quanta = heldBasal(program, hold, from) * (upto - from);
    for (const bolus of boluses) quanta += givenBy(bolus, upto) - givenBy(bolus, from);
    amounts.push({ from, upto, quanta });
    from = upto;
  }
  return amounts;
};

/** What should flow next: in the transition, which no window counts, and after it. */
type Expected = { readonly transition: number; readonly amounts: readonly Amount[] };

const NONE: Expected = { transition: 0, amounts: [] };

/** What should flow on a stretch of time on which nothing is told. */
export const expectedIn = (story: Story, between: Between): Expected => {
  const { program } = story;
  if (program === null || story.stopped || story.dry || between.upto <= between.from) return NONE;
  const hold = holdOf(story.faults, program);
  if (hold === "stop" || story.untested) return NONE;
  if (story.transitionLeft > 0) {
    const asked = program.transition?.rate ?? 0;
    const rate = hold === "minimum" ? Math.min(asked, program.minimum) : asked;
    const most = rate * (between.upto - between.from);
    const transition = Math.min(most, story.transitionLeft);
    story.transitionLeft -= transition;
    return { transition, amounts: [] };
  }
  return story.begun ? { transition: 0, amounts: running(story, program, between) } : NONE;
};

const over = (story: Story, ending: Ending): void => {
  for (const fault of story.faults) if (ALARMS[fault].ends === ending) story.faults.delete(fault);
};

/** A fault is over; boluses on the clock that began while it held back are not made up for. */
const cleared = (story: Story, fault: Fault, at: number): void => {
  const held = story.program !== null && holdOf(story.faults, story.program) !== "none";
  story.faults.delete(fault);
  const free = story.program === null || holdOf(story.faults, story.program) === "none";
  if (held && free) goOn(story, at);
};

const goOn = (story: Story, at: number): void => {
  story.clockFrom = Math.max(story.clockFrom, at);
};

const resumed = (story: Story, at: number): void => {
  story.stopped = false;
  if (story.transitionLeft === 0) story.begun = true;
  over(story, "resumed");
  goOn(story, at);
};

type Refilled = Extract<Event, { kind: "refilled" }>;

/** Less than a pulse leaves a dry pump dry, and what is wrong with it as it is. */
const refilled = (story: Story, { at, volume }: Refilled, pulse: number): void => {
  if (volume < pulse && story.dry) return;
  over(story, "refilled");
  if (volume < pulse) return;
  if (story.dry) goOn(story, at);
  story.dry = false;
};

/** Takes in what happened. `pulse` is the volume below which a reservoir counts as dry. */
export const tell = (story: Story, event: Event, pulse: number): void => {
  switch (event.kind) {
    case "programmed":
      story.program = event.program;
      story.transitionLeft = (event.program.transition?.pulses ?? 0) * DAY_MS;
      story.begun = story.transitionLeft === 0 && !story.stopped;
      story.clockFrom = event.at;
      over(story, "programmed");
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
      refilled(story, event, pulse);
      return;
    case "ran-dry":
      story.dry = true;
      return;
    case "stopped":
      story.stopped = true;
      return;
    case "resumed":
      resumed(story, event.at);
      return;
    case "fault-found":
      story.faults.add(event.fault);
      return;
    case "fault-cleared":
      cleared(story, event.fault, event.at);
      return;
    case "clock-set":
      if (story.program !== null) story.program = { ...story.program, clock: event.clock };
      goOn(story, event.at);
      return;
    case "self-tested":
      if (story.untested && event.failed.length === 0) goOn(story, event.at);
      if (event.failed.length === 0) story.untested = false;
      return;
    case "recovered":
      story.transitionLeft = Math.max(0, story.transitionLeft - event.unknown * DAY_MS);
      story.untested = story.tests;
      goOn(story, event.at);
      return;
    case "turns-reconciled":
    case "acknowledged":
    case "silenced":
    case "alarm-tested":
    case "scan-begun":
    case "scan-ended":
    case "transition-cancelled":
    case "stop-expired":
    case "interrogated":
    case "refused":
    case "repeated":
      return;
  }
};
