// SPDX-License-Identifier: Apache-2.0
/** The screens of a visit: a refill with what may go wrong on it, the access port, the magnet. */
import type { Page } from "playwright-core";
import { labelCode } from "../../src/visit/label.ts";
import { openPage, type Stage } from "../browser.ts";
import type { Camera } from "../camera.ts";
import { type House, PASSWORD } from "../house.ts";
import {
  aspirates,
  atPatient,
  decision,
  labelOf,
  openWard,
  reads,
  refills,
  signInAs,
  takes,
} from "../walk.ts";
import { before, type Tour } from "./tour.ts";

type At = { readonly stage: Stage; readonly house: House; readonly camera: Camera };

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();

const choose = (page: Page, group: RegExp, answer: string): Promise<void> =>
  page.getByRole("group", { name: group }).getByLabel(answer).check();

const routine = async ({ stage, house, camera }: At): Promise<void> => {
  const hands = await atPatient(stage, "p1");
  await camera.look(hands.page, "visit-patient");
  const look = (name: string): Promise<void> => camera.look(hands.page, name);
  await refills(hands, { house, patient: "p1" }, look);
  await camera.look(hands.page, "visit-booked");
  await hands.page.context().close();
};

/** Less is found than was expected, after a number that was typed ten times too large. */
const difference = async ({ stage, camera }: At): Promise<void> => {
  const hands = await atPatient(stage, "p4");
  const { page } = hands;
  await hands.press("r");
  await decision(page, "What the pump says");
  await hands.type("140");
  await hands.press("Tab", "Space", "Enter");
  await page.getByRole("dialog").waitFor();
  await camera.look(page, "visit-tenfold");
  await press(page, "I mistyped: back to the field");
  await page.getByLabel(/Volume that it states|Volume left/).fill("14");
  await page.keyboard.press("Enter");
  await aspirates(hands, "10");
  await decision(page, "A difference to answer for");
  await camera.look(page, "visit-difference");
  await press(page, "End without a refill");
  await page.getByRole("dialog").waitFor();
  await camera.look(page, "visit-abandon");
  await page.getByLabel("Why").fill("called away");
  await page.getByLabel("what was in it before").check();
  await press(page, "End it; nothing was filled");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await camera.look(page, "visit-abandon-refused");
  await page.getByLabel("nothing: it was emptied").check();
  await press(page, "End it; nothing was filled");
  await page.getByText("This visit was ended without a refill.").waitFor();
  await camera.look(page, "visit-abandoned");
  await page.context().close();
};

/** The syringe of somebody else, a label that is typed, and a dose ten times the one before. */
const dangers = async ({ stage, camera }: At): Promise<void> => {
  const hands = await atPatient(stage, "p3");
  const { page } = hands;
  await hands.press("r");
  await reads(hands);
  await aspirates(hands);
  await decision(page, "The syringe");
  await hands.scan(labelCode(labelOf("p4")));
  await press(page, "This is the syringe I inject");
  await page.getByText(/WRONG PATIENT/).waitFor();
  await camera.look(page, "visit-wrong-syringe");
  await press(page, "Scan again");
  await press(page, "Type the label");
  await page.getByLabel("Lot").waitFor();
  await camera.look(page, "visit-typed-label");
  await page.reload();
  await takes(hands, "p3");
  await decision(page, "What is to run");
  await page.getByLabel(/morphine, per day/).fill("20");
  await hands.press("Enter");
  await decision(page, "Dangers");
  await camera.look(page, "visit-dangers");
  await page.context().close();
};

/** The first fill of all, where nothing stands beforehand. */
const first = async ({ stage, house, camera }: At): Promise<void> => {
  await house.admit("f1", "Frida First");
  await house.receive("f1-2", "f1");
  const hands = await atPatient(stage, "f1");
  await camera.look(hands.page, "visit-patient-empty");
  await hands.press("r");
  await takes(hands, "f1");
  await decision(hands.page, "What is to run");
  await hands.page.keyboard.press("Enter");
  await camera.look(hands.page, "visit-first-fill");
  await hands.page.context().close();
};

const asDoctor = async ({ stage }: At, patient: string): Promise<Page> => {
  const page = await openPage(stage, `#/patients/${patient}`);
  await signInAs(page, "doctor", PASSWORD);
  await page.getByRole("button", { name: /Refill visit|Go on with/ }).waitFor();
  return page;
};

const access = async (at: At): Promise<void> => {
  const { camera } = at;
  const page = await asDoctor(at, "p2");
  await camera.look(page, "visit-patient-doctor");
  await press(page, "Catheter access");
  await page.getByRole("heading", { name: "Through the access port" }).waitFor();
  await camera.look(page, "visit-access");
  await choose(page, /^Spinal fluid/, "No");
  await page.getByText(/^INJECT NOTHING/).waitFor();
  await choose(page, /^Injected/, "a drug");
  await camera.look(page, "visit-access-stop");
  await choose(page, /^Spinal fluid/, "Yes");
  await page.getByLabel(/^Volume drawn out/).fill("0.5");
  await choose(page, /^Injected/, "nothing");
  await page.getByLabel("the catheter is open").check();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByText(/^The access stands/).waitFor();
  await camera.look(page, "visit-access-done");
  await page.context().close();
};

const PROMETRA = {
  ...{ model: "prometra-20", reservoir: "20 mL", pulse: "2000 nL", residual: "1 mL" },
  ...{ minimum_flow: "0 mL/d", maximum_flow: "28.8 mL/d", low_reservoir: "2 mL" },
  ...{ tubing: "0.1 mL", over_error: "10 %", under_error: "10 %", modes: ["continuous"] },
};

const magnet = async (at: At): Promise<void> => {
  const { house, camera } = at;
  await house.admit("m1", "Mia Magnet", PROMETRA);
  const page = await asDoctor(at, "m1");
  await press(page, "MRI scan");
  await page.getByRole("heading", { name: "Before the magnet" }).waitFor();
  await camera.look(page, "visit-magnet");
  await page.getByLabel(/^Field of the scanner/).fill("1.5");
  await page.getByLabel("What is examined").fill("knee");
  await page.getByLabel("To be over at (time)").fill("23:00");
  await page.getByLabel(/conditions were looked up/).fill("manual, section on MRI");
  await page.getByLabel("nothing: it was emptied").check();
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Sign the checklist");
  await page.getByText("Read it and tick it.").first().waitFor();
  await camera.look(page, "visit-magnet-unread");
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await press(page, "Sign the checklist");
  await page.getByRole("heading", { name: "After the magnet" }).waitFor();
  await camera.look(page, "visit-magnet-after");
  await choose(page, /motor turns/, "No");
  await choose(page, /one from before/, "No");
  await camera.look(page, "visit-magnet-stands");
  await page.getByRole("link", { name: "Back to the patient" }).click();
  await page.getByText(/has to be found running/).waitFor();
  await camera.look(page, "visit-patient-task");
  await page.context().close();
};

/** The tour. */
export const VISIT: Tour = {
  name: "visit",
  go: async (opened, camera) => {
    const house = await openWard();
    const at: At = { stage: before(opened, house), house, camera };
    for (const part of [routine, difference, dangers, first, access, magnet]) await part(at);
    await house.close();
  },
};
