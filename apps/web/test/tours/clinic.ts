// SPDX-License-Identifier: Apache-2.0
/** The screens of the clinic beside a visit: radar, account, passport, lists, numbers, boluses. */
import type { Page } from "playwright-core";
import { authenticator } from "../authenticator.ts";
import { openPage } from "../browser.ts";
import { type House, openHouse, PASSWORD } from "../house.ts";
import { signsPassport } from "../papers.ts";
import { LIST_HEAD, LIST_LINE } from "../pump-list.ts";
import { decision, signInAs } from "../walk.ts";
import { before, type Tour } from "./tour.ts";

/** A part of the tour: a physician's page, and what takes its pictures. */
type At = {
  readonly page: Page;
  readonly house: House;
  readonly look: (name: string) => Promise<void>;
  readonly go: (path: string) => Promise<unknown>;
};

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();

const has = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor();

const radar = async ({ page, house, look }: At): Promise<void> => {
  await look("clinic-sign-in");
  await signInAs(page, "doctor", PASSWORD);
  await has(page, /(\d+) of \1 implants/);
  await look("clinic-radar");
  await page.getByRole("textbox", { name: /Search/ }).fill("nobody of this name");
  await has(page, /^0 of/);
  await look("clinic-radar-nobody");
  await page.getByRole("textbox", { name: /Search/ }).fill("");
  await house.away();
  await has(page, /old: the clinic has not been reached/);
  await look("clinic-radar-old");
  await house.back();
  await page.getByText(/old: the clinic has not/).waitFor({ state: "detached" });
};

const patient = async ({ page, house, look, go }: At): Promise<void> => {
  await go("/patients/q0");
  await page.getByRole("heading", { level: 1, name: /Bruno/ }).waitFor();
  await look("clinic-patient-empty");
  await go("/patients/p1");
  await page.getByRole("heading", { level: 1, name: /Ada/ }).waitFor();
  await look("clinic-patient");
  await house.away();
  await has(page, /old: the clinic has not been reached/);
  await look("clinic-patient-old");
  await house.back();
};

const account = async ({ page, house, look, go }: At): Promise<void> => {
  await authenticator(page);
  await go("/account");
  await has(page, "You have no passkey yet.");
  await look("clinic-account");
  await page.getByLabel("What you call it").fill("Key on my ring");
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByLabel("Six digits of your authenticator").fill(house.code());
  await press(page, "Make a passkey");
  await has(page, / is yours\./);
  await look("clinic-account-passkey");
  await press(page, "Rename");
  await page.getByRole("dialog").waitFor();
  await look("clinic-account-rename");
  await page.keyboard.press("Escape");
  await press(page, "Revoke");
  await page.getByRole("dialog").waitFor();
  await press(page, "Revoke it");
  await look("clinic-account-revoke");
  await page.keyboard.press("Escape");
};

const passport = async ({ page, look, go }: At): Promise<void> => {
  await go("/patients/q0/passport");
  await has(page, "No passport can be signed now");
  await look("clinic-passport-none");
  await go("/patients/p1/passport");
  await page.getByRole("button", { name: "Sign the passport" }).waitFor();
  await look("clinic-passport");
  await signsPassport(page, PASSWORD);
  await look("clinic-passport-signed");
  for (const name of ["Sheet (A5)", "Wallet card"]) {
    await press(page, name);
    await page.getByRole("img", { name: /^Passport / }).waitFor();
    await look(`clinic-passport-${name === "Wallet card" ? "card" : "sheet"}`);
    await press(page, "Close");
  }
  await press(page, "Take back");
  await page.getByRole("dialog").waitFor();
  await look("clinic-passport-revoke");
  await page.keyboard.press("Escape");
};

const formulary = async ({ page, look, go }: At): Promise<void> => {
  await go("/formulary");
  await has(page, "No number is confirmed.");
  await look("clinic-formulary");
  const row = page.getByRole("listitem").filter({ hasText: "pacc-2017-maximum-dose-per-day" });
  await row.first().getByRole("button", { name: "Confirm it from the copy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What the copy says, with its unit").fill("3.3");
  await dialog.getByLabel("Page of the clinic's copy").fill("12");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await press(page, "Confirm and sign");
  await dialog.getByText(/value → a quantity in the unit of the number/).waitFor();
  await look("clinic-formulary-refused");
  await dialog.getByLabel("What the copy says, with its unit").fill("3.3 mg/d");
  await dialog.getByLabel("The copy says something else").check();
  await press(page, "Confirm and sign");
  await has(page, "It is signed and acts now.");
  await look("clinic-formulary-confirmed");
  await press(page, "Take it back");
  await dialog.waitFor();
  await look("clinic-formulary-withdraw");
  await page.keyboard.press("Escape");
};

/** Lines with as many different faults as one list may have. */
const WRONG = [
  LIST_LINE.replace("T10", "T99").replace("1961-04-02", "02.04.1961"),
  LIST_LINE.replace("z1", "z2").replace("38 mL", "38").replace("2 mg/d", "2 mg"),
  LIST_LINE.replace("z1", "p1").replace("generic-40", "synchromed-9").replace("minimum", "always"),
  LIST_LINE.replace("z1", "z4").replace("morphine 10 mg/mL", "morphin 10").replace("80 cm", "80"),
  "z5,too,few",
];

const list = async ({ page, look, go }: At): Promise<void> => {
  await go("/pump-list");
  const lines = page.getByLabel("Or the lines themselves");
  await lines.waitFor();
  await look("clinic-list");
  await lines.fill([LIST_HEAD, ...WRONG].join("\n"));
  await press(page, "Look at it, writing nothing");
  await has(page, /problems?: nothing can be taken/);
  await look("clinic-list-problems");
  await lines.fill(`${LIST_HEAD}\n${LIST_LINE}`);
  await press(page, "Look at it, writing nothing");
  await has(page, "One line, ready to be taken.");
  await look("clinic-list-ready");
};

const assessment = async ({ page, look, go }: At): Promise<void> => {
  await go("/patients/p1/assessment");
  await has(page, "Nothing is recorded.");
  await page.getByLabel("Day").fill("2026-03-02");
  await look("clinic-assessment");
  const instrument = page.getByLabel("Instrument");
  for (const each of ["odi", "modified-ashworth", "promis-t-score"]) {
    await instrument.selectOption(each);
    await press(page, "Record it");
    await look(`clinic-assessment-${each}`);
  }
  await instrument.selectOption("nrs");
  await page.getByLabel("Score, 0 to 10").fill("6");
  await press(page, "Record it");
  await has(page, "It is recorded.");
  await press(page, "Begin a visit");
  await has(page, /^A visit is open since/);
  await look("clinic-assessment-kept");
  await press(page, "End without an assessment");
  await page.getByRole("dialog").getByLabel("Why").fill("asleep");
  await look("clinic-assessment-abandon");
  await press(page, "End the visit");
  await page.getByRole("button", { name: "Begin a visit" }).waitFor();
};

const bolus = async ({ page, look, go }: At): Promise<void> => {
  await go("/patients/p1/bolus");
  await page.getByRole("button", { name: "Begin" }).waitFor();
  await look("clinic-bolus");
  await press(page, "Begin");
  await decision(page, "What the pump says");
  await look("clinic-bolus-reading");
  await page.getByLabel(/^Volume/).fill("20");
  await page.getByRole("radio", { name: "runs, no alarm" }).check();
  await press(page, "Next");
  await decision(page, "The dose");
  await page.getByLabel(/^Dose of morphine/).fill("0,1");
  await press(page, "Have it judged");
  await look("clinic-bolus-dose");
  await press(page, "End without a bolus");
  await page.getByRole("dialog").waitFor();
  await look("clinic-bolus-abandon");
  await page.keyboard.press("Escape");
  await page.getByLabel(/^Dose of morphine/).fill("0.1");
  await page.getByLabel("minutes").fill("20");
  await press(page, "Have it judged");
  const heading = page.getByRole("heading", { level: 2, name: /Dangers|What the pump says now/ });
  await heading.waitFor();
  for (let turn = 0; (await heading.innerText()) === "Dangers"; turn += 1) {
    if (turn === 0) await look("clinic-bolus-dangers");
    const left = await page.getByRole("heading", { level: 3 }).innerText();
    await page.getByLabel(/^Why/).fill("it was talked over");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.locator("form button[type=submit]").first().click();
    await page.getByRole("heading", { level: 3, name: left }).waitFor({ state: "detached" });
  }
  await look("clinic-bolus-read-back");
  await page.getByRole("radio", { name: "Yes", exact: true }).check();
  await page.getByLabel(/^Volume in the reservoir/).fill("20");
  await page.getByLabel(/^Basal dose of morphine/).fill("2");
  await press(page, "Next");
  await decision(page, "Sign");
  await look("clinic-bolus-sign");
};

const PARTS = [radar, patient, account, passport, formulary, list, assessment, bolus];

/** The tour. Passkeys answer at the clinic's own name alone. */
export const CLINIC: Tour = {
  name: "clinic",
  go: async (opened, camera) => {
    const house = await openHouse(3);
    const address = house.address.replace("127.0.0.1", "localhost");
    const stage = before(opened, { ...house, address });
    const page = await openPage(stage, "#/");
    const at: At = {
      ...{ page, house },
      look: (name) => camera.look(page, name),
      go: (path) => page.goto(`${address}#${path}`),
    };
    for (const part of PARTS) await part(at);
    await page.context().close();
    await house.close();
  },
};
