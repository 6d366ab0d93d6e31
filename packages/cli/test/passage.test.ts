// SPDX-License-Identifier: Apache-2.0
/** The page of a plan about the line, the clock and the worst case: what it says and when. */
import { readFileSync } from "node:fs";
import { exactly, quantity } from "@cisterna/quantity";
import { FORMULARY, judge, type Plan } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import { writeReport } from "../src/report/report.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { passageText } from "../src/text/en/passage.ts";
import { CONTRACT_CASE, edited } from "./case-sample.ts";
import { bridged, primed, reportInput } from "./report-sample.ts";

const example = (name: string): string =>
  readFileSync(new URL(`../../../examples/${name}`, import.meta.url), "utf8");

const RANGE = example("12-catheter-of-unknown-length.yaml");

/** The page of a case, its line breaks and columns taken as one space. */
const page = async (text: string): Promise<string> => {
  const { stdout } = await runCommandLine(
    ["plan", "case.yaml"],
    memoryIo({ "case.yaml": text }).io,
  );
  return stdout.replace(/\s+/g, " ");
};

const planned = (of: Parameters<typeof judge>[0]): Plan => {
  const { plan } = judge(of);
  if (plan === null) throw new RangeError("refused");
  return plan;
};

/** The old fluid of the bridged case in the line of the primed one, whatever a judge says to it. */
const primedOver = (transition: "prime-pump-and-catheter" | "prime-catheter"): Plan => {
  const { before } = bridged;
  const plan = planned({ ...primed, prescription: { ...primed.prescription, transition } });
  return { ...plan, of: { ...plan.of, before } };
};

describe("a catheter known as a range", () => {
  test("has both outcomes where the bridge is programmed for the high end", async () => {
    const text = await page(RANGE);
    expect(text).toContain("until the line is clear. The line holds 0.35 mL to 0.4 mL");
    expect(text).toContain("If the line holds 0.4 mL, as programmed, the old dose goes over");
    expect(text).toContain(
      "If the line holds 0.35 mL, the new fluid arrives before the bridge ends and leaves at the " +
        "old flow: 1 mg/d of morphine for 12 h.",
    );
  });

  test("has both outcomes where the bridge is programmed for the low end", async () => {
    const text = await page(edited(RANGE, "20 mg/mL", "5 mg/mL"));
    expect(text).toContain("If the line holds 0.35 mL, as programmed, the old dose goes over");
    expect(text).toContain(
      "If the line holds 0.4 mL, the last of the old fluid then leaves at the new flow: " +
        "1 mg/d of morphine for 6 h.",
    );
  });

  test("of a prime says how long the tip waits if the line holds more", () => {
    const [low, high] = [quantity("0.1 mL", "volume"), quantity("0.15 mL", "volume")];
    const catheter = { ...primed.implant.catheter, volume: { low, high } };
    const plan = planned({ ...primed, implant: { ...primed.implant, catheter } });
    const text = passageText(plan, FORMULARY);
    expect(text).toContain(
      "If the line holds 0.35 mL, the tip then gives no drug for 4.8 h before the new fluid",
    );
  });

  test("has no outcomes to tell where the volume is known", () => {
    const volume = exactly(quantity("0.15 mL", "volume"));
    const catheter = { ...bridged.implant.catheter, volume };
    const plan = planned({ ...bridged, implant: { ...bridged.implant, catheter } });
    expect(passageText(plan, FORMULARY)).not.toContain("If the line holds");
  });
});

describe("a prime", () => {
  test("into an empty line says what fills it", () => {
    const text = passageText(planned(primed), FORMULARY);
    expect(text).toContain("fills the line with 0.752 mg of morphine.");
    expect(text).not.toContain("drives");
  });

  test("into a line that holds drug says how much of it is driven out, and how fast", () => {
    const text = passageText(primedOver("prime-pump-and-catheter"), FORMULARY);
    expect(text).toContain(
      "drives the old fluid out of the tip: 188 mcg of baclofen in that time, " +
        "while 0.752 mg of morphine fills the line.",
    );
    expect(passageText(primedOver("prime-catheter"), FORMULARY)).toContain("enters the line.");
  });

  test("into a line that holds drug is told so in the report", () => {
    const input = reportInput(primed, { days: 1 });
    const run = { ...input.run, plan: primedOver("prime-pump-and-catheter") };
    const report = writeReport({ ...input, run }).replace(/\s+/g, " ");
    expect(report).toContain("The prime drives it out of the tip at speed.");
    expect(report).toContain("188 mcg of baclofen");
    expect(report).not.toContain("The line holds no drug");
    expect(writeReport(input)).toContain("The line holds no drug");
  });
});

describe("boluses and a bridge", () => {
  test("are said not to meet, with the bridge's duration", async () => {
    expect(await page(CONTRACT_CASE)).toContain(
      "No bolus on demand is given while it runs (21.6 h).",
    );
    expect(passageText(planned(primed), FORMULARY)).toContain(
      "No bolus by the clock is given while it runs",
    );
  });

  test("are not spoken of where the plan has none", async () => {
    expect(await page(RANGE)).not.toContain("No bolus");
  });
});

describe("the worst case", () => {
  const TAKEN = "every allowed bolus taken, and the pump fast";

  test("counts boluses only where the patient may ask for them", async () => {
    expect(await page(CONTRACT_CASE)).toContain(TAKEN);
    const without = await page(RANGE);
    expect(without).toContain(": the pump fast by its stated error");
    expect(without).not.toContain("every allowed bolus");
    expect(writeReport(reportInput(bridged, { days: 1 }))).not.toContain("every allowed bolus");
  });
});

describe("the clock", () => {
  const CLOCK = /Clock the pump keeps the offset of the fill \((.{6})\) and does not follow summer/;

  test("of a pattern or a bolus by the clock is named with its offset", async () => {
    expect(CLOCK.exec(await page(example("10-morphine-with-bupivacaine.yaml")))?.[1]).toBe(
      "+01:00",
    );
    const periodic = '  periodic: { dose: 0.1 mg, over: 10 min, every: 12 h, first: "08:00" }\n';
    const clocked = `${periodic}  on_fault: minimum\n`;
    expect(await page(edited(CONTRACT_CASE, "  on_fault: minimum\n", clocked))).toMatch(CLOCK);
  });

  test("is not spoken of where nothing goes by it", async () => {
    expect(await page(CONTRACT_CASE)).not.toContain("Clock");
  });
});
