// SPDX-License-Identifier: Apache-2.0
/** `docs/sources.md` is written from the data, and up to date. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sourcesDocument } from "../../../tools/documents/sources.ts";
import { SOURCE_IDS } from "../src/sources/index.ts";

const written = readFileSync(new URL("../../../docs/sources.md", import.meta.url), "utf8");

test("the document of sources is up to date (node tools/documents/sources.ts)", () => {
  expect(written).toBe(sourcesDocument());
});

test("the document of sources names every source", () => {
  for (const id of SOURCE_IDS) expect(written).toContain(`\`${id}\``);
});
