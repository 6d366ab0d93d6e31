// SPDX-License-Identifier: Apache-2.0
import { decode, encode, rfc8949EncodeOptions } from "cborg";
import { describe, expect, test } from "vitest";
import {
  type Bytes,
  decoded,
  encoded,
  FRAME,
  type Malformed,
  PART,
  REPLY,
  REQUEST,
  type Shape,
  TOLD,
  textOf,
  utf8,
  value,
} from "../src/index.ts";
import { drawFrom, sampleOf, spoiled } from "./corpus.ts";

const RUNS = Number(process.env["CISTERNA_RUNS"] ?? 20_000);

/** One shape with its type forgotten: every law holds for all of them. */
type Any = Shape<unknown>;

const SHAPES: readonly (readonly [string, Any])[] = [
  ["frames", FRAME as unknown as Any],
  ["parts", PART as unknown as Any],
  ["requests", REQUEST as unknown as Any],
  ["replies", REPLY as unknown as Any],
  ["commands", TOLD as unknown as Any],
  ["values", value as unknown as Any],
];

const isMalformed = (found: unknown): found is Malformed =>
  typeof found === "object" &&
  found !== null &&
  "what" in found &&
  "at" in found &&
  !("asked" in found);

const bytesOf = (shape: Any, seed: number): { readonly given: unknown; readonly bytes: Bytes } => {
  const given = sampleOf(shape.layout, drawFrom(seed));
  const bytes = encoded(shape, given);
  if (bytes === null) throw new Error(`sample ${seed} does not fit its shape`);
  return { given, bytes };
};

describe.each(SHAPES)("%s", (_, shape) => {
  test("what was written is read", () => {
    for (let seed = 1; seed <= RUNS / 10; seed += 1) {
      const { given, bytes } = bytesOf(shape, seed);
      expect(decoded(shape, bytes)).toEqual(given);
    }
  });

  test("another library reads the same bytes, and writes them so and not otherwise", () => {
    for (let seed = 1; seed <= RUNS / 20; seed += 1) {
      const { bytes } = bytesOf(shape, seed);
      const theirs = decode(bytes, { strict: true, useMaps: true, allowUndefined: false });
      expect(Uint8Array.from(encode(theirs, rfc8949EncodeOptions))).toEqual(bytes);
    }
  });

  test("[REQ-080 holds] spoiled bytes are refused, or are the one form of another value", () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const draw = drawFrom(seed);
      const { bytes } = bytesOf(shape, seed % 300);
      const { bytes: other } = bytesOf(shape, (seed + 1) % 300);
      const wrong = spoiled(bytes, other, draw);
      const found = decoded(shape, wrong);
      if (isMalformed(found)) continue;
      expect(encoded(shape, found)).toEqual(wrong);
    }
  });
});

const HEX = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, "hex"));

describe("one form only", () => {
  const what = (shape: Any, hex: string): unknown => {
    const found = decoded(shape, HEX(hex));
    return isMalformed(found) ? found.what : found;
  };
  const part = PART as unknown as Any;
  const anything = value as unknown as Any;
  test.each([
    ["a part as it is", part, "a200f40141ff", { more: false, bytes: Uint8Array.of(255) }],
    ["a head that is longer than it needs to be", part, "b80200f40141ff", "not-canonical"],
    ["a key that is longer than it needs to be", part, "a21800f40141ff", "not-canonical"],
    ["a field too many", part, "a300f40141ff0200", "wrong-fields"],
    ["a field too few", part, "a100f4", "wrong-fields"],
    ["an unknown field", part, "a200f40241ff", "wrong-fields"],
    ["fields in another order", part, "a20141ff00f4", "wrong-fields"],
    ["a field twice", part, "a200f400f4", "wrong-fields"],
    ["an indefinite length", part, "bf00f40141ffff", "not-canonical"],
    ["a number where yes or no stands", part, "a200000141ff", "wrong-type"],
    ["bytes left over", part, "a200f40141ff00", "bytes-left-over"],
    ["a cut", part, "a200f401", "cut"],
    ["a fraction", anything, "f93c00", "wrong-type"],
    ["a tag", anything, "c000", "wrong-type"],
    ["undefined", anything, "f7", "wrong-type"],
    ["text that is no UTF-8", anything, "61ff", "not-text"],
    ["a lone surrogate", anything, "63eda080", "not-text"],
    ["an overlong letter", anything, "62c080", "not-text"],
    ["members in another order", anything, "a2616201616100", "not-canonical"],
    ["a member twice", anything, "a2616101616100", "not-canonical"],
    ["a number beyond exactness", anything, "1b0020000000000000", "out-of-range"],
    ["nesting without end", anything, "81".repeat(40), "too-deep"],
  ])("%s", (_, shape, hex, expected) => {
    expect(what(shape, hex)).toEqual(expected);
  });
});

test("text goes to UTF-8 and back as elsewhere", () => {
  for (const text of ["", "a", "µg/mL", "漢字", "🙂", "\u0000\u007f\u0080\u07ff\u0800\uffff"]) {
    expect(Buffer.from(utf8(text)).toString("hex")).toBe(Buffer.from(text).toString("hex"));
    expect(textOf(utf8(text))).toBe(text);
  }
});
