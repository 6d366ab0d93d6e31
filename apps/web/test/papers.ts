// SPDX-License-Identifier: Apache-2.0
/** Passports between hands: signed at the clinic, opened by a stranger without a network. */
import type { Page } from "playwright-core";
import { PATIENT, type Stage } from "./browser.ts";

/** Signs the passport that the screen shows as a draft. */
export const signsPassport = async (page: Page, password: string): Promise<void> => {
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign the passport" }).click();
  await page.getByRole("button", { name: "Save the text" }).waitFor(PATIENT);
};

/** Somebody's telephone on a day, with the reader opened from its disk, and no network. */
export const opensReader = async (
  stage: Stage,
  { address, day }: { readonly address: string; readonly day: string },
): Promise<Page> => {
  const viewport = { width: 390, height: 800 };
  const context = await stage.browser.newContext({ locale: "en-GB", viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENT.timeout);
  await context.setOffline(true);
  await page.clock.setFixedTime(`${day}T12:00:00Z`);
  await page.goto(address);
  return page;
};
