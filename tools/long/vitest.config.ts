// SPDX-License-Identifier: Apache-2.0
/**
 * What the mutation test runs against every mutant: the pump's own tests but for those that take
 * seconds each and go over the same ground.
 */
import { defineConfig } from "vitest/config";

const SLOW = ["store/cuts", "store/flips", "dates.laws", "agreement.laws"];

export default defineConfig({
  test: {
    include: ["packages/pump/test/**/*.test.ts"],
    exclude: SLOW.map((name) => `packages/pump/test/${name}.test.ts`),
    setupFiles: ["tools/long/hasty.ts"],
    testTimeout: 60_000,
  },
});
