// SPDX-License-Identifier: Apache-2.0
/**
 * Laws of the programmer's form: what is typed, made a program and read from the pump again comes
 * back as it was typed; what is outside the grammar is never read.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, nanolitres } from "../../../packages/quantity/src/index.ts";
import { type Program, programOf } from "../../../packages/therapy/src/index.ts";
import { fluidIn } from "../src/format/fluid.ts";
import {
  type Entry,
  entryOf,
  faultsIn,
  prescriptionIn,
  type Span,
} from "../src/programmer/entry.ts";
import { regimenOf, scaleOf } from "../src/programmer/regimen.ts";

const FLUID = "morphine 10/1";
const PULSE = nanolitres(100);
const STATED = { drug: "morphine", unit: "mg" } as const;

const fluid = fluidIn(FLUID);
if (fluid === null) throw new Error("a fluid of ours is read");
const scale = scaleOf(fluid, STATED.drug, PULSE);

/** Thousandths of a milligram: whole pulses at this concentration. */
const amount = (most: number) =>
  fc.integer({ min: 1, max: most }).map((count) => String(count / 1_000));
const span = (most: number): fc.Arbitrary<Span> =>
  fc.integer({ min: 1, max: most }).map((minutes) => ({
    hours: String(Math.floor(minutes / 60)),
    minutes: String(minutes % 60),
  }));
const two = (count: number): string => String(count).padStart(2, "0");
const time = fc
  .integer({ min: 1, max: 1_439 })
  .map((minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);

const steps = fc
  .tuple(amount(9_000), fc.uniqueArray(time, { minLength: 1, maxLength: 5 }))
  .chain(([first, times]) =>
    fc
      .uniqueArray(amount(9_000), { minLength: times.length + 1, maxLength: times.length + 1 })
      .map((rates) => {
        const all = ["00:00", ...times.toSorted()];
        return all.map((from, at) => ({ id: at + 1, from, rate: rates[at] ?? first }));
      }),
  );

const entries: fc.Arbitrary<Entry> = fc.record({
  kind: fc.constantFrom("continuous", "pattern"),
  basal: amount(20_000),
  steps,
  demands: fc.boolean(),
  dose: amount(500),
  over: span(120),
  lockout: span(1_440),
  perDay: fc.integer({ min: 1, max: 48 }).map(String),
  once: fc.constant(false),
  single: fc.constant(""),
  singleOver: fc.constant({ hours: "0", minutes: "" }),
  onFault: fc.constantFrom("hold", "minimum", "stop"),
  line: fc.constant("none"),
  primed: fc.constant(""),
});

const programOfEntry = (entry: Entry): Program =>
  programOf({
    prescription: prescriptionIn(entry, STATED, { periodic: null, confirmed: [] }),
    onFault: entry.onFault,
    fluid,
    scale,
    start: { epochMs: 0, offsetMinutes: 0 },
    range: {
      least: { n: 0n, d: 1n } as Parameters<typeof programOf>[0]["range"]["least"],
      most: { n: 24n, d: 1n } as Parameters<typeof programOf>[0]["range"]["most"],
    },
    transition: null,
  });

describe("the form of the programmer", () => {
  test("what is typed comes back from the pump as it was typed", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        expect(faultsIn(entry)).toEqual({});
        const program = programOfEntry(entry);
        const again = entryOf(regimenOf(program, scale), STATED, {
          ...{ onFault: program.onFault, line: "none" },
        });
        expect(again.kind).toBe(entry.kind);
        expect(again.demands).toBe(entry.demands);
        if (entry.kind === "continuous") expect(again.basal).toBe(entry.basal);
        else expect(again.steps).toEqual(entry.steps);
        if (!entry.demands) return;
        const { dose, over, lockout, perDay } = again;
        expect({ dose, over, lockout, perDay }).toEqual({
          ...{ dose: entry.dose, over: entry.over },
          ...{ lockout: entry.lockout, perDay: entry.perDay },
        });
      }),
    );
  });

  test("no segment of a week is lost: the total of the week is the pump's own", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const { week, ...program } = programOfEntry({ ...entry, kind: "pattern" });
        const ends = [...week.slice(1).map(({ from }) => Number(from)), 7 * DAY_MS];
        const pulses = week.reduce(
          (sum, { from, rate }, at) => sum + ((ends[at] ?? 0) - from) * rate,
          0,
        );
        const told = regimenOf({ ...program, week }, scale);
        const { n, d } = told.daily.perDay;
        const perDay = pulses / (7 * DAY_MS) / 1_000;
        expect(Number(n) / Number(d)).toBeCloseTo(perDay, 9);
      }),
    );
  });

  test.each(["", "1,5", ".5", "1e3", "-1", "+1", " 1", "1 ", "1.00001", "١", "0x1"])(
    "%j is no dose",
    (basal) => {
      const [entry] = fc.sample(entries, 1);
      if (entry === undefined) throw new Error("an entry");
      expect(faultsIn({ ...entry, kind: "continuous", basal })).toHaveProperty("basal");
    },
  );

  test.each([
    [{ hours: "0", minutes: "90" }, "minutes"],
    [{ hours: "1.5", minutes: "0" }, "number"],
    [{ hours: "0", minutes: "0" }, "nothing"],
    [{ hours: "", minutes: "5" }, "number"],
  ])("%j is no duration: %s", (lockout, fault) => {
    const [entry] = fc.sample(entries, 1);
    if (entry === undefined) throw new Error("an entry");
    const wrong = faultsIn({ ...entry, demands: true, lockout });
    expect(wrong["lockout"]).toBe(fault);
  });

  test("a fluid with anything in it that is not ours is no fluid", () => {
    expect(fluidIn("saline")).toBeNull();
    expect(fluidIn(null)).toBeNull();
    expect(fluidIn("morphine 10/1 + unobtainium 1/1")).toBeNull();
  });
});
