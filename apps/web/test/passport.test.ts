// SPDX-License-Identifier: Apache-2.0
/**
 * A passport from the clinic to a stranger: made and signed in the browser, printed, read from a
 * disk without a network by its code and by its text, and taken back.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { type House, openHouse, PASSWORD } from "./house.ts";
import { opensReader, signsPassport } from "./papers.ts";
import { faultsSeen } from "./sight.ts";
import { signInAs } from "./walk.ts";

const folder = mkdtempSync(join(tmpdir(), "cisterna-passport-"));
let stage: Stage;
let house: House;
let page: Page;

beforeAll(async () => {
  const opened = await openStage();
  house = await openHouse(1);
  stage = { ...opened, site: { ...opened.site, address: house.address } };
  page = await openPage(stage, "#/patients/p1");
  await signInAs(page, "doctor", PASSWORD);
});

afterAll(async () => {
  await house.close();
  await closeStage(stage);
  rmSync(folder, { recursive: true });
});

const has = (text: string | RegExp, where = page): Promise<void> =>
  where.getByText(text).first().waitFor();

/** The reader that the clinic hands out, saved now. */
const saved = async (name: string): Promise<string> => {
  const response = await fetch(`${house.address}api/clinics/demo/passport-reader`);
  const path = join(folder, name);
  writeFileSync(path, await response.text());
  return pathToFileURL(path).href;
};

const reads = async (reader: string, file: string): Promise<Page> => {
  const stranger = await opensReader(stage, { address: reader, day: "2026-03-05" });
  await stranger.getByLabel("Choose a photograph or a file").setInputFiles(file);
  return stranger;
};

const text = () => join(folder, "passport.txt");
let early = "";

test("it says what it reveals before it is signed; a wrong password signs nothing", async () => {
  await page.getByRole("link", { name: /^Passport:/ }).click();
  await page.getByRole("heading", { name: "Passport: Ada Example" }).waitFor();
  const preview = page.getByRole("region", { name: "What a reader would see now" });
  await preview.getByText("Ada Example, 1961-04-02").waitFor();
  await page.getByLabel(/^Date of birth/).uncheck();
  await preview.getByText("Ada Example", { exact: true }).waitFor();
  await has(/Too much morphine: antidote naloxone/);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign the passport" }).click();
  await has("Clinic, account, password or code is wrong.");
  await has("None yet.");
  expect(await page.getByLabel(/^Date of birth/).isChecked()).toBe(false);
});

test("signed, it is read offline: by the code on the sheet, and by its text", async () => {
  await signsPassport(page, PASSWORD);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the text" }).click();
  await (await coming).saveAs(text());
  early = await saved("early.html");
  await page.getByRole("button", { name: "Sheet (A5)" }).click();
  const code = join(folder, "code.png");
  await page.getByRole("img", { name: /^Passport / }).screenshot({ path: code });
  for (const file of [code, text()]) {
    const stranger = await reads(early, file);
    await has("✓ Genuine · current", stranger);
    await has("Patient: Ada Example", stranger);
    await has(/morphine 10\smg\/mL/, stranger);
    await stranger.getByRole("link", { name: "+41 00 000 00 00" }).waitFor();
    expect(await stranger.getByText("1961").count()).toBe(0);
    await stranger.context().close();
  }
});

test("the sheet is one page of A5; the card for the wallet has its code", async () => {
  const sizes = async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([\d. ]+)\]/g)];
    return boxes.map(([, box]) => box?.trim().split(" ").slice(2).map(Number).map(Math.round));
  };
  expect(await sizes()).toEqual([[420, 595]]);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Wallet card" }).click();
  await page.getByText("Cut along the line").waitFor();
  const code = join(folder, "card.png");
  await page.getByRole("img", { name: /^Passport / }).screenshot({ path: code });
  const stranger = await reads(early, code);
  await has("✓ Genuine · current", stranger);
  await stranger.context().close();
});

test("it is open to everybody, in Spanish and in the dark, and whole on a telephone", async () => {
  const violations = async (): Promise<readonly string[]> => {
    await page.waitForTimeout(250);
    return faultsSeen(page);
  };
  expect(await violations()).toEqual([]);
  await page.getByRole("radio", { name: "Español" }).check({ force: true });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await violations(), "Spanish, dark, telephone").toEqual([]);
  await page.getByRole("radio", { name: "English" }).check({ force: true });
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("taken back, it is refused by a reader saved later, and not by an older one", async () => {
  await page.getByRole("button", { name: "Take back" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await dialog.getByText("Type it.").waitFor();
  await dialog.getByLabel("Why").fill("lost with the bag");
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await has(/^Taken back .*: lost with the bag$/);
  const late = await reads(await saved("late.html"), text());
  await has("The clinic has revoked this passport.", late);
  expect(await late.getByText("mg/mL").count()).toBe(0);
  await late.context().close();
  const old = await reads(early, text());
  await has("✓ Genuine · current", old);
  await old.context().close();
});

test("of an implant of which nobody knows what is in it, no passport is signed", async () => {
  await page.goto(`${house.address}#/patients/q0/passport`);
  await has("No passport can be signed now");
  expect(await page.getByRole("button", { name: "Sign the passport" }).count()).toBe(0);
});
