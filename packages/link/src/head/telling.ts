// SPDX-License-Identifier: Apache-2.0
/** Telling: a command that needs no signature goes to the pump, and its answer goes back. */
import { datesOf, type Event, statusOf } from "@cisterna/pump";
import { milliseconds } from "@cisterna/quantity";
import type { Statement } from "../wire/message.ts";
import { type Asked, answerIn, commandId, declined, outdated, type Replied } from "./asked.ts";
import { runningVersion } from "./guards.ts";
import { type Turn, withSession } from "./head.ts";
import type { Session } from "./session.ts";

/** A command that the pump has answered is not judged again: the pump gives that answer. */
const isKnown = ({ pump }: Turn, command: string): boolean =>
  pump.answers.some((answer) => answer.command === command);

const isFar = ({ channel }: Session): boolean => channel === "far";

const isSilenced = ({ kind }: Event): boolean => kind === "silenced";

/** Answers `tell`. */
export const tell = (turn: Turn, asked: Asked<"tell">): Replied => {
  const { kit, session, at, request } = asked;
  const id = commandId(session, request.id);
  const asking = { head: turn.head, pump: turn.pump, session };
  const refusals = [
    ...kit.guards.permission(asking, request.told, "told"),
    ...(isKnown(turn, id) ? [] : outdated(asked, turn, request)),
  ];
  if (refusals.length > 0) return declined(turn, asked, refusals);
  const command = { ...request.told, id };
  const { pump, events } = kit.controller.step(turn.pump, { at, command });
  const answer = answerIn(events, id);
  const hushes = session.hushes || (isFar(session) && answer.some(isSilenced));
  const after = { ...turn, pump, log: [...turn.log, ...events] };
  return {
    turn: withSession(after, { ...session, hushes }),
    reply: { kind: "outcome", events: answer },
  };
};

/** How the pump runs, in its own words. */
export const statementOf = ({ pump }: Turn): Statement => {
  const { now, mode, rate, restraint, reservoir, stop } = statusOf(pump);
  return {
    ...{ now, mode, rate, restraint, reservoir, version: runningVersion(pump) },
    dates: datesOf(pump),
    stop:
      stop === null ? null : { reason: stop.reason, until: milliseconds(stop.at + stop.maximum) },
  };
};
