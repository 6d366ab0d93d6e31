// SPDX-License-Identifier: Apache-2.0
/** The laws of the command line, over random words: it always answers, always as one document. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CALCULATIONS } from "../src/calc/list.ts";
import type { CommandModule, Refusal } from "../src/shell/command.ts";
import { type Printed, runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { REFUSAL_KINDS } from "../src/shell/refusal.ts";

const MODULES = await Promise.all(
  CALCULATIONS.map(async ({ load }) => (await load()).command as CommandModule),
);

const NUMBERS = ["0", "1", "2.5", "0.048", "1000000", "9".repeat(40), "0.0000000001", "1,5", "-1"];
const UNITS = [
  ...["mg", "mcg", "mL", "mcL", "nL", "d", "h", "s", "ms", "cm", "mm", "%", "1", "mL/cm"],
  ...["mg/d", "mcg/h", "g/mL", "mg/mL", "mcg/mL", "mL/d", "nL/s", "kg", "U"],
];

const quantity = fc
  .tuple(fc.constantFrom(...NUMBERS), fc.constantFrom(...UNITS))
  .map(([number, unit]) => `${number} ${unit}`);

const oddity = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("", "-", "--", "yes", "no", "6", "2026-03-01T09:00:00+01:00", "--json"),
  fc.constantFrom("1..2 mL", "2..1 mL", "0..0 cm", "morphine 50 mg/mL 5 mg/d"),
  fc.constantFrom("00:00 2 mg/d, 06:00 3 mg/d", "06:00 3 mg/d", "9999-12-31T23:59:59Z"),
);

/** A value that suits a key more often than not, so that the arithmetic itself is reached. */
const suiting = (placeholder: string): fc.Arbitrary<string> => {
  const unit: Record<string, string> = {
    mass: "mg",
    volume: "mL",
    time: "h",
    length: "cm",
    concentration: "mg/mL",
    "dose-rate": "mg/d",
    flow: "mL/d",
    "volume-per-length": "mL/cm",
    quantity: "mL",
  };
  const known = unit[placeholder];
  if (known === undefined) return oddity;
  return fc.constantFrom(...NUMBERS.slice(0, 7)).map((number) => `${number} ${known}`);
};

const words: fc.Arbitrary<readonly string[]> = fc
  .constantFrom(...MODULES)
  .chain((command) =>
    fc
      .tuple(
        ...command.options.map(({ name, value }) =>
          fc.oneof(
            { weight: 6, arbitrary: suiting(value ?? "").map((text) => [`--${name}`, text]) },
            { weight: 1, arbitrary: fc.oneof(quantity, oddity).map((text) => [`--${name}`, text]) },
            { weight: 1, arbitrary: fc.constant([]) },
          ),
        ),
        fc.oneof(
          { weight: 9, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(oddity, { maxLength: 2 }) },
        ),
      )
      .map((parts) => ["calc", command.name, ...parts.flat()]),
  );

const numbersIn = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, each]) => (key === "value" ? [each] : numbersIn(each)))
    : [];

/** What is wrong with an answer to random words; nothing, if the law holds. */
const faultsOf = ({ status, stdout, stderr }: Printed): readonly string[] => {
  if (![0, 1, 2].includes(status)) return [`status ${status}: ${stderr}`];
  const document = JSON.parse(stdout) as { refusals?: readonly Refusal[] };
  const refusals = document.refusals ?? [];
  return [
    ...(stderr === "" ? [] : ["standard error is not empty"]),
    ...(status === 0 || refusals.length > 0 ? [] : ["refused without a refusal"]),
    ...(status === 0 && refusals.length > 0 ? ["done with refusals"] : []),
    ...refusals.filter(({ path }) => path === "").map(({ kind }) => `${kind} without a path`),
    ...refusals.filter(({ kind }) => !REFUSAL_KINDS.includes(kind)).map(({ kind }) => kind),
    ...numbersIn(document)
      .filter((each) => !Number.isFinite(each))
      .map((each) => `the value ${String(each)}`),
  ];
};

const isHelp = (given: readonly string[]): boolean =>
  given.some((word) => ["--help", "-h", "--version", "-V"].includes(word));

describe("Any words", () => {
  test("Law: no words break a calculation; each is answered or refused with a path", async () => {
    const seen = { 0: 0, 1: 0, 2: 0, 3: 0 };
    await fc.assert(
      fc.asyncProperty(words, async (given) => {
        const printed = await runCommandLine(["--json", ...given], memoryIo().io);
        fc.pre(!isHelp(given));
        seen[printed.status] += 1;
        expect(faultsOf(printed)).toEqual([]);
      }),
      { seed: 20260301, numRuns: 4000 },
    );
    expect(seen[0]).toBeGreaterThan(200);
    expect(seen[1]).toBeGreaterThan(200);
    expect(seen[2]).toBeGreaterThan(200);
  });

  test("the law is not empty: a crash, a lost path and an infinite value are each caught", () => {
    const refused = (refusal: Refusal): Printed => ({
      status: 1,
      stdout: JSON.stringify({ refusals: [refusal] }),
      stderr: "",
    });
    expect(faultsOf({ status: 3, stdout: "", stderr: "Broken" })).not.toEqual([]);
    expect(faultsOf(refused({ kind: "zero-quantity", path: "" }))).not.toEqual([]);
    expect(faultsOf(refused({ kind: "unheard-of", path: "dose" }))).not.toEqual([]);
    const infinite = JSON.stringify({ flow: { value: null, unit: "mL/d" } });
    expect(faultsOf({ status: 0, stdout: infinite, stderr: "" })).not.toEqual([]);
    expect(faultsOf({ status: 1, stdout: "{}", stderr: "" })).not.toEqual([]);
  });
});

const decimal = fc.integer({ min: 1, max: 9_999_999 }).map((digits) => digits / 1000);

type Amount = { readonly value: number };

const resultOf = async (key: string, ...given: readonly string[]): Promise<number> => {
  const { stdout } = await runCommandLine(["calc", ...given, "--json"], memoryIo().io);
  return (JSON.parse(stdout) as Record<string, Amount>)[key]?.value ?? Number.NaN;
};

/** The dose that comes back when the flow of a dose is turned into a dose again. */
const there = async (dose: number, concentration: number): Promise<number> => {
  const strength = ["--concentration", `${concentration} mg/mL`];
  const flow = await resultOf("flow", "flow", "--dose", `${dose} mg/d`, ...strength);
  const back = ["--flow", `${flow.toFixed(18)} mL/d`];
  return resultOf("dose", "dose", ...back, ...strength);
};

describe("Flow and dose", () => {
  test("Law: the dose of the flow of a dose is that dose", async () => {
    await fc.assert(
      fc.asyncProperty(decimal, decimal, async (dose, concentration) => {
        const back = await there(dose, concentration);
        expect(Math.abs(back - dose) / dose).toBeLessThan(1e-10);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("the law is not empty: a tenth of the concentration on the way back is caught", async () => {
    const flow = await resultOf("flow", "flow", "--dose", "2 mg/d", "--concentration", "10 mg/mL");
    const words = ["dose", "--flow", `${flow} mL/d`, "--concentration", "1 mg/mL"];
    const back = await resultOf("dose", ...words);
    expect(Math.abs(back - 2) / 2).toBeGreaterThan(1e-10);
  });
});
