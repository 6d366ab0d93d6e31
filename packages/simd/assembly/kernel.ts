// SPDX-License-Identifier: Apache-2.0
/**
 * The batch kernel in AssemblyScript: what `packages/body/src/batch/plain.ts` does, lane by lane
 * and in the same order, two lanes to an instruction. Read that file first; this one only says how.
 * A compartment's four lanes are 32 bytes: two pairs.
 */

const LANES: usize = 32;
const PAIR: usize = 16;

const UP: i32 = 0;
const DOWN: i32 = 1;
const DRAIN: i32 = 2;
const PER_VOLUME: i32 = 3;
const SOURCE: i32 = 4;
const MASS: i32 = 5;
const FLUX: i32 = 6;
const STAGE: i32 = 9;
const STRAIN: i32 = 10;
const FACTORS: i32 = 11;

const GAMMA: f64 = 2.0 - Math.SQRT2;
const A: f64 = 1.0 / (GAMMA * (2.0 - GAMMA));
const B: f64 = A - 1.0;

let fluid: usize = 0;
let central: usize = 0;
let size: usize = 0;
let parents: usize = 0;
let numbers: usize = 0;
// A and B as variables: an engine would build constants anew in every turn of a loop.
let ahead: f64 = 0;
let behind: f64 = 0;
let early: f64 = 0;
let inner: f64 = 0;
let late: f64 = 0;

/** Where everything lies: bytes for places, compartments for the shape. */
export function place(atParents: usize, atNumbers: usize): void {
  parents = atParents;
  numbers = atNumbers;
}

/** The shape of the tile. */
export function shape(ofFluid: usize, ofCentral: usize, ofSize: usize): void {
  fluid = ofFluid;
  central = ofCentral;
  size = ofSize;
}

/** The weights of the embedded error, and those of the second stage. */
export function weigh(first: f64, second: f64, third: f64): void {
  ahead = A;
  behind = B;
  early = first;
  inner = second;
  late = third;
}

function vector(index: i32): usize {
  return numbers + <usize>index * LANES * (size + 1);
}

function parentOf(at: usize): usize {
  return LANES * <usize>load<i32>(parents + 4 * at);
}

/** Eliminates the tree for steps of one length. */
export function factor(slot: i32, half: f64): void {
  const surplus = vector(STAGE);
  memory.fill(surplus, 0, LANES * (size + 1));
  for (let at: usize = 0; at < size; at++) {
    const over = surplus + parentOf(at);
    factorPair(slot, half, LANES * at, over);
    factorPair(slot, half, LANES * at + PAIR, over + PAIR);
  }
}

function factorPair(slot: i32, half: f64, at: usize, over: usize): void {
  const halves = f64x2.splat(half);
  const one = f64x2.splat(1.0);
  const carry = vector(FACTORS + 3 * slot);
  const rising = f64x2.mul(halves, v128.load(vector(UP) + at));
  const falling = f64x2.mul(halves, v128.load(vector(DOWN) + at));
  const kept = f64x2.add(one, f64x2.mul(halves, v128.load(vector(DRAIN) + at)));
  const own = f64x2.add(kept, v128.load(vector(STAGE) + at));
  const pivot = f64x2.add(own, rising);
  v128.store(over, f64x2.add(v128.load(over), f64x2.div(f64x2.mul(falling, own), pivot)));
  v128.store(carry + at, f64x2.div(rising, pivot));
  v128.store(vector(FACTORS + 3 * slot + 1) + at, f64x2.div(one, pivot));
  v128.store(vector(FACTORS + 3 * slot + 2) + at, f64x2.div(falling, pivot));
}

/**
 * From the leaves to the roots. What goes on to the very next compartment, as along the canal,
 * stays in a register: the way through memory would be the longest wait of the loop.
 */
function rise(slot: i32, into: usize, from: usize, upto: usize): void {
  const carry = vector(FACTORS + 3 * slot);
  const none = f64x2.splat(0);
  let lowBrought = none;
  let highBrought = none;
  for (let at: usize = from; at < upto; at++) {
    const here = LANES * at;
    const next = here + PAIR;
    const above = parentOf(at);
    const low = f64x2.add(v128.load(into + here), lowBrought);
    const high = f64x2.add(v128.load(into + next), highBrought);
    v128.store(into + here, low);
    v128.store(into + next, high);
    lowBrought = f64x2.mul(v128.load(carry + here), low);
    highBrought = f64x2.mul(v128.load(carry + next), high);
    if (above === here + LANES) continue;
    const over = into + above;
    v128.store(over, f64x2.add(v128.load(over), lowBrought));
    v128.store(over + PAIR, f64x2.add(v128.load(over + PAIR), highBrought));
    lowBrought = none;
    highBrought = none;
  }
}

/** A solution from its right-hand side and its parent's. */
function landed(inverse: usize, back: usize, into: usize, over: v128): v128 {
  const own = f64x2.mul(v128.load(inverse), v128.load(into));
  return f64x2.add(own, f64x2.mul(v128.load(back), over));
}

/** From the roots to the leaves, where nothing else is to be done. */
function fall(slot: i32, into: usize, from: usize, upto: usize): void {
  const inverse = vector(FACTORS + 3 * slot + 1);
  const back = vector(FACTORS + 3 * slot + 2);
  let low = f64x2.splat(0);
  let high = low;
  for (let at: usize = upto; at > from; at--) {
    const here = LANES * (at - 1);
    const next = here + PAIR;
    const above = parentOf(at - 1);
    if (above !== next + PAIR) {
      low = v128.load(into + above);
      high = v128.load(into + above + PAIR);
    }
    low = landed(inverse + here, back + here, into + here, low);
    high = landed(inverse + next, back + next, into + next, high);
    v128.store(into + here, low);
    v128.store(into + next, high);
  }
}

/** Hands what the fluid drains to the blood. */
function hand(half: f64, into: usize, low: v128, high: v128): void {
  const at = into + LANES * central;
  const halves = f64x2.splat(half);
  v128.store(at, f64x2.add(v128.load(at), f64x2.mul(halves, low)));
  v128.store(at, f64x2.add(v128.load(at, PAIR), f64x2.mul(halves, high)), PAIR);
}

/** One step from one side into the other. */
export function step(slot: i32, half: f64, from: i32): void {
  const start = vector(MASS + 2 * from);
  const end = vector(MASS + 2 - 2 * from);
  const after = vector(FLUX + 2 - 2 * from);
  trapezoid(half, start, vector(FLUX + 2 * from));
  rise(slot, vector(STAGE), 0, fluid);
  fallInner(slot, half, start, end, after);
  bloodInner(slot, start, end, after);
  rise(slot, end, 0, fluid);
  fallEnd(slot, half, end, after);
  bloodEnd(slot, half, end, after);
}

function trapezoid(half: f64, start: usize, before: usize): void {
  const halves = f64x2.splat(half);
  const two = f64x2.splat(2.0);
  const source = vector(SOURCE);
  const stage = vector(STAGE);
  for (let at: usize = 0; at < LANES * size; at += PAIR) {
    const entering = f64x2.mul(two, v128.load(source + at));
    const moving = f64x2.add(v128.load(before + at), entering);
    v128.store(stage + at, f64x2.add(v128.load(start + at), f64x2.mul(halves, moving)));
  }
}

/**
 * The way down of the first stage; each solution goes into the second's right-hand side at once.
 * What is the same for all compartments is splat before the loop: no engine here moves it out.
 */
function fallInner(slot: i32, half: f64, start: usize, end: usize, after: usize): void {
  const inverse = vector(FACTORS + 3 * slot + 1);
  const back = vector(FACTORS + 3 * slot + 2);
  const drain = vector(DRAIN);
  const source = vector(SOURCE);
  const stage = vector(STAGE);
  const a = f64x2.splat(ahead);
  const b = f64x2.splat(behind);
  const halves = f64x2.splat(half);
  let low = f64x2.splat(0);
  let high = low;
  let lowSum = low;
  let highSum = low;
  for (let at: usize = fluid; at > 0; at--) {
    const here = LANES * (at - 1);
    const next = here + PAIR;
    const above = parentOf(at - 1);
    if (above !== next + PAIR) {
      low = v128.load(stage + above);
      high = v128.load(stage + above + PAIR);
    }
    low = landed(inverse + here, back + here, stage + here, low);
    high = landed(inverse + next, back + next, stage + next, high);
    v128.store(stage + here, low);
    v128.store(stage + next, high);
    lowSum = f64x2.add(lowSum, f64x2.mul(v128.load(drain + here), low));
    highSum = f64x2.add(highSum, f64x2.mul(v128.load(drain + next), high));
    const lowBlend = f64x2.sub(f64x2.mul(a, low), f64x2.mul(b, v128.load(start + here)));
    const highBlend = f64x2.sub(f64x2.mul(a, high), f64x2.mul(b, v128.load(start + next)));
    const lowRight = f64x2.add(lowBlend, f64x2.mul(halves, v128.load(source + here)));
    const highRight = f64x2.add(highBlend, f64x2.mul(halves, v128.load(source + next)));
    v128.store(end + here, lowRight);
    v128.store(end + next, highRight);
    v128.store(after + here, lowRight);
    v128.store(after + next, highRight);
  }
  hand(half, stage, lowSum, highSum);
}

function bloodInner(slot: i32, start: usize, end: usize, after: usize): void {
  const stage = vector(STAGE);
  rise(slot, stage, fluid, size);
  fall(slot, stage, fluid, size);
  const a = f64x2.splat(ahead);
  const b = f64x2.splat(behind);
  for (let at: usize = LANES * fluid; at < LANES * size; at += PAIR) {
    const forward = f64x2.mul(a, v128.load(stage + at));
    const right = f64x2.sub(forward, f64x2.mul(b, v128.load(start + at)));
    v128.store(end + at, right);
    v128.store(after + at, right);
  }
}

/** What a solution's own flux adds in half a step is the solution less its right-hand side. */
function fluxOf(perHalf: v128, solution: v128, right: usize): v128 {
  return f64x2.mul(f64x2.sub(solution, v128.load(right)), perHalf);
}

/** The way down of the second stage; each solution shows its flux at once. */
function fallEnd(slot: i32, half: f64, end: usize, after: usize): void {
  const inverse = vector(FACTORS + 3 * slot + 1);
  const back = vector(FACTORS + 3 * slot + 2);
  const drain = vector(DRAIN);
  const perHalf = f64x2.splat(1.0 / half);
  let low = f64x2.splat(0);
  let high = low;
  let lowSum = low;
  let highSum = low;
  for (let at: usize = fluid; at > 0; at--) {
    const here = LANES * (at - 1);
    const next = here + PAIR;
    const above = parentOf(at - 1);
    if (above !== next + PAIR) {
      low = v128.load(end + above);
      high = v128.load(end + above + PAIR);
    }
    low = landed(inverse + here, back + here, end + here, low);
    high = landed(inverse + next, back + next, end + next, high);
    v128.store(end + here, low);
    v128.store(end + next, high);
    lowSum = f64x2.add(lowSum, f64x2.mul(v128.load(drain + here), low));
    highSum = f64x2.add(highSum, f64x2.mul(v128.load(drain + next), high));
    v128.store(after + here, fluxOf(perHalf, low, after + here));
    v128.store(after + next, fluxOf(perHalf, high, after + next));
  }
  hand(half, end, lowSum, highSum);
}

function bloodEnd(slot: i32, half: f64, end: usize, after: usize): void {
  rise(slot, end, fluid, size);
  fall(slot, end, fluid, size);
  const perHalf = f64x2.splat(1.0 / half);
  for (let at: usize = LANES * fluid; at < LANES * size; at += PAIR) {
    v128.store(after + at, fluxOf(perHalf, v128.load(end + at), after + at));
  }
}

/** How far the step just taken may be off. */
export function strain(slot: i32, half: f64, from: i32): f64 {
  differ(half, from);
  rise(slot, vector(STRAIN), 0, fluid);
  fall(slot, vector(STRAIN), 0, fluid);
  const low = strainOf(from, 0);
  const high = strainOf(from, PAIR);
  const first = max(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  return max(first, max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)));
}

function differ(half: f64, from: i32): void {
  const start = vector(MASS + 2 * from);
  const before = vector(FLUX + 2 * from);
  const after = vector(FLUX + 2 - 2 * from);
  const into = vector(STRAIN);
  const stage = vector(STAGE);
  const source = vector(SOURCE);
  const upto = LANES * fluid;
  const two = f64x2.splat(2.0);
  const halves = f64x2.splat(half);
  const first = f64x2.splat(early * half);
  const second = f64x2.splat(inner);
  const third = f64x2.splat(late * half);
  for (let at: usize = 0; at < upto; at += PAIR) {
    const still = v128.load(before + at);
    const moved = f64x2.sub(v128.load(stage + at), v128.load(start + at));
    const moving = f64x2.add(still, f64x2.mul(two, v128.load(source + at)));
    const middle = f64x2.sub(moved, f64x2.mul(halves, moving));
    const sum = f64x2.add(f64x2.mul(first, still), f64x2.mul(second, middle));
    v128.store(into + at, f64x2.add(sum, f64x2.mul(third, v128.load(after + at))));
  }
}

/** Worst error over highest concentration in two lanes. */
function strainOf(from: i32, pair: usize): v128 {
  const end = vector(MASS + 2 - 2 * from) + pair;
  const perVolume = vector(PER_VOLUME) + pair;
  const strained = vector(STRAIN) + pair;
  const upto = LANES * fluid;
  let off = f64x2.splat(0);
  let high = f64x2.splat(5e-324);
  for (let at: usize = 0; at < upto; at += LANES) {
    const per = v128.load(perVolume + at);
    off = f64x2.pmax(off, f64x2.abs(f64x2.mul(v128.load(strained + at), per)));
    high = f64x2.pmax(high, f64x2.mul(v128.load(end + at), per));
  }
  return f64x2.div(off, high);
}
