// SPDX-License-Identifier: Apache-2.0
/**
 * Experiments: a protocol carried out in the model. In: a protocol. Out: the samples asked for,
 * what is read off them, and how well the mass balanced. `follow` carries the drug forward.
 */
import { accepted, assert, type Result } from "@cisterna/quantity";
import { type Entry, follow, keyOf } from "./follow.ts";
import { positionOf, type Site } from "./level.ts";
import { balance } from "./mass.ts";
import {
  type Hours,
  hoursOf,
  type MicrogramsPerMillilitre,
  microgramsOf,
  microgramsPerHourOf,
  millilitresOf,
  millilitresPerHourOf,
  type PerHour,
  shareOf,
} from "./measure.ts";
import { type Assumption, type Model, neuraxis, REFERENCE_GRID, spinalVolume } from "./neuraxis.ts";
import { type Order, type OrderedSite, orderOf } from "./order.ts";
import { concentrationAt } from "./probe.ts";
import type { Giving, Protocol, ProtocolRefusal } from "./protocol.ts";
import { arrivalOf, halfLifeOf, type Peak, peakOf, type Series } from "./series.ts";
import { type Run, type Snapshot, stateOf, steadyState } from "./solve.ts";
import { bolusInto, infusionInto } from "./source.ts";
import { type NearTip, nearTip } from "./tip.ts";
import { dot } from "./tree.ts";

/** What was found at one site. A reading is absent if nobody asked for it. */
export type SampledSite = Series & {
  readonly site: Site;
  /** Of the samples; absent if there is only one, or in steady state. */
  readonly peak?: Peak;
  /** Null if the concentrations in the window do not fall. */
  readonly halfLife?: Hours | null;
  /** Null if the threshold was not reached while it was sampled. */
  readonly arrival?: Hours | null;
};

/** What an experiment gives, sites in the order asked. */
export type Course = {
  readonly samples: readonly SampledSite[];
  /** The worst of all sampling times, as a share of the dose given (steady: of the rate). */
  readonly balanceError: number;
  readonly parameters: string;
  readonly assumptions: readonly Assumption[];
};

/** The same samples if the drug were lost as slowly, and as fast, as it may be. */
export type LossEnds = {
  readonly slow: readonly SampledSite[];
  readonly fast: readonly SampledSite[];
};

/** The course of one subject, and how far it may be off where the model does not know better. */
export type Experiment = Course & {
  /** Where nobody measured the drug's loss, both ends of it; null where it is known. */
  readonly ends: LossEnds | null;
  /** What an infusion into the canal adds close to its tip; null for anything else. */
  readonly nearTip: NearTip | null;
};

/**
 * Carries out a protocol.
 * `arrival` counts against the dose mixed into the whole spinal CSF; the threshold of the
 * calibration is that one. In steady state every sample stands for any time.
 * Refuses: what `orderOf` refuses.
 */
export const runProtocol = (protocol: Protocol): Result<Experiment, ProtocolRefusal> => {
  const order = orderOf(protocol);
  if (!order.ok) return order;
  const { population } = order.value;
  assert(population === null, "a population is carried out by runPopulation", { population });
  return accepted({
    ...carriedOut(order.value),
    ends: endsOf(order.value),
    nearTip: nearTipOf(order.value),
  });
};

/** The course of one subject. */
export const carriedOut = (order: Order): Course =>
  order.steady ? steadyCourse(order) : courseOf(order);

const endsOf = (order: Order): LossEnds | null => {
  const { spinalLoss } = order.drug;
  if (spinalLoss.range === null) return null;
  const samplesAt = (value: PerHour): readonly SampledSite[] => {
    const drug = { ...order.drug, spinalLoss: { ...spinalLoss, value } };
    return carriedOut({ ...order, drug }).samples;
  };
  return { slow: samplesAt(spinalLoss.range.low), fast: samplesAt(spinalLoss.range.high) };
};

const nearTipOf = ({ subject, drug, give, tip }: Order): NearTip | null => {
  if (give.kind !== "infusion" || tip === "ventricle") return null;
  const rate = microgramsPerHourOf(give.rate);
  const flow = millilitresPerHourOf(give.flow);
  return nearTip(neuraxis(subject, drug), { at: tip, rate, flow });
};

const entryOf = (order: Order, rest: Model): Entry => {
  const { give, tip } = order;
  if (give.kind === "infusion") {
    const rate = microgramsPerHourOf(give.rate);
    const upto = give.for === null ? 0 : hoursOf(give.for);
    const model = modelDuring(order, give);
    return { model, source: infusionInto(model, tip), dose: rate * upto, rate, upto };
  }
  const dose = microgramsOf(give.dose);
  const upto = hoursOf(give.over);
  const source = bolusInto(rest, tip, millilitresOf(give.volume));
  return { model: rest, source, dose, rate: upto === 0 ? 0 : dose / upto, upto };
};

/** An infusion's volume drives the fluid above its tip; one into the ventricles is left out. */
const modelDuring = (
  { subject, drug, tip }: Order,
  give: Extract<Giving, { kind: "infusion" }>,
): Model => {
  const flow = millilitresPerHourOf(give.flow);
  const inflow = tip === "ventricle" ? null : { x: positionOf(tip), flow };
  return neuraxis(subject, drug, { ...REFERENCE_GRID, inflow });
};

const steadyCourse = (order: Order): Course => {
  const rest = neuraxis(order.subject, order.drug);
  const { model, source, rate } = entryOf(order, rest);
  const steady = steadyState(model, source, rate);
  const leaving = dot(model.tree.drain, steady.concentration);
  return {
    samples: order.sites.map(({ site, hours }) => {
      const value = readAt(steady, site);
      const concentrations = hours.length === 0 ? [value] : hours.map(() => value);
      return { site, hours, concentrations };
    }),
    balanceError: Math.abs(rate - leaving) / rate,
    parameters: model.parameters,
    assumptions: model.assumptions,
  };
};

const courseOf = (order: Order): Course => {
  const model = neuraxis(order.subject, order.drug);
  const entry = entryOf(order, model);
  const track: Track = { readings: new Map(), worst: 0 };
  follow(model, entry, {
    times: order.sites.flatMap(({ hours }) => hours),
    seen: (run) => record(run, order, track),
  });
  const mixed = entry.dose / spinalVolume(model);
  return {
    samples: order.sites.map((site) => sampledSite(site, track, mixed)),
    balanceError: track.worst,
    parameters: model.parameters,
    assumptions: model.assumptions,
  };
};

type Track = { readonly readings: Map<string, MicrogramsPerMillilitre>; worst: number };

const record = (run: Run, order: Order, track: Track): void => {
  const time = keyOf(run.hours);
  for (const { site } of order.sites) track.readings.set(`${site} ${time}`, readAt(run, site));
  track.worst = Math.max(track.worst, balance(stateOf(run)).error);
};

const readAt = (snapshot: Snapshot, site: Site): MicrogramsPerMillilitre =>
  concentrationAt(snapshot, site) ?? 0;

const sampledSite = (
  { site, hours, window, arrival }: OrderedSite,
  track: Track,
  mixed: MicrogramsPerMillilitre,
): SampledSite => {
  const concentrations = hours.map((at) => track.readings.get(`${site} ${keyOf(at)}`) ?? 0);
  const series = { hours, concentrations };
  const peak = hours.length < 2 ? null : peakOf(series);
  return {
    site,
    ...series,
    ...(peak === null ? {} : { peak }),
    ...(window === null ? {} : { halfLife: halfLifeOf(series, window) }),
    ...(arrival === null ? {} : { arrival: arrivalOf(series, shareOf(arrival) * mixed) }),
  };
};
