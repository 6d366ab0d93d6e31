// SPDX-License-Identifier: Apache-2.0
/**
 * Every study can be carried out; the small one is, and its page compared with `expected/`
 * (`CISTERNA_UPDATE=1` writes what came out).
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { designOf } from "@cisterna/study";
import { expect, test } from "vitest";
import { openStudy } from "../packages/cli/src/case/study.ts";
import { runCommandLine } from "../packages/cli/src/shell/line.ts";
import { memoryIo } from "../packages/cli/src/shell/memory.ts";

const FOLDER = new URL("./studies/", import.meta.url);
const UPDATE = process.env["CISTERNA_UPDATE"] !== undefined;
const SMALL = "tip-level.study.yaml";

const textOf = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");

test.each(readdirSync(FOLDER))("%s can be carried out", (name) => {
  const reading = openStudy(textOf(name));
  expect(reading.ok && designOf(reading.value.value).ok).toBe(true);
});

test(`${SMALL} prints what it is expected to print`, async () => {
  const file = `examples/studies/${SMALL}`;
  const folder = mkdtempSync(join(tmpdir(), "cisterna-study-"));
  const { io } = memoryIo({ [file]: textOf(SMALL) });
  const { stdout } = await runCommandLine(["study", "run", file, "--out", folder], io);
  const found = stdout.replaceAll(folder, "out/tip-level");
  const expected = new URL(`./expected/${SMALL}.txt`, import.meta.url);
  if (UPDATE) writeFileSync(expected, found);
  expect(found).toBe(readFileSync(expected, "utf8"));
});
