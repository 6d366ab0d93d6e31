// SPDX-License-Identifier: Apache-2.0
/**
 * The problem of `bench body`: what every contestant solves. Bodies of 60 cells with cord and
 * plasma, none like the other; a daily pattern, a bolus, and a change of concentration, at which
 * the flow changes too and with it every factor. In: nothing. Out: bodies and regimen for our own
 * kernels, the same as doubles in a file for the peers, and a reference in fine steps.
 */
import {
  advanceRun,
  bolusInto,
  changeModel,
  drugNamed,
  infusionInto,
  inject,
  intervalsOf,
  type Kernel,
  type Member,
  type Model,
  neuraxis,
  type Outcome,
  type Probe,
  plainKernel,
  type Regimen,
  type Run,
  referenceAdult,
  type Spell,
  startRun,
  stepsFor,
  type Trial,
} from "@cisterna/body";
import { assert } from "@cisterna/quantity";
import { simdKernel } from "@cisterna/simd";

const DAYS = 30;
const HOUR_OF_CHANGE = 20 * 24;
/** Dose in each part of the day by the hours between which it is given, mcg. */
const PATTERN = [
  { from: 0, upto: 6, dose: 500 },
  { from: 6, upto: 22, dose: 2000 },
  { from: 22, upto: 24, dose: 170 },
] as const;

const spellsOf = (day: number): readonly Spell[] =>
  PATTERN.map(({ from, upto, dose }) => ({
    way: 0,
    from: 24 * day + from,
    upto: 24 * day + upto,
    dose: 24 * day < HOUR_OF_CHANGE ? dose : 0.9 * dose,
  }));

/** What everybody is given. */
const REGIMEN: Regimen = {
  ways: [(model) => infusionInto(model, "T10"), (model) => bolusInto(model, "T10", 1)],
  spells: [
    ...Array.from({ length: DAYS }, (_, day) => spellsOf(day)).flat(),
    { way: 1, from: 100, upto: 100 + 1 / 6, dose: 500 },
  ],
  turns: [HOUR_OF_CHANGE],
};

/** When profiles are compared, h. */
export const HOURS: readonly number[] = [6, 24, 100.25, 102, 168, 300, 480.5, 600, 720];

/** So many bodies, by a rule and not by chance: strokes and absorption differ. */
export const membersOf = (count: number): readonly Member[] => {
  const drug = drugNamed("gadobutrol");
  assert(drug.ok, "the drug of the bench has kinetics");
  return Array.from({ length: count }, (_, at): Member => {
    const share = 0.7 + (0.6 * ((at * 7) % 11)) / 10;
    const { canal } = referenceAdult;
    const strokes = canal.strokes.map((each) => ({ ...each, volume: each.volume * share }));
    const subject = { ...referenceAdult, canal: { ...canal, strokes } };
    const [slow, quick] = [0.02, 0.04].map((flow) => {
      return neuraxis(subject, drug.value, { cells: 60, inflow: { x: 25, flow } });
    });
    assert(slow !== undefined && quick !== undefined, "a body has two flows");
    return [slow, quick];
  });
};

/** Compartments of a body that are compared: all of the fluid's tree, and the plasma's. */
export const sizeOf = ({ tree, plasma }: Model): number => tree.size + (plasma?.size ?? 0);

/** One probe for each compartment. */
const probesOf = (model: Model): readonly Probe[] =>
  Array.from({ length: sizeOf(model) }, (_, at) => () => ({ lower: at, upper: at, share: 0 }));

/** Intervals of the regimen with the times of comparison as further ends. */
const MOMENTS = intervalsOf({ ...REGIMEN, turns: [...REGIMEN.turns, ...HOURS] }, HOURS.at(-1) ?? 0);

/** Concentrations by time, then compartment, in steps so fine that their error does not count. */
export const reference = (member: Member): Float64Array => {
  const [first] = member;
  const out = new Float64Array(HOURS.length * sizeOf(first));
  const run = startRun(first);
  for (const { from, hours, rates, doses } of MOMENTS) {
    const model = (from >= HOUR_OF_CHANGE ? member[1] : first) ?? first;
    if (model !== run.model) changeModel(run, model);
    REGIMEN.ways.forEach((way, at) => {
      if ((doses[at] ?? 0) > 0) inject(run, way(model), doses[at] ?? 0);
    });
    finely(run, hours, rates);
    const at = HOURS.indexOf(Number((from + hours).toFixed(6)));
    if (at >= 0) out.set(stateOf(run), at * sizeOf(first));
  }
  return out;
};

const stateOf = ({ model, concentration, plasma }: Run): Float64Array => {
  const all = new Float64Array(sizeOf(model));
  all.set(concentration.subarray(0, model.tree.size));
  if (plasma !== null) all.set(plasma.subarray(0, plasma.length - 1), model.tree.size);
  return all;
};

/** Seconds after a change, then ever longer. */
const finely = (run: Run, hours: number, rates: readonly number[]): void => {
  const rate = rates.reduce((sum, each) => sum + each, 0);
  const sources = REGIMEN.ways.map((way) => way(run.model).shares);
  const shares = run.model.tree.volume.map((_, at) =>
    sources.reduce((sum, each, way) => sum + ((rates[way] ?? 0) / rate) * (each[at] ?? 0), 0),
  );
  const ends = [1 / 60, 1 / 6, 1, Infinity].map((end) => Math.min(end, hours));
  [1 / 3600, 5 / 3600, 10 / 3600, 30 / 3600].forEach((longest, at) => {
    const part = (ends[at] ?? 0) - (ends[at - 1] ?? 0);
    if (part > 0) advanceRun(run, { ...stepsFor(part, longest), source: { shares }, rate });
  });
};

/** The problem as doubles, in the order that `bench/peers/problem.h` reads. */
export const fileOf = (members: readonly Member[], high: readonly number[]): Float64Array => {
  const [model] = members[0] ?? [];
  assert(model !== undefined, "a problem has a body");
  const intervals = intervalsOf(REGIMEN, HOURS.at(-1) ?? 0);
  const [fluid, all] = [model.tree.size, sizeOf(model)];
  const models = members.flat();
  const parents = [...model.tree.parent, ...(model.plasma?.parent ?? [])];
  return Float64Array.from([
    ...[fluid, all - fluid, members.length, models.length / members.length],
    ...[REGIMEN.ways.length, intervals.length, HOURS.length],
    ...parents.map((parent, at) => (at < fluid ? parent : fluid + parent)),
    ...models.flatMap((each) =>
      (["volume", "up", "down", "drain"] as const).flatMap(columns(each)),
    ),
    ...models.flatMap((each) => REGIMEN.ways.flatMap((way) => [...way(each).shares])),
    ...intervals.flatMap(({ from, hours, era, turning, rates, doses }) => [
      ...[from, hours, era, Number(turning)],
      ...rates,
      ...doses,
    ]),
    ...HOURS,
    ...high,
  ]);
};

const columns =
  ({ tree, plasma }: Model) =>
  (name: "volume" | "up" | "down" | "drain"): readonly number[] => [
    ...tree[name],
    ...(plasma?.[name] ?? []),
  ];

/** Highest concentration of the fluid and of the plasma. */
export const highest = (wanted: Float64Array, { tree, plasma }: Model): readonly number[] => {
  const size = tree.size + (plasma?.size ?? 0);
  const over = (keeps: (place: number) => boolean): number =>
    wanted.reduce((most, value, at) => (keeps(at % size) ? Math.max(most, value) : most), 0);
  return [over((place) => place < tree.size), over((place) => place >= tree.size)];
};

/**
 * The worst error of any profile: of the fluid, cord and cranium as a share of their highest
 * concentration at that time, of the plasma as a share of its own.
 */
export const errorOf = (found: Float64Array, wanted: Float64Array, model: Model): number => {
  const size = sizeOf(model);
  const errors = HOURS.flatMap((_, time) => {
    const part = (values: Float64Array, from: number, upto: number): Float64Array =>
      values.subarray(time * size + from, time * size + upto);
    return [
      [0, model.tree.size] as const,
      ...(model.plasma === null ? [] : [[model.tree.size, size] as const]),
    ].map(([from, upto]) => {
      const [ours, right] = [part(found, from, upto), part(wanted, from, upto)];
      const off = ours.reduce((most, value, at) => {
        return Math.max(most, Math.abs(value - (right[at] ?? Number.NaN)));
      }, 0);
      return off / right.reduce((most, value) => Math.max(most, value), 0);
    });
  });
  return Math.max(...errors);
};

/** By time, then compartment, as the peers answer; nothing where there is no outcome. */
export const byTime = (outcome: Outcome | undefined): Float64Array => {
  const { concentrations } = outcome ?? { concentrations: new Float64Array(0) };
  const count = concentrations.length / HOURS.length;
  return concentrations.map(
    (_, at) => concentrations[(at % count) * HOURS.length + Math.floor(at / count)] ?? Number.NaN,
  );
};

/** Tolerance of the workers and of the stream. */
const TOLERANCE = 0.01;

/** The problem as a batch reads it. */
export const trialOf = (members: readonly Member[], tolerance: number = TOLERANCE): Trial => {
  const [model] = members[0] ?? [];
  assert(model !== undefined, "a problem has a body");
  return { regimen: REGIMEN, probes: probesOf(model), hours: HOURS, tolerance };
};

let kernel: Kernel | null = null;

/** The kernel that a shell would choose: pairs of doubles where the engine has them. */
export const chosenKernel = (): Kernel => {
  kernel ??= simdKernel() ?? plainKernel;
  return kernel;
};
