// SPDX-License-Identifier: Apache-2.0
/** Everybody's eyes, ears and telephones: axe finds nothing, and a telephone shows all of it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const LOOKS = [
  ["English", "light", 1440],
  ["Español", "dark", 390],
] as const;

/** Looks at what stands on a page, in both languages, themes and widths; leaves it in English. */
export const isOpenToAll = async (page: Page, name: string): Promise<void> => {
  const speak = (language: string): Promise<void> =>
    page.getByRole("radio", { name: language }).check({ force: true });
  await page.evaluate(AXE);
  for (const [language, colorScheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await speak(language);
    const found = await page.evaluate(`axe.run(document).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + " " + nodes[0].html.slice(0, 120)))`);
    expect(found, `${name}, ${language}`).toEqual([]);
    const wide = await page.evaluate("document.documentElement.scrollWidth");
    expect(wide, `${name}, ${language}`).toBeLessThanOrEqual(width);
  }
  await speak("English");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
};
