// SPDX-License-Identifier: Apache-2.0
/** The batch kernels in a browser: the quick one runs there too, and both find the same. */
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";

const scriptOf = async (entry: string): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry, formats: ["iife"], name: "kernels" } },
  });
  const [first] = [built].flat();
  if (first === undefined || !("output" in first)) throw new Error("nothing was built");
  return first.output[0].code;
};

test("the kernel of pairs runs in a browser and gives what the plain one does", async () => {
  const script = await scriptOf(fileURLToPath(new URL("kernels.ts", import.meta.url)));
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const { name, difference } = await page.evaluate<{ name: string | null; difference: number }>(
      "kernels.compared()",
    );
    expect(name).toBe("simd");
    expect(difference).toBeLessThanOrEqual(1e-12);
  } finally {
    await browser.close();
  }
});
