// SPDX-License-Identifier: Apache-2.0
/**
 * The server is killed in the middle of each screen. What was typed stays where it was typed, what
 * is shown says that it is old, nothing is taken for done; and once the server is back the very
 * same screen goes on.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accept, arrive, dose, open, propose } from "./bedside.ts";
import { closeStage, openPage, openStage, PATIENT, type Stage } from "./browser.ts";
import { type House, SHORT } from "./house.ts";
import { openKilled } from "./killed.ts";
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

const AWAY = /^The clinic cannot be reached\./;
const OLD = /old: the clinic has not been reached since/;

const sees = (what: string | RegExp): Promise<void> =>
  page.getByText(what).first().waitFor(PATIENT);

const at = async (path: string): Promise<void> => {
  page = await openPage(stage, path);
  await signInAs(page, "nina", SHORT);
};

const VALUES = `[...document.querySelectorAll(".main input, [role=dialog] input")]
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
