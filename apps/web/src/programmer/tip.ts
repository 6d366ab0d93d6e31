// SPDX-License-Identifier: Apache-2.0
/**
 * The tip: what a prime or a bridge brings there, as far as volumes say. The line holds the old
 * fluid, or no drug; a fast front is taken as sharp and as mixed, the catheter as small and as
 * large as it may be, and the worse counts. A model: it limits a prime, and promises nothing.
 * Source: REQ-035.
 */
import {
  type Flow,
  type Interval,
  inPulses,
  pulses,
  toNumber,
  type Volume,
  volumeOfPulses,
} from "@cisterna/quantity";
import { type DrugId, type Fluid, lineVolume, type Plan } from "@cisterna/therapy";
import { timesOf } from "../simulator/horizon.ts";
import {
  drugsIn,
  type Front,
  freshOut,
  hourlyRange,
  hoursUntil,
  massBetween,
  type Part,
  type Passage,
  type Phase,
  pushedAfter,
  shareAt,
  strengthIn,
} from "../simulator/passage.ts";

const MCG_PER_MG = 1000;
const HOURS_A_DAY = 24;

/** A plan, what its line holds (null: no drug), and the volume of a prime where it is typed. */
type Exchange = {
  readonly plan: Plan;
  readonly old: Fluid | null;
  readonly volume: Volume | null;
};

/** What comes out of the tip of one drug; mcg, and mcg/h. */
export type TipDose = {
  readonly drug: DrugId;
  readonly before: number;
  readonly after: number;
  /** While the pump primes or bridges. */
  readonly early: Range;
  /** In the leanest and in the fullest hour. */
  readonly least: number;
  readonly most: number;
};

type Range = { readonly low: number; readonly high: number };

/** What is to be seen of an exchange. */
export type Tip = {
  readonly doses: readonly TipDose[];
  /** New fluid that leaves the tip in the fullest hour, mL, and the most that is allowed. */
  readonly peak: number;
  readonly limit: number;
  /** From the end of the prime or bridge until the tip gives most of its dose, h. */
  readonly lean: Range;
};

/** Less than this share of the dose is lean. Ours, as in the simulator. */
export const LEAN_SHARE = 0.8;

const ENDS = ["low", "high"] as const satisfies readonly (keyof Interval<"volume">)[];
type End = (typeof ENDS)[number];

const partsOf = (fluid: Fluid | null): readonly Part[] =>
  (fluid ?? []).map(({ drug, concentration }) => ({
    drug,
    strength: toNumber(concentration) * MCG_PER_MG,
  }));

const perHour = (flow: Flow): number => toNumber(flow) / HOURS_A_DAY;

const pushedFirst = ({ plan: { transition }, volume }: Exchange): number =>
  transition.kind === "none" ? 0 : toNumber(volume ?? transition.programmed);

const phasesOf = (exchange: Exchange): readonly Phase[] => {
  const { plan } = exchange;
  const after = { flow: perHour(plan.flow), upto: Number.POSITIVE_INFINITY };
  const first = pushedFirst(exchange);
  if (plan.transition.kind === "none" || first === 0) return [after];
  return [{ flow: perHour(plan.transition.rate), upto: first }, after];
};

const frontsOf = ({ plan }: Exchange): readonly Front[] =>
  plan.transition.kind === "prime" ? [{ kind: "sharp" }, { kind: "laminar" }] : [{ kind: "sharp" }];

/** What is pushed before the new fluid comes: what a prime is to fill, or the whole line. */
const lineOf = ({ transition, line }: Plan): Interval<"volume"> =>
  transition.kind === "prime" ? transition.volume : lineVolume(line);

const passageOf = (exchange: Exchange, end: End, front: Front): Passage => ({
  line: toNumber(lineOf(exchange.plan)[end]),
  old: partsOf(exchange.old),
  fresh: partsOf(exchange.plan.of.reservoir.fluid),
  phases: phasesOf(exchange),
  front,
});

const passagesOf = (exchange: Exchange): readonly Passage[] =>
  ENDS.flatMap((end) => frontsOf(exchange).map((front) => passageOf(exchange, end, front)));

const lowest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const highest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

const GRID = 48;

/** New fluid that leaves in the fullest hour that begins while the pump still primes, mL. */
const peakOf = (passage: Passage): number => {
  const ends = hoursUntil(passage.phases, passage.phases[0]?.upto ?? 0);
  const last = Number.isFinite(ends) ? ends : 0;
  const begins = Array.from({ length: GRID + 1 }, (_, step) => (last * step) / GRID);
  const out = (hours: number): number => freshOut(passage, pushedAfter(passage.phases, hours));
  return highest(begins.map((from) => out(from + 1) - out(from)));
};

const steadyHour = ({ plan }: Exchange): number => perHour(plan.flow);

const limitOf = ({ plan: { program, pulse } }: Exchange): number =>
  toNumber(volumeOfPulses(program.limits.hour, pulse));

const peakIn = (exchange: Exchange): number =>
  Math.max(steadyHour(exchange), ...passagesOf(exchange).map(peakOf));

/** How long the tip waits for most of the dose, from the end of a prime or bridge on, h. */
const leanIn = (passage: Passage): number => {
  let [less, enough] = [0, passage.line * 2];
  for (let step = 0; step < GRID; step += 1) {
    const middle = (less + enough) / 2;
    if (shareAt(passage, middle) >= LEAN_SHARE) enough = middle;
    else less = middle;
  }
  const [first] = passage.phases;
  const ends = passage.phases.length > 1 && first ? hoursUntil(passage.phases, first.upto) : 0;
  return Math.max(0, hoursUntil(passage.phases, enough) - ends);
};

const doseIn = (exchange: Exchange, drug: DrugId): TipDose => {
  const passages = passagesOf(exchange);
  const { plan, old } = exchange;
  const { transition } = plan;
  const ends = hoursUntil(phasesOf(exchange), pushedFirst(exchange));
  const early = passages.map((passage) => massBetween(passage, drug, [0, ends]));
  const ranges = passages.map((passage) => hourlyRange(passage, drug, timesOf([passage])));
  const bridged = transition.kind === "bridge" ? transition.rate : plan.flow;
  return {
    drug,
    before: strengthIn(partsOf(old), drug) * perHour(bridged),
    after: strengthIn(partsOf(plan.of.reservoir.fluid), drug) * perHour(plan.flow),
    early: { low: lowest(early), high: highest(early) },
    least: lowest(ranges.map(({ least }) => least)),
    most: highest(ranges.map(({ most }) => most)),
  };
};

/** What an exchange brings to the tip. */
export const tipOf = (exchange: Exchange): Tip => {
  const passages = passagesOf(exchange);
  const leans = passages.map(leanIn);
  const fluids = { old: partsOf(exchange.old), fresh: partsOf(exchange.plan.of.reservoir.fluid) };
  return {
    doses: (drugsIn(fluids) as readonly DrugId[]).map((drug) => doseIn(exchange, drug)),
    peak: peakIn(exchange),
    limit: limitOf(exchange),
    lean: { low: lowest(leans), high: highest(leans) },
  };
};

/** Whether the fullest hour at the tip is within what the program may give in an hour. */
export const isWithin = ({ peak, limit }: Pick<Tip, "peak" | "limit">): boolean => peak <= limit;

/**
 * The largest prime whose fullest hour is within the program's own limit, in whole pulses: at most
 * what tubing and catheter hold at the least.
 */
export const largestPrime = (exchange: Exchange): Volume | null => {
  const { plan } = exchange;
  const { transition, pulse } = plan;
  if (transition.kind !== "prime") return null;
  let [fits, over] = [0, inPulses(transition.programmed, pulse, "down") + 1];
  while (over - fits > 1) {
    const count = Math.floor((fits + over) / 2);
    const volume = volumeOfPulses(pulses(count), pulse);
    if (peakIn({ ...exchange, volume }) <= limitOf(exchange)) fits = count;
    else over = count;
  }
  return volumeOfPulses(pulses(fits), pulse);
};
