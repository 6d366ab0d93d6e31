// SPDX-License-Identifier: Apache-2.0
/**
 * Every screen in a real browser: no violation that axe knows, in both lights and both languages;
 * no scrolling sideways on a telephone; nothing from elsewhere; the first load in its budget.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { SCREENS } from "./screens.ts";
import { faultsSeen, numbersCut, numbersCutAt } from "./sight.ts";
import { weightOf } from "./weight.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => closeStage(stage));

const chooseLanguage = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll(".settings label")]
    .find((each) => each.textContent === ${JSON.stringify(name)}).click()`);

/** The reader is a page of its own, with tests of its own. */
const OF_THE_APP = SCREENS.filter(({ path }) => path.startsWith("#"));

describe.each(OF_THE_APP)("the screen $name", ({ path, prepare }) => {
  test("is open to everybody, and cuts no number at any width [REQ-005 holds]", async () => {
    const page = await openPage(stage, path);
    await prepare(page);
    expect(await faultsSeen(page), "English, light").toEqual([]);
    expect(await numbersCutAt(page, [1024]), "1024 px").toEqual([]);
    await chooseLanguage(page, "Español");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForTimeout(250);
    expect(await faultsSeen(page), "Spanish, dark, telephone").toEqual([]);
    expect(await page.locator("footer").innerText()).toMatch(/No es un producto sanitario/);
    await page.context().close();
  });
});

const NARROW = 'style="width:40px;overflow:hidden;white-space:nowrap;display:block"';

test.each([
  ["cuts it", `<b ${NARROW}>morphine 12.5 mg/d</b>`],
  ["cuts it in its field", '<input style="width:30px" value="1234567.5" />'],
  ["writes no zero before its point", "<b>.5 mg</b>"],
  ["writes zeros behind its last digit", "<b>2.0 mg/d</b>"],
  ["writes the unit that reads as mg", "<b>12 µg</b>"],
])("a screen that %s is caught [REQ-005 breaks]", async (_, look) => {
  const page = await openPage(stage, "#/");
  await page.evaluate(`document.querySelector("footer").innerHTML = ${JSON.stringify(look)}`);
  expect(await numbersCut(page)).toHaveLength(1);
  await page.context().close();
});

test("no page said an error, and none asked anybody else for anything", () => {
  expect(stage.heard).toEqual([]);
});

test("the first load of the radar is at most 200 kB of gzipped JavaScript", () => {
  expect(weightOf("radar")).toBeGreaterThan(50_000);
  expect(weightOf("radar")).toBeLessThanOrEqual(200_000);
});
