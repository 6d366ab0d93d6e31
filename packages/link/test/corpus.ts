// SPDX-License-Identifier: Apache-2.0
/**
 * The corpus: values and bytes drawn from the layout of a shape, so that every field and kind of
 * the wire is met, and what is added is met the same day. Drawn from a seed; the fuzzer draws too.
 */
import type { Bytes, Fields, Layout } from "../src/index.ts";

/** A whole number from 0 and below a bound. */
export type Draw = (below: number) => number;

/** Draws from a seed (xorshift32). */
export const drawFrom = (seed: number): Draw => {
  let state = (Math.imul(seed, 0x9e37_79b1) ^ 0x5bd1_e995) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

const LETTERS = ["a", "Z", " ", "0", "µ", "é", "漢", "🙂"];

const textOf = (draw: Draw, most: number): string => {
  const letters = Array.from({ length: draw(6) }, () => LETTERS[draw(LETTERS.length)] ?? "");
  return most < 24 ? "" : letters.join("");
};

const countOf = (draw: Draw, least: number, most: number): number => {
  const edges = [least, most, least + 23, least + 24, least + 0x100, least + 0x1_0000_0000];
  const value = edges[draw(edges.length + 4)] ?? least + draw(100_000);
  return Math.min(most, Math.max(least, value));
};

const membersOf = (fields: Fields, draw: Draw): object =>
  Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, sampleOf(of, draw)]));

const canonicalOf = (draw: Draw, depth: number): unknown => {
  const kinds = [null, true, false, draw(1_000), -draw(70_000), textOf(draw, 99)];
  const kind = draw(kinds.length + (depth < 3 ? 2 : 0));
  const many = Array.from({ length: depth < 3 ? draw(4) : 0 }, () => canonicalOf(draw, depth + 1));
  if (kind === kinds.length) return many;
  if (kind < kinds.length) return kinds[kind];
  return Object.fromEntries(many.map((each, index) => [`m${"x".repeat(draw(3))}${index}`, each]));
};

/** A value of a layout. */
export const sampleOf = (layout: Layout, draw: Draw): unknown => {
  switch (layout.kind) {
    case "count":
      return countOf(draw, layout.least, layout.most);
    case "flag":
      return draw(2) === 0;
    case "choice":
      return Object.keys(layout.numbers)[draw(Object.keys(layout.numbers).length)];
    case "text":
      return textOf(draw, layout.most);
    case "octets": {
      const length = Math.min(layout.most, layout.least + draw(40));
      return Uint8Array.from({ length }, () => draw(256));
    }
    case "nullable":
      return draw(3) === 0 ? null : sampleOf(layout.of, draw);
    case "list":
      return Array.from({ length: draw(Math.min(layout.most, 3) + 1) }, () =>
        sampleOf(layout.of, draw),
      );
    case "record":
      return membersOf(layout.fields, draw);
    case "variant": {
      const kinds = Object.entries(layout.kinds);
      const [kind = "", fields = {}] = kinds[draw(kinds.length)] ?? [];
      return { kind, ...membersOf(fields, draw) };
    }
    case "value":
      return canonicalOf(draw, 0);
  }
};

/** The bytes with something wrong: a bit, a byte, a cut, one more, one less, another tail. */
export const spoiled = (bytes: Bytes, other: Bytes, draw: Draw): Bytes => {
  const at = draw(bytes.length + 1);
  const copy = bytes.slice();
  switch (draw(6)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << draw(8));
      return copy;
    case 1:
      copy[at] = draw(256);
      return copy;
    case 2:
      return bytes.subarray(0, at);
    case 3:
      return Uint8Array.of(...bytes.subarray(0, at), draw(256), ...bytes.subarray(at));
    case 4:
      return Uint8Array.of(...bytes.subarray(0, at), ...other.subarray(Math.min(at, other.length)));
    default:
      return Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1));
  }
};
