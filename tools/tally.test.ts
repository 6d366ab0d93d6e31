// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "./tidy/tree.ts";

mkdirSync(join(ROOT, "out"), { recursive: true });
const folder = mkdtempSync(join(ROOT, "out", "tally "));
afterAll(() => rmSync(folder, { recursive: true }));

/** The tally of test files, run by a vitest of their own. */
const tallyOf = (name: string, files: Readonly<Record<string, string>>): string => {
  const root = join(folder, name);
  mkdirSync(join(root, "examples"), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(root, "examples", file), `import { expect, test } from "vitest";\n${text}`);
  }
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const config = join(ROOT, "vitest.config.ts");
  spawnSync(process.execPath, [vitest, "run", "--root", root, "--config", config], {
    env: { ...process.env, CISTERNA_TALLY: join(root, "tally") },
  });
  return readFileSync(join(root, "tally"), "utf8");
};

test("passed, failed and skipped tests are counted, skipped ones with their reason", () => {
  const said = tallyOf("three", {
    "a.test.ts": `test("holds", () => { expect(1).toBe(1); });
test("breaks", () => { expect(1).toBe(2); });
test("waits", (context) => context.skip("no browser here"));`,
  });
  expect(said).toBe("1 1 1\nexamples/a.test.ts > waits: no browser here\n");
});

test("a file that does not load, an error outside tests and a dead worker are failures", () => {
  expect(tallyOf("load", { "a.test.ts": 'import "./missing.ts";' })).toBe("0 1 0\n");
  const stray = `test("passes", async () => {
  setTimeout(() => { throw new Error("stray"); });
  await new Promise((done) => setTimeout(done, 50));
});`;
  expect(tallyOf("stray", { "a.test.ts": stray })).toBe("1 1 0\n");
  const dies = 'test("dies", () => { process.kill(process.pid, "SIGKILL"); });';
  expect(Number(tallyOf("dead", { "a.test.ts": dies }).split(" ")[1])).toBeGreaterThan(0);
});
