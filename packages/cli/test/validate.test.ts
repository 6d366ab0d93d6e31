// SPDX-License-Identifier: Apache-2.0
import { MEASUREMENTS } from "@cisterna/body";
import { describe, expect, test } from "vitest";
import { validationOutput } from "../src/run/output.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";

const call = (...words: readonly string[]) =>
  runCommandLine(["validate", ...words], memoryIo({}).io);

describe("validate", () => {
  test("prints every measurement, the sides apart, and the score", async () => {
    const { status, stdout } = await call();
    expect(status).toBe(0);
    for (const { id } of MEASUREMENTS) expect(stdout).toContain(id);
    expect(stdout).toContain("Held out: the fit never saw these");
    expect(stdout).toMatch(/held-out: numbers \d of 5 \(\d+ %\), .*orders 4 of 4 \(100 %\)/);
  });

  test("gives the same as one document, by its published definition", async () => {
    const { entries, held_out } = validationOutput.parse(JSON.parse((await call("--json")).stdout));
    expect(entries.map(({ id }) => id)).toEqual(MEASUREMENTS.map(({ id }) => id));
    const numbers = entries.filter(
      ({ side, tier }) => side === "held-out" && tier === "quantitative",
    );
    expect(held_out.quantitative).toEqual({
      met: numbers.filter(({ met }) => met === true).length,
      of: numbers.length,
    });
  });

  test("says of what it cannot compute why not", async () => {
    const { entries } = validationOutput.parse(JSON.parse((await call("--json")).stdout));
    const outside = entries.filter(({ side }) => side === "outside");
    expect(outside.length).toBeGreaterThan(10);
    for (const { met, reason, values } of outside) {
      expect([met, values]).toEqual([null, []]);
      expect(reason?.length).toBeGreaterThan(10);
    }
  });
});
