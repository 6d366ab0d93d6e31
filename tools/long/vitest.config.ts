// SPDX-License-Identifier: Apache-2.0
/** What the mutation test runs against every mutant: the pump's own tests, nothing slower. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["packages/pump/test/**/*.test.ts"], testTimeout: 60_000 },
});
