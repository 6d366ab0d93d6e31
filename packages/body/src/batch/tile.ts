// SPDX-License-Identifier: Apache-2.0
/**
 * A tile: up to four bodies of one structure in a kernel's workspace, with what is in them now. In:
 * models, then rates, doses and steps. Out: concentrations of any lane at any time of the last
 * step, and its balance. It changes in place, like a run; lanes without a body repeat the last one.
 */
import { assert } from "@cisterna/quantity";
import type { Hours, Micrograms, MicrogramsPerHour, MicrogramsPerMillilitre } from "../measure.ts";
import type { Model } from "../neuraxis.ts";
import type { Blend } from "../probe.ts";
import type { Source } from "../source.ts";
import { LATE } from "../weights.ts";
import { type Kernel, LANES, lengthOf, type Side, VECTOR, type Workspace } from "./kernel.ts";
import type { Stepper } from "./ladder.ts";
import { load, placesOf, shapeOf } from "./structure.ts";

/** Four bodies under way. */
export type Tile = {
  readonly work: Workspace;
  /** Where each compartment of the models stands. */
  readonly places: Int32Array;
  /** Which pair of mass and flux holds the present. */
  side: Side;
  /** Slot of each step length that is factored. */
  readonly slots: Map<Hours, number>;
  readonly given: Float64Array;
  /** Step from which the present flux was read; infinite: it was made from the rates. */
  readFrom: Hours;
};

/** Step lengths kept at once: what three rungs of ten intervals need. Ours. */
const SLOTS = 48;

/** A tile at rest in a workspace of its own; `settle` puts bodies into it. */
export const tileFor = (model: Model, kernel: Kernel): Tile => ({
  work: kernel.open(shapeOf(model, SLOTS)),
  places: placesOf(model),
  side: 0,
  slots: new Map(),
  given: new Float64Array(LANES),
  readFrom: Infinity,
});

/** Where drug enters, by lane, then way: the compartments that get any, and their shares. */
export type Entrances = readonly (readonly Entrance[])[];
type Entrance = { readonly at: Int32Array; readonly shares: Float64Array };

/** The entrances of a source: most compartments get nothing. */
export const entranceOf = ({ shares }: Source): Entrance => {
  const at: number[] = [];
  for (let place = 0; place < shares.length; place += 1) if (shares[place] !== 0) at.push(place);
  return { at: Int32Array.from(at), shares: Float64Array.from(at, (place) => shares[place] ?? 0) };
};

/** Puts bodies that are free of drug into the tile. */
export const settle = (tile: Tile, models: readonly Model[]): void => {
  for (const pair of [VECTOR.mass, VECTOR.flux]) {
    for (const vector of pair) vectorOf(tile, vector).fill(0);
  }
  vectorOf(tile, VECTOR.source).fill(0);
  tile.given.fill(0);
  turn(tile, models);
};

/** Goes on with other models of the same bodies; every mass stays where it is. */
export const turn = (tile: Tile, models: readonly Model[]): void => {
  const { work, places } = tile;
  for (let lane = 0; lane < LANES; lane += 1) {
    load(work, { model: laneOf(models, lane), places }, lane);
  }
  tile.slots.clear();
  refresh(tile);
};

/** Sets what enters from now on, by way. */
export const feed = (tile: Tile, into: Entrances, rates: readonly MicrogramsPerHour[]): void => {
  vectorOf(tile, VECTOR.source).fill(0);
  spread(tile, VECTOR.source, { into, amounts: rates });
};

/** Puts doses in at once. */
export const dose = (tile: Tile, into: Entrances, doses: readonly Micrograms[]): void => {
  if (doses.every((each) => each === 0)) return;
  spread(tile, VECTOR.mass[tile.side], { into, amounts: doses });
  for (let lane = 0; lane < LANES; lane += 1) add(tile.given, lane, sum(doses));
  refresh(tile);
};

/**
 * How much longer a step may be than the one whose flux it goes on with: a flux is read off a
 * small difference of masses, and a longer step enlarges its rounding. Ours.
 */
const FURTHEST = 64;

/** Steps a tile as the ladder wants it; `kept` is told after each step that counts. */
export const stepperOf = (
  tile: Tile,
  rate: MicrogramsPerHour,
  kept: (step: Hours) => void,
): Stepper => {
  const { work } = tile;
  return {
    attempt: (step) => {
      if (step > FURTHEST * tile.readFrom) refresh(tile);
      work.step(slotFor(tile, step), LATE * step, tile.side);
    },
    strain: (step) => work.strain(slotFor(tile, step), LATE * step, tile.side),
    keep: (step) => {
      tile.side = tile.side === 0 ? 1 : 0;
      tile.readFrom = step;
      for (let lane = 0; lane < LANES; lane += 1) add(tile.given, lane, rate * step);
      kept(step);
    },
  };
};

/** A moment of the step that was kept last: its length, and the share of it that had gone by. */
type Moment = { readonly step: Hours; readonly share: number };

/** Reads a blend in a lane at one moment. */
type Glimpse = (lane: number, blend: Blend) => MicrogramsPerMillilitre;

/**
 * Concentrations at a moment of the last step. Within the step each is the cubic that has the
 * masses and the fluxes of both ends; its weights are the same for all.
 */
export const glimpseOf = ({ work, side, places }: Tile, { step, share }: Moment): Glimpse => {
  const { numbers, shape } = work;
  const from = (vector: number): number => vector * lengthOf(shape);
  const past = side === 0 ? 1 : 0;
  const [mass, flux] = [from(VECTOR.mass[side]), from(VECTOR.flux[side])];
  const [oldMass, oldFlux] = [from(VECTOR.mass[past]), from(VECTOR.flux[past])];
  const [source, perVolume] = [from(VECTOR.source), from(VECTOR.perVolume)];
  const left = 1 - share;
  const [start, end] = [left * left * (1 + 2 * share), share * share * (3 - 2 * share)];
  const [early, late] = [step * share * left * left, -step * share * share * left];
  const value = (place: number, lane: number): number => {
    const at = LANES * (places[place] as number) + lane;
    const here = (numbers[mass + at] as number) * end + (numbers[flux + at] as number) * late;
    const old =
      (numbers[oldMass + at] as number) * start + (numbers[oldFlux + at] as number) * early;
    const entered = (numbers[source + at] as number) * (early + late);
    return (here + old + entered) * (numbers[perVolume + at] as number);
  };
  return (lane, { lower, upper, share: above }) => {
    const low = value(lower, lane);
    return above === 0 ? low : low + above * (value(upper, lane) - low);
  };
};

/** How much of what one lane was given is missing or too much, as a share. */
export const imbalanceOf = ({ work, side, given }: Tile, lane: number): number => {
  const { shape, numbers } = work;
  const start = VECTOR.mass[side] * lengthOf(shape);
  let held = 0;
  for (let at = 0; at < shape.size; at += 1) held += numbers[start + LANES * at + lane] ?? 0;
  const all = given[lane] ?? 0;
  return all === 0 ? 0 : Math.abs(all - held) / all;
};

const vectorOf = ({ work }: Tile, vector: number): Float64Array => {
  const length = lengthOf(work.shape);
  return work.numbers.subarray(vector * length, (vector + 1) * length);
};

const laneOf = <T>(list: readonly T[], lane: number): T => {
  const found = list[Math.min(lane, list.length - 1)];
  assert(found !== undefined, "a tile has a body", { lane });
  return found;
};

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

const add = (into: Float64Array, at: number, value: number): void => {
  into[at] = (into[at] ?? 0) + value;
};

const spread = (
  { work, places }: Tile,
  vector: number,
  { into, amounts }: { readonly into: Entrances; readonly amounts: readonly number[] },
): void => {
  const start = vector * lengthOf(work.shape);
  for (let lane = 0; lane < LANES; lane += 1) {
    laneOf(into, lane).forEach(({ at, shares }, way) => {
      const amount = amounts[way] ?? 0;
      for (let index = 0; amount !== 0 && index < at.length; index += 1) {
        const place = LANES * (places[at[index] ?? 0] ?? 0) + lane;
        add(work.numbers, start + place, amount * (shares[index] ?? 0));
      }
    });
  }
};

/** Slot of a step length, factored; when all are taken, all are given up. */
const slotFor = ({ work, slots }: Tile, step: Hours): number => {
  const known = slots.get(step);
  if (known !== undefined) return known;
  if (slots.size >= SLOTS) slots.clear();
  const slot = slots.size;
  work.factor(slot, LATE * step);
  slots.set(step, slot);
  return slot;
};

/** The flux of the present masses, from the rates. Needed only after they changed by hand. */
const refresh = (tile: Tile): void => {
  const { shape, parent } = tile.work;
  const [up, down, drain] = [VECTOR.up, VECTOR.down, VECTOR.drain].map((v) => vectorOf(tile, v));
  const mass = vectorOf(tile, VECTOR.mass[tile.side]);
  const flux = vectorOf(tile, VECTOR.flux[tile.side]).fill(0);
  tile.readFrom = Infinity;
  for (let at = 0; at < LANES * shape.size; at += 1) {
    const lane = at % LANES;
    const over = LANES * (parent[(at - lane) / LANES] ?? 0) + lane;
    const here = mass[at] ?? 0;
    const handed = (up?.[at] ?? 0) * here - (down?.[at] ?? 0) * (mass[over] ?? 0);
    const drained = (drain?.[at] ?? 0) * here;
    add(flux, at, -handed - drained);
    add(flux, over, handed);
    if (drained !== 0) add(flux, LANES * shape.central + lane, drained);
  }
};
