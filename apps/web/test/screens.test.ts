// SPDX-License-Identifier: Apache-2.0
/**
 * Every screen in a real browser: no violation that axe knows, in both lights and both languages;
 * no scrolling sideways on a telephone; nothing from elsewhere; the first load in its budget.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { SCREENS } from "./screens.ts";
import { weightOf } from "./weight.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => closeStage(stage));

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe finds, as lines. */
const violations = async (page: Page): Promise<readonly string[]> => {
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }).then(({ violations }) => violations)`)) as readonly Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
};

const chooseLanguage = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll(".settings label")]
    .find((each) => each.textContent === ${JSON.stringify(name)}).click()`);

/** The reader is a page of its own, with tests of its own. */
const OF_THE_APP = SCREENS.filter(({ path }) => path.startsWith("#"));

describe.each(OF_THE_APP)("the screen $name", ({ path, prepare }) => {
  test("is open to everybody, and whole on a telephone", async () => {
    const page = await openPage(stage, path);
    await prepare(page);
    await page.evaluate(AXE);
    expect(await violations(page), "English, light").toEqual([]);
    await chooseLanguage(page, "Español");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForTimeout(250);
    expect(await violations(page), "Spanish, dark, telephone").toEqual([]);
    const [wide, seen] = (await page.evaluate(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    )) as [number, number];
    expect(wide, "at 390 px").toBeLessThanOrEqual(seen);
    expect(await page.locator("footer").innerText()).toMatch(/No es un producto sanitario/);
    await page.context().close();
  });
});

test("no page said an error, and none asked anybody else for anything", () => {
  expect(stage.heard).toEqual([]);
});

test("the first load of the radar is at most 200 kB of gzipped JavaScript", () => {
  expect(weightOf("radar")).toBeGreaterThan(50_000);
  expect(weightOf("radar")).toBeLessThanOrEqual(200_000);
});
