// SPDX-License-Identifier: Apache-2.0
/**
 * The batch kernel that works on two lanes at once. In: the committed binary of
 * `assembly/kernel.ts`. Out: a kernel to hand to `batch`, or none where the engine knows no pairs
 * of doubles. Needs nothing but WebAssembly, so it runs in a browser as in Node.
 */
import { type Kernel, lengthOf, type Shape, STRAIN, vectorsOf } from "@cisterna/body";
import { BINARY } from "./binary.ts";

/** What the binary exports; see the names in its source. */
type Exports = {
  readonly place: (parents: number, numbers: number) => void;
  readonly shape: (fluid: number, central: number, size: number) => void;
  readonly weigh: (early: number, inner: number, late: number) => void;
  readonly factor: (slot: number, half: number) => void;
  readonly step: (slot: number, half: number, from: number) => void;
  readonly strain: (slot: number, half: number, from: number) => number;
};

/** The part of WebAssembly that is used; the compiler has no types for it outside a browser. */
type Engine = {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly validate: (bytes: Uint8Array) => boolean;
};

const PAGE = 65_536;
/** Parents lie first; the numbers begin at a multiple of this, so that no pair is split. */
const ALIGNED = 64;

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const engineHere = (): Engine | null =>
  (globalThis as { readonly WebAssembly?: Engine }).WebAssembly ?? null;

/** The compiled binary. It may be handed to other threads, which then need not compile it. */
export type SimdModule = object;

let compiled: SimdModule | null = null;

/**
 * The binary as this engine compiles it, or null where it cannot. Compiled once and never given
 * up: an engine that frees code while threads end has crashed the process.
 */
export const simdModule = (): SimdModule | null => {
  const engine = engineHere();
  const bytes = compiled === null ? bytesOf(BINARY) : null;
  if (bytes !== null && engine?.validate(bytes) === true) compiled = new engine.Module(bytes);
  return compiled;
};

/** The kernel, or null where the engine cannot run it: then the plain one does the same. */
export const simdKernel = (module: SimdModule | null = simdModule()): Kernel | null => {
  const engine = engineHere();
  if (engine === null || module === null) return null;
  return {
    name: "simd",
    open: (shape) => opened(engine, module, shape),
  };
};

const opened = (engine: Engine, module: object, shape: Shape): ReturnType<Kernel["open"]> => {
  const numbersAt = Math.ceil((4 * shape.size) / ALIGNED) * ALIGNED;
  const doubles = lengthOf(shape) * vectorsOf(shape.slots);
  const pages = Math.ceil((numbersAt + 8 * doubles) / PAGE);
  const memory = new engine.Memory({ initial: pages, maximum: pages });
  const instance = new engine.Instance(module, { env: { memory } });
  const { place, weigh, factor, step, strain, ...made } = instance.exports as Exports;
  place(0, numbersAt);
  made.shape(shape.fluid, shape.central, shape.size);
  weigh(...STRAIN);
  return {
    shape,
    numbers: new Float64Array(memory.buffer, numbersAt, doubles),
    parent: new Int32Array(memory.buffer, 0, shape.size),
    factor,
    step,
    strain,
  };
};
