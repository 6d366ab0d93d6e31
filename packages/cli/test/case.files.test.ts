// SPDX-License-Identifier: Apache-2.0
/** The readers of the protocol file and of a clinic's local formulary. */
import { quantity } from "@cisterna/quantity";
import { FORMULARY } from "@cisterna/therapy";
import { describe, expect, test } from "vitest";
import { readLocal } from "../src/case/local.ts";
import { readProtocol } from "../src/case/protocol.ts";
import { edited, LOCAL, PROTOCOL } from "./case-sample.ts";

describe("protocol and local formulary", () => {
  const protocolProblems = (text: string): readonly string[] => {
    const reading = readProtocol(text);
    return reading.ok ? [] : reading.refusals.map(({ kind, path }) => `${kind} ${path}`);
  };
  const localProblems = (text: string): readonly string[] => {
    const reading = readLocal(text, FORMULARY);
    return reading.ok ? [] : reading.refusals.map(({ kind, path }) => `${kind} ${path}`);
  };

  test("the contract's protocol is read", () => {
    expect(readProtocol(PROTOCOL)).toMatchObject({
      ok: true,
      value: {
        subject: { kind: "one", name: "adult-reference" },
        give: { kind: "bolus", at: "L3", volume: quantity("2 mL", "volume") },
        sample: [
          { site: "L3", at: [quantity("1 h", "time")], series: null },
          { halfLife: { from: quantity("4 h", "time") } },
          { arrival: quantity("2 %", "ratio") },
        ],
        steady: false,
      },
    });
  });

  test("an infusion, a population and the steady state are read", () => {
    const give = "give: { rate: 2 mg/d, flow: 0.2 mL/d, at: T10 }";
    const text = [
      "subject: { population: adult, seed: 7, members: 500 }",
      "drug: morphine",
      give,
      "sample: [ { site: plasma } ]",
      "steady: true",
    ].join("\n");
    expect(readProtocol(text)).toMatchObject({
      ok: true,
      value: {
        subject: { kind: "population", population: "adult", seed: 7, members: 500 },
        give: { kind: "infusion", for: null },
        steady: true,
      },
    });
  });

  test.each<[string, string, string[]]>([
    ["over: 1 min", "flow: 1 mL/d", ["missing-key give.over", "both-given give.flow"]],
    ["dose: 0.25 mg, at: L3, volume: 2 mL, over: 1 min", "at: L3", ["missing-key give.dose"]],
    [
      "dose: 0.25 mg, at: L3, volume: 2 mL, over: 1 min",
      "at: L3, rate: 1 mg/d",
      ["missing-key give.flow"],
    ],
    [", until: 12 h", "", ["missing-key sample[1].until"]],
    ["[4 h, 12 h]", "[4 h]", ["wrong-type sample[1].half_life"]],
    ["[4 h, 12 h]", "[4 h, 12 h, 5 h]", ["wrong-type sample[1].half_life"]],
    [
      "adult-reference",
      "{ population: adult, sed: 1 }",
      ["missing-key subject.seed", "missing-key subject.members", "unknown-key subject.sed"],
    ],
    [
      "adult-reference",
      "{ population: adult, seed: 7, members: 0 }",
      ["not-positive subject.members"],
    ],
    ["adult-reference", "[adult]", ["wrong-type subject"]],
    ["drug: morphine", "drug: morphine\nsteady: maybe", ["unknown-word steady"]],
  ])("protocol: %s → %s", (from, upto, expected) => {
    expect(protocolProblems(edited(PROTOCOL, from, upto))).toEqual(expected);
  });

  test("a confirmed number acts in the formulary that comes out", () => {
    const reading = readLocal(LOCAL, FORMULARY);
    const rows = reading.ok ? reading.value.get("morphine")?.limits : [];
    expect(rows?.filter(({ status }) => status === "confirmed")).toHaveLength(1);
    expect(FORMULARY.get("morphine")?.limits.some(({ status }) => status === "confirmed")).toBe(
      false,
    );
  });

  test.each<[string, string, string[]]>([
    ["pacc-2017-maximum-dose-per-day", "pacc-2018", ["unknown-row entries[0].row"]],
    ["15 mg/d", "16 mg/d", ["differs-from-recalled entries[0].value"]],
    ["page:", "differs: yes\n    page:", ["same-as-recalled entries[0].differs"]],
    ["15 mg/d", "15 mg", ["wrong-kind-of-unit entries[0].value"]],
    ["15 mg/d", "{ low: 20 mg/d, high: 15 mg/d }", ["wrong-type entries[0].value"]],
    ["drug: morphine", "drug: morphium", ["unknown-drug entries[0].drug"]],
    ["    page: p. 107\n", "", ["missing-key entries[0].page"]],
    ["2026-02-01", "2026-02-31", ["malformed-date entries[0].date"]],
    ["acts: refuse", "acts: ignore", ["unknown-word entries[0].acts"]],
  ])("local formulary: %s → %s", (from, upto, expected) => {
    expect(localProblems(edited(LOCAL, from, upto))).toEqual(expected);
  });

  test("a row is confirmed once", () => {
    const twice = LOCAL + LOCAL.replace("entries:\n", "");
    expect(localProblems(twice)).toEqual(["confirmed-twice entries[1].row"]);
  });
});
