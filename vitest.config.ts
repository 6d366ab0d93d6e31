// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tools/longest-first.ts";
import { tally } from "./tools/tally.ts";

const tallyFile = process.env["CISTERNA_TALLY"];

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "apps/*/test/**/*.test.ts",
      "tools/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One more than the machine has cores: the longest files wait for air, browsers and servers.
    maxWorkers: 3,
    // Files share their worker: reading all modules and databases' code anew took a third of a run.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    reporters: tallyFile === undefined ? ["default"] : ["default", tally(tallyFile)],
  },
});
