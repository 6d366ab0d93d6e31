// SPDX-License-Identifier: Apache-2.0
/** How JSON that means harm is read: by its schema, and never by what it calls itself. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { line, list } from "../src/fact/field.ts";
import { readBy } from "../src/fact/refusal.ts";

const SCHEMA = z.strictObject({ steps: list(line("A step"), "Steps"), name: line("A name") });

const told = (json: unknown) => {
  const reading = readBy(SCHEMA, json);
  return reading.ok ? [] : reading.refusals.map(({ kind, path }) => `${path} ${kind}`);
};

describe("a key by which JavaScript would convert an object", () => {
  test("is refused at its place, however deep, before anything is compared with it", () => {
    const hostile = { toString: null };
    expect(told({ steps: { length: hostile }, name: "x" })).toEqual([
      "steps.length.toString unknown-key",
    ]);
    expect(told({ steps: ["a", { valueOf: 1 }], name: "x" })).toEqual([
      "steps[1].valueOf unknown-key",
    ]);
    expect(told({ steps: [], name: { length: hostile } })).toEqual([
      "name.length.toString unknown-key",
    ]);
  });

  test("is a word like any other as a text", () => {
    expect(told({ steps: ["toString"], name: "valueOf" })).toEqual([]);
  });
});
