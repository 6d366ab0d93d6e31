// SPDX-License-Identifier: Apache-2.0
/**
 * The dialogue with a served implant is run as it stands in `bedside/dialogue.sh`, and what it
 * prints compared with `bedside/expected.txt`. `CISTERNA_UPDATE=1` writes what came out.
 */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const at = (name: string): string => fileURLToPath(new URL(`bedside/${name}`, import.meta.url));

test("the dialogue at the bedside prints what it is expected to print", async () => {
  const { stdout } = await promisify(execFile)("bash", [at("dialogue.sh")], { timeout: 240_000 });
  if (process.env["CISTERNA_UPDATE"] !== undefined) writeFileSync(at("expected.txt"), stdout);
  expect(stdout).toBe(readFileSync(at("expected.txt"), "utf8"));
}, 240_000);
