// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { LONGEST } from "./longest-first.ts";

test("every file that begins first is there", () => {
  expect(LONGEST.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});
