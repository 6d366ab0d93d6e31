// SPDX-License-Identifier: Apache-2.0
/** A refill as a nurse walks through it with the keyboard, every key and click counted. */
import type { Page } from "playwright-core";
import { labelCode } from "../src/visit/label.ts";
import type { Prepare } from "./bedside.ts";
import { openPage, type Stage } from "./browser.ts";
import { type House, openHouse, SHORT } from "./house.ts";

/** Who comes for a refill, thirty days after the first fill: 14 mL are expected. */
export const PEOPLE = [
  ["p1", "Ada Example"],
  ["p2", "Berta Label"],
  ["p3", "Carl Tenfold"],
  ["p4", "Dora Less"],
  ["p5", "Emil Away"],
] as const;

/** A clinic with people who come for a refill, and a syringe for each. */
export const openWard = async (): Promise<House> => {
  const house = await openHouse(0);
  for (const [patient, name] of PEOPLE.slice(1)) await house.fill(patient, name);
  house.wait("2026-04-01T08:00:00Z");
  for (const [patient] of PEOPLE) await house.receive(`${patient}-2`, patient);
  return house;
};

/** The label of the syringe of a patient, as the pharmacy prints it. */
export const labelOf = (patient: string) => ({
  lot: `${patient}-2`,
  patient,
  drugs: [{ drug: "morphine", concentration: "10 mg/mL" }],
  volume: "20 mL",
  expires: "2026-12-31",
});

/** Somebody at the keyboard. */
export type Hands = {
  readonly page: Page;
  /** Presses keys one after the other. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Pulls the trigger of the scanner, which types what it reads and Enter. */
  readonly scan: (code: string) => Promise<void>;
  /** Keys that were pressed, and pulls of the trigger. */
  readonly count: () => number;
};

/** Hands on a page's keyboard. */
export const handsOn = (page: Page): Hands => {
  let count = 0;
  return {
    page,
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      count += keys.length;
    },
    type: async (text) => {
      await page.keyboard.type(text);
      count += text.length;
    },
    scan: async (code) => {
      await page.keyboard.type(code);
      await page.keyboard.press("Enter");
      count += 1;
    },
    count: () => count,
  };
};

/** Waits until a decision is on the screen. */
export const decision = (page: Page, name: string): Promise<void> =>
  page.getByRole("heading", { level: 2, name, exact: true }).waitFor();

/** Signs in as the nurse. */
export const signInAs = async (page: Page, account: string, password: string): Promise<void> => {
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill(account);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByText("Sign out").waitFor();
};

/** The nurse on the page of a patient; what is done to the page is done before it loads again. */
export const atPatient = async (
  stage: Stage,
  patient: string,
  prepare?: Prepare,
): Promise<Hands> => {
  const page = await openPage(stage, `#/patients/${patient}`);
  if (prepare !== undefined) {
    await prepare(page);
    await page.reload();
  }
  await signInAs(page, "nina", SHORT);
  await page.getByRole("button", { name: /Refill visit|Go on with/ }).waitFor();
  return handsOn(page);
};

/** Types what the pump says. */
export const reads = async ({ page, press, type }: Hands, volume = "14"): Promise<void> => {
  await decision(page, "What the pump says");
  await type(volume);
  await press("Tab", "Space", "Enter");
};

/** Types what the needle finds. */
export const aspirates = async ({ page, press, type }: Hands, volume = "14"): Promise<void> => {
  await decision(page, "What the needle finds");
  await type(volume);
  await press("Tab", "Space", "Enter");
};

/** Scans the syringe of a patient and takes it. */
export const takes = async ({ page, press, scan }: Hands, patient: string): Promise<void> => {
  await decision(page, "The syringe");
  await scan(labelCode(labelOf(patient)));
  await page.getByRole("button", { name: "This is the syringe I inject" }).waitFor();
  await press("Enter");
};

/** Attests the needle's place. */
export const guards = async ({ page, press, type }: Hands): Promise<void> => {
  await decision(page, "The needle's place");
  await press("Space", "Tab", "Space", "Tab");
  await type("22G");
  await press("Tab", "Tab");
  await type("30");
  await press("Enter");
};

/** Types what the pump says afterwards. */
export const readsBack = async ({ page, press, type }: Hands, perDay = "2"): Promise<void> => {
  await decision(page, "What the pump says now");
  await press("Space", "Tab");
  await type("20");
  await press("Tab");
  await type(perDay);
  await press("Enter");
};

/** Signs with the password and the code of now. */
export const signs = async ({ page, press, type }: Hands, house: House): Promise<void> => {
  await decision(page, "Sign");
  await type(SHORT);
  await press("Tab");
  await type(house.code());
  await press("Enter");
};

/** Reads every danger that stands, looks before, and answers for it, up to the needle's place. */
export const answers = async (
  { page }: Hands,
  before: () => Promise<void> = async () => {},
): Promise<void> => {
  const next = page.getByRole("heading", { level: 2, name: "The needle's place" });
  const danger = page.getByRole("heading", { level: 3, name: /^Danger/ });
  for (let most = 0; most < 9; most += 1) {
    await next.or(danger).first().waitFor();
    if (await next.isVisible()) return;
    const name = await danger.innerText();
    await before();
    await page.getByLabel("Why it is right all the same").fill("as it was ordered");
    await page.getByLabel("Password").fill(SHORT);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name, exact: true }).waitFor({ state: "detached" });
  }
};

/** From the needle's place to the report. */
export const ends = async (hands: Hands, house: House, perDay?: string): Promise<void> => {
  await guards(hands);
  await readsBack(hands, perDay);
  await signs(hands, house);
  await decision(hands.page, "Report of the refill");
};

/** Everything from the patient's page to the report; each step is looked at before it is taken. */
export const refills = async (
  hands: Hands,
  { house, patient }: { readonly house: House; readonly patient: string },
  look: (name: string) => Promise<void> = async () => {},
): Promise<void> => {
  const { page, press } = hands;
  await press("r");
  await decision(page, "What the pump says");
  await look("visit-reading");
  await reads(hands);
  await decision(page, "What the needle finds");
  await look("visit-aspirate");
  await aspirates(hands);
  await decision(page, "The syringe");
  await look("visit-scan");
  await takes(hands, patient);
  await decision(page, "What is to run");
  await look("visit-fill");
  await press("Enter");
  await decision(page, "The needle's place");
  await look("visit-guard");
  await guards(hands);
  await decision(page, "What the pump says now");
  await look("visit-read-back");
  await readsBack(hands);
  await decision(page, "Sign");
  await look("visit-sign");
  await signs(hands, house);
  await decision(page, "Report of the refill");
  await look("visit-report");
  await press("Enter");
  await page.getByText(/^Booked: /).waitFor();
};
