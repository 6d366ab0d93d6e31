// SPDX-License-Identifier: Apache-2.0
/** `accuracy [MODEL]`: what it prints for a person and for a machine. */
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { windowText } from "../src/text/en/accuracy.ts";

const call = (...words: readonly string[]) => runCommandLine(["accuracy", ...words], memoryIo().io);

describe("accuracy", () => {
  test("of one model has every mode with every window, and a start-up curve", async () => {
    const { status, stdout } = await call("generic-valve", "--json");
    expect(status).toBe(0);
    const { model, modes } = JSON.parse(stdout);
    expect(model).toBe("generic-valve");
    expect(modes[0]).toMatchObject({
      name: "usual",
      mode: "continuous",
      flow: { value: 0.222, unit: "mL/d" },
      start_up: { every: { value: 0.5, unit: "min" } },
    });
    for (const { trumpet, start_up } of modes) {
      expect(trumpet).toHaveLength(7);
      expect(start_up.pulses_per_day).toHaveLength(240);
      expect(Math.abs(trumpet.at(-1).over.value)).toBeLessThan(1.2);
    }
  });

  test("of all models says which of them cannot be judged", async () => {
    const { status, stdout } = await call();
    expect(status).toBe(0);
    expect(stdout).toContain("generic-40");
    expect(stdout).toMatch(/not judged, .*synchromed-ii-40/);
  });

  test("of a model with unverified constants is refused, with their names", async () => {
    const { status, stdout } = await call("synchromed-ii-40", "--json");
    expect(status).toBe(1);
    const [refusal] = JSON.parse(stdout).refusals;
    expect(refusal).toMatchObject({ kind: "constants-missing", path: "MODEL" });
    expect(refusal.missing).toContain("pulse");
  });

  test("of a model that nobody knows is refused with the nearest", async () => {
    const { stdout } = await call("generic-41", "--json");
    expect(JSON.parse(stdout).refusals[0]).toMatchObject({ near: "generic-40" });
  });

  test("windows are said as people say them", () => {
    expect([2, 31, 60, 1440].map(windowText)).toEqual(["2 min", "31 min", "1 h", "1 d"]);
  });
});
