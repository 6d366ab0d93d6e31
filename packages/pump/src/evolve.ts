// SPDX-License-Identifier: Apache-2.0
/**
 * Evolve: the only place where an event changes a pump. It judges nothing; what flows in has
 * happened. The event's instant is the pump's present.
 */
import {
  assert,
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  type Pulses,
  pulses,
} from "@cisterna/quantity";
import type { ActiveFault, Fault } from "./alarm/fault.ts";
import { restraintOf } from "./alarm/restraint.ts";
import { ALARMS, type Ending } from "./alarm/table.ts";
import { bolusEnd, type Grant } from "./bolus.ts";
import type {
  BolusCancelled,
  BolusGranted,
  Event,
  Programmed,
  Recovered,
  Refilled,
  SelfTested,
  TurnsReconciled,
} from "./event.ts";
import { charged } from "./history.ts";
import type { Answer, Era, Pump } from "./pump.ts";
import { restSince } from "./reading.ts";
import { quantaOf } from "./tally.ts";

/** How an event changes a pump. */
export type Evolve = (pump: Pump, event: Event) => Pump;

/**
 * How many answers are kept for commands that come again. Forgetting is safe: a granted request is
 * besides remembered with its grant for a day, longer than any request stays valid, and a program
 * cannot come twice because its version is then stale.
 */
export const ANSWERS_KEPT = 64;

/** Eras that ended within the last 24 hours, and the new one. */
const erasWith = (eras: readonly Era[], era: Era): readonly Era[] =>
  [...eras, era].filter((_, index, all) => (all[index + 1]?.from ?? era.from) > era.from - DAY_MS);

/** The faults without those that something ends. */
const endedBy = (faults: readonly ActiveFault[], ending: Ending): readonly ActiveFault[] =>
  faults.filter(({ fault }) => ALARMS[fault].ends !== ending);

const programmed = (pump: Pump, { at, program, catheter }: Programmed): Pump => {
  const order = program.transition;
  const transition =
    order === null || order.pulses === 0 ? null : { ...order, left: quantaOf(order.pulses) };
  return {
    ...pump,
    program,
    transition,
    begun: transition === null && pump.stop === null ? at : null,
    clockFrom: at,
    faults: endedBy(pump.faults, "programmed"),
    primed: catheter ?? pump.primed,
    eras: erasWith(pump.eras, { from: at, limits: program.limits }),
  };
};

const granted = (pump: Pump, { at, bolus }: BolusGranted): Pump => {
  const boluses = [...pump.boluses, bolus];
  if (bolus.source === "single") return { ...pump, boluses };
  const recent = pump.grants.filter(({ ends }) => ends > at - DAY_MS);
  const grant: Grant = { id: bolus.id, at, ends: bolusEnd(bolus) };
  return { ...pump, boluses, grants: [...recent, grant] };
};

const without = (pump: Pump, id: string): Pump => ({
  ...pump,
  boluses: pump.boluses.filter((bolus) => bolus.id !== id),
});

/**
 * A bolus on the clock that was cancelled is void: only later ones count. One that a start ends
 * counts as given, as long as it would have been.
 */
const cancelled = (pump: Pump, { at, bolus, source, reason }: BolusCancelled): Pump => {
  if (source === "periodic") return { ...pump, clockFrom: milliseconds(at + 1) };
  if (reason === "reset") return without(pump, bolus);
  const grants = pump.grants.map((grant) => (grant.id === bolus ? { ...grant, ends: at } : grant));
  return { ...without(pump, bolus), grants };
};

const later = (a: Milliseconds, b: Milliseconds): Milliseconds => (a > b ? a : b);

/** Flow goes on from the present: a bolus on the clock that began meanwhile is not made up for. */
const goOn = (pump: Pump, at: Milliseconds): Pump => ({
  ...pump,
  clockFrom: later(pump.clockFrom, at),
});

const refilled = (pump: Pump, { at, volume: reservoir, fluid }: Refilled): Pump => {
  const dry = pump.dry && reservoir < pump.device.pulse;
  const faults = dry ? pump.faults : endedBy(pump.faults, "refilled");
  const filled = { ...pump, reservoir, filled: reservoir, fluid, dry, faults };
  return pump.dry && !dry ? goOn(filled, at) : filled;
};

/** Time at rest until now is put to what was before. */
const afterRest = (pump: Pump, at: Milliseconds): Milliseconds =>
  milliseconds(pump.rested + at - (restSince(pump) ?? at));

const resumed = (pump: Pump, at: Milliseconds): Pump => {
  const waiting = pump.program !== null && pump.transition === null;
  const begun = pump.begun ?? (waiting ? at : null);
  const faults = endedBy(pump.faults, "resumed");
  return goOn({ ...pump, stop: null, begun, faults, rested: afterRest(pump, at) }, at);
};

const found = (pump: Pump, at: Milliseconds, fault: Fault): Pump => ({
  ...pump,
  faults: [...pump.faults, { fault, since: at, acknowledged: false, silentUntil: at }],
});

/** Where nothing holds delivery back any more, it goes on from the present. */
const freed = (before: Pump, after: Pump, at: Milliseconds): Pump =>
  restraintOf(before) !== "none" && restraintOf(after) === "none" ? goOn(after, at) : after;

const cleared = (pump: Pump, at: Milliseconds, fault: Fault): Pump => {
  const faults = pump.faults.filter((each) => each.fault !== fault);
  const rested = fault === "motor-stall" ? afterRest(pump, at) : pump.rested;
  return freed(pump, { ...pump, faults, rested }, at);
};

const marked = (
  pump: Pump,
  faults: readonly Fault[],
  mark: Partial<Pick<ActiveFault, "acknowledged" | "silentUntil">>,
): Pump => ({
  ...pump,
  faults: pump.faults.map((each) => (faults.includes(each.fault) ? { ...each, ...mark } : each)),
});

/** What came unasked has left the reservoir and fills the windows as if it came at this moment. */
const reconciled = (pump: Pump, { at, missed, surplus }: TurnsReconciled): Pump => ({
  ...pump,
  missed: pulses(pump.missed + missed),
  surplus: pulses(pump.surplus + surplus),
  reservoir: nanolitres(Math.max(0, pump.reservoir - surplus * pump.device.pulse)),
  counted: pump.delivered.pulses,
  history: charged(pump.history, { at, pulses: surplus }),
  scan: pump.scan && { ...pump.scan, turned: pump.scan.turned || missed > 0 },
});

/** Before its first test has passed nothing flows; a later failure is a fault like others. */
const selfTested = (pump: Pump, { at, failed }: SelfTested): Pump => {
  const passed = failed.length === 0;
  if (pump.tested === null) return passed ? goOn({ ...pump, tested: at }, at) : pump;
  return { ...pump, tested: at, counted: pump.delivered.pulses };
};

/** A transition has at most what did not leave unseen; it goes on with that. */
const transitionAfter = ({ transition }: Pump, unknown: Pulses): Pump["transition"] =>
  transition === null
    ? null
    : { ...transition, left: Math.max(0, transition.left - quantaOf(unknown)) };

/**
 * What is charged enters the windows at the start, later than it can have left: no window that is
 * still to come holds less than the truth. Where a pump tests itself, nothing flows before it has.
 */
const recovered = (pump: Pump, event: Recovered): Pump => {
  const { at, unknown, dropped, missed } = event;
  const left = { at, pulses: pulses(unknown + dropped) };
  const delivered = { ...pump.delivered, pulses: pulses(pump.delivered.pulses + unknown) };
  const next: Pump = {
    ...pump,
    now: at,
    delivered,
    missed: pulses(pump.missed + missed),
    reservoir: nanolitres(Math.max(0, pump.reservoir - unknown * pump.device.pulse)),
    transition: transitionAfter(pump, unknown),
    history: charged(
      pump.history.filter(({ upto }) => upto > at - DAY_MS),
      left,
    ),
    tested: pump.device.testEvery === null ? pump.tested : null,
  };
  return goOn(next, at);
};

const clockSet = (pump: Pump, at: Milliseconds, clock: Milliseconds): Pump => {
  assert(pump.program !== null, "a clock is set for a program", { at });
  return goOn({ ...pump, program: { ...pump.program, clock } }, at);
};

const changed: Evolve = (pump, event) => {
  const { at } = event;
  switch (event.kind) {
    case "programmed":
      return programmed(pump, event);
    case "transition-settled":
      return { ...pump, transition: null, begun: at, clockFrom: at };
    case "transition-cancelled":
      return { ...pump, transition: null };
    case "bolus-granted":
      return granted(pump, event);
    case "bolus-settled":
      return without(pump, event.bolus);
    case "bolus-cancelled":
      return cancelled(pump, event);
    case "refilled":
      return refilled(pump, event);
    case "ran-dry":
      return { ...pump, dry: true };
    case "stopped":
      return {
        ...pump,
        stop: { at, reason: event.reason, maximum: event.maximum, expired: false },
      };
    case "stop-expired":
      assert(pump.stop !== null, "what expires is a stop", { at });
      return { ...pump, stop: { ...pump.stop, expired: true } };
    case "resumed":
      return resumed(pump, at);
    case "fault-found":
      return found(pump, at, event.fault);
    case "fault-cleared":
      return cleared(pump, at, event.fault);
    case "turns-reconciled":
      return reconciled(pump, event);
    case "self-tested":
      return selfTested(pump, event);
    case "acknowledged":
      return marked(pump, event.faults, { acknowledged: true });
    case "silenced":
      return marked(pump, event.faults, { silentUntil: event.until });
    case "clock-set":
      return clockSet(pump, at, event.clock);
    case "scan-begun":
      return { ...pump, scan: { since: at, until: event.until, turned: false } };
    case "scan-ended":
      return { ...pump, scan: null };
    case "recovered":
      return recovered(pump, event);
    case "alarm-tested":
    case "interrogated":
    case "refused":
    case "repeated":
      return pump;
  }
};

/** The command that an event answers and whose answer is worth keeping; null for the others. */
const answered = (event: Event): string | null =>
  "command" in event && event.kind !== "interrogated" && event.kind !== "repeated"
    ? event.command
    : null;

const kept = (answers: readonly Answer[], command: string, event: Event): readonly Answer[] => {
  const last = answers.at(-1);
  if (last?.command === command) {
    return answers.with(-1, { command, events: [...last.events, event] });
  }
  return [...answers, { command, events: [event] }].slice(-ANSWERS_KEPT);
};

/**
 * The pump after an event.
 * Law: replay: folding the log gives the state.
 */
export const evolve: Evolve = (pump, event) => {
  const command = answered(event);
  const next = changed(pump, event);
  return command === null ? next : { ...next, answers: kept(next.answers, command, event) };
};
