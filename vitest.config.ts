// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tools/longest-first.ts";
import { tally } from "./tools/tally.ts";

const tallyFile = process.env["CISTERNA_TALLY"];

// A machine that is busy with other things takes its time; no law is broken by that.
const limits = { testTimeout: 300_000, hookTimeout: 120_000 };

/** Files with databases, servers, threads and browsers: what they leave ends with their process. */
const SERVING = [
  "packages/{client,implant}/test/**/*.test.ts",
  "packages/clinic/test/{fhir,kill,requests}/**/*.test.ts",
  "packages/clinic/test/!(constant|origin|refusal).test.ts",
  "packages/cli/test/{bedside,bench,bench-clinic,clinic,kill,report-print}.test.ts",
  "packages/cli/test/{shell,shell-process,storm,study,update}.test.ts",
  "packages/study/test/run.test.ts",
  "apps/web/test/!(*.laws|engine|number|passage|sentences|text).test.ts",
  "examples/{bedside,studies}.test.ts",
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
          include: ["{apps,packages}/*/test/**/*.test.ts", "{examples,tools}/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...SERVING],
          // Pure files share their worker: reading all modules anew took a third of their time.
          isolate: false,
        },
      },
      { test: { ...limits, name: "serving", include: SERVING } },
    ],
  },
});
