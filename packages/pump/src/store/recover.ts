// SPDX-License-Identifier: Apache-2.0
/**
 * Recovery: what was stored and what the hardware says at a start flow in; the pump as it has to be
 * taken, and the events that say so, flow out. Nothing is given twice: a bolus that was under way
 * counts as given, what may have left unseen is charged at the hard limit, time off is not made up
 * for. A record that was lost leaves the others in force and names itself as a fault.
 * Source: REQ-016, REQ-018, REQ-022, REQ-026, REQ-042, REQ-055, REQ-057.
 */
import {
  DAY_MS,
  type Milliseconds,
  milliseconds,
  nanolitres,
  type Pulses,
  pulses,
} from "@cisterna/quantity";
import type { HardLimits } from "@cisterna/therapy";
import type { Fault } from "../alarm/fault.ts";
import type { StartCause } from "../cause.ts";
import type { Controller, Passed } from "../controller.ts";
import type { Device } from "../device.ts";
import { endBoluses, foundEvents } from "../due.ts";
import type { BolusCancelled, Event, Recovered } from "../event.ts";
import { BEAT_MS, type LostRecord } from "../port.ts";
import { initial, type Pump, pulsesLeft } from "../pump.ts";
import { believedTurns, modeOf } from "../reading.ts";
import type { Found } from "./opening.ts";
import type { PowerOn } from "./power.ts";
import type { LogEntry } from "./records.ts";
import { startsWith } from "./store.ts";

/** A pump that has recovered. `events` happened since the log ended, and are due in it. */
type Recovery = {
  readonly pump: Pump;
  readonly events: readonly Event[];
  readonly starts: readonly Milliseconds[];
};

/** How to recover: with which controller, and as which device if its own record is lost. */
type Manner = { readonly controller: Controller; readonly made: Device };

const ZERO = milliseconds(0);

const eventsIn = (journal: readonly LogEntry[]): readonly Event[] =>
  journal.flatMap((entry) => (entry.kind === "happened" ? entry.events : []));

/** Time goes by up to an instant, whatever falls due on the way included. */
const passUnlogged = (
  { passTime, due, evolve }: Controller,
  pump: Pump,
  upto: Milliseconds,
): Pump => {
  let here = passTime(pump, upto);
  while (here.now < upto) here = passTime(due(here).reduce(evolve, here), upto);
  return here;
};

/** The journal replayed. A completion that is not in it is made up for: it follows from time. */
const replayed = (controller: Controller, start: Pump, events: readonly Event[]): Pump =>
  events.reduce((pump, event) => {
    const upto = event.kind === "recovered" ? event.since : event.at;
    return controller.evolve(passUnlogged(controller, pump, upto), event);
  }, start);

/** What the journal says without the flow in between, for a pump of which something is lost. */
const toldBy = ({ evolve }: Controller, start: Pump, events: readonly Event[]): Pump => {
  let pump = start;
  for (const event of events) {
    const now = milliseconds(Math.max(pump.now, event.at));
    pump = { ...evolve({ ...pump, now }, event), now };
  }
  return pump;
};

/**
 * A pump of the records that are left. An unknown reservoir is taken as low: the alarm comes at
 * once, and the therapy goes on for what a low reservoir holds.
 */
const pumpOf = ({ records }: Found, made: Device, at: Milliseconds): Pump => {
  const { device } = records.constants ?? { device: made };
  const reservoir = device.low > 0 ? device.low : device.capacity;
  const blank = initial(device, { at, reservoir: nanolitres(reservoir), fluid: null });
  return { ...blank, ...records.program, ...records.totals, device };
};

const faultOf: Readonly<Record<LostRecord, Fault>> = {
  program: "program-lost",
  constants: "constants-lost",
  totals: "totals-lost",
};

/** Most that can have left in one allowance after the mark, at the hard limit. */
const mostUnseen = (pump: Pump, limits: HardLimits, span: number): number => {
  const rate = Math.min(limits.rate, pump.device.most);
  const most = Math.ceil((rate * Math.min(span, BEAT_MS)) / DAY_MS);
  return Math.min(most + 1, pulsesLeft(pump));
};

/** Whether the pump had no allowance to give anything. */
const isStill = (pump: Pump): boolean => ["stopped", "dry"].includes(modeOf(pump));

/** Where the motor was counted, what it did; otherwise the most that it can have done. */
const unseen = (pump: Pump, span: number, turns: Pulses | null): Pulses => {
  const { program } = pump;
  const none = program === null || span === 0 || isStill(pump);
  const most = none ? 0 : mostUnseen(pump, program.limits, span);
  const more = turns === null ? most : Math.max(0, turns - believedTurns(pump));
  return pulses(Math.min(more, most));
};

/** Pulses that were taken as delivered because no mark said when the pump went out. */
const overstated = (known: Pump, pump: Pump, { mark, turns }: PowerOn): Pulses => {
  if (mark !== null || turns === null) return pulses(0);
  const assumed = pump.delivered.pulses - known.delivered.pulses;
  return pulses(Math.min(Math.max(0, believedTurns(pump) - turns), assumed));
};

const leftOf = (ended: readonly BolusCancelled[]): Pulses =>
  pulses(ended.reduce((sum, { left }) => sum + left.pulses + Math.sign(left.quanta), 0));

const STARTS_IN_LOOP = 3;

/** The faults that a start makes known. */
const faultsOf = (recovery: {
  readonly lost: readonly LostRecord[];
  readonly masked: boolean;
  readonly starts: number;
  readonly clockLost: boolean;
  readonly cause: StartCause;
}): readonly Fault[] => [
  "reset",
  ...(recovery.cause === "invariant" ? ["invariant-broken" as const] : []),
  ...(recovery.starts >= STARTS_IN_LOOP ? ["reset-loop" as const] : []),
  ...(recovery.masked ? ["record-repaired" as const] : []),
  ...(recovery.clockLost ? ["clock-lost" as const] : []),
  ...recovery.lost.map((record) => faultOf[record]),
];

const isProgrammed = ({ kind }: Event): boolean => kind === "programmed";

/** Whether the pump can be followed exactly: another device's constants change no event. */
const isWhole = ({ lost, gap }: Found): boolean =>
  !gap && !lost.includes("program") && !lost.includes("totals");

/** Records that are lost in effect. A gap in the journal may have held a program or a stop. */
const lostIn = (found: Found, timeless: boolean): readonly LostRecord[] => {
  const { lost, gap, journal } = found;
  const constants = lost.filter((record) => record === "constants");
  if (isWhole(found)) return timeless ? [...constants, "totals"] : constants;
  const renewed = !gap && eventsIn(journal).some(isProgrammed);
  const kept = !gap && !lost.includes("program");
  return [...constants, ...(kept || renewed ? [] : ["program" as const]), "totals"];
};

/** A transition of which nobody knows how far it came counts as done. */
const pastTransition = (pump: Pump): Pump => {
  const begins = pump.program !== null && pump.stop === null;
  return { ...pump, transition: null, begun: pump.begun ?? (begins ? pump.now : null) };
};

type Followed = {
  /** At the end of the log. */
  readonly known: Pump;
  /** As far as the mark says, with what fell due on the way. */
  readonly pump: Pump;
  readonly events: readonly Event[];
};

const followed = (found: Found, { controller, made }: Manner, until: Milliseconds): Followed => {
  const start = pumpOf(found, made, lastKnown(found));
  const events = eventsIn(found.journal);
  if (!isWhole(found)) {
    const pump = pastTransition(toldBy(controller, start, events));
    return { known: pump, pump, events: [] };
  }
  const known = replayed(controller, start, events);
  const upto = milliseconds(Math.max(known.now, until));
  return { known, ...controller.pass(known, upto) };
};

/** The latest instant that anything in the store speaks of. */
const lastKnown = ({ records, log }: Found): Milliseconds =>
  eventsIn(log).reduce((last, { at }) => (at > last ? at : last), records.totals?.now ?? ZERO);

/** What a start does to a pump that was followed so far. */
const restarted = (
  pump: Pump,
  start: { readonly event: Recovered; readonly faults: readonly Fault[] },
  { evolve }: Controller,
): Passed => {
  const ended = endBoluses(pump, { command: null, reason: "reset" });
  const begun: readonly Event[] = [...ended, { ...start.event, dropped: leftOf(ended) }];
  const after = begun.reduce(evolve, pump);
  const found = foundEvents(after, start.faults);
  return { pump: found.reduce(evolve, after), events: [...begun, ...found] };
};

/** The clock of a start: when it is, and how far the pump is known to have followed its program. */
const clockOf = (last: Milliseconds, { now, mark }: PowerOn) => {
  const isLost = now === null || now < last;
  const at = isLost ? milliseconds(Math.max(last, mark?.at ?? 0)) : now;
  return { isLost, at, until: milliseconds(Math.min(at, mark?.at ?? at)) };
};

/**
 * The pump as a mark left it, for a world that stood still since: nothing was off and nothing
 * started. Null: something was lost, and a start has to find out what.
 */
export const stoodAt = (found: Found, manner: Manner, at: Milliseconds): Pump | null =>
  isWhole(found) && found.lost.length === 0 ? followed(found, manner, at).pump : null;

/** The pump after a start. */
export const recover = (found: Found, power: PowerOn, manner: Manner): Recovery => {
  const clock = clockOf(lastKnown(found), power);
  const { at } = clock;
  const { known, pump, events } = followed(found, manner, clock.until);
  const lost = lostIn(found, clock.isLost && power.mark === null);
  const starts = startsWith(found.store.standing.starts, at);
  const { cause } = power;
  const recovered: Recovered = {
    kind: "recovered",
    at,
    cause,
    since: pump.now,
    unknown: unseen(pump, clock.isLost ? BEAT_MS : at - pump.now, power.turns),
    dropped: pulses(0),
    missed: overstated(known, pump, power),
    blind: lost.includes("totals"),
  };
  const { masked } = found;
  const faults = faultsOf({ lost, masked, starts: starts.length, clockLost: clock.isLost, cause });
  const after = restarted(pump, { event: recovered, faults }, manner.controller);
  return { pump: after.pump, events: [...events, ...after.events], starts };
};
