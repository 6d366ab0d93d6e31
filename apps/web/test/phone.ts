// SPDX-License-Identifier: Apache-2.0
/** A patient with a telephone, and a doctor who lets its controller in. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { arrive, choose, open } from "./bedside.ts";
import { openPage, PATIENT, type Stage } from "./browser.ts";
import { type House, openHouse, PASSWORD } from "./house.ts";

/** The patient's pump allows doses; the doctor has a session with it. */
export type Ward = {
  readonly stage: Stage;
  readonly house: House;
  readonly doctor: Page;
};

/** A clinic whose patient may ask for doses, and a doctor with a session. */
export const openPatients = async (opened: Stage): Promise<Ward> => {
  const house = await openHouse(0, { onDemand: true });
  const stage: Stage = { ...opened, site: { ...opened.site, address: house.address } };
  const doctor = await arrive(stage, "doctor", {
    card: await house.live(),
    shown: house.code(),
  });
  await open(doctor);
  await choose(doctor, "Other devices");
  return { stage, house, doctor };
};

/** The code that lets one controller in. */
export const codeFrom = async (doctor: Page): Promise<string> => {
  const shown = doctor.locator("li.code");
  const before = (await shown.count()) === 0 ? "none yet" : await shown.innerText();
  await doctor.getByRole("button", { name: "Let the patient's controller in" }).click();
  const fresh = shown.filter({ hasNotText: before });
  await fresh.waitFor();
  return fresh.innerText();
};

/** The controller's page on a telephone. */
export const openPhone = (stage: Stage, options: BrowserContextOptions = {}): Promise<Page> =>
  openPage(stage, "controller.html", {
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    ...options,
  });

/** Connects to the clinic as the patient. */
export const enter = async (phone: Page, password = PASSWORD): Promise<void> => {
  await phone.getByLabel("Clinic", { exact: true }).fill("demo");
  await phone.getByLabel("Name", { exact: true }).fill("ada");
  await phone.getByLabel("Password").fill(password);
  await phone.getByRole("button", { name: "Connect to my clinic" }).click();
};

/** Connects to the pump by a code. */
export const pair = async (phone: Page, code: string): Promise<void> => {
  await phone.getByLabel("Code").fill(code);
  await phone.getByRole("button", { name: "Connect to my pump" }).click();
};

/** A telephone that is connected to clinic and pump. */
export const connected = async (
  { stage, doctor }: Ward,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const phone = await openPhone(stage, options);
  await enter(phone);
  await phone.getByText("2. Your pump").waitFor();
  await pair(phone, await codeFrom(doctor));
  await phone.getByText("You can ask for a dose now.").waitFor(PATIENT);
  return phone;
};
