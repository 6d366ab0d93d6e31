// SPDX-License-Identifier: Apache-2.0
/** The patient's controller, from connecting it to an alarm, in both languages. */
import type { Page } from "playwright-core";
import { PATIENT } from "../browser.ts";
import { codeFrom, enter, openPatients, openPhone, pair, type Ward } from "../phone.ts";
import type { Tour } from "./tour.ts";

type At = {
  readonly ward: Ward;
  readonly phone: Page;
  readonly look: (name: string) => Promise<void>;
};

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();

const connect = async ({ ward, phone, look }: At): Promise<void> => {
  await look("controller-setup");
  await enter(phone);
  await phone.getByText("2. Your pump").waitFor();
  await pair(phone, "the code");
  await phone.getByText("This is not a code of your pump.").waitFor();
  await look("controller-setup-pump");
  await pair(phone, await codeFrom(ward.doctor));
  await phone.getByText("You can ask for a dose now.").waitFor(PATIENT);
};

const dose = async ({ phone, look }: At): Promise<void> => {
  await look("controller-dose");
  await press(phone, "Ask for a dose");
  await look("controller-sure");
  await press(phone, "Yes, ask");
  await phone.getByText(/The pump said yes/).waitFor();
  await look("controller-granted");
  await press(phone, "Ask all the same");
  await press(phone, "Yes, ask");
  await phone.getByText("The pump said no. No dose was given.").waitFor();
  await look("controller-refused");
};

const diary = async ({ phone, look }: At): Promise<void> => {
  await phone.getByRole("link", { name: "Diary" }).click();
  await phone.getByText("Nothing yet.").waitFor();
  await look("controller-diary-empty");
  await phone.getByRole("group", { name: "Pain" }).getByLabel("7").check({ force: true });
  await phone.getByLabel("Anything else").fill("worse in the morning");
  await press(phone, "Write it down");
  await phone.getByText("Written down.").waitFor();
  await look("controller-diary");
};

const rest = async ({ ward, phone, look }: At): Promise<void> => {
  for (const name of ["Card", "Settings"]) {
    await phone.getByRole("link", { name }).click();
    await phone.getByRole("heading", { level: 1 }).waitFor();
    await look(`controller-${name.toLowerCase()}`);
  }
  await ward.house.later(91 * 86_400_000);
  await phone.reload();
  await phone.getByRole("link", { name: /^Alarms/ }).click();
  await phone.getByText("Call your clinic today.").waitFor();
  await look("controller-alarms");
};

const inSpanish = async ({ phone, look }: At): Promise<void> => {
  await phone.getByRole("link", { name: "Settings" }).click();
  await phone.getByLabel("Español").check({ force: true });
  await look("controller-settings-es");
  for (const name of ["Dosis", "Alarmas", "Diario", "Tarjeta"]) {
    await phone.getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await phone.getByRole("heading").first().waitFor();
    await look(`controller-${name.toLowerCase()}-es`);
  }
};

/** The tour. */
export const CONTROLLER: Tour = {
  name: "controller",
  go: async (opened, camera) => {
    const ward = await openPatients(opened);
    const phone = await openPhone(ward.stage);
    const at: At = { ward, phone, look: (name) => camera.look(phone, name) };
    for (const part of [connect, dose, diary, rest, inSpanish]) await part(at);
    await phone.context().close();
    await ward.doctor.context().close();
    await ward.house.close();
  },
};
