// SPDX-License-Identifier: Apache-2.0
/** The watchdog: when a processor counts as hung, and when its starts count as a loop. */
import { milliseconds } from "@cisterna/quantity";
import { describe, expect, test } from "vitest";
import { boot, isHung, keepCommand, keepPassing } from "../../src/index.ts";
import { hours, minutes, steady, toRun } from "../sample.ts";
import { blank, boardOf, faultsOf, made, powerOf } from "./stories.ts";

describe("the watchdog", () => {
  test("takes a processor for hung after two missed beats [REQ-022 holds]", () => {
    const mark = { at: hours(1), entry: 3 };
    expect(isHung(mark, milliseconds(hours(1) + 120_000))).toBe(false);
    expect(isHung(mark, milliseconds(hours(1) + 120_001))).toBe(true);
  });

  const startsAt = (times: readonly number[]) => {
    const cells = blank();
    let keeper = made(cells);
    keepCommand(keeper, { at: minutes(1), command: toRun({ ...steady, onFault: "stop" }) });
    for (const time of times) {
      const power = powerOf({ at: minutes(time), mark: keeper.mark });
      ({ keeper } = boot(boardOf(cells), { ...power, cause: "watchdog" }));
    }
    return keeper;
  };

  test("three resets in ten minutes are a loop: the safe state [REQ-022 holds]", () => {
    const keeper = startsAt([10, 12, 19]);
    expect(faultsOf(keeper.pump)).toEqual(["reset", "reset-loop"]);
    const before = keeper.pump.delivered.pulses;
    keepPassing(keeper, hours(5));
    expect(keeper.pump.delivered.pulses).toBe(before);
  });

  test("three resets in more than that are none [REQ-022 holds]", () => {
    expect(faultsOf(startsAt([10, 12, 20]).pump)).toEqual(["reset"]);
    expect(faultsOf(startsAt([10, 12]).pump)).toEqual(["reset"]);
  });

  test("starts that are not stored are never three [REQ-022 breaks]", () => {
    const forgetful = [10, 12, 19].map((time) => startsAt([time]).pump);
    expect(forgetful.flatMap(faultsOf)).not.toContain("reset-loop");
  });
});
