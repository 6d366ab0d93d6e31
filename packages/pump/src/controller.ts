// SPDX-License-Identifier: Apache-2.0
/**
 * The controller: advance, decide, evolve put together. Commands and time flow in, pumps and events
 * flow out. It is assembled from its parts, so that a test can break one and see the law that
 * catches it; the same controller runs in real time, in the simulator and in the browser.
 */
import { assert, type Milliseconds } from "@cisterna/quantity";
import type { Input } from "./command.ts";
import { type Decide, decideWith } from "./decide.ts";
import { type Detect, detect } from "./detect.ts";
import { due } from "./due.ts";
import type { Event, Log } from "./event.ts";
import { type Evolve, evolve } from "./evolve.ts";
import { type PassTime, passTime } from "./flow.ts";
import { GUARD } from "./guard.ts";
import type { Observation } from "./port.ts";
import type { Pump } from "./pump.ts";

/** What a controller is made of. */
export type Parts = {
  readonly passTime: PassTime;
  readonly due: (pump: Pump) => readonly Event[];
  readonly decide: Decide;
  readonly detect: Detect;
  readonly evolve: Evolve;
};

/** A pump after some time or a command, with what happened on the way. */
export type Passed = { readonly pump: Pump; readonly events: Log };

/** What a log is folded over, and until when. */
export type History = {
  readonly start: Pump;
  readonly log: Log;
  readonly upto: Milliseconds;
};

/** A running pump as functions of its state. */
export type Controller = Parts & {
  /** Time goes by, through everything that falls due. */
  readonly pass: (pump: Pump, upto: Milliseconds) => Passed;
  /** The same, without the events. Law: advance(advance(p, a), b) = advance(p, b). */
  readonly advance: (pump: Pump, upto: Milliseconds) => Pump;
  /** Time goes by up to a command, then the command is answered. */
  readonly step: (pump: Pump, input: Input) => Passed;
  /**
   * Time goes by up to a report of the hardware, then the report is taken in.
   * Law: the expected report changes nothing.
   */
  readonly observe: (pump: Pump, observation: Observation) => Passed;
  /**
   * The state that a log leads to.
   * Breaks if: the log leaves out a completion, or runs backwards.
   */
  readonly replay: (history: History) => Pump;
};

/** At one instant a transition, boluses, the reservoir and a stop can end, and faults follow. */
const MOST_ROUNDS = 12;

const settleWith =
  (parts: Parts) =>
  ({ pump, events }: Passed): Passed => {
    let [state, log, rounds] = [pump, events, 0];
    for (let found = parts.due(state); found.length > 0; found = parts.due(state)) {
      assert(++rounds <= MOST_ROUNDS, "what is due is due once", { now: state.now });
      state = found.reduce(parts.evolve, state);
      log = [...log, ...found];
    }
    return { pump: state, events: log };
  };

const passWith =
  (parts: Parts, settle: (passed: Passed) => Passed) =>
  (start: Pump, upto: Milliseconds): Passed => {
    const log: Event[] = [];
    let pump = start;
    do {
      const settled = settle({ pump: parts.passTime(pump, upto), events: [] });
      const moves = settled.events.length > 0 || settled.pump.now === upto;
      assert(moves, "time stands still only where something is due", { now: pump.now, upto });
      pump = settled.pump;
      log.push(...settled.events);
    } while (pump.now < upto);
    return { pump, events: log };
  };

/** A controller from its parts. */
export const controllerOf = (parts: Parts): Controller => {
  const settle = settleWith(parts);
  const pass = passWith(parts, settle);
  const taken = (here: Passed, answer: (pump: Pump) => readonly Event[]): Passed => {
    const events = answer(here.pump);
    const state = events.reduce(parts.evolve, here.pump);
    return settle({ pump: state, events: [...here.events, ...events] });
  };
  const advance = (pump: Pump, upto: Milliseconds): Pump => pass(pump, upto).pump;
  return {
    ...parts,
    pass,
    advance,
    step: (pump, { at, command }) => taken(pass(pump, at), (here) => parts.decide(here, command)),
    observe: (pump, { at, report }) => taken(pass(pump, at), (here) => parts.detect(here, report)),
    replay: ({ start, log, upto }) => advance(log.reduce(replayed(parts), start), upto),
  };
};

/** Until when a pump followed its program before an event: at a start, not all the time. */
const followedUntil = (event: Event): Milliseconds =>
  event.kind === "recovered" ? event.since : event.at;

const replayed =
  (parts: Parts) =>
  (pump: Pump, event: Event): Pump => {
    const upto = followedUntil(event);
    const here = parts.passTime(pump, upto);
    assert(here.now === upto, "a log accounts for every completion", { at: event.at });
    return parts.evolve(here, event);
  };

/** The parts of every pump. */
export const PARTS: Parts = {
  passTime: passTime(GUARD),
  due,
  decide: decideWith(GUARD),
  detect,
  evolve,
};

/** The controller of every pump. */
export const CONTROLLER: Controller = controllerOf(PARTS);

/** Time goes by: the pump then, and what fell due. */
export const pass = CONTROLLER.pass;
/** Time goes by: the pump then. */
export const advance = CONTROLLER.advance;
/** Time goes by, then a command is answered. */
export const step = CONTROLLER.step;
/** Time goes by, then a report of the hardware is taken in. */
export const observe = CONTROLLER.observe;
/** The state that a log leads to. */
export const replay = CONTROLLER.replay;
