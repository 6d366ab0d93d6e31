// SPDX-License-Identifier: Apache-2.0
/** The programmer before a clinic and an implant that lives, from its doors to its last word. */
import type { Page } from "playwright-core";
import { accept, choose, dose, open, PROGRAMMER, propose, sign, signIn, stop } from "../bedside.ts";
import { openPage, type Stage } from "../browser.ts";
import { type House, openHouse, PASSWORD } from "../house.ts";
import { before, type Tour } from "./tour.ts";

/** A part of the tour. */
type At = {
  readonly page: Page;
  readonly house: House;
  readonly look: (name: string) => Promise<void>;
};

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();

const discard = (page: Page): Promise<void> => press(page, "Discard the change");

const doors = async ({ page, house, look }: At): Promise<void> => {
  await page.getByText("The pump is not hosted by this clinic's server").waitFor();
  await look("programmer-away");
  const card = await house.live();
  await press(page, "Look again");
  await page.getByLabel("Your password").waitFor();
  await look("programmer-keys");
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByLabel("Six digits of your authenticator").fill(house.code());
  await press(page, "Draw keys");
  await page.getByLabel("Implant card (file)").waitFor();
  await look("programmer-pair");
  await page.getByLabel("Implant card (file)").setInputFiles(card);
  await page.getByRole("button", { name: "Read the pump" }).waitFor();
  await look("programmer-paired");
};

const tenfold = async ({ page, look }: At): Promise<void> => {
  await open(page);
  await look("programmer-read");
  await dose(page, "20");
  await look("programmer-tenfold");
  await press(page, "Confirm it separately");
  await page.getByRole("dialog").waitFor();
  await look("programmer-tenfold-dialog");
  await page.keyboard.press("Escape");
  await discard(page);
};

const change = async ({ page, house, look }: At): Promise<void> => {
  await choose(page, "By the time of day");
  await page.getByLabel("Rate", { exact: true }).last().fill("2");
  await press(page, "Add a step");
  await page.getByLabel("From", { exact: true }).last().fill("22:00");
  await page.getByLabel("Rate", { exact: true }).last().fill("1.5");
  await page.getByLabel("The patient may ask for doses").check();
  await page.getByLabel("Dose", { exact: true }).fill("0.05");
  await page.getByRole("group", { name: "Given over" }).getByLabel("minutes").fill("10");
  const lockout = page.getByRole("group", { name: "Locked out after each" });
  await lockout.getByLabel("hours").fill("4");
  await lockout.getByLabel("minutes").fill("0");
  await page.getByLabel("Most in 24 h").fill("4");
  await look("programmer-edit");
  await propose(page);
  await look("programmer-review");
  await sign(page, house.code());
  await page.getByText(/Done: version/).waitFor();
  await look("programmer-done");
};

/** Back to one rate; a prime and a bridge that are only looked at. */
const line = async ({ page, look }: At): Promise<void> => {
  await choose(page, "Prime the catheter");
  await page.getByText(/so that no hour at the tip/).waitFor();
  await press(page, /^Take /);
  await page.getByText("What will leave the tip").waitFor();
  await look("programmer-prime");
  await discard(page);
  await choose(page, "Fill");
  await page.getByLabel("What the needle found").fill("2");
  await page.getByLabel("In the reservoir after the fill").fill("20");
  await look("programmer-fill");
  await choose(page, "Another fluid");
  await page.getByLabel("Strength").fill("20");
  await choose(page, "Bridge: the old drug out at its old dose");
  await page.getByText("What will leave the tip").waitFor();
  await look("programmer-exchange");
};

/** The exchange goes to the pump, and is looked at while it runs. */
const exchange = async ({ page, house, look }: At): Promise<void> => {
  await accept(page);
  await press(page, "Have the pump read it back");
  await page.getByRole("heading", { name: "Read what the pump read back" }).waitFor();
  await look("programmer-exchange-review");
  await sign(page, house.code());
  await page.getByText("Done: version 3 runs").waitFor();
  await choose(page, "Change");
  await page.getByText("A bridge runs: which drug is where").waitFor();
  await look("programmer-where");
};

const others = async ({ page, look }: At): Promise<void> => {
  await choose(page, "Other devices");
  await press(page, "Let the patient's controller in");
  await page.locator("li.code").waitFor();
  await look("programmer-others");
  await choose(page, "Log");
  await look("programmer-log");
  await choose(page, "Stop, scan, alarms");
  await look("programmer-stop");
};

const ends = async ({ page, house, look }: At): Promise<void> => {
  await stop(page, "catheter study");
  await press(page, /^End the session/);
  await page.getByText(/to leave it so/).waitFor();
  await look("programmer-stopped");
  await page.getByLabel(/to leave it so/).fill("leave it stopped");
  await press(page, "End and hear the pump");
  await page.getByRole("heading", { name: "The pump's last word" }).waitFor();
  await look("programmer-last-word");
  house.wait("2026-03-02T08:14:00Z");
  await press(page, "Open a new session");
  await page.getByRole("dialog", { name: "Are you still there?" }).waitFor();
  await look("programmer-proof");
};

const PARTS = [doors, tenfold, change, line, exchange, others, ends];

/** The tour. */
export const PROGRAMMING: Tour = {
  name: "programmer",
  go: async (opened, camera) => {
    const house = await openHouse(0);
    const stage: Stage = before(opened, house);
    const page = await openPage(stage, PROGRAMMER);
    await signIn(page, "doctor");
    const at: At = { page, house, look: (name) => camera.look(page, name) };
    for (const part of PARTS) await part(at);
    await page.context().close();
    await house.close();
  },
};
