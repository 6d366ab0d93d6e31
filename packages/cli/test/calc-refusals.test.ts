// SPDX-License-Identifier: Apache-2.0
/** What `calc` refuses: each by name, all at once, and never an infinite number. */
import { describe, expect, test } from "vitest";
import { call, refusals } from "./calc-call.ts";

/** A calculation of whole pulses, for its refusals. */
const ACHIEVABLE = 'achievable --pulse "1 mcL" --concentration "25 mcg/mL"';

const HUGE = "9".repeat(40);

describe("Refused by name, never infinite", () => {
  test.each([
    ["flow", 'flow --dose "1 mg/d" --concentration "0 mg/mL"', "zero-quantity", "concentration"],
    [
      "flow of a refill",
      'refill --volume "1 mL" --alarm "0 mL" --flow "0 mL/d"',
      "zero-quantity",
      "flow",
    ],
    [
      "alarm",
      'refill --volume "1 mL" --alarm "2 mL" --flow "1 mL/d"',
      "alarm-above-volume",
      "alarm",
    ],
    [
      "lead",
      'refill --volume "2 mL" --alarm "1 mL" --flow "1 mL/d" --lead "2 d"',
      "lead-beyond-alarm",
      "lead",
    ],
    [
      "bolus without its count",
      'refill --volume "2 mL" --alarm "1 mL" --flow "1 mL/d" --bolus "1 mL"',
      "missing-option",
      "boluses-per-day",
    ],
    [
      "mass without concentration",
      'refill --volume "2 mL" --alarm "1 mL" --flow "1 mL/d" --bolus "1 mg" --boluses-per-day 1',
      "bolus-without-concentration",
      "bolus",
    ],
    [
      "flow and dose",
      'refill --volume "2 mL" --alarm "1 mL" --flow "1 mL/d" --dose "1 mg/d"',
      "conflicting-options",
      "dose",
    ],
    [
      "dose without concentration",
      'refill --volume "2 mL" --alarm "1 mL" --dose "1 mg/d"',
      "missing-option",
      "concentration",
    ],
    [
      "date without zone",
      'refill --volume "2 mL" --alarm "1 mL" --flow "1 mL/d" --filled 2026-03-01T09:00',
      "malformed-instant",
      "filled",
    ],
    [
      "day beyond the calendar",
      `refill --volume "${HUGE} mL" --alarm "1 mL" --flow "1 mL/d" --filled 2026-03-01T09:00Z`,
      "beyond-calendar",
      "filled",
    ],
    [
      "fill at the end of the calendar",
      'date --from 9999-12-31T23:00Z --after "0 d"',
      "beyond-calendar",
      "after",
    ],
    [
      "trimmed beyond supplied",
      'catheter --supplied "1 cm" --trimmed "2 cm" --per-length "1 mL/cm"',
      "trimmed-exceeds-supplied",
      "trimmed",
    ],
    [
      "nothing left of a catheter",
      'catheter --supplied "1 cm" --trimmed "1 cm" --per-length "1 mL/cm"',
      "trimmed-exceeds-supplied",
      "trimmed",
    ],
    [
      "a catheter in two ways",
      'catheter --implanted "1 cm" --per-length "1 mL/cm" --inner-diameter "1 mm"',
      "conflicting-options",
      "inner-diameter",
    ],
    [
      "an inverted range",
      'catheter --implanted "82..78 cm" --per-length "1 mL/cm"',
      "inverted-range",
      "implanted",
    ],
    [
      "half a range",
      'catheter --implanted "..78 cm" --per-length "1 mL/cm"',
      "malformed-number",
      "implanted",
    ],
    [
      "a word that is none",
      'prime --tubing "0 mL" --catheter "1 mL" --concentration "1 mg/mL" --include-tubing yess',
      "unknown-value",
      "include-tubing",
    ],
    [
      "a lock-out of zero",
      'on-demand --basal "1 mg/d" --dose "1 mg" --lockout "0 h" --per-day 1',
      "zero-quantity",
      "lockout",
    ],
    [
      "a count with a point",
      'on-demand --basal "1 mg/d" --dose "1 mg" --lockout "1 h" --per-day 1.5',
      "malformed-count",
      "per-day",
    ],
    [
      "a step at no time",
      'pattern --steps "24:00 1 mg/d" --concentration "1 mg/mL"',
      "malformed-steps",
      "steps",
    ],
    [
      "a doubled step",
      'pattern --steps "06:00 1 mg/d, 06:00 2 mg/d" --concentration "1 mg/mL"',
      "step-doubled",
      "steps",
    ],
    [
      "a step back in time",
      'pattern --steps "06:00 1 mg/d, 05:00 2 mg/d" --concentration "1 mg/mL"',
      "steps-out-of-order",
      "steps",
    ],
    [
      "a malformed stock",
      'mixture --reservoir "20 mL" --stock "morphine 50 mg/mL"',
      "malformed-stock",
      "stock",
    ],
    [
      "a drug twice",
      'mixture --reservoir "20 mL" --stock "a 1 mg/mL 1 mg/d" --stock "a 2 mg/mL 1 mg/d"',
      "drug-twice",
      "stock",
    ],
    [
      "stocks too weak",
      'mixture --reservoir "20 mL" --flow "0.1 mL/d" --stock "a 1 mg/mL 1 mg/d"',
      "stocks-too-weak",
      "stock",
    ],
    [
      "below the least flow",
      `${ACHIEVABLE} --dose "1 mcg/d" --min-flow "0.048 mL/d"`,
      "flow-below-minimum",
      "dose",
    ],
    [
      "above the greatest flow",
      'achievable --dose "1 mg/d" --concentration "25 mcg/mL" --pulse "1 mcL" --max-flow "24 mL/d"',
      "flow-above-maximum",
      "dose",
    ],
    [
      "an inverted flow range",
      `${ACHIEVABLE} --dose "1 mg/d" --min-flow "2 mL/d" --max-flow "1 mL/d"`,
      "inverted-range",
      "min-flow",
    ],
    [
      "less than half a pulse",
      'achievable --dose "1 mcg/d" --concentration "1 mg/mL" --pulse "10 mcL"',
      "dose-below-pulse",
      "dose",
    ],
    [
      "a pulse that is not whole",
      'achievable --dose "1 mg/d" --concentration "1 mg/mL" --pulse "0.5 nL"',
      "pulse-not-whole",
      "pulse",
    ],
    [
      "more pulses than count",
      `achievable --dose "${HUGE} mg/d" --concentration "1 mg/mL" --pulse "1 nL"`,
      "beyond-counting",
      "pulse",
    ],
    [
      "a larger pulse than counts",
      `achievable --dose "1 mg/d" --concentration "1 mg/mL" --pulse "${HUGE} mL"`,
      "beyond-counting",
      "pulse",
    ],
    ["two kinds of amount", 'change --from "1 mg" --to "1 mL"', "different-dimensions", "to"],
    [
      "a fill over the reservoir",
      'reconcile --filled "21 mL" --programmed "1 mL" --aspirated "1 mL" --reservoir "20 mL"',
      "filled-above-reservoir",
      "filled",
    ],
    [
      "an aspirate over the reservoir",
      'reconcile --filled "20 mL" --programmed "1 mL" --aspirated "21 mL" --reservoir "20 mL"',
      "aspirated-above-reservoir",
      "aspirated",
    ],
  ])("%s: %s", async (_, line, kind, path) => {
    expect(await refusals(line)).toMatchObject([{ kind, path }]);
  });

  test("a refusal beyond a limit tells what was asked and what the limit is", async () => {
    const line = `${ACHIEVABLE} --dose "1 mcg/d" --min-flow "0.048 mL/d"`;
    expect(await refusals(line)).toMatchObject([
      { asked: { value: 0.04, unit: "mL/d" }, limit: { value: 0.048, unit: "mL/d" } },
    ]);
    expect((await call(line)).stdout).toContain("asked 0.04 mL/d, limit 0.048 mL/d");
  });

  test("all refusals of all keys come at once, every part of a list too", async () => {
    const stocks = '--stock "A 1 mg/mL 1 mg/d" --stock "b 0 mg/mL 1 mL" --stock "c 1 x 2 y"';
    expect(await refusals(`mixture --reservoir "0 mL" ${stocks}`)).toMatchObject([
      { kind: "zero-quantity", path: "reservoir" },
      { kind: "malformed-stock", path: "stock" },
      { kind: "zero-quantity", path: "stock", read: "0 mg/mL" },
      { kind: "wrong-kind-of-unit", path: "stock", read: "1 mL" },
      { kind: "unknown-unit", path: "stock", read: "1 x" },
      { kind: "unknown-unit", path: "stock", read: "2 y" },
    ]);
    expect(
      await refusals('pattern --steps "25:00 1 mg/d, 06:00 1,5 mg/d" --concentration "1 mg"'),
    ).toMatchObject([
      { kind: "malformed-steps", path: "steps", read: "25:00 1 mg/d" },
      { kind: "malformed-number", path: "steps", read: "1,5 mg/d" },
      { kind: "wrong-kind-of-unit", path: "concentration" },
    ]);
  });
});
