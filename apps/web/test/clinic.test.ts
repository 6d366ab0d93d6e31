// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic's screens as a coordinator and a nurse use them, before the real server and database.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closeStage, openPage, openStage, PATIENT, type Stage } from "./browser.ts";
import { type House, openHouse, PASSWORD, UNFILLED } from "./house.ts";

let stage: Stage;
let house: House;
let page: Page;

beforeAll(async () => {
  const opened = await openStage();
  house = await openHouse();
  stage = { ...opened, site: { ...opened.site, address: house.address } };
});

afterEach(() => page.context().close());

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

const signIn = async (account: string, password = PASSWORD): Promise<void> => {
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill(account);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
};

const entered = async (account = "nurse", path = "#/"): Promise<void> => {
  page = await openPage(stage, path);
  await signIn(account);
  await has("Sign out");
};

test("a wrong password is told, and what was typed beside it stays", async () => {
  page = await openPage(stage, "#/");
  await signIn("nurse", "wrong");
  await has("Clinic, account, password or code is wrong.");
  expect(await page.getByLabel("Name to sign in with").inputValue()).toBe("nurse");
  expect(await page.getByLabel("Password").inputValue()).toBe("");
});

test("the radar shows the most urgent first, with why, what next and by when", async () => {
  await entered();
  await has(`${UNFILLED + 1} of ${UNFILLED + 1} implants`);
  await has("as of 2 Mar 2026");
  const first = await page.getByRole("row").nth(1).innerText();
  expect(first).toContain("Unknown");
  expect(first).toContain("nobody knows what is in it");
  await page.getByRole("textbox", { name: /Search/ }).fill("ada");
  await has(`1 of ${UNFILLED + 1} implants`);
  await has(/\d+ May 2026|\d+ Jun 2026/);
});

test("only the rows in view are drawn, and keys walk through all of them", async () => {
  await entered();
  await has("implants");
  expect(await page.locator("tr.radar-row").count()).toBeLessThan(UNFILLED / 2);
  for (let step = 0; step < UNFILLED; step += 1) await page.keyboard.press("j");
  await expect
    .poll(() => page.locator("tr.radar-row.chosen").getAttribute("aria-rowindex"), PATIENT)
    .toBe(String(UNFILLED + 2));
  await page.keyboard.press("/");
  await page.keyboard.type("ada");
  await has(`1 of ${UNFILLED + 1} implants`);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ada Example" }).waitFor();
});

test("a patient's page says what is in the pump, what it gives and when it runs dry", async () => {
  await entered("doctor", "#/patients/p1");
  await has("Generic programmable pump, 40 mL");
  const doses = await page.getByRole("row", { name: /^morphine/ }).innerText();
  expect(doses).toContain("10\u202fmg/mL");
  expect(doses).toContain("2\u202fmg/d");
  await has("Empty at worst");
  await has("Refill due");
  await page.getByRole("row", { name: /20\smL/ }).waitFor();
});

test("a patient's documents are PDFs of the language and the paper that are chosen", async () => {
  await entered("doctor", "#/patients/p1");
  await page.getByRole("radio", { name: "Letter" }).check();
  const addresses = await page
    .getByRole("region", { name: "Documents" })
    .getByRole("link")
    .evaluateAll((links) => links.map((each) => each.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThan(4);
  for (const address of addresses) {
    expect(address).toContain("language=en&paper=letter");
    const answer = await page.request.get(new URL(address, page.url()).href);
    expect([address, answer.status()]).toEqual([address, 200]);
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("the calendar is saved as a file without names", async () => {
  await entered();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Calendar (ICS)" }).click();
  const file = readFileSync(await (await coming).path(), "utf8");
  expect(file).toMatch(/^BEGIN:VCALENDAR/);
  expect(file).toContain("Refill at the latest");
  expect(file).not.toContain("Ada");
});

test("who may not read is told so", async () => {
  await entered("auditor");
  await has("Your role may not read this.");
});

test("what somebody else does is on the radar at once, without a reload", async () => {
  await entered();
  await has(/(\d+) of \1 implants/);
  await house.admit("live-1", "Carla Live");
  await page.getByRole("textbox", { name: /Search/ }).fill("Carla");
  await page.getByRole("link", { name: "Carla Live" }).waitFor();
});

test("signing out leaves nothing on the screen", async () => {
  await entered();
  await has("implants");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Password").waitFor();
  expect(await page.getByText("Bruno Sample").count()).toBe(0);
});

test("every screen of the clinic is open to everybody and whole on a telephone", async () => {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  await entered();
  await page.evaluate(readFileSync(axe, "utf8"));
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    const found = await page.evaluate(`axe.run(document).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + " " + nodes[0].html.slice(0, 120)))`);
    expect(found, name).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth"), name).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
  };
  await has("implants");
  await look("radar");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("radio", { name: "Español" }).check();
  await look("radar, Spanish, dark, telephone");
  await page
    .getByRole("link", { name: /Bruno Sample/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await look("patient, Spanish, dark, telephone");
  await page.getByRole("button", { name: "Salir" }).click();
  await page.getByLabel("Contraseña").waitFor();
  await look("sign-in, Spanish, dark, telephone");
});
