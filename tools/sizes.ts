// SPDX-License-Identifier: Apache-2.0
/** How long the functions of the packages are, beside what they should be. `node tools/sizes.ts` */
import { pathToFileURL } from "node:url";
import { functionsOf, type Measured } from "./tidy/size.ts";
import { isPackageCode, lineOf, type Source } from "./tidy/source.ts";
import { readTree } from "./tidy/tree.ts";

/** The sizes that keep it beautiful; no target where none is set. */
export const TARGETS = { median: 6, p90: 20, longest: 70 } as const;

/** What was measured over the code of the packages. */
export type Sizes = {
  readonly functions: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly longest: Measured | undefined;
  readonly files: number;
  readonly lines: number;
  readonly commentShare: number;
};

/** The value at a share of an ascending list (nearest rank); 0 if it is empty. */
const rank = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0;

const commentLines = (file: Source): number =>
  new Set(
    (file.parsed?.comments ?? []).flatMap(({ start, end }) => {
      const first = lineOf(file, start);
      return Array.from({ length: lineOf(file, end) - first + 1 }, (_, index) => first + index);
    }),
  ).size;

const filledLines = ({ text }: Source): number =>
  text.split("\n").filter((line) => line.trim() !== "").length;

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + each, 0);

/** Sizes over the code of the packages of a tree. */
export const sizesOf = (tree: readonly Source[]): Sizes => {
  const files = tree.filter(isPackageCode);
  const functions = files.flatMap(functionsOf).toSorted((a, b) => a.lines - b.lines);
  const lengths = functions.map(({ lines }) => lines);
  const lines = sum(files.map(filledLines));
  return {
    functions: functions.length,
    median: rank(lengths, 0.5),
    p90: rank(lengths, 0.9),
    p99: rank(lengths, 0.99),
    longest: functions.at(-1),
    files: files.length,
    lines,
    commentShare: lines === 0 ? 0 : sum(files.map(commentLines)) / lines,
  };
};

/** The sizes as lines for a person. */
export const printSizes = (sizes: Sizes): string => {
  const { longest } = sizes;
  const where = longest === undefined ? "" : `: ${longest.name} in ${longest.path}`;
  return [
    `${sizes.files} files, ${sizes.lines} lines, ${sizes.functions} functions`,
    `median   ${sizes.median} lines (target ≤ ${TARGETS.median})`,
    `p90      ${sizes.p90} lines (target ≤ ${TARGETS.p90})`,
    `p99      ${sizes.p99} lines`,
    `longest  ${longest?.lines ?? 0} lines (target ≤ ${TARGETS.longest})${where}`,
    `comments ${Math.round(sizes.commentShare * 100)} % of lines (aim 20–30 %)`,
  ].join("\n");
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.stdout.write(`${printSizes(sizesOf(readTree()))}\n`);
}
