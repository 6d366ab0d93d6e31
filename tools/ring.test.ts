// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "./tidy/tree.ts";

const folder = mkdtempSync(join(tmpdir(), "cisterna ring "));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the compiler says about a file under the options of a tsconfig of ours. */
const compile = (config: string, text: string): string => {
  const extending = { extends: join(ROOT, config), include: ["bad.mts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(extending));
  writeFileSync(join(folder, "bad.mts"), text);
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" }).stdout;
};

const OUTSIDE = ["console", "process", "setTimeout", "fetch", "crypto", "performance", "Buffer"];

test("the core's compiler knows nothing outside the language", () => {
  const said = compile(
    "tsconfig.core.json",
    `${OUTSIDE.map((name) => `export const its_${name}: unknown = ${name};`).join("\n")}
import "node:fs";\n`,
  );
  for (const name of OUTSIDE) expect(said).toMatch(new RegExp(`Cannot find name '${name}'`));
  expect(said).toContain("node:fs");
});

test("the core's compiler accepts the language", () => {
  const said = compile("tsconfig.core.json", "export const all = [3n, 1n].toSorted();\n");
  expect(said).toBe("");
});
