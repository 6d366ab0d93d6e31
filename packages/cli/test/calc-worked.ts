// SPDX-License-Identifier: Apache-2.0
/** Asking the command line for a worked example, and reading its numbers in the example's units. */
import { toNumber, unitNamed } from "@cisterna/quantity";
import { expect } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

/** What an example expects or the command line gives. */
export type Result = number | boolean | string | readonly number[];
/** Results under the names of the example. */
export type Results = Readonly<Record<string, Result>>;
/** The numbers an example begins with. */
export type Inputs = Readonly<Record<string, number>>;
/** How examples are asked, by id. */
export type Expressed = Readonly<Record<string, (inputs: Inputs) => Promise<Results>>>;

/** The JSON of a calculation. */
export type Answer = Readonly<Record<string, unknown>>;
/** A quantity of the JSON. */
export type Amount = { readonly value: number; readonly unit: string };

/** Runs `calc NAME` with these keys and returns its JSON. */
export const calc = async (
  name: string,
  keys: Readonly<Record<string, string | readonly string[]>>,
): Promise<Answer> => {
  const words = Object.entries(keys).flatMap(([key, values]) =>
    [values].flat().flatMap((value) => [`--${key}`, value]),
  );
  const { status, stdout, stderr } = await runCommandLine(
    ["calc", name, ...words, "--json"],
    memoryIo().io,
  );
  expect({ status, stderr, stdout }).toMatchObject({ status: 0, stderr: "" });
  return JSON.parse(stdout) as Answer;
};

const factor = (unit: string): number => {
  const known = unitNamed(unit);
  if (known === undefined) throw new RangeError(`no unit ${unit}`);
  return toNumber(known.factor);
};

/** The number of a result in a unit. */
export const amount = (answer: Answer, key: string, unit: string): number => {
  const { value, unit: given } = answer[key] as Amount;
  return (value * factor(given)) / factor(unit);
};

/** A number of the examples as it is typed. */
export const typed = (value: number | undefined, unit: string): string => {
  if (value === undefined) throw new RangeError(`the example has no number in ${unit}`);
  return `${value} ${unit}`;
};
