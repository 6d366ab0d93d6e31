// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiled, TARGET } from "../../../tools/simd/compile.ts";

const ROOT = new URL("../../../", import.meta.url);

test("the committed binary is what its source compiles to", async () => {
  expect(readFileSync(new URL(TARGET, ROOT), "utf8")).toBe(await compiled());
});
