// SPDX-License-Identifier: Apache-2.0
/**
 * What the tree itself has to show about the pump: whole numbers only, nothing from outside, a
 * kernel that one person can read, and no way to move backwards. Each with a tree that breaks it.
 */
import { describe, expect, test } from "vitest";
import { LAYER_RULES } from "./tidy/layering.ts";
import { TIDY_RULES } from "./tidy/rules.ts";
import { check, type Rules, type Source, source } from "./tidy/source.ts";
import { readTree } from "./tidy/tree.ts";

const PUMP = "packages/pump/src/";
const tree = readTree();
const pump = tree.filter(({ path }) => path.startsWith(PUMP) || path === "docs/glossary.md");

const inPump = (text: string): readonly Source[] => [source(`${PUMP}flow.ts`, text)];

/** The rules of a tree that a requirement rests on. */
const rules = (all: Rules, ...names: readonly string[]): Rules =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));

const WHOLE = rules(TIDY_RULES, "integers", "cast", "any");
const PURE = { ...rules(LAYER_RULES, "layer", "core-sees"), ...rules(TIDY_RULES, "ambient") };

describe("the pump's arithmetic", () => {
  test("is of whole numbers that no cast can mix [REQ-001 holds]", () => {
    expect(check(WHOLE, tree)).toEqual([]);
  });

  test.each([
    ["a real number", "const half = 0.5;"],
    ["a real function", "const root = Math.sqrt(2);"],
    ["an untyped number", "const rate: any = 1;"],
  ])("with %s is caught [REQ-001 breaks]", (_, text) => {
    expect(check(WHOLE, inPump(text))).not.toEqual([]);
  });
});

/** What decides and counts each pulse: from the door before the motor to the whole controller. */
const KERNEL = [
  "admission",
  "bolus",
  "controller",
  "decide",
  "due",
  "evolve",
  "flow",
  "gauge",
  "grant",
  "guard",
  "pump",
  "schedule",
  "tally",
  "window",
].map((name) => `${PUMP}${name}.ts`);

/** Most lines of code of the kernel. */
const MOST = 1500;

const codeLines = (file: Source): number => {
  const comments = file.parsed?.comments ?? [];
  const bare = comments.reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(end),
    file.text,
  );
  return bare.split("\n").filter((line) => line.trim() !== "").length;
};

/** Why a kernel is none: what it reaches for, or how long it is. */
const faultsOf = (files: readonly Source[]): readonly string[] => [
  ...check(PURE, files).map(({ rule }) => rule),
  ...(files.reduce((sum, file) => sum + codeLines(file), 0) < MOST ? [] : ["length"]),
];

describe("the kernel", () => {
  const kernel = pump.filter(({ path }) => KERNEL.includes(path));

  test("is pure, imports only counts and programs, and is short [REQ-011 holds]", () => {
    expect(kernel.map(({ path }) => path).toSorted()).toEqual(KERNEL.toSorted());
    expect(faultsOf(kernel)).toEqual([]);
  });

  test.each([
    ["asks for the time", "const now = Date.now();", "ambient"],
    ["throws dice", "const luck = Math.random();", "ambient"],
    ["reads a file", 'import { readFileSync } from "node:fs";', "core-sees"],
    ["knows the body", 'import { DRUGS } from "@cisterna/body";', "layer"],
    ["grew", Array.from({ length: MOST }, (_, each) => `const a${each} = 1;`).join("\n"), "length"],
  ])("that %s is caught [REQ-011 breaks]", (_, text, fault) => {
    expect(faultsOf(inPump(text))).toContain(fault);
  });
});

/** Names under which a mechanism would be moved backwards. */
const BACKWARDS = /\b(?:reverse|backward|withdraw|retract|suck|negative)\w*\b/i;

/** Commands and orders of a pump that could take fluid back, by the names of their types. */
const backwards = (files: readonly Source[]): readonly string[] =>
  files.flatMap(({ text }) =>
    [...text.matchAll(/kind: "([\w-]+)"/g)]
      .map(([, kind = ""]) => kind)
      .filter((kind) => BACKWARDS.test(kind)),
  );

describe("the mechanism", () => {
  test("has no command, event or order that moves it backwards [REQ-023 holds]", () => {
    expect(backwards(pump)).toEqual([]);
  });

  test("a command that takes fluid back is caught [REQ-023 breaks]", () => {
    const text = 'export type Reverse = { readonly kind: "reverse"; readonly pulses: Pulses };';
    expect(backwards(inPump(text))).toEqual(["reverse"]);
  });
});
