// SPDX-License-Identifier: Apache-2.0
/**
 * The scenario file: text in, a life to live again out, or what is wrong with the text and where.
 */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Scenario } from "@cisterna/world";
import { scenarioFile } from "../schema/scenario.ts";
import type { Refusal } from "../shell/command.ts";

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether a text wants to be a scenario: one JSON document that says so. */
export const isScenario = (text: string): boolean => {
  const value = parsed(text);
  return typeof value === "object" && value !== null && "scenario" in value;
};

/** The scenario that a text holds. Refuses: every place that is not as it should be. */
export const readScenario = (text: string, path: string): Result<Scenario, Refusal> => {
  const read = scenarioFile.safeParse(parsed(text));
  if (read.success) return accepted(read.data);
  const refusals = read.error.issues.map(
    (issue): Refusal => ({
      kind: "malformed-scenario",
      path: issue.path.length === 0 ? path : issue.path.join("."),
      because: issue.message,
    }),
  );
  const [first, ...rest] = refusals;
  return refused(first ?? { kind: "malformed-scenario", path, because: "unreadable" }, ...rest);
};
