// SPDX-License-Identifier: Apache-2.0
/**
 * The line between pump and tip at the programmer: primed, filled with another fluid and bridged,
 * and a bridge that is ended early. Each before a virtual implant that lives, and each undone where
 * the screen is broken on its way to the page.
 */
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  accept,
  bring,
  broken,
  choose,
  comeBack,
  dose,
  end,
  fact,
  open,
  openBedside,
  type Prepare,
  propose,
  sign,
} from "./bedside.ts";
import { closeStage, type Stage } from "./browser.ts";
import { isOpenToAll } from "./eyes.ts";
import type { House } from "./house.ts";

/** How long a clinic may take to open on a machine with other work. */
const SLOW = 400_000;

let stage: Stage;
let house: House;
let doctor: BrowserContext;
let page: Page;

beforeAll(async () => {
  ({ stage, house, page } = await openBedside());
  doctor = page.context();
}, SLOW);

afterEach(() => page.close());

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

const session = async (prepare?: Prepare): Promise<void> => {
  page = await comeBack(stage, doctor, prepare);
  await open(page);
};

const proposable = (): Promise<boolean> =>
  page.getByRole("button", { name: "Have the pump read it back" }).isEnabled();

const readBack = async (): Promise<void> => {
  await page.getByRole("button", { name: "Have the pump read it back" }).click();
  await page.getByRole("heading", { name: "Read what the pump read back" }).waitFor();
};

/** Confirms what stands in a confirmation of its own: both values, and why. */
const confirm = async (because: string): Promise<void> => {
  await page.getByRole("button", { name: "Confirm it separately" }).first().click();
  const dialog = page.getByRole("dialog");
  const lead = await dialog.getByText(/ before, .* now\.$/).innerText();
  const [, old = "", asked = ""] = /^(.*) before, (.*) now\.$/.exec(lead) ?? [];
  const bare = (value: string): string => value.replaceAll("\u202f", " ").replace("≈ ", "");
  await dialog.getByLabel("The value before").fill(bare(old));
  await dialog.getByLabel("The value now").fill(bare(asked));
  await dialog.getByLabel("Why it is meant").fill(because);
  await dialog.getByRole("button", { name: "It is meant" }).click();
  await dialog.waitFor({ state: "detached" });
};

const volume = () => page.getByLabel("Volume of the prime");
const attest = () => page.getByLabel(/^I attest/);

/** A number of the model, as it stands beside its name. */
const modelled = async (name: string): Promise<string> =>
  (await fact(page, name)).replaceAll("≈ ", "");

describe("a prime", () => {
  test("shows early dose, lean time, fullest hour in its limit [REQ-035 holds]", async () => {
    await session();
    await bring(page, "2", house);
    await choose(page, "Prime the catheter");
    await has("so that no hour at the tip is above the limit");
    await page.getByRole("button", { name: /^Take / }).click();
    const peak = Number.parseFloat(await modelled("New fluid in the fullest hour"));
    const limit = Number.parseFloat(await modelled("The program's limit in an hour"));
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThanOrEqual(limit);
    // 80 cm of 0.002 mL/cm hold 0.16 mL; mixed fluid comes after half of it.
    expect(Number(await volume().inputValue())).toBeGreaterThan(0.08);
    expect(Number(await volume().inputValue())).toBeLessThan(0.16);
    expect(await modelled("morphine, meanwhile")).toMatch(/^0 mg to 0\.0\d+ mg$/);
    expect(await modelled("Lean after it: until 80 % of the dose arrive")).toMatch(/ h to .* h$/);
    await isOpenToAll(page, "a prime");
    await volume().fill("0.16");
    await has("The fullest hour at the tip would be above what the program may give in an hour.");
    expect(await proposable()).toBe(false);
    expect(await modelled("morphine, meanwhile")).toMatch(/^0 mg to 0\.4 mg$/);
    await page.getByRole("button", { name: "Discard the change" }).click();
    await end(page);
  });

  test("a plan that takes a fast front for sharp is caught [REQ-035 breaks]", async () => {
    await session(broken(/kind:(["`])laminar\1/g, 'kind:"sharp"'));
    await choose(page, "Prime the catheter");
    await volume().fill("0.16");
    await has("What will leave the tip");
    expect(await modelled("morphine, meanwhile")).not.toMatch(/0\.4 mg$/);
    await page.getByRole("button", { name: "Discard the change" }).click();
    await end(page);
  });

  test("is attested, at most what the line holds, and given [REQ-034 holds]", async () => {
    await session();
    await choose(page, "Prime the catheter");
    for (const [typed, says] of [
      ["0.2", "More than the line is known to hold"],
      ["0,1", "Digits with at most one point and a digit before it, such as 0.12"],
    ] as const) {
      await volume().fill(typed);
      await has(says);
      expect(await volume().inputValue()).toBe(typed);
      expect(await proposable()).toBe(false);
    }
    await volume().fill("0.1");
    await has(/The prime pushes 1\.6\smg of the old drug/);
    await confirm("the catheter is new and holds saline");
    await accept(page);
    expect(await proposable()).toBe(false);
    await attest().check();
    await readBack();
    await has(/prime 0\.1\smL at 24\smL\/d/);
    await has("implant-1.2026-03-01");
    await sign(page, house.code());
    await has(/Done: version/);
    await has("A prime runs: which drug is where");
    await end(page);
  });

  /** Everything for a second prime, up to the proposal. */
  const primesAgain = async (): Promise<void> => {
    await choose(page, "Prime the catheter");
    await has("The pump has primed for this event already");
    await volume().fill("0.1");
    await confirm("the catheter was replaced");
    await accept(page);
    await attest().check();
  };

  test("for the same event again waits for a new attestation", async () => {
    await house.later(3_600_000);
    await session();
    await primesAgain();
    expect(await proposable()).toBe(false);
    await page.getByLabel(/^What happened at the catheter since/).fill("catheter replaced");
    await readBack();
    await has("implant-1.2026-03-01.again-1");
    await page.getByRole("button", { name: "Back to the change" }).click();
    await page.getByRole("button", { name: "Discard the change" }).click();
    await end(page);
  });

  test("a screen that sends the first attestation again is caught [REQ-034 breaks]", async () => {
    await session(broken(/\.again-\$\{[^}]*\}/g, ""));
    await primesAgain();
    await page.getByLabel(/^What happened at the catheter since/).fill("catheter replaced");
    await page.getByRole("button", { name: "Have the pump read it back" }).click();
    await has("The pump refused:");
    expect(await page.getByRole("heading", { name: /Read what the pump/ }).count()).toBe(0);
    await end(page);
  });
});

describe("a fill", () => {
  test("of the same fluid is told the pump, and the prescription goes on", async () => {
    await session();
    const before = await fact(page, "Version");
    await choose(page, "Fill");
    await page.getByLabel("What the needle found").fill("2");
    await page.getByLabel("In the reservoir after the fill").fill("21");
    await has(/computed by the pump, 2\smL found: .*rule out/);
    await page.getByRole("button", { name: "Tell the pump that it is filled" }).click();
    await has("The pump did it:");
    expect(await fact(page, "In the reservoir")).toMatch(/^(21|20\.9\d+) mL$/);
    expect(await page.getByLabel("What the needle found").inputValue()).toBe("");
    expect(await fact(page, "Version")).toBe(before);
    await end(page);
  });

  test("of another strength comes with its bridge, beside what ran", async () => {
    await session();
    await choose(page, "Fill");
    await page.getByLabel("What the needle found").fill("21");
    await page.getByLabel("In the reservoir after the fill").fill("20");
    await choose(page, "Another fluid");
    await page.getByLabel("Strength").fill("20");
    await has("Choose one");
    expect(await page.getByLabel(/^Basal dose/).inputValue()).toBe("2");
    await choose(page, "Bridge: the old drug out at its old dose");
    await has("What will leave the tip");
    await isOpenToAll(page, "a fill");
    expect(await fact(page, "The bridge pushes")).toMatch(/^0\.36 mL, 0\.2 mL\/d$/);
    await propose(page);
    const row = await page.getByRole("row", { name: /^Line/ }).innerText();
    expect(row.replaceAll("\u202f", " ")).toMatch(/bridge 0\.36 mL at 0\.2 mL\/d/);
    await sign(page, house.code());
    await has(/Done: version/);
    expect(await fact(page, "Fluid")).toBe("morphine 20 mg/mL");
    await has("A new prescription ends the exchange early");
    // What leaves the tip is the old fluid still: no dose is said of the new one.
    expect(await fact(page, "Now flows")).toBe("0.2 mL/d");
    await end(page);
  });
});

describe("a bridge that is ended early", () => {
  /** Whether nothing is taken over, and the person is told which drug is where. */
  const asksAnew = async (): Promise<boolean> => {
    const empty = (await page.getByLabel(/^Basal dose/).inputValue()) === "";
    return empty && (await page.getByText("A bridge runs: which drug is where").isVisible());
  };

  test("a screen that knows of no bridge is caught [REQ-044 breaks]", async () => {
    await session(broken(/(\w+)\.transitionLeft===null\)return null/g, "true)return null"));
    expect(await asksAnew()).toBe(false);
    await end(page);
  });

  test("asks a whole prescription, and says which drug is where [REQ-044 holds]", async () => {
    await session();
    expect(await asksAnew()).toBe(true);
    await isOpenToAll(page, "which drug is where");
    expect(await fact(page, "In reservoir and pump")).toBe("morphine 20 mg/mL");
    const before = page.locator("dt:has-text('Before the tip') + dd");
    expect((await before.innerText()).replaceAll("\u202f", " ")).toBe("morphine 10 mg/mL");
    await dose(page, "2");
    await confirm("the patient is too sleepy");
    await accept(page);
    expect(await proposable()).toBe(false);
    await page.getByLabel("I have read which drug is where").check();
    await propose(page);
    await sign(page, house.code());
    await has(/Done: version/);
    expect(await page.getByText("A bridge runs: which drug is where").count()).toBe(0);
    await choose(page, "Log");
    await has(/ended early|[Bb]ridge/);
    await end(page);
  });
});

test("no page said an error, and none asked anybody else for anything", () => {
  expect(stage.heard).toEqual([]);
});
