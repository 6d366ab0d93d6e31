// SPDX-License-Identifier: Apache-2.0
/**
 * The run: a judged plan delivered on a virtual clock, from the reservoir to the blood. The
 * stations do the work; here they are wired, and what they found is put side by side.
 */
import {
  drugNamed,
  microgramsPerHourOf,
  referenceAdult,
  type Site,
  type Subject,
} from "@cisterna/body";
import type { Device, Event } from "@cisterna/pump";
import {
  accepted,
  type Instant,
  type Mass,
  type Milliseconds,
  massIn,
  milliseconds,
  type Nanolitres,
  nanolitres,
  type Pulses,
  type Result,
  toNumber,
  type Volume,
  volumeOf,
} from "@cisterna/quantity";
import { type Digest, headOf, type Log } from "@cisterna/record";
import type { DrugId, Plan } from "@cisterna/therapy";
import { balanceOf, type DrugBalance } from "./balance.ts";
import { type BodyStart, bodyStartOf, doseBefore } from "./before.ts";
import { courseOf, type DrugCourse, type Feed, type Passage } from "./course.ts";
import { type Delivery, deliver, type ProgramRefused, type Timing } from "./deliver.ts";
import { deviceFrom } from "./hardware/mechanism.ts";
import {
  type CatheterChoice,
  type CatheterRun,
  catheterRunOf,
  infusionOf,
  type LineStart,
  lineStartOf,
} from "./infusion.ts";
import { drugsOf, type Fluids } from "./line.ts";

/** How a plan is run. */
export type RunOptions = Timing & {
  readonly catheter: CatheterChoice;
  readonly digest: Digest;
  readonly subject?: Subject;
  /** Told now and then how far the work is, as a share, and what is being done. */
  readonly progress?: (share: number, what: string) => void;
};

/** One drug of a run. All series have one value for each output step. */
export type DrugRun = {
  readonly drug: DrugId;
  /** Mass that left the tip in each step, mcg. */
  readonly atTip: Float64Array;
  /** Concentrations and what the body made of it; null where it has no kinetics of the drug. */
  readonly course: DrugCourse | null;
  readonly balance: DrugBalance;
};

/** How often the patient pressed the button, and what came of it. */
export type PressCount = {
  readonly asked: number;
  readonly granted: number;
  readonly refused: number;
};

/** What a run found. All series have one value for each output step. */
export type RunResult = {
  readonly plan: Plan;
  readonly start: Instant;
  readonly catheter: CatheterRun;
  readonly lineStart: LineStart;
  /** Where the body stood at the start. */
  readonly bodyStart: BodyStart;
  /** Where the tip lies. */
  readonly tip: Site;
  /** End of each step, ms after the start. */
  readonly time: Float64Array;
  /** Volume that left the pump in each step, nL. */
  readonly pumped: Float64Array;
  /** Volume left in the reservoir that can still be delivered, nL, at the end of each step. */
  readonly reservoir: Float64Array;
  readonly drugs: readonly DrugRun[];
  /** In all: whole pulses, their exact volume, and what has been gathered for the next pulse. */
  readonly delivered: {
    readonly pulses: Pulses;
    readonly volume: Volume;
    readonly owedQuanta: number;
  };
  readonly presses: PressCount;
  /** When the reservoir stood at its alarm volume or below at the end of a step; null if never. */
  readonly lowAt: Milliseconds | null;
  /** When the pump ran dry, to the millisecond; null if it did not. */
  readonly dryAt: Milliseconds | null;
  readonly events: readonly Event[];
  readonly log: Log;
  /** Hash of the last entry: the same plan and options give the same head. */
  readonly head: string;
};

/** The pump of a plan. */
export const deviceOf = ({ constants, pulse }: Plan): Device => deviceFrom(constants, pulse);

const MCG_PER_MG = 1000;

/** Micrograms of a drug in nanolitres of each fluid; the few volumes there are, once each. */
const meterOf = (fluids: Fluids, drug: DrugId): ((fluid: number, volume: number) => number) => {
  const known = fluids.map(() => new Map<number, number>());
  const concentrations = fluids.map((fluid) => fluid?.find((each) => each.drug === drug));
  return (fluid, volume) => {
    const found = known[fluid]?.get(volume);
    if (found !== undefined) return found;
    const held = concentrations[fluid];
    const count: Nanolitres = nanolitres(volume);
    const mass: Mass | null =
      held === undefined ? null : massIn(volumeOf(count), held.concentration);
    const micrograms = mass === null ? 0 : toNumber(mass) * MCG_PER_MG;
    known[fluid]?.set(volume, micrograms);
    return micrograms;
  };
};

/** Mass of a drug at the tip, interval by interval. */
const feedOf = ({ fluids, ends, outputs, tip }: Delivery, drug: DrugId): Feed => {
  const meter = meterOf(fluids, drug);
  const mass = new Float64Array(ends.length);
  tip.forEach((volumes, fluid) => {
    volumes.forEach((volume, index) => {
      if (volume > 0) mass[index] = (mass[index] ?? 0) + meter(fluid, volume);
    });
  });
  return { ends, mass, outputs };
};

/** Sums of the intervals of each output step. */
const perStep = (series: Float64Array, outputs: Int32Array): Float64Array => {
  const sums = new Float64Array(outputs.length);
  let from = 0;
  outputs.forEach((last, step) => {
    let sum = 0;
    for (; from <= last; from += 1) sum += series[from] ?? 0;
    sums[step] = sum;
  });
  return sums;
};

const atOutputs = (series: Float64Array, outputs: Int32Array): Float64Array =>
  Float64Array.from(outputs, (index) => series[index] ?? 0);

/** What the courses of all drugs share. */
type Body = Pick<Passage, "subject" | "tip"> & { readonly plan: Plan };

const drugRunOf = (delivery: Delivery, drug: DrugId, { subject, tip, plan }: Body): DrugRun => {
  const feed = feedOf(delivery, drug);
  const known = drugNamed(drug);
  const before = microgramsPerHourOf(doseBefore(plan, drug));
  const course = known.ok ? courseOf({ subject, drug: known.value, tip, before }, feed) : null;
  return {
    drug,
    atTip: perStep(feed.mass, delivery.outputs),
    course,
    balance: balanceOf(delivery, drug, course),
  };
};

const pressCountOf = (events: readonly Event[]): PressCount => {
  const granted = events.filter(
    (event) => event.kind === "bolus-granted" && event.bolus.source === "on-demand",
  ).length;
  const refused = events.filter(
    (event) => event.kind === "refused" && event.asked === "request",
  ).length;
  return { asked: granted + refused, granted, refused };
};

const lowAtOf = (delivery: Delivery, alarm: Nanolitres): Milliseconds | null => {
  const index = delivery.outputs.find((each) => (delivery.reservoir[each] ?? alarm) <= alarm);
  return index === undefined ? null : milliseconds(delivery.ends[index] ?? 0);
};

const deliveredOf = ({ pump }: Delivery): RunResult["delivered"] => ({
  pulses: pump.delivered.pulses,
  volume: volumeOf(nanolitres(pump.delivered.pulses * pump.device.pulse)),
  owedQuanta: pump.delivered.quanta,
});

/** The share of the work that delivery is; the rest is the body's. */
const DELIVERY_SHARE = 0.5;

/**
 * Runs a plan.
 *
 * Refuses: a plan whose program the pump does not take, with the pump's own reasons.
 * Law: the same plan and options give the same head; mass balances exactly up to the tip and to
 * 1e-10 beyond it.
 */
export const run = (plan: Plan, options: RunOptions): Result<RunResult, ProgramRefused> => {
  const { progress, digest } = options;
  const infusion = infusionOf(plan, options.catheter);
  const delivered = deliver(infusion, options, {
    device: deviceOf(plan),
    digest,
    progress: (share) => progress?.(share * DELIVERY_SHARE, "delivering"),
  });
  if (!delivered.ok) return delivered;
  const delivery = delivered.value;
  const { outputs, events, log } = delivery;
  const body = { plan, subject: options.subject ?? referenceAdult, tip: infusion.tip };
  const drugs = drugsOf(delivery.fluids).map((drug, index, all) => {
    progress?.(DELIVERY_SHARE + (index / all.length) * (1 - DELIVERY_SHARE), `following ${drug}`);
    return drugRunOf(delivery, drug, body);
  });
  return accepted({
    plan,
    start: plan.of.reservoir.filled,
    catheter: catheterRunOf(plan, options.catheter),
    lineStart: lineStartOf(plan),
    bodyStart: bodyStartOf(plan),
    tip: infusion.tip,
    time: atOutputs(delivery.ends, outputs),
    pumped: perStep(delivery.pumped, outputs),
    reservoir: atOutputs(delivery.reservoir, outputs),
    drugs,
    delivered: deliveredOf(delivery),
    presses: pressCountOf(events),
    lowAt: lowAtOf(delivery, infusion.reservoir.alarm),
    dryAt: events.find((event) => event.kind === "ran-dry")?.at ?? null,
    events,
    log,
    head: headOf(log),
  });
};
