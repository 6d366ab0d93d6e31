// SPDX-License-Identifier: Apache-2.0
/** The static host of `./cisterna lab`, and the words of the command. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommandLine } from "../../../packages/cli/src/shell/line.ts";
import { memoryIo } from "../../../packages/cli/src/shell/memory.ts";
import { serve } from "../../../packages/cli/src/web/site.ts";

const folder = mkdtempSync(join(tmpdir(), "cisterna-site-"));
writeFileSync(join(folder, "index.html"), "<p>here</p>");
const site = await serve(folder, 0);

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** A path as it stands, with no browser that would tidy it first. */
const statusOf = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(site.address, { path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });

test("a page comes with a policy that lets it load from nowhere else", async () => {
  const response = await fetch(site.address);
  expect(await response.text()).toBe("<p>here</p>");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(site.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
});

test("nothing outside the folder is served, and nothing is taken", async () => {
  for (const path of [
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/none.html",
    "/%00",
    "/%zz",
  ]) {
    expect(await statusOf(path), path).toBe(404);
  }
  expect((await fetch(site.address, { method: "POST" })).status).toBe(404);
});

test("a port that is none, and one that is taken, are refused", async () => {
  const wrong = await runCommandLine(["lab", "--port", "99999"], memoryIo().io);
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("whole number")]);
  const { port } = new URL(site.address);
  const taken = await runCommandLine(["lab", "--port", port], memoryIo().io);
  expect([taken.status, taken.stdout]).toEqual([1, expect.stringContaining("another program")]);
});
