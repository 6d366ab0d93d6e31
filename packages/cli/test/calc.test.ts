// SPDX-License-Identifier: Apache-2.0
/** `calc`: one grammar of numbers, results in the units of the question, formulas with numbers. */
import { describe, expect, test } from "vitest";
import { CALCULATIONS } from "../src/calc/list.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { json, split, text } from "./calc-call.ts";

describe("Every number is read by one grammar", () => {
  test.each([
    ["1,5 mg/d", "malformed-number", 2],
    [".5 mg/d", "malformed-number", 2],
    ["5. mg/d", "malformed-number", 2],
    ["-1 mg/d", "malformed-number", 2],
    ["1e3 mg/d", "malformed-number", 2],
    ["+1 mg/d", "malformed-number", 2],
    [" 1 mg/d", "malformed-number", 2],
    ["1  mg/d", "unknown-unit", 1],
    ["1mg/d", "malformed-quantity", 2],
    ["1", "malformed-quantity", 2],
    ["", "malformed-quantity", 2],
    ["NaN mg/d", "malformed-number", 2],
    ["1 mg", "wrong-kind-of-unit", 1],
    ["1 mL/d", "wrong-kind-of-unit", 1],
    ["1 Mg/d", "unknown-unit", 1],
    ["1 mg/d ", "unknown-unit", 1],
  ])("%j is refused as %s", async (dose, kind, status) => {
    const words = ["calc", "flow", "--dose", dose, "--concentration", "1 mg/mL", "--json"];
    const printed = await runCommandLine(words, memoryIo().io);
    expect(printed.status).toBe(status);
    expect(JSON.parse(printed.stdout)).toEqual({
      refusals: [{ kind, path: "dose", read: dose, accepted: expect.any(String) }],
    });
  });

  test("a unit may be written as people write it", async () => {
    const known = await json('flow --dose "500 ug/day" --concentration "1 mg/mL"');
    expect(known["flow"]).toEqual({ value: 0.5, unit: "mL/d" });
  });
});

describe("Results", () => {
  test("come back in the mass unit of the question, with UCUM codes", async () => {
    const bridge = await json(
      'bridge --old-dose "400 mcg/d" --old-concentration "2000 mcg/mL" --new-dose "400 mcg/d" ' +
        '--new-concentration "500 mcg/mL" --tubing "0.199 mL" --catheter "0.176 mL"',
    );
    expect(bridge).toEqual({
      volume: { value: 0.375, unit: "mL" },
      rate: { value: 0.2, unit: "mL/d" },
      duration: { value: 45, unit: "h" },
      drug: { value: 750, unit: "ug" },
      "new-flow": { value: 0.8, unit: "mL/d" },
      "unbridged-dose": { value: 1600, unit: "ug/d" },
    });
  });

  test("of a catheter known as a range are ranges", async () => {
    const bridge = await json(
      'bridge --old-dose "400 mcg/d" --old-concentration "2000 mcg/mL" --new-dose "400 mcg/d" ' +
        '--new-concentration "500 mcg/mL" --tubing "0.2 mL" --catheter "0.15..0.20 mL"',
    );
    expect(bridge["volume"]).toEqual({
      low: { value: 0.35, unit: "mL" },
      high: { value: 0.4, unit: "mL" },
    });
    expect(bridge["duration"]).toEqual({
      low: { value: 42, unit: "h" },
      high: { value: 48, unit: "h" },
    });
    expect(await text('catheter --implanted "78..82 cm" --per-length "0.002 mL/cm"')).toContain(
      "volume = implanted × per length = (78 cm to 82 cm) × 0.002 mL/cm = 0.156 mL to 0.164 mL",
    );
    expect(
      await json('catheter --supplied "110 cm" --trimmed "20..30 cm" --per-length "0.0026 mL/cm"'),
    ).toMatchObject({ implanted: { low: { value: 80 }, high: { value: 90 } } });
  });

  test("that are rounded in print say so", async () => {
    expect(await text('refill --volume "20 mL" --alarm "3 mL" --flow "0.35 mL/d"')).toContain(
      "days to alarm = (volume − alarm) ÷ flow = (20 mL − 3 mL) ÷ 0.35 mL/d ≈ 48.5714 d",
    );
  });

  test("of a catheter by its diameter use the cylinder", async () => {
    const { volume } = await json('catheter --implanted "32 cm" --inner-diameter "0.8 mm"');
    expect(volume).toEqual({ value: 0.160849543864, unit: "mL" });
  });

  test("of a prime leave the pump's tubing out when told so", async () => {
    const keys = '--tubing "0.199 mL" --catheter "0.176 mL" --concentration "500 mcg/mL"';
    expect(await json(`prime ${keys}`)).toEqual({
      volume: { value: 0.375, unit: "mL" },
      drug: { value: 187.5, unit: "ug" },
    });
    expect(await json(`prime ${keys} --include-tubing no`)).toMatchObject({
      volume: { value: 0.176, unit: "mL" },
    });
  });
});

describe("The refill", () => {
  const base = 'refill --volume "38 mL" --alarm "2 mL"';

  test("is due at the alarm, or a lead before it", async () => {
    const plain = await json(`${base} --flow "0.5 mL/d"`);
    expect(plain).toMatchObject({
      "days-to-alarm": { value: 72, unit: "d" },
      "days-to-empty": { value: 76, unit: "d" },
      "due-days": { value: 72, unit: "d" },
      because: "reservoir",
    });
    const led = await json(`${base} --flow "0.5 mL/d" --lead "7 d"`);
    expect(led).toMatchObject({ "days-to-alarm": { value: 72 }, "due-days": { value: 65 } });
  });

  test("is due when the drug's stability ends, if that is earlier", async () => {
    const capped = `${base} --flow "0.5 mL/d" --stability "40 d"`;
    expect(await json(`${capped} --filled 2026-03-01T23:30:00+01:00`)).toMatchObject({
      "due-days": { value: 40, unit: "d" },
      because: "stability",
      due: "2026-04-10",
    });
    expect(await text(capped)).toContain("the earlier of days to alarm and stability");
  });

  test("counts every bolus, given as a volume or as a mass", async () => {
    const boluses = '--boluses-per-day 5 --flow "0.25 mL/d" --bolus';
    const byVolume = await json(`${base} ${boluses} "0.02 mL"`);
    const byMass = await json(`${base} ${boluses} "0.2 mg" --concentration "10 mg/mL"`);
    expect(byVolume).toMatchObject({
      flow: { value: 0.35, unit: "mL/d" },
      "basal-flow": { value: 0.25, unit: "mL/d" },
    });
    expect(byMass).toEqual(byVolume);
  });

  test("day is the one in which the time runs out, in the zone of the fill", async () => {
    const half = 'refill --volume "3 mL" --alarm "2 mL" --flow "1 mL/d" --filled';
    expect((await json(`${half} 2026-03-01T23:59:59+01:00`))["due"]).toBe("2026-03-02");
    expect((await json(`${half} 2026-02-28T00:00:00-05:00`))["due"]).toBe("2026-03-01");
  });
});

describe("The reconciliation", () => {
  const visit = 'reconcile --filled "20 mL" --programmed "16 mL" --reservoir "20 mL" --aspirated';

  test("gives every verdict its threshold, source and status", async () => {
    const { verdicts, error } = await json(`${visit} "1.5 mL"`);
    expect(error).toEqual({ value: 15.625, unit: "%" });
    const rows = verdicts as readonly Record<string, unknown>[];
    expect(rows.map((row) => row["kind"])).toContain("over-infusion");
    for (const row of rows) {
      expect(row).toMatchObject({
        threshold: { value: expect.any(Number), unit: expect.any(String) },
        source: expect.any(String),
        status: expect.any(String),
      });
    }
  });

  test("says when nothing is to be said", async () => {
    expect((await json(`${visit} "4 mL"`))["verdicts"]).toEqual([{ kind: "within-limits" }]);
    expect(await text(`${visit} "4 mL"`)).toContain("within the limits of every source used here");
  });

  test("of 20 mL filled and 40 mL entered says that the pump ran dry", async () => {
    const entered = 'reconcile --filled "20 mL" --programmed "38 mL" --aspirated "0 mL"';
    const answer = await json(`${entered} --reservoir "40 mL"`);
    expect(answer).toMatchObject({
      expected: { value: -18, unit: "mL" },
      discrepancy: { value: -18, unit: "mL" },
      delivered: { value: 20, unit: "mL" },
    });
    expect((answer["verdicts"] as readonly unknown[])[0]).toEqual({ kind: "ran-dry" });
    expect(await text(`${entered} --reservoir "40 mL"`)).toContain(
      "the pump was computed to give more than was filled: it ran dry",
    );
  });

  test("of more found than filled names that and calls no pump slow", async () => {
    const found = 'reconcile --filled "10 mL" --programmed "8 mL" --aspirated "12 mL"';
    const { verdicts } = await json(`${found} --reservoir "20 mL"`);
    const kinds = (verdicts as readonly { kind: string }[]).map(({ kind }) => kind);
    expect(kinds[0]).toBe("more-than-filled");
    expect(kinds).not.toContain("under-infusion");
    expect(await text(`${found} --reservoir "20 mL"`)).toContain("more was found than was filled");
  });

  test("states no error when nothing was programmed", async () => {
    const none = 'reconcile --filled "20 mL" --programmed "0 mL" --aspirated "20 mL" --reservoir';
    expect((await json(`${none} "20 mL"`))["error"]).toBeNull();
  });
});

describe("A mixture", () => {
  const mixed = (name: string) => `mixture --reservoir "20 mL" --stock "${name} 50 mg/mL 5 mg/d"`;
  const noteIn = (said: string) => /^note: .*$/m.exec(said)?.[0];

  test("of a drug that is not in the formulary is computed, and says so", async () => {
    const { stocks } = await json(mixed("asdf"));
    expect(stocks).toMatchObject([{ drug: "asdf", known: false, volume: { value: 20 } }]);
    expect(noteIn(await text(mixed("asdf")))).toBe(
      'note: "asdf" is no drug of the formulary; only the arithmetic was done.',
    );
    expect(noteIn(await text(mixed("morphin")))).toContain('Did you mean "morphine"?');
  });

  test("of drugs of the formulary has no note", async () => {
    expect((await json(mixed("morphine")))["stocks"]).toMatchObject([{ known: true }]);
    expect(noteIn(await text(mixed("morphine")))).toBeUndefined();
  });
});

describe("Whole pulses", () => {
  test("are the nearest, with the dose they come to", async () => {
    const answer = await json(
      'achievable --dose "100 mcg/d" --concentration "500 mcg/mL" --pulse "3 mcL"',
    );
    expect(answer).toMatchObject({
      "pulses-per-day": 67,
      flow: { value: 0.201, unit: "mL/d" },
      dose: { value: 100.5, unit: "ug/d" },
      "off-by": { value: 0.5, unit: "%" },
    });
  });
});

describe("Every calculation", () => {
  test.each(CALCULATIONS.map((entry) => entry.name))("%s runs its own example", async (name) => {
    const entry = CALCULATIONS.find((each) => each.name === name);
    const loaded = (await entry?.load())?.command;
    const { status, stdout } = await runCommandLine(split(loaded?.example ?? ""), memoryIo().io);
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/undefined|NaN|Infinity|[{}]/);
  });
});
