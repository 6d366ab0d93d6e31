// SPDX-License-Identifier: Apache-2.0
/** What a request inside a session is answered from, and the questions that all answers share. */
import type { Event, Log, Logged } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";
import { type Bytes, hexOf } from "../bytes.ts";
import type { LinkRefusal } from "../refusal.ts";
import type { Envelope, Reply, Request } from "../wire/message.ts";
import { controls } from "./guards.ts";
import { noted, type Turn } from "./head.ts";
import type { Kit } from "./kit.ts";
import type { Session } from "./session.ts";

/** A request with everything that its answer may need. */
export type Asked<Kind extends Request["kind"] = Request["kind"]> = {
  readonly kit: Kit;
  readonly session: Session;
  readonly at: Milliseconds;
  readonly request: Extract<Request, { kind: Kind }>;
  readonly record: (since: number) => Logged;
};

/** What a request came to. */
export type Replied = { readonly turn: Turn; readonly reply: Reply };

/** The id of a request as the pump knows it: nobody can use up the ids of somebody else. */
export const commandId = ({ slot }: Session, id: Bytes): string => `${slot}-${hexOf(id)}`;

/** The link's own no, noted. */
export const declined = (
  turn: Turn,
  { session, at }: Pick<Asked, "session" | "at">,
  refusals: readonly LinkRefusal[],
): Replied => ({
  turn: noted(turn, { kind: "refused", at, slot: session.slot, refusals }),
  reply: { kind: "refused", refusals },
});

/** What a pump answered a command: the same whether it comes for the first time or again. */
export const answerIn = (log: Log, command: string): readonly Event[] =>
  log
    .filter((event) => "command" in event && event.command === command)
    .flatMap((event) => (event.kind === "repeated" ? event.answer : [event]));

/** What stands against a request because of its age or of what it believes. */
export const outdated = (
  { kit, at }: Pick<Asked, "kit" | "at">,
  turn: Turn,
  envelope: Envelope,
): readonly LinkRefusal[] => [
  ...kit.guards.timeliness(envelope, at),
  ...kit.guards.currency(envelope, turn.pump),
];

/** What stands against a change of the peers: only who holds control, and only at the bedside. */
export const awayFromBedside = (
  { session, kit }: Pick<Asked, "session" | "kit">,
  turn: Turn,
): readonly LinkRefusal[] => {
  const isInControl = controls({ head: turn.head, session });
  return [
    ...(isInControl ? [] : [{ kind: "not-in-control" } as const]),
    ...(kit.guards.isAtBedside(session.channel) ? [] : [{ kind: "needs-near-field" } as const]),
  ];
};
