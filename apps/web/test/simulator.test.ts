// SPDX-License-Identifier: Apache-2.0
/** The simulator as a physician uses it, in a real browser with the real body. */
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

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

const choose = (name: string): Promise<void> => page.getByRole("radio", { name }).check();

test("a bridge keeps the dose; without one the tip starves behind a weak fluid", async () => {
  page = await openPage(stage, "#/simulator");
  await page.getByLabel("Catheter, at the least").fill("0.2 mL");
  await page.getByRole("switch", { name: "With mixing" }).click();
  await has("In every hour each drug stays within a fifth");
  await has(/0\.4\smL at 0\.8\smL\/d/);
  await choose("No bridge");
  await has(/100\smcg\/d \(25\s% of the old dose\)/);
  await has(/baclofen: down to 4\.167\smcg in one hour/);
});

test("an unknown catheter is a band, and the programmed end is the cautious one", async () => {
  page = await openPage(stage, "#/simulator");
  await has("The end of the range that cannot overdose.");
  await has(/Catheter of 0\.15\smL/);
  await has(/Catheter of 0\.2\smL/);
  await has(/10\sh 30\smin to 16\sh 30\smin/);
});

test("a prime with mixing brings drug early, and says so", async () => {
  page = await openPage(stage, "#/simulator");
  await choose("Prime");
  await has("the middle of the stream runs ahead");
  await has(/baclofen: up to .* in one hour at the tip/);
});

test("a wrong field is said beside it and kept; the picture waits", async () => {
  page = await openPage(stage, "#/simulator");
  const field = page.getByLabel("Dose of baclofen").first();
  await field.fill("400");
  await has("A number, a space and a unit, such as 400 mcg/d");
  await has("The picture waits for the fields that are marked.");
  expect(await field.inputValue()).toBe("400");
  await field.fill("400 mcg/d");
  await has("In short");
});

test("time is scrubbed by hand and by key, and the spine follows", async () => {
  page = await openPage(stage, "#/simulator");
  await choose("No bridge");
  const written = page.locator(".canal svg text");
  await written.first().waitFor();
  const before = await written.allTextContents();
  await page.getByRole("slider").fill("0.4");
  await expect.poll(() => written.allTextContents(), PATIENT).not.toEqual(before);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Pause" }).waitFor();
});

test("a drug without kinetics is not drawn, and that is said", async () => {
  page = await openPage(stage, "#/simulator");
  await page.getByLabel("Drug").first().selectOption("ropivacaine");
  await has("No kinetics of ropivacaine are known");
});

test("the worksheet says what to draw, and refuses what cannot be mixed", async () => {
  page = await openPage(stage, "#/simulator");
  const sheet = page.getByRole("region", { name: "Compounding worksheet" });
  expect(await sheet.getByRole("row", { name: /^morphine/ }).innerText()).toContain("200\u202fmg");
  await sheet.getByLabel("Flow of a fixed-rate pump").fill("0.25 mL/d");
  await sheet.getByRole("alert").waitFor();
  expect(await sheet.getByRole("alert").innerText()).toContain("too weak");
});
