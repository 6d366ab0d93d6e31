// SPDX-License-Identifier: Apache-2.0
/**
 * The server is killed in the middle of each screen. What was typed stays where it was typed, what
 * is shown says that it is old, nothing is taken for done; and once the server is back the very
 * same screen goes on.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { authenticator } from "./authenticator.ts";
import { accept, arrive, choose, dose, open, propose } from "./bedside.ts";
import { closeStage, openPage, openStage, PATIENT, type Stage } from "./browser.ts";
import { type House, PASSWORD, SHORT } from "./house.ts";
import { openKilled } from "./killed.ts";
import { LIST_HEAD, LIST_LINE } from "./pump-list.ts";
import {
  aspirates,
  atPatient,
  decision,
  guards,
  type Hands,
  handsOn,
  openWard,
  reads,
  readsBack,
  signInAs,
  signs,
  takes,
} from "./walk.ts";

let stage: Stage;
let house: House;
let page: Page;

beforeAll(async () => {
  const opened = await openStage();
  house = await openWard();
  stage = { ...opened, site: { ...opened.site, address: house.address } };
});

afterEach(async () => {
  await page.context().close();
  await house.back();
});

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const LIST = `${LIST_HEAD}\n${LIST_LINE}`;
const AWAY = /^The clinic cannot be reached\./;
const OLD = /old: the clinic has not been reached since/;

const sees = (what: string | RegExp): Promise<void> =>
  page.getByText(what).first().waitFor(PATIENT);

const at = async (path: string): Promise<void> => {
  page = await openPage(stage, path);
  await signInAs(page, "nina", SHORT);
};

const asDoctor = async (path: string, from = stage): Promise<void> => {
  page = await openPage(from, path);
  await signInAs(page, "doctor", PASSWORD);
};

const press = (name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();

const fill = (label: string | RegExp, text: string): Promise<void> =>
  page.getByLabel(label).last().fill(text);

const FIELDS = [".main input", ".main textarea", "[role=dialog] input"].join(", ");
const VALUES = `[...document.querySelectorAll("${FIELDS}")]
  .map(({ type, value, checked }) => /radio|checkbox/.test(type) ? String(checked) : value)`;

/** What every field on the screen holds. */
const typed = async (): Promise<readonly string[]> =>
  (await page.evaluate(VALUES)) as readonly string[];

const heading = () => page.locator(".main h2").allInnerTexts();

/** Kills the server and does something that needs it; what has to be left in the fields is. */
const without = async (
  needs: () => Promise<unknown>,
  left: readonly string[] = [],
): Promise<void> => {
  const before = await heading();
  await house.away();
  await needs();
  await sees(AWAY);
  expect(await typed()).toEqual(expect.arrayContaining([...left]));
  expect(await heading()).toEqual(before);
  await house.back();
};

test("signing in: name and password stay, and the same press signs in", async () => {
  page = await openPage(stage, "#/");
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill("nina");
  await page.getByLabel("Password").fill(SHORT);
  await without(() => page.keyboard.press("Enter"));
  await page.getByLabel("Password").press("Enter");
  await sees("Sign out");
});

test("the radar: rows and search stay, grey and old; then they are new again", async () => {
  await at("#/");
  await page.getByRole("textbox", { name: /Search/ }).fill("Ada");
  await sees("1 of 5 implants");
  await without(() => sees(OLD));
  expect(await page.locator("tr.radar-row").count()).toBe(1);
  await page.getByText(OLD).waitFor({ ...PATIENT, state: "detached" });
  expect(await page.getByRole("textbox", { name: /Search/ }).inputValue()).toBe("Ada");
});

test("a screen that was not loaded yet is asked for again; the page is not lost", async () => {
  await at("#/");
  await page.getByRole("textbox", { name: /Search/ }).fill("Ada");
  await page.getByRole("link", { name: "Ada Example" }).waitFor();
  await house.away();
  await page.getByRole("link", { name: "Ada Example" }).click();
  await sees("This could not be loaded.");
  await house.back();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Ada Example" }).waitFor(PATIENT);
});

test("the patient: every figure stays and says its age; no visit is begun", async () => {
  await at("#/patients/p2");
  await sees("Generic programmable pump, 40 mL");
  await without(async () => {
    await page.keyboard.press("r");
    await sees(OLD);
  });
  expect(await page.locator(".patient-grid").innerText()).toContain("10\u202fmg/mL");
  await page.getByText(OLD).waitFor({ ...PATIENT, state: "detached" });
});

/** Each decision of a visit: what is typed and sent, and what it leaves in the fields. */
const DECISIONS: readonly (readonly [string, (hands: Hands) => Promise<void>, string[]])[] = [
  ["What the pump says", reads, ["14", "true"]],
  ["What the needle finds", aspirates, ["14", "true"]],
  ["The syringe", (hands) => takes(hands, "p2"), ["20"]],
  ["What is to run", ({ press }) => press("Enter"), ["2"]],
  ["The needle's place", guards, ["22G", "30", "true"]],
  ["What the pump says now", readsBack, ["20", "2", "true"]],
  ["Sign", (hands) => signs(hands, house), [SHORT]],
];

test("a visit: each decision stays with what was typed, and goes on", async () => {
  const hands = await atPatient(stage, "p2");
  page = hands.page;
  await hands.press("r");
  for (const [name, types, left] of DECISIONS) {
    await decision(page, name);
    await without(() => types(hands), left);
    await sees("Nothing was sent. What you typed stays here: send it again.");
    await page.locator(".decision [type=submit]").click();
  }
  await decision(page, "Report of the refill");
});

test("the dialogs of a visit: what was typed in them stays; nothing ends", async () => {
  const hands = await atPatient(stage, "p4");
  page = hands.page;
  await hands.press("r");
  await decision(page, "What the pump says");
  await hands.type("140");
  await hands.press("Tab", "Space", "Enter");
  await page.getByRole("dialog").waitFor();
  const keep = page.getByRole("button", { name: /^It is 140\smL, not/ });
  await without(() => keep.click(), ["140", "true"]);
  await page.getByRole("button", { name: "End without a refill" }).click();
  await page.getByLabel("Why").fill("called away");
  await page.getByLabel("what was in it before").check();
  const end = page.getByRole("button", { name: "End it; nothing was filled" });
  await without(() => end.click(), ["called away", "true"]);
  await end.click();
  await sees("This visit was ended without a refill.");
});

test("the account: the name of a passkey and the password stay; none is made", async () => {
  await at("#/account");
  await page.getByLabel("What you call it").fill("telephone");
  await page.getByLabel("Your password").fill(SHORT);
  const make = page.getByRole("button", { name: "Make a passkey" });
  await without(() => make.click(), ["telephone", SHORT]);
  expect(await page.getByText("telephone").count()).toBe(0);
});

test("passkeys: another name, and what revokes one, stay; nothing changes", async () => {
  const address = stage.site.address.replace("127.0.0.1", "localhost");
  await asDoctor("#/account", { ...stage, site: { ...stage.site, address } });
  await authenticator(page);
  await fill("What you call it", "Old key");
  await fill("Your password", PASSWORD);
  await fill("Six digits of your authenticator", house.code());
  await press("Make a passkey");
  await sees("“Old key” is yours.");
  await press("Rename");
  await fill("What you call it", "Lost key");
  await without(() => press("Keep the name"), ["Lost key"]);
  await press("Keep the name");
  await page.locator("li", { hasText: "Lost key" }).waitFor();
  await press("Revoke");
  await fill("Your password", PASSWORD);
  const code = house.code();
  await fill("Six digits of your authenticator", code);
  await without(() => press("Revoke it"), [PASSWORD, code]);
  await press("Revoke it");
  await sees("“Lost key” is revoked.");
});

test("assessment: what is typed, its visit and its signature stay", async () => {
  await asDoctor("#/patients/p1/assessment");
  await fill("Day", "2026-04-01");
  await fill("Score, 0 to 10", "6");
  await without(() => press("Record it"), ["6"]);
  await press("Record it");
  await sees("It is recorded.");
  await without(() => press("Begin a visit"));
  await press("Begin a visit");
  await page.getByRole("button", { name: "Sign the visit" }).waitFor();
  await fill("Password", PASSWORD);
  await without(() => press("Sign the visit"), [PASSWORD]);
  await press("End without an assessment");
  await fill("Why", "asleep");
  await without(() => press("End the visit"), ["asleep"]);
  await press("End the visit");
  await page.getByRole("button", { name: "Begin a visit" }).waitFor();
});

test("a single bolus: each decision stays with what was typed", async () => {
  await asDoctor("#/patients/p1/bolus");
  await press("Begin");
  await decision(page, "What the pump says");
  await fill(/^Volume/, "14");
  await page.getByRole("radio", { name: "runs, no alarm" }).check();
  await without(() => press("Next"), ["14", "true"]);
  await press("Next");
  await decision(page, "The dose");
  await fill(/^Dose of morphine/, "0.1");
  await page.getByLabel("minutes").fill("20");
  await without(() => press("Have it judged"), ["0.1", "20"]);
  await press("End without a bolus");
  await fill("Why", "not today");
  await without(() => press("End the visit"), ["not today"]);
  await press("End the visit");
  await sees("This visit is over.");
});

test("formulary and pump list: what is typed stays; nothing acts, nothing is taken", async () => {
  await asDoctor("#/formulary");
  await page.getByRole("button", { name: "Confirm it from the copy" }).first().click();
  await fill("What the copy says, with its unit", "3.3 mg/mL");
  await fill("Page of the clinic's copy", "12");
  await fill("Your password", PASSWORD);
  await without(() => press("Confirm and sign"), ["3.3 mg/mL", "12", PASSWORD]);
  await sees("No number is confirmed.");
  await page.goto(`${stage.site.address}#/pump-list`);
  const lines = page.getByLabel("Or the lines themselves");
  await lines.fill(LIST);
  await without(() => press("Look at it, writing nothing"), [LIST]);
  await press("Look at it, writing nothing");
  await sees("One line, ready to be taken.");
  await fill("Your password", PASSWORD);
  await without(() => press("Take all of it and sign"), [LIST, PASSWORD]);
  expect(await page.getByText("The list is taken.").count()).toBe(0);
});

test("the access port and the magnet: what is typed stays; nothing is signed", async () => {
  await asDoctor("#/patients/p5");
  await without(() => press("Catheter access"));
  await press("Catheter access");
  await fill(/^Volume drawn out/, "0.5");
  const choose = (group: RegExp, answer: string): Promise<void> =>
    page.getByRole("group", { name: group }).getByLabel(answer).check();
  await choose(/^Spinal fluid/, "Yes");
  await choose(/^Injected/, "nothing");
  await page.getByLabel("the catheter is open").check();
  await fill("Password", PASSWORD);
  await without(() => press("Sign the access"), ["0.5", "true", PASSWORD]);
  await press("Sign the access");
  await sees(/^The access stands/);
  await page.getByRole("link", { name: "Back to the patient" }).click();
  await press("MRI scan");
  await fill(/^Field of the scanner/, "1.5");
  await fill("What is examined", "knee");
  await fill("To be over at (time)", "23:00");
  await fill(/conditions were looked up/, "manual");
  await page.getByLabel("what was in it").check();
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await fill("Password", PASSWORD);
  await without(() => press("Sign the checklist"), ["1.5", "knee", "23:00", "manual", PASSWORD]);
  await press("Sign the checklist");
  await page.getByRole("heading", { name: "After the magnet" }).waitFor();
  await choose(/motor turns/, "Yes");
  await choose(/one from before/, "Yes");
  await choose(/^Stood still/, "It did not stand still");
  await fill(/^Times that it was asked/, "2");
  await fill("Password", PASSWORD);
  await without(() => press("Sign what was found"), ["2", PASSWORD]);
});

test("simulator and lab go on by themselves, and papers do not take the page away", async () => {
  await at("#/patients/p2");
  await page.getByRole("region", { name: "Documents" }).waitFor();
  await house.away();
  const coming = page.waitForEvent("popup");
  await page.getByRole("region", { name: "Documents" }).getByRole("link").first().click();
  await (await coming).close();
  await sees(OLD);
  await page.getByText("10\u202fmg/mL").first().waitFor();
  await house.back();
  await page.goto(`${stage.site.address}#/simulator`);
  await sees("In short");
  await house.away();
  await page.getByLabel("Dose of baclofen").first().fill("450 mcg/d");
  await sees(/450\smcg\/d/);
  const draw = page.getByRole("region", { name: "Compounding worksheet" }).locator("tbody tr");
  const before18 = await draw.first().innerText();
  await page.getByLabel("Volume to fill").fill("18 mL");
  await expect.poll(() => draw.first().innerText(), PATIENT).not.toBe(before18);
  expect(await typed()).toEqual(expect.arrayContaining(["450 mcg/d", "18 mL"]));
  await house.back();
  await page.goto(`${stage.site.address}#/lab/morphine`);
  await page.getByRole("timer").waitFor();
  const before = await page.getByRole("timer").innerText();
  await house.away();
  await page.keyboard.press("d");
  await expect.poll(() => page.getByRole("timer").innerText(), PATIENT).not.toBe(before);
});

test("a passport: what is revealed and the password stay; nothing is signed", async () => {
  await at("#/patients/p3/passport");
  await page.getByLabel(/^Date of birth/).uncheck();
  await page.getByLabel("Password").fill(SHORT);
  await without(() => page.getByRole("button", { name: "Sign the passport" }).click(), [SHORT]);
  await sees("None yet.");
  expect(await page.getByLabel(/^Date of birth/).isChecked()).toBe(false);
  await page.getByRole("button", { name: "Sign the passport" }).click();
  await sees("Reveals: Name");
  await press("Take back");
  await fill("Why", "lost with the bag");
  await fill("Password", SHORT);
  await without(() => press("Take it back"), ["lost with the bag", SHORT]);
  expect(await page.getByText(/^Taken back/).count()).toBe(0);
});

test("the programmer: what was typed stays; the pump is asked again over a new link", async () => {
  const card = await house.live();
  page = await arrive(stage, "doctor", { card, shown: house.code() });
  await open(page);
  await dose(page, "2.3");
  await accept(page);
  await without(
    () => page.getByRole("button", { name: "Have the pump read it back" }).click(),
    ["2.3"],
  );
  await propose(page);
  await press("Back to the change");
  await press("Discard the change");
  await choose(page, "Fill");
  await fill("What the needle found", "14");
  await fill("In the reservoir after the fill", "20");
  await without(() => press("Tell the pump that it is filled"), ["14", "20"]);
  await choose(page, "Stop, scan, alarms");
  await fill("Why", "catheter study");
  const most = page.getByRole("group", { name: "Longest time" });
  await most.getByLabel("hours").fill("2");
  await most.getByLabel("minutes").fill("0");
  await without(() => press("Stop the pump"), ["catheter study", "2"]);
  expect(await page.getByRole("button", { name: "Resume delivery" }).count()).toBe(0);
});

test("a server that is killed is started again on its data: the same press goes on", async () => {
  const killed = await openKilled();
  page = await openPage({ ...stage, site: { ...stage.site, address: killed.address } }, "#/");
  await page.goto(`${killed.address}#/patients/k1`);
  await page.getByLabel("Clinic", { exact: true }).fill(killed.clinic);
  await page.getByLabel("Name to sign in with").fill("nurse");
  await page.getByLabel("Password").fill(killed.password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Refill visit/ }).waitFor(PATIENT);
  await page.keyboard.press("r");
  await decision(page, "The syringe");
  await handsOn(page).scan(killed.label);
  const take = page.getByRole("button", { name: "This is the syringe I inject" });
  await take.waitFor();
  await killed.kill();
  await take.click();
  await sees(AWAY);
  expect(await typed()).toEqual(["20"]);
  await killed.start();
  await take.click();
  await decision(page, "What is to run");
  expect(await page.locator(".summary").innerText()).toMatch(/k-1: 20\smL, morphine 10\smg\/mL$/m);
  await killed.close();
});
