// SPDX-License-Identifier: Apache-2.0
/**
 * Acts of a clinic beside the refill, each as a physician does it: a number of the local formulary,
 * a pump list, an assessment, a single bolus. What is wrong is refused where it stands.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { COURSE, letHappen, seeCourse } from "./course.ts";
import { isOpenToAll } from "./eyes.ts";
import { type House, openHouse, PASSWORD } from "./house.ts";
import { LIST_HEAD, LIST_LINE } from "./pump-list.ts";
import { numbersCutAt } from "./sight.ts";
import { decision, signInAs } from "./walk.ts";

/** How long a clinic may take to open on a machine with other work. */
const SLOW = 400_000;

let stage: Stage;
let house: House;
let page: Page;

beforeAll(async () => {
  const opened = await openStage();
  house = await openHouse(0);
  stage = { ...opened, site: { ...opened.site, address: house.address } };
  page = await openPage(stage, "#/account");
  await signInAs(page, "doctor", PASSWORD);
}, SLOW);

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

const press = (name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();

const go = (path: string): Promise<unknown> => page.goto(`${stage.site.address}#${path}`);

test("a number is read in the clinic's own copy, signed, acts, and is taken back", async () => {
  await page.getByRole("link", { name: "Local formulary" }).click();
  await has("No number is confirmed.");
  await isOpenToAll(page, "formulary");
  const row = page.getByRole("listitem").filter({ hasText: "pacc-2017-maximum-dose-per-day" });
  await row.first().getByRole("button", { name: "Confirm it from the copy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What the copy says, with its unit").fill("3.3");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await press("Confirm and sign");
  await dialog.getByText("Type it.").waitFor();
  await dialog.getByLabel("Page of the clinic's copy").fill("12");
  await press("Confirm and sign");
  await dialog.getByText(/value → a quantity in the unit of the number/).waitFor();
  await dialog.getByLabel("What the copy says, with its unit").fill("3.3 mg/d");
  await dialog.getByLabel("The copy says something else").check();
  await press("Confirm and sign");
  await has("It is signed and acts now.");
  await has(/Dr A, page 12/);
  await press("Take it back");
  await page.getByRole("dialog").getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("dialog").getByLabel("Why").fill("another edition came");
  await press("Take it back and sign");
  await has("It is taken back and acts no more.");
  await has("No number is confirmed.");
});

test("a pump list is looked at first, and taken whole or not at all", async () => {
  await go("/pump-list");
  const lines = page.getByLabel("Or the lines themselves");
  await lines.fill(`${LIST_HEAD}\n${LIST_LINE.replace("T10", "T99")}`);
  await press("Look at it, writing nothing");
  await has("One problem: nothing can be taken.");
  await has("T99");
  expect(await page.getByRole("button", { name: "Take all of it and sign" }).count()).toBe(0);
  await isOpenToAll(page, "pump list");
  await lines.fill(`${LIST_HEAD}\n${LIST_LINE}`);
  await has("The text changed since it was looked at: look again.");
  await press("Look at it, writing nothing");
  await has("One line, ready to be taken.");
  await page.getByLabel("Your password").fill(PASSWORD);
  await press("Take all of it and sign");
  await has("The six digits of your authenticator, or another passkey, are missing.");
  await page.getByLabel("Six digits of your authenticator").fill(house.code());
  await press("Take all of it and sign");
  await has("The list is taken.");
  await go("/patients/z1");
  await page.getByRole("heading", { name: "Zoe List" }).waitFor();
});

test("an assessment is numbers by an instrument, and stands beside the earlier ones", async () => {
  await go("/patients/p1");
  await page.getByRole("link", { name: "Assessment" }).click();
  await has("Nothing is recorded.");
  await press("Begin a visit");
  await has("Nothing of its day is recorded yet: record an assessment first.");
  expect(await page.getByRole("button", { name: "Sign the visit" }).count()).toBe(0);
  await page.getByLabel("Day").fill("2026-03-02");
  await page.getByLabel("Score, 0 to 10").fill("11");
  await has("A whole number from 0 to 10");
  await press("Record it");
  expect(await page.getByText("It is recorded.").count()).toBe(0);
  await page.getByLabel("Score, 0 to 10").fill("6");
  await press("Record it");
  await has("It is recorded.");
  await page.getByRole("row", { name: /Pain, 0 to 10, average 6/ }).waitFor();
  await page.getByLabel("Instrument").selectOption("modified-ashworth");
  await page.getByLabel("Muscle group and side").fill("knee flexors left");
  await page.getByLabel("Grade").fill("1.5");
  await has("One of 0, 1, 1+, 2, 3, 4");
  await page.getByLabel("Grade").fill("1+");
  await press("Record it");
  await page.getByRole("row", { name: /Modified Ashworth no total by its rule/ }).waitFor();
  await page.getByLabel("Instrument").selectOption("odi");
  await press("Record it");
  await has("No section is answered.");
});

test("of PROMIS and BPI the total alone is entered; what is typed outlives a reload", async () => {
  await page.getByLabel("Instrument").selectOption("promis-t-score");
  await page.getByLabel(/^Name of the form/).fill("Pain Interference 6a");
  await page.getByLabel(/^Total, worked out/).fill("61,2");
  await press("Record it");
  await has("Digits, at most one point with a digit before and after it");
  await page.reload();
  expect(await page.getByLabel(/^Total, worked out/).inputValue()).toBe("61,2");
  await page.getByLabel(/^Total, worked out/).fill("61.2");
  await press("Record it");
  await page.getByRole("row", { name: /PROMIS T-score .*Pain Interference 6a 61.2/ }).waitFor();
});

test("a visit to assess is signed once something of its day is recorded", async () => {
  await has(/^A visit is open since 2 Mar 2026/);
  await isOpenToAll(page, "assessment");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel(/[Ss]ix digits/).fill(house.code());
  await press("Sign the visit");
  await has(/^The last visit was signed; it began 2 Mar 2026/);
  await press("Begin a visit");
  await press("End without an assessment");
  await page.getByRole("dialog").getByLabel("Why").fill("the patient is asleep");
  await press("End the visit");
  await page.getByRole("button", { name: "Begin a visit" }).waitFor();
});

test("a single bolus is judged, read back and signed, and changes nothing else", async () => {
  await go("/patients/p1/bolus");
  await press("Begin");
  await decision(page, "What the pump says");
  await page.getByLabel(/^Volume/).fill("20");
  await page.getByRole("radio", { name: "runs, no alarm" }).check();
  await press("Next");
  await decision(page, "The dose");
  await page.getByLabel(/^Dose of morphine/).fill("0,1");
  await page.getByLabel("minutes").fill("20");
  await press("Have it judged");
  expect(await page.getByLabel(/^Dose of morphine/).inputValue()).toBe("0,1");
  await page.getByLabel(/^Dose of morphine/).fill("0.1");
  await isOpenToAll(page, "the dose");
  await press("Have it judged");
  for (;;) {
    const heading = page.getByRole("heading", { level: 2, name: /Dangers|What the pump says now/ });
    await heading.waitFor();
    if ((await heading.innerText()) !== "Dangers") break;
    const left = await page.getByRole("heading", { level: 3 }).innerText();
    await page.getByLabel(/^Why/).fill("it was talked over");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.locator("form button[type=submit]").first().click();
    await page.getByRole("heading", { level: 3, name: left }).waitFor({ state: "detached" });
  }
  await page.getByRole("radio", { name: "Yes", exact: true }).check();
  await page.getByLabel(/^Volume in the reservoir/).fill("20");
  await page.getByLabel(/^Basal dose of morphine/).fill("2");
  await press("Next");
  await decision(page, "Sign");
  await has(/0\.1\smg over 20\smin, once\./);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(/^Sign: 0\.1/);
  await has("The six digits of your authenticator are missing.");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel(/[Ss]ix digits/).fill(house.code());
  await press(/^Sign: 0\.1/);
  await has("The bolus is recorded. What ran runs on.");
});

test("no page said an error that was not asked for", () => {
  const said = stage.heard.filter((each) => !/status of 4\d\d/.test(each));
  expect(said).toEqual([]);
});

test("a course is drawn, each figure with unit and source, and stands in a table", async () => {
  await letHappen(house);
  page = await openPage(stage, "#/account");
  await signInAs(page, "doctor", PASSWORD);
  await go(`/patients/${COURSE}`);
  await seeCourse(page);
  await isOpenToAll(page, "course");
  expect(await numbersCutAt(page)).toEqual([]);
});
