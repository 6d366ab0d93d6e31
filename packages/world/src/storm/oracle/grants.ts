// SPDX-License-Identifier: Apache-2.0
/**
 * Grants judged again: whether a bolus that was granted to a request might have been, from the
 * program, the request and the grants before it. Written from the requirement, not from the pump.
 * Source: REQ-025, REQ-027, REQ-028, REQ-043.
 */
import type { Command, Event, Pump } from "@cisterna/pump";
import { DAY_MS } from "@cisterna/quantity";

/** A grant that was seen: its request, its beginning, the end of its delivery. */
type Seen = { readonly id: string; readonly at: number; ends: number };

/** Grants of a life so far. Changed in place. */
export type Grants = Seen[];

type Granted = Extract<Event, { kind: "bolus-granted" }>;

/** Why a grant should not have been, or null. `before` is the pump that granted it. */
export const wrongGrant = (
  grants: Grants,
  { bolus, at }: Granted,
  { before, command }: { before: Pump; command: Command },
): string | null => {
  const order = before.program?.onDemand ?? null;
  if (bolus.source !== "on-demand") return null;
  if (order === null || command.kind !== "request") return "not-permitted";
  const age = at - command.askedAt;
  const last = grants.at(-1);
  const recent = grants.filter(({ ends }) => ends > at - DAY_MS).length;
  if (age < 0 || age > order.validity) return "request-not-of-its-time";
  if (grants.some(({ id }) => id === command.id)) return "already-granted";
  if (last !== undefined && at < last.at + order.lockout) return "locked-out";
  if (recent >= order.perDay) return "daily-count-reached";
  if (before.stop !== null || before.transition !== null) return "not-running";
  if (bolus.pulses !== order.pulses || bolus.over !== order.over) return "another-bolus";
  return null;
};

/** Takes in a grant. */
export const seen = (grants: Grants, { bolus, at }: Granted): void => {
  if (bolus.source !== "on-demand") return;
  const { id, pulses, over } = bolus;
  const rate = Math.ceil((pulses * DAY_MS) / over);
  grants.push({ id, at, ends: at + Math.ceil((pulses * DAY_MS) / rate) });
};

/** Takes in the early end of a bolus, whatever ended it. */
export const ended = (grants: Grants, event: Event): void => {
  if (event.kind !== "bolus-cancelled") return;
  for (const each of grants) if (each.id === event.bolus) each.ends = event.at;
};
