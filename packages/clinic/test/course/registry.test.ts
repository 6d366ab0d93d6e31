// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { COMMANDS, EMPTY_PRACTICE, FACTS, ROLES, VIEWS } from "../../src/index.ts";
import { at, PHYSICIAN } from "./scribe.ts";

const RUNS = Math.min(Number(process.env["CISTERNA_RUNS"] ?? 300), 1000);
const context = {
  now: at("2026-06-01T09:00:00+02:00"),
  who: PHYSICIAN,
  second: null,
  patient: "p1",
};

describe("the table of commands", () => {
  test("names every command once, in the imperative and in kebab case", () => {
    const names = [...COMMANDS, ...VIEWS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
  test("gives every row somebody who may, and no role twice", () => {
    for (const { who } of [...COMMANDS, ...VIEWS]) {
      expect(who.length).toBeGreaterThan(0);
      expect(new Set(who).size).toBe(who.length);
      expect(who.every((role) => ROLES.includes(role))).toBe(true);
    }
  });
  test.each(COMMANDS.map((each) => [each.name, each] as const))(
    "%s has a JSON Schema",
    (_, { input }) => {
      expect(z.toJSONSchema(input, { io: "input" })).toHaveProperty("$schema");
    },
  );
  test.each(COMMANDS.map((each) => [each.name, each] as const))(
    "%s answers anything with refusals that name their field",
    (_, command) => {
      fc.assert(
        fc.property(fc.jsonValue(), (json) => {
          const decision = command.decide(EMPTY_PRACTICE, json, context);
          expect(decision.ok).toBe(false);
          if (decision.ok) return;
          for (const { kind, path, read, accepted } of decision.refusals) {
            expect([typeof kind, typeof path, typeof read]).toEqual(["string", "string", "string"]);
            expect(accepted).not.toBe("");
          }
        }),
        { numRuns: RUNS },
      );
    },
  );
});

describe("the table of facts", () => {
  test("names every kind once, each with a schema", () => {
    const kinds = FACTS.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { payload } of FACTS) {
      expect(z.toJSONSchema(payload, { io: "input" })).toHaveProperty("type", "object");
    }
  });
});
