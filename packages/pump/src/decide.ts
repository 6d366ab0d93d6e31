// SPDX-License-Identifier: Apache-2.0
/**
 * Decide: the only place that says yes or no. A command flows in, events flow out: what was done,
 * or one refusal with every reason. Nothing is changed here.
 */
import type { NonEmpty } from "@cisterna/quantity";
import { admission } from "./admission.ts";
import type {
  Command,
  ProgramCommand,
  RefillCommand,
  RequestCommand,
  StopCommand,
} from "./command.ts";
import { endBoluses, singleOf } from "./due.ts";
import type { Event } from "./event.ts";
import { verdictOn } from "./grant.ts";
import type { Guard } from "./guard.ts";
import type { Pump } from "./pump.ts";
import { statusOf } from "./reading.ts";
import type { Refusal } from "./refusal.ts";
import { tallyOf } from "./tally.ts";

/** Answers a command at the pump's own present. */
export type Decide = (pump: Pump, command: Command) => readonly Event[];

const isNonEmpty = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;

/** The events if nothing is against them, otherwise the refusal. */
const answer = (
  pump: Pump,
  command: Command,
  found: { refusals: readonly Refusal[]; events: () => readonly Event[] },
): readonly Event[] => {
  const { refusals } = found;
  if (!isNonEmpty(refusals)) return found.events();
  return [{ kind: "refused", at: pump.now, command: command.id, asked: command.kind, refusals }];
};

const cancelledTransition = ({ now, transition }: Pump, command: string): readonly Event[] =>
  transition === null
    ? []
    : [
        {
          kind: "transition-cancelled",
          at: now,
          command,
          transition: transition.kind,
          left: tallyOf(transition.left),
        },
      ];

const startsAtOnce = ({ stop }: Pump, { program }: ProgramCommand): boolean =>
  stop === null && (program.transition?.pulses ?? 0) === 0;

const switchTo = (pump: Pump, command: ProgramCommand): readonly Event[] => [
  ...cancelledTransition(pump, command.id),
  ...endBoluses(pump, { command: command.id, reason: "reprogrammed" }),
  {
    kind: "programmed",
    at: pump.now,
    command: command.id,
    program: command.program,
    replaced: pump.program?.version ?? null,
  },
  ...(startsAtOnce(pump, command) ? singleOf(command.program, pump.now, command.id) : []),
];

const grant = (guard: Guard, pump: Pump, command: RequestCommand): readonly Event[] => {
  const { bolus, refusals } = verdictOn(guard, pump, command);
  const events = (): readonly Event[] =>
    bolus === null ? [] : [{ kind: "bolus-granted", at: pump.now, command: command.id, bolus }];
  return answer(pump, command, { refusals, events });
};

const refill = (pump: Pump, command: RefillCommand): readonly Event[] => {
  const { volume: asked, fluid } = command;
  const limit = pump.device.capacity;
  return answer(pump, command, {
    refusals: asked > limit ? [{ kind: "overfill", asked, limit }] : [],
    events: () => [
      {
        kind: "refilled",
        at: pump.now,
        command: command.id,
        volume: asked,
        fluid,
        found: pump.reservoir,
      },
    ],
  });
};

const noProgram = ({ program }: Pump): readonly Refusal[] =>
  program === null ? [{ kind: "no-program" }] : [];

const stop = (pump: Pump, command: StopCommand): readonly Event[] =>
  answer(pump, command, {
    refusals: [
      ...noProgram(pump),
      ...(pump.stop === null ? [] : [{ kind: "stopped", at: pump.stop.at } as const]),
    ],
    events: () => [
      ...endBoluses(pump, { command: command.id, reason: "stopped" }),
      {
        kind: "stopped",
        at: pump.now,
        command: command.id,
        reason: command.reason,
        maximum: command.maximum,
      },
    ],
  });

/**
 * A program that was accepted during the stop begins now, with its single bolus. A dry pump has
 * nothing to go on with: it is filled first.
 */
const resume = (pump: Pump, command: Command): readonly Event[] => {
  const { program, begun, transition, now } = pump;
  const begins = program !== null && begun === null && transition === null;
  return answer(pump, command, {
    refusals: [
      ...(pump.stop === null ? [{ kind: "not-stopped" } as const] : []),
      ...(pump.dry ? [{ kind: "reservoir-empty" } as const] : []),
    ],
    events: () => [
      { kind: "resumed", at: now, command: command.id },
      ...(begins ? singleOf(program, now, command.id) : []),
    ],
  });
};

const cancelBolus = (pump: Pump, command: Command): readonly Event[] => {
  const ended = endBoluses(pump, { command: command.id, reason: "asked" });
  return answer(pump, command, {
    refusals: ended.length === 0 ? [{ kind: "no-bolus" }] : [],
    events: () => ended,
  });
};

const fresh = (guard: Guard, pump: Pump, command: Command): readonly Event[] => {
  switch (command.kind) {
    case "program":
      return answer(pump, command, {
        refusals: admission(guard, pump, command),
        events: () => switchTo(pump, command),
      });
    case "request":
      return grant(guard, pump, command);
    case "refill":
      return refill(pump, command);
    case "stop":
      return stop(pump, command);
    case "resume":
      return resume(pump, command);
    case "cancel-bolus":
      return cancelBolus(pump, command);
    case "interrogate":
      return [{ kind: "interrogated", at: pump.now, command: command.id, status: statusOf(pump) }];
  }
};

/**
 * Decisions under a guard. A command whose answer is still kept is answered with it again.
 *
 * Law: totality: every command in every reachable state gets an answer; idempotence.
 */
export const decideWith =
  (guard: Guard): Decide =>
  (pump, command) => {
    const known = pump.answers.find((each) => each.command === command.id);
    if (known === undefined) return fresh(guard, pump, command);
    return [{ kind: "repeated", at: pump.now, command: command.id, answer: known.events }];
  };
