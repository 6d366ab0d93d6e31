// SPDX-License-Identifier: Apache-2.0
/**
 * Every screen of the app, with what is done to bring it into the state that is looked at.
 *
 *   node apps/web/test/screens.ts FOLDER    photographs all of them in three widths
 */
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import {
  newPassportPair,
  passportCodec,
  passportSigner,
} from "../../../packages/crypto/src/passport.ts";
import { sealed } from "../../../packages/passport/src/index.ts";
import { PASSPORT } from "../../../packages/passport/test/sample.ts";
import { arrive, choose, dose, open, propose, sign, stop } from "./bedside.ts";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { openHouse } from "./house.ts";
import { connected, openPatients, openPhone } from "./phone.ts";
import { aspirates, atPatient, decision, openWard, reads, refills, takes } from "./walk.ts";

/** One screen in one state. */
export type Screen = {
  readonly name: string;
  readonly path: string;
  readonly prepare: (page: Page) => Promise<void>;
};

const nothing = async (): Promise<void> => {};

/** Presses keys one after the other; the lab answers them in that order. */
const keys =
  (...all: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.getByRole("timer").waitFor();
    for (const key of all) await page.keyboard.press(key);
    await page.waitForTimeout(400);
  };

/** Every screen. */
export const SCREENS: readonly Screen[] = [
  { name: "start", path: "#/", prepare: nothing },
  { name: "lab", path: "#/lab", prepare: async (page) => page.locator("h3").first().waitFor() },
  { name: "bench-open", path: "#/lab/mixture", prepare: keys("d", "d", "d", "a", "p", "d") },
  {
    name: "bench-task",
    path: "#/lab/pocket-fill",
    prepare: keys(..."dddddddddd".split(""), "a", "d", "a", "h"),
  },
  {
    name: "bench-debrief",
    path: "#/lab/wrong-port",
    prepare: async (page) => {
      await keys(..."dddddddddddddd".split(""), "a", "e")(page);
      await page.getByRole("radio", { name: /port/ }).check();
      await page.getByRole("dialog").getByRole("button").nth(1).click();
      await page.locator("#debrief").waitFor();
    },
  },
  {
    name: "simulator",
    path: "#/simulator",
    prepare: async (page) => {
      await page.getByRole("slider").fill("0.5");
      await page
        .getByText(/mcg\/mL/)
        .last()
        .waitFor();
      await page.waitForTimeout(300);
    },
  },
  { name: "reader", path: "passport.html", prepare: nothing },
  {
    name: "reader-answers",
    path: "passport.html",
    prepare: async (page) => {
      const pair = newPassportPair();
      const trust = { clinics: [{ name: "Pain clinic", public: pair.public }] };
      const file = (name: string, mimeType: string, content: string) => ({
        name,
        mimeType,
        buffer: Buffer.from(content),
      });
      await page
        .getByLabel(/Add a clinic/)
        .setInputFiles(file("t.json", "application/json", JSON.stringify(trust)));
      const text = sealed(PASSPORT, passportCodec, passportSigner(pair));
      await page.getByLabel(/Choose a photo/).setInputFiles(file("p.txt", "text/plain", text));
      await page.getByText("What kills?").waitFor();
    },
  },
  { name: "bench-refill", path: "#/lab/morphine", prepare: keys("d", "r") },
];

const WIDTHS = [1440, 1024, 390] as const;

/** The programmer before a clinic and an implant that lives; one session through all of it. */
const photographProgrammer = async (opened: Stage, folder: string): Promise<void> => {
  const house = await openHouse(0);
  const card = await house.live();
  const stage = { ...opened, site: { ...opened.site, address: house.address } };
  const page = await arrive(stage, "doctor", { card, shown: house.code() });
  const shoot = async (name: string): Promise<void> => {
    for (const width of WIDTHS) {
      for (const colorScheme of ["light", "dark"] as const) {
        if (colorScheme === "dark" && width !== 1440) continue;
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(300);
        const path = `${folder}/programmer-${name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
      }
    }
  };
  await shoot("paired");
  await open(page);
  await shoot("read");
  await dose(page, "20");
  await shoot("tenfold");
  await choose(page, "By the time of day");
  await page.getByLabel("Rate", { exact: true }).last().fill("2");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("From", { exact: true }).last().fill("22:00");
  await page.getByLabel("Rate", { exact: true }).last().fill("1.5");
  await page.getByLabel("The patient may ask for doses").check();
  await page.getByLabel("Dose", { exact: true }).fill("0.05");
  await page.getByRole("group", { name: "Given over" }).getByLabel("minutes").fill("10");
  const lockout = page.getByRole("group", { name: "Locked out after each" });
  await lockout.getByLabel("hours").fill("4");
  await lockout.getByLabel("minutes").fill("0");
  await page.getByLabel("Most in 24 h").fill("4");
  await shoot("edit");
  await propose(page);
  await shoot("review");
  await sign(page, house.code());
  await page.getByText(/Done: version/).waitFor();
  await shoot("done");
  await stop(page, "catheter study");
  await page.getByRole("button", { name: /^End the session/ }).click();
  await page.getByText(/to leave it so/).waitFor();
  await shoot("stopped");
  await page.getByLabel(/to leave it so/).fill("leave it stopped");
  await page.getByRole("button", { name: "End and hear the pump" }).click();
  await page.getByRole("heading", { name: "The pump's last word" }).waitFor();
  await shoot("last-word");
  await house.close();
};

/** The patient's controller, from connecting it to an alarm. */
const photographPhone = async (opened: Stage, folder: string): Promise<void> => {
  const ward = await openPatients(opened);
  const start = await openPhone(ward.stage);
  await photograph(start, `${folder}/controller-setup`);
  await start.context().close();
  const phone = await connected(ward);
  const look = (name: string): Promise<void> => photograph(phone, `${folder}/controller-${name}`);
  await look("dose");
  await phone.getByRole("button", { name: "Ask for a dose" }).click();
  await look("sure");
  await phone.getByRole("button", { name: "Yes, ask" }).click();
  await phone.getByText(/The pump said yes/).waitFor();
  await look("granted");
  for (const name of ["Diary", "Card", "Settings"]) {
    await phone.getByRole("link", { name }).click();
    await phone.getByRole("heading", { level: 1 }).waitFor();
    await look(name.toLowerCase());
  }
  await ward.house.later(91 * 86_400_000);
  await phone.reload();
  await phone.getByRole("link", { name: /^Alarms/ }).click();
  await phone.getByText("Call your clinic today.").waitFor();
  await look("alarms");
  await ward.house.close();
};

/** Photographs what is in view in every width, and in the dark once. */
const photograph = async (page: Page, path: string): Promise<void> => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${path}-${width}-light.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${path}-1440-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "light" });
};

/** The screens of a visit, which are seen only on the way through it. */
const photographVisits = async (stage: Stage, folder: string): Promise<void> => {
  const house = await openWard();
  const there = { ...stage, site: { ...stage.site, address: house.address } };
  const look = (page: Page) => (name: string) => photograph(page, `${folder}/${name}`);
  const routine = await atPatient(there, "p1");
  await photograph(routine.page, `${folder}/visit-patient`);
  await refills(routine, { house, patient: "p1" }, look(routine.page));
  const less = await atPatient(there, "p4");
  await less.press("r");
  await reads(less);
  await aspirates(less, "10");
  await decision(less.page, "A difference to answer for");
  await photograph(less.page, `${folder}/visit-difference`);
  const danger = await atPatient(there, "p3");
  await danger.press("r");
  await reads(danger);
  await aspirates(danger);
  await takes(danger, "p3");
  await decision(danger.page, "What is to run");
  await danger.page.getByLabel(/morphine, per day/).fill("20");
  await danger.press("Enter");
  await decision(danger.page, "Dangers");
  await photograph(danger.page, `${folder}/visit-dangers`);
  await house.close();
};

if (import.meta.main) {
  const folder = process.argv[2] ?? "out/screens";
  const only = process.argv[3] ?? "";
  mkdirSync(folder, { recursive: true });
  const stage = await openStage();
  for (const { name, path, prepare } of SCREENS.filter((each) => each.name.includes(only))) {
    for (const width of WIDTHS) {
      for (const colorScheme of ["light", "dark"] as const) {
        if (colorScheme === "dark" && width !== 1440) continue;
        const viewport = { width, height: 900 };
        const page = await openPage(stage, path, { viewport, colorScheme });
        await prepare(page);
        await page.waitForTimeout(300);
        await page.screenshot({
          path: `${folder}/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
        await page.context().close();
      }
    }
  }
  if ("programmer".includes(only) || only.startsWith("programmer")) {
    await photographProgrammer(stage, folder);
  }
  if ("visit".includes(only)) await photographVisits(stage, folder);
  if ("controller".includes(only)) await photographPhone(stage, folder);
  for (const line of new Set(stage.heard)) process.stdout.write(`${line}\n`);
  await closeStage(stage);
}
