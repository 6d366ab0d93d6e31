// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { type Case, judge } from "../src/index.ts";
import {
  after,
  continuous,
  dose,
  EVERY_DAY,
  filled,
  implanted,
  mass,
  onDemand,
  time,
  ziconotide,
} from "./build.ts";
import { at, fluid, prescribed, prescription, sample, verdicts } from "./sample.ts";

describe("what a review found, and may not come back", () => {
  const worst = (of: Case) => judge(of).doses[0]?.worstDay;
  const mgPerDay = (text: string) => dose(text);

  test("a lock-out that does not divide the day leaves room for one more", () => {
    const asked = (lockout: string, perDay: number) =>
      prescribed({ onDemand: onDemand({ dose: "1 mg", lockout }, perDay) });
    expect(worst(asked("5 h", 20))).toEqual(mgPerDay("7 mg/d"));
    expect(worst(asked("25 h", 1))).toEqual(mgPerDay("3 mg/d"));
    expect(worst(asked("2 h", 20))).toEqual(mgPerDay("14 mg/d"));
  });

  test("the worst day counts a rare bolus whole, and the single one", () => {
    const weekly = { dose: mass("22 mg"), over: time("10 h"), every: time("168 h"), first: 0 };
    expect(worst(prescribed({ periodic: weekly }))).toEqual(mgPerDay("24 mg/d"));
    const single = { dose: mass("15 mg"), over: time("10 h") };
    expect(worst(prescribed({ single }))).toEqual(mgPerDay("17 mg/d"));
  });

  test("the worst day may begin at noon", () => {
    const steps = [
      { from: 720, dose: dose("30 mg/d"), days: ["mon"] },
      { from: 720, dose: dose("6 mg/d"), days: ["tue"] },
    ] as const;
    expect(worst(prescribed({ basal: { kind: "pattern", steps } }))).toEqual(mgPerDay("30 mg/d"));
  });

  test("a pump that stood still has the strong fluid in its line all the same", () => {
    const of = after(prescribed({ transition: "none" }), {
      fluid: "morphine 25 mg/mL",
      basal: "0 mg/d",
    });
    expect(verdicts(of)).toContain("transition-missing refuse");
  });

  test("a titration step of ten-fold is refused", () => {
    const of = prescribed({
      titration: [{ at: at("2026-03-12T09:00:00+01:00"), basal: continuous("20 mg/d") }],
    });
    expect(verdicts(of)).toContain("tenfold refuse");
  });

  test("a pattern that peaks ten-fold is refused, though its mean does not", () => {
    const steps = [
      { from: 0, dose: dose("2 mg/d"), days: EVERY_DAY },
      { from: 720, dose: dose("20 mg/d"), days: EVERY_DAY },
    ] as const;
    const of = prescribed({ basal: { kind: "pattern", steps } });
    const found = after(of, { fluid: "morphine 10 mg/mL", basal: "2 mg/d" });
    expect(verdicts(found)).toContain("tenfold refuse");
  });

  test("a bolus is compared though the dose is stated in another drug now", () => {
    const both = fluid("morphine 10 mg/mL", "bupivacaine 20 mg/mL");
    const of = prescribed(
      { doseOf: "bupivacaine", basal: continuous("4 mg/d"), onDemand: onDemand({ dose: "2 mg" }) },
      { ...sample, reservoir: { ...sample.reservoir, fluid: both } },
    );
    const before = { fluid: both, prescription: { ...prescription, onDemand: onDemand() } };
    const paths = judge({ ...of, before }).checks.filter((check) => check.kind === "tenfold");
    expect(paths.map((check) => check.path)).toContain("prescription.on_demand.dose");
  });

  test("a value without an end can be confirmed as it is printed", () => {
    const of = prescribed({
      basal: continuous("2 mg/d"),
      confirmed: [
        {
          ...{ check: "tenfold", path: "prescription", by: "Dr A", because: "planned" },
          ...{ old: "≈ 0.166667 mg/d", new: "2 mg/d" },
        },
      ],
    });
    const steps = [
      { from: 0, dose: dose("0.2 mg/d"), days: EVERY_DAY },
      { from: 960, dose: dose("0.1 mg/d"), days: EVERY_DAY },
    ] as const;
    const before = {
      fluid: fluid("morphine 10 mg/mL"),
      prescription: { ...prescription, basal: { kind: "pattern", steps } as const },
    };
    const found = judge({ ...of, before }).checks.filter((check) => check.kind === "tenfold");
    expect(found.map((check) => check.severity)).toContain("confirm");
  });

  test("a mixture does not outlast its most fragile drug", () => {
    const alone = judge(ziconotide("9.6 mcg/d")).plan?.refill.cap?.days;
    const mixed = judge(
      prescribed(
        { doseOf: "ziconotide", basal: continuous("9.6 mcg/d") },
        filled("ziconotide 25 mcg/mL", "morphine 10 mg/mL"),
      ),
    );
    expect(mixed.plan?.refill.cap?.days).toEqual(alone);
  });

  test("a routine refill of an established patient is not refused as a start", () => {
    expect(verdicts(ziconotide("9.6 mcg/d"))).toContain("starting-dose confirm");
  });

  test("the refill date counts what the prime takes", () => {
    const of = { ...prescribed({ transition: "prime-pump-and-catheter" }) };
    const nominal = judge(of).plan?.refill.nominal.toAlarm;
    expect(nominal && nominal.n < 179n * nominal.d && nominal.n > 178n * nominal.d).toBe(true);
  });

  test("what is achievable is what the program comes to, not its rounded mean", () => {
    const steps = [
      { from: 360, dose: dose("3 mg/d"), days: ["mon", "tue", "wed", "thu", "fri"] },
      { from: 1320, dose: dose("2 mg/d"), days: ["mon", "tue", "wed", "thu", "fri"] },
    ] as const;
    const of = prescribed({ basal: { kind: "pattern", steps } });
    expect(verdicts(of).join()).not.toContain("dose-rounded");
  });

  test("a fixed-rate pump is not told to prime", () => {
    const of = prescribed({ transition: "prime-catheter", basal: continuous("5 mg/d") });
    const fixed = { ...implanted("generic-fixed", of) };
    expect(verdicts(fixed)).toContain("transition-not-possible refuse");
  });
});
