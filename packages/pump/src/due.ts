// SPDX-License-Identifier: Apache-2.0
/**
 * What is due: completions that the passage of time brings, each at its exact millisecond. `flow`
 * stops where one is due; `pass` takes it into the state and the log, then time goes on.
 */
import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { bolusEnd, bolusLeft, type RunningBolus } from "./bolus.ts";
import type { BolusCancelled, BolusGranted, CancelReason, Event } from "./event.ts";
import { type Pump, pulsesLeft } from "./pump.ts";
import { flowingClockBolus } from "./schedule.ts";
import { tallyOf } from "./tally.ts";

/** The next instant at which something is due whatever flows; infinite if nothing is. */
export const deadline = (pump: Pump): number => {
  let earliest = Number.POSITIVE_INFINITY;
  for (const bolus of pump.boluses) earliest = Math.min(earliest, bolusEnd(bolus));
  const { stop } = pump;
  return stop === null || stop.expired ? earliest : Math.min(earliest, stop.at + stop.maximum);
};

/** The single bolus with which a program begins, as a grant; nothing if it has none. */
export const singleOf = (
  program: Program,
  at: Milliseconds,
  command: string | null,
): readonly BolusGranted[] => {
  if (program.single === null) return [];
  const { pulses, over } = program.single;
  const bolus: RunningBolus = {
    id: `single-${program.version}`,
    source: "single",
    from: at,
    pulses,
    over,
  };
  return [{ kind: "bolus-granted", at, command, bolus }];
};

/** Who ends boluses, and why. */
type Ending = { readonly command: string | null; readonly reason: CancelReason };

/** The end of every bolus that is flowing, the one on the clock included. */
export const endBoluses = (pump: Pump, ending: Ending): readonly BolusCancelled[] => {
  const { now, program, begun, clockFrom } = pump;
  const ended = (
    bolus: Pick<BolusCancelled, "bolus" | "source">,
    left: number,
  ): BolusCancelled => ({
    kind: "bolus-cancelled",
    at: now,
    ...ending,
    ...bolus,
    left: tallyOf(left),
  });
  const granted = pump.boluses.map(({ id, source, ...bolus }) =>
    ended({ bolus: id, source }, bolusLeft(bolus, now - bolus.from)),
  );
  const idle = program === null || begun === null || pump.stop !== null || pump.dry;
  const clocked = idle ? null : flowingClockBolus({ program, clockFrom }, now);
  if (clocked === null) return granted;
  const left = bolusLeft(clocked.order, now - clocked.from);
  return [...granted, ended({ bolus: `periodic-${clocked.from}`, source: "periodic" }, left)];
};

const settledTransition = (pump: Pump): readonly Event[] => {
  const { now, program, transition } = pump;
  if (program === null || transition === null || transition.left > 0) return [];
  const { kind, pulses } = transition;
  return [
    { kind: "transition-settled", at: now, transition: kind, pulses },
    ...singleOf(program, now, null),
  ];
};

const settledBoluses = (pump: Pump): readonly Event[] =>
  pump.boluses
    .filter((bolus) => bolusEnd(bolus) <= pump.now)
    .map(({ id, source, pulses }) => ({
      kind: "bolus-settled",
      at: pump.now,
      bolus: id,
      source,
      pulses,
    }));

const emptied = (pump: Pump): readonly Event[] =>
  pump.dry || pulsesLeft(pump) > 0
    ? []
    : [
        { kind: "ran-dry", at: pump.now },
        ...endBoluses(pump, { command: null, reason: "ran-dry" }),
      ];

const expiredStop = ({ stop, now }: Pump): readonly Event[] =>
  stop === null || stop.expired || now < stop.at + stop.maximum
    ? []
    : [{ kind: "stop-expired", at: milliseconds(stop.at + stop.maximum), since: stop.at }];

/**
 * What is due at this instant, or nothing. One kind at a time: the end of a transition, of boluses,
 * of the reservoir, of a stop; what follows from it is due after it has been taken in.
 */
export const due = (pump: Pump): readonly Event[] => {
  for (const find of [settledTransition, settledBoluses, emptied, expiredStop]) {
    const events = find(pump);
    if (events.length > 0) return events;
  }
  return [];
};
