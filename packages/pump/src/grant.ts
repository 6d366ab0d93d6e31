// SPDX-License-Identifier: Apache-2.0
/**
 * The grant: may the patient have the on-demand bolus, now? A request and the pump's state flow
 * in; a bolus reserved in full flows out, or every reason against it.
 * Source: REQ-025, REQ-027, REQ-028, REQ-043.
 */
import { DAY_MS, milliseconds, pulses } from "@cisterna/quantity";
import type { OnDemand, Program } from "@cisterna/therapy";
import { stockRefusals, windowRefusals } from "./admission.ts";
import { bolusForbiddenBy } from "./alarm/restraint.ts";
import { isTime, malformedTime } from "./answer.ts";
import { bolusEnd, bolusLeft, type RunningBolus } from "./bolus.ts";
import type { RequestCommand } from "./command.ts";
import type { Guard } from "./guard.ts";
import type { Pump } from "./pump.ts";
import type { Refusal } from "./refusal.ts";
import { intendedAt, piecesOf } from "./schedule.ts";
import { tallyOf } from "./tally.ts";
import { constraintsOf } from "./window.ts";

const when = (condition: boolean, refusal: Refusal): readonly Refusal[] =>
  condition ? [refusal] : [];

const ageRefusals = (
  pump: Pump,
  order: OnDemand,
  { id, askedAt }: RequestCommand,
): readonly Refusal[] => {
  const { validity } = order;
  if (!isTime(askedAt, Number.MAX_SAFE_INTEGER)) return [malformedTime(askedAt, pump.now)];
  const before = pump.grants.find((grant) => grant.id === id);
  return [
    ...when(askedAt > pump.now, { kind: "asked-in-future", askedAt }),
    ...when(pump.now - askedAt > validity, { kind: "request-expired", askedAt, validity }),
    ...(before === undefined ? [] : [{ kind: "already-granted", at: before.at } as const]),
  ];
};

/** Lock-out runs from the start of the last grant, whichever program granted it. */
const lockoutRefusals = (pump: Pump, { lockout }: OnDemand): readonly Refusal[] => {
  const last = pump.grants.at(-1);
  if (last === undefined || pump.now >= last.at + lockout) return [];
  return [{ kind: "locked-out", until: milliseconds(last.at + lockout) }];
};

/** A grant counts while any of its delivery is within the last 24 hours. */
const countRefusals = (pump: Pump, { perDay }: OnDemand): readonly Refusal[] => {
  const ends = pump.grants
    .map((grant) => grant.ends)
    .filter((end) => end > pump.now - DAY_MS)
    .toSorted((a, b) => b - a);
  const oldest = ends[perDay - 1];
  if (oldest === undefined) return [];
  return [{ kind: "daily-count-reached", until: milliseconds(oldest + DAY_MS) }];
};

const neededWith = (pump: Pump, bolus: RunningBolus) => {
  const running = pump.boluses.reduce(
    (sum, each) => sum + bolusLeft(each, pump.now - each.from),
    0,
  );
  return pulses(bolus.pulses + Math.ceil(running / DAY_MS));
};

/**
 * Rate and windows with the bolus in them, from now until a day after its end: later windows hold
 * nothing of it. The future is the schedule, the boluses that are flowing and this one in full.
 */
const flowRefusals = (
  guard: Guard,
  pump: Pump,
  { bolus, limit }: { bolus: RunningBolus; limit: number },
): readonly Refusal[] => {
  const granted = { ...pump, boluses: [...pump.boluses, bolus] };
  const span = { from: pump.now, upto: bolusEnd(bolus) + DAY_MS };
  const future = piecesOf((time) => intendedAt(granted, time), span);
  const asked = future.reduce((most, { rate }) => Math.max(most, rate), 0);
  if (asked > limit) return [{ kind: "rate-above-limit", path: "onDemand", asked, limit }];
  return windowRefusals(
    guard.overflow({
      pieces: [...pump.history, ...future],
      from: pump.now,
      charged: { hour: 0, day: 0 },
      constraints: constraintsOf(pump.eras),
    }),
  );
};

const alarmRefusals = (pump: Pump): readonly Refusal[] => {
  const fault = bolusForbiddenBy(pump);
  return fault === null ? [] : [{ kind: "alarm-forbids", fault }];
};

const modeRefusals = ({ stop, transition }: Pump): readonly Refusal[] => [
  ...(stop === null ? [] : [{ kind: "stopped", at: stop.at } as const]),
  ...(transition === null
    ? []
    : [{ kind: "transition-running", left: tallyOf(transition.left) } as const]),
];

/** The bolus that a program grants to a request. */
const bolusFor = (pump: Pump, order: OnDemand, { id }: RequestCommand): RunningBolus => ({
  id,
  source: "on-demand",
  from: pump.now,
  pulses: order.pulses,
  over: order.over,
});

/** A bolus that is granted, or every reason why not. */
type Verdict = {
  readonly bolus: RunningBolus | null;
  readonly refusals: readonly Refusal[];
};

const permitted = (program: Program): OnDemand | null =>
  program.onDemand === null || program.onDemand.perDay === 0 ? null : program.onDemand;

/**
 * The verdict on a request. A bolus is granted only if no reason is against it.
 * Law: the same request twice is one dose; what is granted is never withheld.
 */
export const verdictOn = (guard: Guard, pump: Pump, request: RequestCommand): Verdict => {
  if (pump.program === null) return { bolus: null, refusals: [{ kind: "no-program" }] };
  const order = permitted(pump.program);
  if (order === null) {
    return { bolus: null, refusals: [{ kind: "not-permitted" }, ...modeRefusals(pump)] };
  }
  const bolus = bolusFor(pump, order, request);
  const limit = Math.min(pump.program.limits.rate, pump.device.most);
  const refusals = [
    ...modeRefusals(pump),
    ...alarmRefusals(pump),
    ...ageRefusals(pump, order, request),
    ...lockoutRefusals(pump, order),
    ...countRefusals(pump, order),
    ...stockRefusals(pump, neededWith(pump, bolus)),
    ...flowRefusals(guard, pump, { bolus, limit }),
  ];
  return { bolus: refusals.length > 0 ? null : bolus, refusals };
};
