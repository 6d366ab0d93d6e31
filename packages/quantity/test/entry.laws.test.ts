// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar of entry under any text: what is read is what a machine written apart from it reads,
 * and everything else is refused as it stands. Broken readers that people really use are caught.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equal, print, quantity, type Rational, rational, readDecimal } from "../src/index.ts";

const RUNS = { seed: 20_261_127, numRuns: Number(process.env["CISTERNA_RUNS"] ?? "2000") };

/** A reader of numbers: the value, or null where the text is refused. */
type Reader = (text: string) => Rational | null;

/** The same grammar letter by letter: digits, a point only between digits, nothing else. */
const letterByLetter: Reader = (text) => {
  let [value, divisor] = [0n, 0n];
  for (const [index, letter] of [...text].entries()) {
    const digit = "0123456789".indexOf(letter);
    if (digit >= 0) {
      value = value * 10n + BigInt(digit);
      divisor *= 10n;
    } else if (letter === "." && divisor === 0n && index > 0) divisor = 1n;
    else return null;
  }
  if (text === "" || text.length > 40 || text.endsWith(".")) return null;
  return rational(value, divisor === 0n ? 1n : divisor);
};

/** Texts as fingers make them: mostly digits, with points, commas, signs, letters among them. */
const typed = fc
  .array(fc.constantFrom(..."0123456789000..,+-e x%µ"), { maxLength: 12 })
  .map((letters) => letters.join(""));

const someText = fc.oneof({ weight: 8, arbitrary: typed }, fc.string({ maxLength: 50 }));

const readsAsWritten = (read: Reader) =>
  fc.property(someText, (text) => {
    const [found, expected] = [read(text), letterByLetter(text)];
    if (found === null || expected === null) return found === expected;
    return equal(found, expected);
  });

/** A double as a fraction, for readers that go by doubles. */
const ofDouble = (value: number): Rational | null =>
  Number.isFinite(value) ? rational(BigInt(Math.round(value * 1e9)), 10n ** 9n) : null;

const BROKEN: readonly (readonly [string, Reader])[] = [
  ["takes the language's own numbers", (text) => ofDouble(Number(text))],
  ["reads as far as it can", (text) => ofDouble(Number.parseFloat(text))],
  ["takes a comma for a point", (text) => readDecimal(text.replace(",", "."))],
  ["takes a comma for nothing", (text) => readDecimal(text.replaceAll(",", ""))],
  ["trims what it is given", (text) => readDecimal(text.trim())],
  ["supplies the digit before the point", (text) => readDecimal(text.replace(/^\./, "0."))],
  [
    "drops everything behind a second point",
    (text) => readDecimal(text.replace(/(\.\d+)\..*/, "$1")),
  ],
  [
    "loses the point",
    (text) => (readDecimal(text) === null ? null : readDecimal(text.replace(".", ""))),
  ],
];

describe("entry", () => {
  test("reads any text as the grammar does, or refuses it [REQ-004 holds]", () => {
    fc.assert(readsAsWritten(readDecimal), RUNS);
  });

  test.each(BROKEN)("a reader that %s is caught [REQ-004 breaks]", (_, read) => {
    expect(fc.check(readsAsWritten(read), { ...RUNS, numRuns: 20_000 }).failed).toBe(true);
  });
});

/** How a number may be shown: a digit before the point, no zeros last, its unit beside it. */
const WELL_SHOWN = /^(?:≈ )?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])? mL$/;

type Show = (text: string) => string;

const showsWell = (show: Show) =>
  fc.property(
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.integer({ min: 0, max: 9 }),
    (digits, places) => {
      const written = digits.toString().padStart(places + 1, "0");
      const point = written.length - places;
      const text = places === 0 ? written : `${written.slice(0, point)}.${written.slice(point)}`;
      return WELL_SHOWN.test(show(text));
    },
  );

describe("showing", () => {
  test("has a leading zero, no trailing zero and its unit beside it [REQ-005 holds]", () => {
    fc.assert(
      showsWell((text) => print(quantity(`${text} mL`, "volume"), "mL")),
      RUNS,
    );
  });

  test.each<readonly [string, Show]>([
    ["leaves the zero before the point out", (text) => `${text.replace(/^0\./, ".")} mL`],
    ["always shows two decimals", (text) => `${Number(text).toFixed(2)} mL`],
    ["leaves the unit out", (text) => print(quantity(`${text} mL`, "volume"), "mL").slice(0, -3)],
  ])("a printer that %s is caught [REQ-005 breaks]", (_, show) => {
    expect(fc.check(showsWell(show), RUNS).failed).toBe(true);
  });
});
