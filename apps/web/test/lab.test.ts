// SPDX-License-Identifier: Apache-2.0
/** The lab as a trainee and an instructor use it, in a real browser with the real controller. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeStage, openPage, openStage, PATIENT, type Stage } from "./browser.ts";

let stage: Stage;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
});

afterEach(() => page.context().close());

afterAll(() => closeStage(stage));

const clock = (): Promise<string> => page.getByRole("timer").innerText();

const days = async (count: number): Promise<void> => {
  for (let day = 0; day < count; day += 1) await page.keyboard.press("d");
  await expect.poll(clock, PATIENT).toContain(`Day ${count + 1},`);
};

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

test("a trainee solves an incident by keyboard, and is told what was inside", async () => {
  page = await openPage(stage, "#/lab/silent-over-infusion");
  await page.getByRole("timer").waitFor();
  await days(30);
  await page.keyboard.press("a");
  await has("as of now");
  expect(await page.getByText("No clinic sees this").count()).toBe(0);
  expect(await page.locator(".plot").count()).toBe(0);
  await page.keyboard.press("r");
  await page.keyboard.type("38");
  await page.keyboard.press("Enter");
  await has(/needle 20\.\d+\smL, computed 2[34]/);
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /no sensor can see it/ }).focus();
  await page.keyboard.press("Space");
  await dialog.getByRole("button", { name: "This is it" }).focus();
  await page.keyboard.press("Enter");
  await has("That is it.");
  await has(/3\smL less than computed/);
  await has("Truly a fifth more leaves it.");
  expect(await page.locator(".plot").count()).toBe(4);
  await page.getByRole("link", { name: "All stories" }).click();
  await has("Solved");
});

test("a dialog takes the very next key, and gives it back as quickly", async () => {
  page = await openPage(stage, "#/lab/morphine");
  await page.getByRole("timer").waitFor();
  const after = (key: string): Promise<string | null> =>
    page.evaluate(async (name) => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
      await null;
      const dialog = document.querySelector("[role=dialog]");
      return dialog === null ? null : (document.activeElement?.getAttribute("inputmode") ?? "");
    }, key);
  expect(await after("r")).toBe("decimal");
  expect(await after("Escape")).toBeNull();
});

test("a wrong answer is told with the right one", async () => {
  page = await openPage(stage, "#/lab/pocket-fill");
  await page.getByRole("timer").waitFor();
  await days(11);
  await page.keyboard.press("e");
  await page.getByRole("radio", { name: /film in the battery/ }).check();
  await page.getByRole("button", { name: "This is it" }).click();
  await has("That is not it.");
  await has(/into the pocket under the skin/);
});

test("what the pump said is shown with its age, and greyed when it is old", async () => {
  page = await openPage(stage, "#/lab/morphine");
  await page.getByRole("button", { name: "Ask the pump" }).click();
  await has("as of now");
  expect(await page.locator(".old").count()).toBe(0);
  await page.keyboard.press("ArrowRight");
  await has(/as of 1\sh ago · old/);
  expect(await page.locator(".old").count()).toBe(1);
});

test("an entry outside the grammar is refused and kept as it was typed", async () => {
  page = await openPage(stage, "#/lab/morphine");
  await page.getByRole("timer").waitFor();
  await page.keyboard.press("r");
  const field = page.getByRole("textbox", { name: /Volume filled/ });
  const fill = page.getByRole("button", { name: "Aspirate and fill" });
  for (const wrong of ["1e1", ".5", "5.", "1,5", "-3", " 3", "41", "0", "1.2.3"]) {
    await field.fill(wrong);
    await has(/This is no volume/);
    expect(await field.inputValue()).toBe(wrong);
    expect(await fill.isDisabled(), wrong).toBe(true);
  }
  await field.fill("38");
  await fill.click();
  await has(/Refill entered: 38\smL/);
});

test("a refused bolus is told with its reason", async () => {
  page = await openPage(stage, "#/lab/morphine");
  await page.getByRole("timer").waitFor();
  await page.keyboard.press("p");
  await has("Granted");
  await page.keyboard.press("p");
  await has(/locked out since the last bolus/);
});

test("an instructor breaks the catheter; the pump is content, the spine without drug", async () => {
  page = await openPage(stage, "#/lab/morphine");
  await page.getByText("Instructor", { exact: true }).click();
  await page.getByLabel("What breaks").selectOption("catheter-disconnected");
  await page.getByLabel(/How badly/).fill("0");
  await has("A whole number from 1 to 1000");
  await page.getByLabel(/How badly/).fill("1000");
  await page.getByLabel("For how long").selectOption("week");
  await page.getByRole("button", { name: "Let it break" }).click();
  await days(2);
  await has(/Left the catheter elsewhere: 0\.\d+\smL/);
  await page.keyboard.press("a");
  await has("Running");
  expect(await page.getByText(/^None$/).count()).toBeGreaterThan(0);
});

test("time runs, from real time to a month a second, and halts", async () => {
  page = await openPage(stage, "#/lab/morphine");
  await page.getByRole("timer").waitFor();
  await page.getByRole("radio", { name: "30 d/s" }).check();
  await page.keyboard.press("Space");
  await expect.poll(clock, PATIENT).toMatch(/Day [1-9]\d/);
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: /Run/ }).waitFor();
  // What was on its way when the key was struck may still come.
  const stands = async (): Promise<boolean> => {
    const before = await clock();
    await page.waitForTimeout(200);
    return (await clock()) === before;
  };
  await expect.poll(stands, PATIENT).toBe(true);
});

test("results are saved whole", async () => {
  page = await openPage(stage, "#/lab/wrong-port");
  await page.getByRole("timer").waitFor();
  await days(12);
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "Give up and look inside" }).click();
  await has("You looked inside.");
  await has("seen");
  const saved = async (name: string): Promise<string> => {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFileSync(await (await coming).path(), "utf8");
  };
  const { story, log, sights } = JSON.parse(await saved("Save as JSON"));
  expect(story).toBe("wrong-port");
  expect(log.map(({ kind }: { kind: string }) => kind)).toContain("refilled");
  expect(sights.every(({ holds }: { holds: boolean }) => holds)).toBe(true);
  const csv = (await saved("Save the curves as CSV")).split("\n");
  expect(csv[0]).toContain("morphine_tip_mcg_per_h");
  expect(csv.length).toBeGreaterThan(50);
});
