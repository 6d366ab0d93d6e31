// SPDX-License-Identifier: Apache-2.0
/**
 * The clinic's screens as a coordinator and a nurse use them, before the real server and database.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { broken, type Prepare } from "./bedside.ts";
import { closeStage, openPage, openStage, PATIENT, type Stage } from "./browser.ts";
import { type House, openHouse, PASSWORD, UNFILLED } from "./house.ts";
import { faultsSeen, numbersCutAt } from "./sight.ts";

let stage: Stage;
let house: House;
let page: Page;

beforeAll(async () => {
  const opened = await openStage();
  house = await openHouse();
  stage = { ...opened, site: { ...opened.site, address: house.address } };
});

afterEach(() => page.context().close());

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

const signIn = async (account: string, password = PASSWORD): Promise<void> => {
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill(account);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
};

const entered = async (account = "nurse", path = "#/"): Promise<void> => {
  page = await openPage(stage, path);
  await signIn(account);
  await has("Sign out");
};

/** Nothing keeps anybody from seeing what is on the screen, on a telephone as well. */
const isWhole = async (): Promise<void> => {
  for (const width of [390, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await faultsSeen(page), `${width} px`).toEqual([]);
  }
};

test("a wrong password is told, and what was typed beside it stays", async () => {
  page = await openPage(stage, "#/");
  await signIn("nurse", "wrong");
  await has("Clinic, account, password or code is wrong.");
  expect(await page.getByLabel("Name to sign in with").inputValue()).toBe("nurse");
  expect(await page.getByLabel("Password").inputValue()).toBe("");
});

test("the radar shows the most urgent first, with why, what next and by when", async () => {
  await entered();
  await has(`${UNFILLED + 1} of ${UNFILLED + 1} implants`);
  await has("as of 2 Mar 2026");
  const first = await page.getByRole("row").nth(1).innerText();
  expect(first).toContain("Unknown");
  expect(first).toContain("nobody knows what is in it");
  await page.getByRole("textbox", { name: /Search/ }).fill("ada");
  await has(`1 of ${UNFILLED + 1} implants`);
  await has(/\d+ May 2026|\d+ Jun 2026/);
});

test("only the rows in view are drawn, and keys walk through all of them", async () => {
  await entered();
  await has("implants");
  expect(await page.locator("tr.radar-row").count()).toBeLessThan(UNFILLED / 2);
  for (let step = 0; step < UNFILLED; step += 1) await page.keyboard.press("j");
  await expect
    .poll(() => page.locator("tr.radar-row.chosen").getAttribute("aria-rowindex"), PATIENT)
    .toBe(String(UNFILLED + 2));
  await page.keyboard.press("/");
  await page.keyboard.type("ada");
  await has(`1 of ${UNFILLED + 1} implants`);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ada Example" }).waitFor();
});

test("a patient's page says what is in the pump, what it gives and when it runs dry", async () => {
  await entered("doctor", "#/patients/p1");
  await has("Generic programmable pump, 40 mL");
  const doses = await page.getByRole("row", { name: /^morphine/ }).innerText();
  expect(doses).toContain("10\u202fmg/mL");
  expect(doses).toContain("2\u202fmg/d");
  await has("Empty at worst");
  await has("Refill due");
  await page.getByRole("row", { name: /20\smL/ }).waitFor();
  const drawn = page.getByRole("img", { name: /20\smL of 40\smL; in it morphine 10\smg\/mL/ });
  expect(await drawn.locator("[data-level]").getAttribute("data-level")).toBe("0.500");
  await has("What the line held before is not told.");
  const facts = await page.locator(".drawn-facts").innerText();
  expect(facts).toMatch(/20\smL\s+computed, as of 2 Mar 2026, [\d:]+: 20\smL on 2 Mar 2026/);
  const piece = await page.getByRole("row", { name: /^00:00.24:00/ }).innerText();
  expect(piece).toMatch(/≈\s0\.0833333\smg\/h\s+2\smg\/d\s+≈\s0\.00833333\smL\/h/);
  await page.getByRole("radio", { name: "Flow, mL/h" }).check({ force: true });
  await page.getByRole("img", { name: /^Flow over 24 hours in mL\/h, every day/ }).waitFor();
  await isWhole();
});

test("a patient's history says what was told, by whom and why, down to the words", async () => {
  await entered("doctor", "#/patients/p1");
  const history = page.getByRole("region", { name: "History" });
  const first = history.getByRole("listitem").filter({ hasText: /^[^\n]*\n*Registered/ });
  await first.waitFor();
  expect(await first.innerText()).toMatch(/2 Mar 2026, \d\d:\d\d[\s\S]*\(Physician\)/);
  await first.getByText("As recorded").click();
  await first.getByText("born: 1961-04-02").waitFor();
  await first.getByText(/^Entry 1, fingerprint [0-9a-f]{16}$/).waitFor();
  await isWhole();
});

describe("the volumes of the line", () => {
  /** Whether they stand beside the dose with value, source and edition. */
  const saysWhence = async (prepare?: Prepare): Promise<boolean> => {
    await entered("doctor", "#/patients/p1");
    if (prepare !== undefined) {
      await prepare(page);
      await page.reload();
    }
    await page.locator(".line-facts dd").last().waitFor();
    const [tubing = "", catheter = ""] = await page.locator(".line-facts dd").allInnerTexts();
    const own = /our own choice: Cisterna: constants of .*; device table, edition \d+$/;
    expect(tubing).toMatch(/^0\.2\smL\s/);
    expect(catheter).toMatch(/^0\.16\smL \(80 cm × 0\.002\smL\/cm\)\s/);
    return own.test(tubing) && own.test(catheter);
  };

  test("stand beside the prescription, with source and edition [REQ-033 holds]", async () => {
    expect(await saysWhence()).toBe(true);
  });

  test("a screen that leaves the edition out is caught [REQ-033 breaks]", async () => {
    expect(await saysWhence(broken(/; \$\{\w+\.edition\(/g, "${String("))).toBe(false);
  });
});

describe("the access port of the catheter", () => {
  const kind = (name: string) =>
    page.getByRole("group", { name: "Injected through the catheter" }).getByLabel(name);

  /** Whether a drug is kept from a catheter from which no spinal fluid came back. */
  const keepsBack = async (prepare?: Prepare): Promise<boolean> => {
    await entered("doctor", "#/patients/p1");
    if (prepare !== undefined) {
      await prepare(page);
      await page.reload();
    }
    await page.getByRole("button", { name: "Catheter access" }).click();
    await page
      .getByRole("group", { name: /^Spinal fluid/ })
      .getByLabel("No")
      .check();
    await has(/^INJECT NOTHING/);
    await page.getByLabel(/^Volume drawn out/).fill("0");
    await kind("a drug").check();
    await page.getByLabel("Drug and concentration").fill("morphine 1 mg/mL");
    await page.getByLabel(/^Volume injected/).fill("1");
    await page.getByLabel("Why here").fill("trial");
    await page.getByLabel("the catheter is blocked").check();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page
      .getByText(/aspirate-not-confirmed|^INJECT NOTHING.*/)
      .nth(1)
      .or(page.getByText(/The access stands|csf \(false\)/))
      .first()
      .waitFor();
    return (await page.getByText(/^INJECT NOTHING/).count()) === 2;
  };

  test("injects nothing without spinal fluid, touches no reservoir [REQ-047 holds]", async () => {
    await entered("doctor", "#/patients/p1");
    const level = () => page.locator("dt:text-is('Expected now, computed') + dd").innerText();
    const before = await level();
    await page.context().close();
    expect(await keepsBack()).toBe(true);
    expect(await page.getByText(/reservoir is|Filled/).count()).toBe(0);
    await isWhole();
    await page
      .getByRole("group", { name: /^Spinal fluid/ })
      .getByLabel("Yes")
      .check();
    await page.getByLabel(/^Volume drawn out/).fill("0.5");
    await kind("nothing").check();
    await page.keyboard.press("Enter");
    await has("The access stands in the record. What is in the reservoir is as it was.");
    await page.getByRole("link", { name: "Back to the patient" }).click();
    expect(await level()).toBe(before);
  });

  test("a screen that injects into what gives no fluid is caught [REQ-047 breaks]", async () => {
    const blind = broken(/dry:\w+\.csf===`no`&&/g, "dry:!1&&");
    expect(await keepsBack(blind)).toBe(false);
    await page.getByRole("button", { name: "End without it" }).click();
    await page.getByLabel("Why", { exact: true }).fill("the end of the test");
    await page.getByLabel("what was in it before").check();
    await page.getByRole("button", { name: "End it; nothing more was done" }).click();
    await has("This visit was ended before its purpose.");
  });
});

describe("a scan in a magnet", () => {
  const PROMETRA = {
    ...{ model: "prometra-20", reservoir: "20 mL", pulse: "2000 nL", residual: "1 mL" },
    ...{ minimum_flow: "0 mL/d", maximum_flow: "28.8 mL/d", low_reservoir: "2 mL" },
    ...{ tubing: "0.1 mL", over_error: "10 %", under_error: "10 %", modes: ["continuous"] },
  };

  /** How many lines about this pump have to be read before its scan is prepared. */
  const asks = async (prepare?: Prepare): Promise<number> => {
    await entered("doctor", "#/patients/m1");
    if (prepare !== undefined) {
      await prepare(page);
      await page.reload();
    }
    await page.getByRole("button", { name: "MRI scan" }).click();
    await page.getByRole("heading", { name: "Before the magnet" }).waitFor();
    return page.getByRole("checkbox").count();
  };

  const prepares = async (state: string): Promise<void> => {
    await page.getByLabel(/^Field of the scanner/).fill("1.5");
    await page.getByLabel("What is examined").fill("knee");
    await page.getByLabel("To be over at (time)").fill("11:00");
    await page.getByLabel(/conditions were looked up/).fill("manual, section on MRI");
    await page.getByLabel(state).check();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign the checklist" }).click();
  };

  test("a screen that shows no checklist is caught [REQ-048 breaks]", async () => {
    await house.admit("m1", "Mia Magnet", PROMETRA);
    expect(await asks(broken(/\.pump\.mri\b/g, ".pump.mri.slice(0,0)"))).toBe(0);
    await prepares("what was in it");
    await has("A danger has not been read and confirmed.");
  });

  describe("a picker", () => {
    /** What a time of 00:00, and the last of two choices, come to when they are counted on. */
    const counted = async (prepare?: Prepare): Promise<readonly string[]> => {
      await asks(prepare);
      const time = page.getByLabel("To be over at (time)");
      await time.fill("00:00");
      await time.press("ArrowDown");
      await page.getByLabel("nothing: it was emptied").check();
      await page.getByLabel("nothing: it was emptied").press("ArrowDown");
      const isFirst = await page.getByLabel("what was in it").isChecked();
      return [await time.inputValue(), isFirst ? "first" : "last"];
    };

    test("never goes from the least to the largest, nor back [REQ-006 holds]", async () => {
      expect(await counted()).toEqual(["00:00", "last"]);
    });

    test("that goes round as the browser's own is caught [REQ-006 breaks]", async () => {
      const own = broken(/input\[type=(date|time|radio)\]/g, "input[type=none]");
      expect(await counted(own)).toEqual(["23:00", "first"]);
    });
  });

  test("has its checklist, its end, and a task until it was cleared [REQ-048 holds]", async () => {
    expect(await asks()).toBeGreaterThan(0);
    await prepares("what was in it");
    await has("Read it and tick it.");
    await isWhole();
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: "Sign the checklist" }).click();
    await has("The reservoir is not empty.");
    await page.getByLabel("nothing: it was emptied").check();
    await page.getByRole("button", { name: "Sign the checklist" }).click();
    await page.getByRole("heading", { name: "After the magnet" }).waitFor();
    await has(/To be over at 2 Mar 2026, 11:00/);
    await isWhole();
    await page.getByRole("link", { name: "Back to the patient" }).click();
    await has(/has to be found running with its program after the examination/);
    await page.getByRole("button", { name: "MRI scan" }).click();
    const group = (name: RegExp) => page.getByRole("group", { name });
    await group(/motor turns/)
      .getByLabel("No")
      .check();
    await group(/one from before/)
      .getByLabel("Yes")
      .check();
    await group(/^Stood still/)
      .getByLabel("It did not stand still")
      .check();
    await page.getByLabel(/^Times that it was asked/).fill("2");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await has(/THE PUMP SAYS/);
    await group(/motor turns/)
      .getByLabel("Yes")
      .check();
    await page.keyboard.press("Enter");
    await has("The pump was found running with its program. The task is closed.");
    await page.getByRole("link", { name: "Back to the patient" }).click();
    await page.getByRole("heading", { name: "Mia Magnet" }).waitFor();
    expect(await page.getByText(/has to be found running/).count()).toBe(0);
  });
});

test("a patient's documents are PDFs of the language and the paper that are chosen", async () => {
  await entered("doctor", "#/patients/p1");
  await page.getByRole("radio", { name: "Letter" }).check();
  const addresses = await page
    .getByRole("region", { name: "Documents" })
    .getByRole("link")
    .evaluateAll((links) => links.map((each) => each.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThan(4);
  for (const address of addresses) {
    expect(address).toContain("language=en&paper=letter");
    const answer = await page.request.get(new URL(address, page.url()).href);
    expect([address, answer.status()]).toEqual([address, 200]);
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("the radar and the register are there on paper, of now and of last night", async () => {
  const links = () => page.getByRole("navigation", { name: "On paper" }).getByRole("link");
  await entered();
  await links().first().waitFor();
  expect(await links().allInnerTexts()).toEqual(["Radar now (PDF)", "Custody of drugs (PDF)"]);
  await house.printNight();
  await page.reload();
  await has("Last night's radar (PDF), 2 Mar 2026, ");
  await has("Last night's custody (PDF), 2 Mar 2026, ");
  for (const link of await links().all()) {
    const address = new URL((await link.getAttribute("href")) ?? "", page.url()).href;
    const answer = await page.request.get(address);
    expect([address, answer.status()]).toEqual([address, 200]);
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("the calendar is saved as a file without names", async () => {
  await entered();
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Calendar (ICS)" }).click();
  const file = readFileSync(await (await coming).path(), "utf8");
  expect(file).toMatch(/^BEGIN:VCALENDAR/);
  expect(file).toContain("Refill at the latest");
  expect(file).not.toContain("Ada");
});

test("who may not read is told so", async () => {
  await entered("auditor");
  await has("Your role may not read this.");
});

test("what somebody else does is on the radar at once, without a reload", async () => {
  await entered();
  await has(/(\d+) of \1 implants/);
  await house.admit("live-1", "Carla Live");
  await page.getByRole("textbox", { name: /Search/ }).fill("Carla");
  await page.getByRole("link", { name: "Carla Live" }).waitFor();
});

test("signing out leaves nothing on the screen", async () => {
  await entered();
  await has("implants");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Password").waitFor();
  expect(await page.getByText("Bruno Sample").count()).toBe(0);
});

test("every screen of the clinic is open to everybody and whole on a telephone", async () => {
  await entered();
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    expect(await faultsSeen(page), name).toEqual([]);
    const { width = 1440 } = page.viewportSize() ?? {};
    expect(await numbersCutAt(page, [1024, width]), name).toEqual([]);
  };
  await has("implants");
  await look("radar");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("radio", { name: "Español" }).check();
  await look("radar, Spanish, dark, telephone");
  await page
    .getByRole("link", { name: /Bruno Sample/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await look("patient, Spanish, dark, telephone");
  await page.getByRole("button", { name: "Salir" }).click();
  await page.getByLabel("Contraseña").waitFor();
  await look("sign-in, Spanish, dark, telephone");
});
