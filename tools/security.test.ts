// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingIn, readSecurity, securityDocument } from "./documents/security.ts";

test("docs/security.md is what safety/security.yaml says", () => {
  const page = readFileSync(new URL("../docs/security.md", import.meta.url), "utf8");
  expect(page).toBe(securityDocument());
});

test("every test that is said to hold something is there", () => {
  expect(missingIn(readSecurity())).toEqual([]);
});

test("a test that is named and is not there is seen, and so is a file", () => {
  const held = [
    "tools/security.test.ts: a test that nobody wrote, by this name".replace("wrote", "ever wrote"),
    "tools/none.test.ts: a test",
    "tools/security.test.ts: ",
  ];
  expect(missingIn({ threats: [], asvs: [{ row: "0", what: "", held }] })).toEqual(held);
});
