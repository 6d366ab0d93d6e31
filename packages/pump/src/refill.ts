// SPDX-License-Identifier: Apache-2.0
/**
 * The refill as one transaction: what came out is held against what should have been there, and the
 * new fill counts at once. Another fluid needs its own program in the same breath.
 * Source: REQ-036, REQ-037, REQ-040.
 */
import type { Nanolitres } from "@cisterna/quantity";
import { admission } from "./admission.ts";
import type { Fault } from "./alarm/fault.ts";
import { answer } from "./answer.ts";
import type { ExchangeCommand, Refill, RefillCommand } from "./command.ts";
import { foundEvents } from "./due.ts";
import type { Event } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { Guard } from "./guard.ts";
import type { Pump } from "./pump.ts";
import type { Refusal } from "./refusal.ts";
import { switchTo } from "./switch.ts";

/** Measuring with a syringe is off by this much at the most. Source: REQ-037 †, [n45]. */
const SYRINGE_NL = 2_000_000;
/** In thousandths of what was delivered. Source: REQ-037. */
const OFF_SHARE = 145;

/** What came out against what should be there. A pump that never ran has nothing to tell. */
const discrepancies = (pump: Pump, aspirated: number): readonly Fault[] => {
  const { filled, reservoir, program } = pump;
  const limit = Math.max(SYRINGE_NL, Math.floor(((filled - reservoir) * OFF_SHARE) / 1000));
  if (program === null || Math.abs(aspirated - reservoir) <= limit) return [];
  return [aspirated > reservoir ? "more-left-than-expected" : "less-left-than-expected"];
};

/** Why a volume that a wire brought cannot be one of this reservoir; null, and it can. */
const volumeRefusal = (
  kind: "overfill" | "aspirated-too-much",
  asked: Nanolitres,
  limit: Nanolitres,
): Refusal | null => {
  if (!Number.isSafeInteger(asked) || asked < 0) return { kind: "malformed-volume", asked, limit };
  return asked > limit ? { kind, asked, limit } : null;
};

const refillRefusals = (pump: Pump, { volume, aspirated }: Refill): readonly Refusal[] => {
  const limit = pump.device.capacity;
  return [
    volumeRefusal("overfill", volume, limit),
    volumeRefusal("aspirated-too-much", aspirated, limit),
  ].filter((refusal) => refusal !== null);
};

const fillEvents = (pump: Pump, command: Refill & { readonly id: string }): readonly Event[] => {
  const { volume, fluid, aspirated, id } = command;
  return [
    {
      kind: "refilled",
      at: pump.now,
      command: id,
      volume,
      fluid,
      found: pump.reservoir,
      aspirated,
    },
    ...foundEvents(pump, discrepancies(pump, aspirated)),
  ];
};

/** The answer to a refill with the fluid that runs. */
export const refill = (pump: Pump, command: RefillCommand): readonly Event[] => {
  const running = pump.program?.fluid ?? command.fluid;
  const differs = running !== command.fluid;
  return answer(pump, command, {
    refusals: [
      ...refillRefusals(pump, command),
      ...(differs ? [{ kind: "fluid-differs", asked: command.fluid, held: running } as const] : []),
    ],
    events: () => fillEvents(pump, command),
  });
};

/** The answer to a refill with another fluid, and its program: it is judged by the new fill. */
export const exchange = (guard: Guard, pump: Pump, command: ExchangeCommand): readonly Event[] => {
  const refusals = refillRefusals(pump, command);
  if (refusals.length > 0) return answer(pump, command, { refusals, events: () => [] });
  const events = fillEvents(pump, command);
  const filled = events.reduce(evolve, pump);
  return answer(pump, command, {
    refusals: admission(guard, filled, command),
    events: () => [...events, ...switchTo(filled, command)],
  });
};
