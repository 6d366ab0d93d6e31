// SPDX-License-Identifier: Apache-2.0
/** What a pump did and why it said no: one home for the words, short and long. */
import { milliseconds, nanolitres, pulses } from "@cisterna/quantity";
import { expect, test } from "vitest";
import { eventText } from "../src/text/en/event.ts";
import { describePumpRefusal, pumpReason } from "../src/text/en/pump.ts";

const SCALE = { pulse: nanolitres(100) };
const AT = { at: milliseconds(0), command: "a" };
const LIMIT = {
  kind: "rate-above-limit",
  path: "week[0].rate",
  asked: 300_000,
  limit: 240_000,
} as const;

test("a refused bolus is told in a few words, equal for equal reasons", () => {
  const locked = [1, 2].map(
    (hours) => ({ kind: "locked-out", until: milliseconds(hours * 3_600_000) }) as const,
  );
  expect(new Set(locked.map(pumpReason))).toEqual(new Set(["locked out"]));
  const refusals = [
    locked[0] ?? { kind: "stopped", at: AT.at },
    { kind: "not-permitted" },
  ] as const;
  expect(eventText({ ...AT, kind: "refused", asked: "request", refusals }, SCALE)).toBe(
    "Bolus on demand refused: locked out; the program has no bolus on demand",
  );
});

test("a refused command is told in sentences, with its numbers", () => {
  expect(eventText({ ...AT, kind: "refused", asked: "program", refusals: [LIMIT] }, SCALE)).toBe(
    "Command program refused: The flow of 30 mL/d at week[0].rate is above the limit of 24 mL/d.",
  );
});

test("a full window is told by its name, in few words and in a sentence", () => {
  const full = {
    kind: "window-full",
    window: "hour",
    committed: { pulses: pulses(900), quanta: 0 },
    limit: pulses(800),
  } as const;
  expect(pumpReason(full)).toBe("the limit of the hour is reached");
  expect(describePumpRefusal(full, SCALE.pulse)).toContain("Within some hour 0.09 mL");
});

test("a reason without numbers is the same in few words and as a sentence", () => {
  expect(pumpReason({ kind: "no-program" })).toBe("the pump has no program");
  expect(describePumpRefusal({ kind: "no-program" }, SCALE.pulse)).toBe("The pump has no program.");
});
