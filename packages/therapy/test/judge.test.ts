// SPDX-License-Identifier: Apache-2.0
import { between, exactly, quantity } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { type Case, CHECK_KINDS, type CheckKind, judge, pumpOf, withInline } from "../src/index.ts";
import {
  after,
  baclofen,
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
import { at, fluid, prescribed, pump, sample, verdicts } from "./sample.ts";

/** One case that raises each kind, and the severity it has to have. */
const RAISES: Readonly<Record<CheckKind, readonly [Case, string]>> = {
  "on-fault-missing": [prescribed({ onFault: null }), "refuse"],
  "dose-of-not-in-reservoir": [prescribed({ doseOf: "baclofen" }), "refuse"],
  "drug-twice": [filled("morphine 10 mg/mL", "morphine 20 mg/mL"), "refuse"],
  "no-drug": [filled("morphine 10 mg/mL", "bupivacaine 0 mg/mL"), "refuse"],
  "constant-missing": [implanted("synchromed-ii-40"), "refuse"],
  "fill-above-reservoir": [implanted("generic-20"), "refuse"],
  "fill-too-small": [
    {
      ...prescribed({ single: { dose: mass("30 mg"), over: time("10 h") } }),
      reservoir: { ...sample.reservoir, volume: quantity("3 mL", "volume") },
    },
    "refuse",
  ],
  "alarm-below-residual": [
    {
      ...sample,
      implant: {
        ...sample.implant,
        pump: withInline(pump("generic-40"), { residual: quantity("3 mL", "volume") }),
      },
    },
    "refuse",
  ],
  "fill-below-alarm": [
    { ...sample, reservoir: { ...sample.reservoir, volume: quantity("2 mL", "volume") } },
    "confirm",
  ],
  "flow-below-minimum": [ziconotide("0.5 mcg/d"), "refuse"],
  "flow-above-maximum": [prescribed({ basal: continuous("241 mg/d") }), "refuse"],
  "flow-is-fixed": [implanted("generic-fixed"), "refuse"],
  "no-flow": [implanted("generic-valve", prescribed({ basal: continuous("0 mg/d") })), "refuse"],
  "pattern-not-possible": [
    implanted(
      "generic-fixed",
      prescribed({
        basal: { kind: "pattern", steps: [{ from: 0, dose: dose("2 mg/d"), days: EVERY_DAY }] },
      }),
    ),
    "refuse",
  ],
  "step-doubled": [
    prescribed({
      basal: {
        kind: "pattern",
        steps: [
          { from: 0, dose: dose("2 mg/d"), days: EVERY_DAY },
          { from: 0, dose: dose("3 mg/d"), days: ["tue"] },
        ],
      },
    }),
    "refuse",
  ],
  "bolus-not-possible": [
    implanted(
      "generic-fixed",
      prescribed({ single: { dose: mass("1 mg"), over: time("10 min") } }),
    ),
    "refuse",
  ],
  "bolus-below-pulse": [prescribed({ onDemand: onDemand({ dose: "0.0001 mg" }) }), "refuse"],
  "bolus-too-fast": [prescribed({ onDemand: onDemand({ dose: "5 mg", over: "1 min" }) }), "refuse"],
  "bolus-longer-than-interval": [prescribed({ onDemand: onDemand({ over: "3 h" }) }), "refuse"],
  "on-demand-not-possible": [
    implanted("generic-fixed", prescribed({ onDemand: onDemand() })),
    "refuse",
  ],
  "on-demand-not-permitted": [
    implanted(
      "prometra-20",
      prescribed(
        { doseOf: "baclofen", basal: continuous("200 mcg/d"), onDemand: onDemand() },
        filled("baclofen 500 mcg/mL"),
      ),
    ),
    "refuse",
  ],
  "on-demand-cap-beyond-lockout": [prescribed({ onDemand: onDemand({}, 20) }), "note"],
  "titration-out-of-order": [
    prescribed({
      titration: [{ at: at("2026-03-01T09:00:00+01:00"), basal: continuous("3 mg/d") }],
    }),
    "refuse",
  ],
  "dose-limit": [ziconotide("20 mcg/d"), "refuse"],
  "worst-day-limit": [
    prescribed({ basal: continuous("19.5 mg/d"), onDemand: onDemand({ dose: "0.2 mg" }) }),
    "confirm",
  ],
  "concentration-limit": [filled("morphine 30 mg/mL"), "confirm"],
  "no-acting-limit": [
    prescribed({ doseOf: "hydromorphone" }, filled("hydromorphone 10 mg/mL")),
    "confirm",
  ],
  "strength-not-marketed": [filled("morphine 2.6 mg/mL"), "confirm"],
  "first-fill-unlikely": [prescribed({ transition: "prime-pump-and-catheter" }), "confirm"],
  "patient-is-a-child": [
    { ...sample, patient: { ...sample.patient, born: "2022-01-01" } },
    "confirm",
  ],
  "first-fill": [
    {
      ...ziconotide("2.4 mcg/d", "50 mcg/mL"),
      reservoir: { ...ziconotide("2.4 mcg/d", "50 mcg/mL").reservoir, firstFill: true },
    },
    "refuse",
  ],
  "starting-dose": [
    {
      ...ziconotide("2.5 mcg/d"),
      reservoir: { ...ziconotide("2.5 mcg/d").reservoir, firstFill: true },
    },
    "refuse",
  ],
  "tolerance-unknown": [{ ...sample, patient: { ...sample.patient, tolerance: null } }, "confirm"],
  "dose-change": [after(sample, { fluid: "morphine 10 mg/mL", basal: "1.5 mg/d" }), "note"],
  "dose-step": [
    after(baclofen("500 mcg/mL", "300 mcg/d"), {
      fluid: "baclofen 500 mcg/mL",
      basal: "200 mcg/d",
      doseOf: "baclofen",
    }),
    "confirm",
  ],
  "drug-withdrawn": [
    after(sample, { fluid: "baclofen 500 mcg/mL", basal: "200 mcg/d", doseOf: "baclofen" }),
    "confirm",
  ],
  tenfold: [after(sample, { fluid: "morphine 10 mg/mL", basal: "0.2 mg/d" }), "refuse"],
  "tenfold-strength": [filled("morphine 1 mg/mL"), "refuse"],
  "dose-rounded": [prescribed({ basal: continuous("2.0003 mg/d") }), "note"],
  "off-label": [
    prescribed({ doseOf: "hydromorphone" }, filled("hydromorphone 10 mg/mL")),
    "confirm",
  ],
  "stability-unknown": [filled("morphine 10 mg/mL", "ropivacaine 5 mg/mL"), "confirm"],
  "stability-short": [baclofen("2000 mcg/mL", "300 mcg/d"), "confirm"],
  "mixture-unstable": [
    prescribed(
      { doseOf: "sufentanil", basal: continuous("20 mcg/d") },
      filled("sufentanil 50 mcg/mL", "clonidine 100 mcg/mL"),
    ),
    "confirm",
  ],
  "transition-missing": [
    after(prescribed({ transition: "none" }), { fluid: "morphine 20 mg/mL", basal: "2 mg/d" }),
    "refuse",
  ],
  "prime-pushes-old-drug": [
    after(prescribed({ transition: "prime-catheter" }), {
      fluid: "morphine 20 mg/mL",
      basal: "2 mg/d",
    }),
    "refuse",
  ],
  "transition-planned": [after(sample, { fluid: "morphine 20 mg/mL", basal: "2 mg/d" }), "note"],
  "transition-not-possible": [prescribed({ transition: "bridge" }), "refuse"],
  "catheter-volume-unusual": [
    {
      ...sample,
      implant: {
        ...sample.implant,
        catheter: {
          ...sample.implant.catheter,
          volume: exactly(quantity("1.6 mL", "volume")),
        },
      },
    },
    "confirm",
  ],
  "catheter-volume-range": [
    prescribed(
      { transition: "prime-catheter" },
      {
        ...sample,
        implant: {
          ...sample.implant,
          catheter: {
            ...sample.implant.catheter,
            volume: between(quantity("0.15 mL", "volume"), quantity("0.2 mL", "volume")),
          },
        },
      },
    ),
    "confirm",
  ],
  "stop-is-dangerous": [
    prescribed({ onFault: "stop" }, baclofen("500 mcg/mL", "200 mcg/d")),
    "confirm",
  ],
  "confirmation-without-check": [
    prescribed({
      confirmed: [
        {
          check: "tenfold",
          path: "prescription",
          old: "1 mg/d",
          new: "10 mg/d",
          by: "A",
          because: "B",
        },
      ],
    }),
    "note",
  ],
};

describe("the judge", () => {
  test.each(CHECK_KINDS)("raises %s", (kind) => {
    const [of, severity] = RAISES[kind];
    expect(verdicts(of)).toContain(`${kind} ${severity}`);
  });

  test("has a plan if and only if no check refuses", () => {
    for (const [of] of Object.values(RAISES)) {
      const { checks, plan } = judge(of);
      expect(plan === null).toBe(checks.some((check) => check.severity === "refuse"));
    }
  });

  test("says every refusal at once", () => {
    const both = prescribed(
      { onFault: null, basal: continuous("241 mg/d") },
      implanted("generic-20"),
    );
    expect(verdicts(both)).toEqual(
      expect.arrayContaining([
        "on-fault-missing refuse",
        "flow-above-maximum refuse",
        "fill-above-reservoir refuse",
      ]),
    );
  });

  test("judges every drug of a mixture, not only the one it is stated in", () => {
    const mixture = prescribed(
      { basal: continuous("6 mg/d") },
      filled("morphine 10 mg/mL", "bupivacaine 50 mg/mL"),
    );
    const found = judge(mixture).checks.filter((check) => check.drug === "bupivacaine");
    expect(found.map((check) => check.kind)).toEqual(
      expect.arrayContaining(["dose-limit", "concentration-limit"]),
    );
  });

  test("lets a ten-fold change pass when a person confirmed it naming both values", () => {
    const confirmed = { check: "tenfold", path: "prescription", by: "Dr A", because: "planned" };
    const change = (old: string) =>
      after(prescribed({ confirmed: [{ ...confirmed, old, new: "2 mg/d" }] }), {
        fluid: "morphine 10 mg/mL",
        basal: "0.2 mg/d",
      });
    expect(verdicts(change("0.2 mg/d"))).toContain("tenfold confirm");
    expect(verdicts(change("200 mcg/d"))).toContain("tenfold confirm");
    expect(verdicts(change("0.3 mg/d"))).toContain("tenfold refuse");
  });

  test("stops a daily bolus that was programmed hourly [REQ-008 holds]", () => {
    const periodic = (every: string) => ({
      dose: mass("60 mcg"),
      over: time("10 min"),
      every: time(every),
      first: 480,
    });
    const of = prescribed(
      { doseOf: "baclofen", basal: continuous("100 mcg/d"), periodic: periodic("1 h") },
      filled("baclofen 500 mcg/mL"),
    );
    const before = {
      fluid: fluid("baclofen 500 mcg/mL"),
      prescription: { ...of.prescription, periodic: periodic("24 h") },
    };
    const tenfold = judge({ ...of, before }).checks.filter((check) => check.kind === "tenfold");
    expect(tenfold.map((check) => check.path)).toEqual(["prescription.periodic.every"]);
  });

  test("never lets an unverified number act", () => {
    const strong = filled("morphine 22 mg/mL");
    const unverified = judge(strong).checks.filter(
      (check) => check.origin?.status === "unverified",
    );
    expect(unverified.length).toBeGreaterThan(0);
    expect(unverified.every((check) => check.severity === "note")).toBe(true);
  });

  test("knows the pump that it is given, and only by what is sourced", () => {
    expect(pumpOf("synchromed-ii-40").constants.pulse).toBeUndefined();
    const kinds = judge(implanted("synchromed-ii-40")).checks.filter(
      (c) => c.kind === "constant-missing",
    );
    expect(kinds.map((check) => check.path)).toContain("implant.pump.pulse");
  });

  test("takes an exact catheter volume without a question", () => {
    const of = {
      ...sample,
      implant: {
        ...sample.implant,
        catheter: { ...sample.implant.catheter, volume: exactly(quantity("0.2 mL", "volume")) },
      },
    };
    expect(verdicts(of).join()).not.toContain("catheter-volume-range");
  });
});

describe("a titration", () => {
  const raised = (basal: string) =>
    prescribed({ titration: [{ at: at("2026-03-12T09:00:00+01:00"), basal: continuous(basal) }] });

  test("is judged on its whole course, not on its first dose", () => {
    expect(verdicts(raised("21 mg/d"))).toContain("worst-day-limit confirm");
  });

  test("has each of its steps held against the sources", () => {
    const found = judge(raised("3.5 mg/d")).checks.filter((check) => check.kind === "dose-step");
    expect(found.map((check) => check.path)).toEqual(["prescription.titration[0]"]);
  });

  test("moves the refill date as planned", () => {
    const [plain, faster] = [judge(sample).plan, judge(raised("4 mg/d")).plan];
    expect(plain?.refill.nominal.toAlarm).toEqual(quantity("180 d", "time"));
    expect(faster?.refill.nominal.toAlarm).toEqual(quantity("95 d", "time"));
  });
});

test("a bridge that the pump cannot run is refused", () => {
  const of = after(sample, { fluid: "morphine 0.05 mg/mL", basal: "2 mg/d" });
  expect(verdicts(of)).toContain("transition-not-possible refuse");
});
