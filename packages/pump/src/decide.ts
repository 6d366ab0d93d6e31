// SPDX-License-Identifier: Apache-2.0
/**
 * Decide: the only place that says yes or no. A command flows in, events flow out: what was done,
 * or one refusal with every reason. Nothing is changed here.
 */
import { DAY_MS } from "@cisterna/quantity";
import { admission } from "./admission.ts";
import { answer, isTime, malformedTime, noProgram } from "./answer.ts";
import { acknowledge, silence } from "./attend.ts";
import { setClock } from "./clock.ts";
import type { Command, RequestCommand, StopCommand } from "./command.ts";
import { endBoluses, singleOf } from "./due.ts";
import type { Event } from "./event.ts";
import { evolve } from "./evolve.ts";
import { verdictOn } from "./grant.ts";
import type { Guard } from "./guard.ts";
import type { Pump } from "./pump.ts";
import { statusOf } from "./reading.ts";
import { exchange, refill } from "./refill.ts";
import { beginScan, endScan } from "./scan.ts";
import { switchTo } from "./switch.ts";

/** Answers a command at the pump's own present. */
export type Decide = (pump: Pump, command: Command) => readonly Event[];

const grant = (guard: Guard, pump: Pump, command: RequestCommand): readonly Event[] => {
  const { bolus, refusals } = verdictOn(guard, pump, command);
  const events: readonly Event[] =
    bolus === null ? [] : [{ kind: "bolus-granted", at: pump.now, command: command.id, bolus }];
  return answer(pump, command, { refusals, events: () => events });
};

/** Nobody stops a pump for longer than a year. */
const LONGEST_STOP_MS = 366 * DAY_MS;

const stop = (pump: Pump, command: StopCommand): readonly Event[] =>
  answer(pump, command, {
    refusals: [
      ...noProgram(pump),
      ...(pump.stop === null ? [] : [{ kind: "stopped", at: pump.stop.at } as const]),
      ...(isTime(command.maximum, LONGEST_STOP_MS)
        ? []
        : [malformedTime(command.maximum, LONGEST_STOP_MS)]),
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
  const resumed: Event = { kind: "resumed", at: pump.now, command: command.id };
  const after = evolve(pump, resumed);
  const begins = pump.begun === null && after.begun !== null;
  return answer(pump, command, {
    refusals: [
      ...(pump.stop === null ? [{ kind: "not-stopped" } as const] : []),
      ...(pump.dry ? [{ kind: "reservoir-empty" } as const] : []),
    ],
    events: () => [resumed, ...(begins ? singleOf(after, command.id) : [])],
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
    case "exchange":
      return exchange(guard, pump, command);
    case "acknowledge":
      return acknowledge(pump, command);
    case "silence":
      return silence(pump, command);
    case "test-alarm":
      return [{ kind: "alarm-tested", at: pump.now, command: command.id }];
    case "set-clock":
      return setClock(guard, pump, command);
    case "begin-scan":
      return beginScan(pump, command);
    case "end-scan":
      return endScan(pump, command);
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
