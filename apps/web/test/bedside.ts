// SPDX-License-Identifier: Apache-2.0
/** People before the programmer's screen: each with a browser of their own, keys and all. */
import type { BrowserContext, Page } from "playwright-core";
import { openPage, openStage, PATIENT, type Stage } from "./browser.ts";
import { type House, openHouse, PASSWORD } from "./house.ts";

/** The screen of the patient whose implant lives. */
export const PROGRAMMER = "#/patients/p1/programmer";

/** Somebody signs in. */
export const signIn = async (page: Page, account: string): Promise<void> => {
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill(account);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
};

/** Somebody signs in, draws keys and pairs, by the card's file or by a code. */
export const arrive = async (
  stage: Stage,
  account: string,
  by: ({ readonly card: string } | { readonly code: string }) & { readonly shown: string },
): Promise<Page> => {
  const page = await openPage(stage, PROGRAMMER);
  await signIn(page, account);
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByLabel("Six digits of your authenticator").fill(by.shown);
  await page.getByRole("button", { name: "Draw keys" }).click();
  if ("card" in by) await page.getByLabel("Implant card (file)").setInputFiles(by.card);
  else {
    await page.getByLabel("Code").fill(by.code);
    await page.getByRole("button", { name: "Pair", exact: true }).click();
  }
  await page.getByRole("button", { name: "Read the pump" }).waitFor();
  return page;
};

/** A clinic whose implant lives only later, and the doctor who has paired with it then. */
export const openBedside = async () => {
  const opened = await openStage();
  const house = await openHouse(0);
  const stage: Stage = { ...opened, site: { ...opened.site, address: house.address } };
  const early = await openPage(stage, PROGRAMMER);
  await signIn(early, "doctor");
  await early.getByText("The pump is not hosted by this clinic's server").waitFor();
  await early.context().close();
  const page = await arrive(stage, "doctor", {
    card: await house.live(),
    shown: house.code(),
  });
  return { stage, house, page };
};

/** What is done to a page before it loads. */
export type Prepare = (page: Page) => Promise<unknown>;

/** Another page of the same browser, with what was done to it before it loads. */
export const comeBack = async (
  stage: Stage,
  context: BrowserContext,
  prepare: Prepare = async () => {},
): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await prepare(page);
  await page.goto(stage.site.address + PROGRAMMER);
  await page.getByRole("button", { name: "Read the pump" }).waitFor();
  return page;
};

/** Opens the session. */
export const open = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Read the pump" }).click();
  await page.getByRole("heading", { name: "The pump says" }).waitFor();
};

/** Types a basal dose, and reads what has to be read. */
export const dose = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel(/^Basal dose/).fill(text);
  await page.getByText(/Not confirmed/).waitFor();
};

/** Accepts every check that asks for it. */
export const accept = async (page: Page): Promise<void> => {
  for (const box of await page.getByLabel("I have read this and accept it").all()) {
    await box.check();
  }
};

/** Has the pump read back what was typed. */
export const propose = async (page: Page, reason?: string): Promise<void> => {
  await accept(page);
  if (reason !== undefined) await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Have the pump read it back" }).click();
  await page.getByRole("heading", { name: "Read what the pump read back" }).waitFor();
};

/** Signs what was read back, with both factors. */
export const sign = async (page: Page, code: string): Promise<void> => {
  const signature = page.getByRole("region", { name: "Your signature" });
  await signature.getByLabel("Your password").fill(PASSWORD);
  await signature.getByLabel("Six digits of your authenticator").fill(code);
  await signature.getByRole("button", { name: "Sign: the pump switches" }).click();
};

/** Brings the pump to a dose, if it gives another. */
export const bring = async (page: Page, text: string, house: House): Promise<void> => {
  if ((await fact(page, "Basal")) === `${text} mg/d`) return;
  await dose(page, text);
  const reason = page.getByLabel("Reason");
  await propose(page, (await reason.count()) === 0 ? undefined : "back to where it was");
  await sign(page, house.code());
  await page.getByText(/Done: version/).waitFor();
};

/** Ends the session, up to the pump's last word. */
export const end = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /^End the session/ }).click();
  await page.getByRole("button", { name: "End and hear the pump" }).click();
  await page.getByRole("heading", { name: "The pump's last word" }).waitFor(PATIENT);
};

/** A fact of the pump's account, such as what flows. */
export const fact = async (page: Page, name: string): Promise<string> => {
  const rows = page.locator(`dl.facts div:has(> dt:text-is("${name}")) > dd`);
  return (await rows.first().innerText()).replaceAll("\u202f", " ");
};

/** Chooses one of a few, as the tabs are. */
export const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole("radio", { name, exact: true }).check({ force: true });

/** Stops the pump, for a reason and for two hours. */
export const stop = async (page: Page, reason: string): Promise<void> => {
  await choose(page, "Stop, scan, alarms");
  await page.getByLabel("Why").fill(reason);
  const most = page.getByRole("group", { name: "Longest time" });
  await most.getByLabel("hours").fill("2");
  await most.getByLabel("minutes").fill("0");
  await page.getByRole("button", { name: "Stop the pump" }).click();
  await page.getByRole("button", { name: "Resume delivery" }).waitFor();
};

/** A program that was changed on its way to the page: what is in it is replaced. */
export const broken =
  (what: string | RegExp, by: string) =>
  (page: Page): Promise<unknown> =>
    page.route("**/assets/*.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(what, by) });
    });
