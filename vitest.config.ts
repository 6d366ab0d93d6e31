// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tools/longest-first.ts";
import { tally } from "./tools/tally.ts";

const tallyFile = process.env["CISTERNA_TALLY"];

// A machine that is busy with other things takes its time; no law is broken by that.
const limits = { testTimeout: 300_000, hookTimeout: 120_000 };

/** Files with databases, servers, threads and browsers: what they leave ends with their process. */
const SERVING = [
  "{apps,packages}/{cli,clinic,client,implant,simd,study,web}/test/**/*.test.ts",
  "examples/**/*.test.ts",
];

export default defineConfig({
  test: {
    // One more than the machine has cores: the longest files wait for air, browsers and servers.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: tallyFile === undefined ? ["default"] : ["default", tally(tallyFile)],
    projects: [
      {
        test: {
          ...limits,
          name: "core",
          include: ["packages/*/test/**/*.test.ts", "tools/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...SERVING],
          // Pure files share their worker: reading all modules anew took a third of their time.
          isolate: false,
        },
      },
      { test: { ...limits, name: "serving", include: SERVING } },
    ],
  },
});
