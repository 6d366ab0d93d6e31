// SPDX-License-Identifier: Apache-2.0
/**
 * The tally: what one run of the tests came to, in a file for `./test`. The first line holds three
 * numbers (passed, failed, skipped); then one line for each skipped test with its reason. What
 * cannot be loaded, does not end or breaks outside any test counts as failed.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";

const stateOf = (test: TestCase): string => test.result().state;

const skippedLine = (test: TestCase): string => {
  const result = test.result();
  const reason = (result.state === "skipped" && result.note) || "no reason given";
  return `${test.module.relativeModuleId} > ${test.fullName}: ${reason}`;
};

/** A file that could not be loaded, or whose hooks failed: no test of it says so. */
const failedAsFile = (module: TestModule): boolean =>
  module.state() === "failed" &&
  [...module.children.allTests()].every((test) => stateOf(test) !== "failed");

const textOf = (modules: readonly TestModule[], strayErrors: number): string => {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((test) => stateOf(test) === "passed");
  const skipped = tests.filter((test) => stateOf(test) === "skipped");
  const unfinishedOrFailed = tests.length - passed.length - skipped.length;
  const failed = unfinishedOrFailed + modules.filter(failedAsFile).length + strayErrors;
  const counts = `${passed.length} ${failed} ${skipped.length}`;
  return [counts, ...skipped.map(skippedLine), ""].join("\n");
};

/** A vitest reporter that writes the tally to a file when the run ends. */
export const tally = (file: string): Reporter => ({
  onTestRunEnd(modules, errors) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, textOf(modules, errors.length));
  },
});
