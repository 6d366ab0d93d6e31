// SPDX-License-Identifier: Apache-2.0
/**
 * The gate of the safety file: hazards, requirements and tests of this repository agree, and the
 * page written from them is up to date. That each kind of gap is caught stands in
 * `packages/cli/test/safety.test.ts`.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { traceOfRepository } from "../packages/cli/src/commands/trace.ts";
import { gapSentence } from "../packages/cli/src/text/en/safety.ts";
import { safetyDocument } from "./documents/safety.ts";

const trace = traceOfRepository();

test("hazards, requirements and tests agree [REQ-098 holds]", () => {
  if (!trace.ok) throw new Error(JSON.stringify(trace.refusals, null, 2));
  expect(trace.value.gaps.map(gapSentence)).toEqual([]);
});

test("docs/safety.md is what the safety file says", () => {
  const page = readFileSync(new URL("../docs/safety.md", import.meta.url), "utf8");
  expect(page).toBe(safetyDocument());
});
