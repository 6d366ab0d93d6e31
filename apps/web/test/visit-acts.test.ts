// SPDX-License-Identifier: Apache-2.0
/**
 * A visit acted out beyond the routine: another strength, the first fill, two people in one visit;
 * and what its screens have to hold, each beside a screen that does not and is caught.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { labelCode } from "../src/visit/label.ts";
import { broken, type Prepare } from "./bedside.ts";
import { closeStage, openPage, openStage, PATIENT, type Stage } from "./browser.ts";
import { type House, PASSWORD, SHORT } from "./house.ts";
import {
  answers,
  aspirates,
  atPatient,
  decision,
  ends,
  type Hands,
  handsOn,
  labelOf,
  openWard,
  reads,
  readsBack,
  signInAs,
  signs,
  takes,
} from "./walk.ts";

let stage: Stage;
let house: House;
let hands: Hands;
let other: Page | null = null;

beforeAll(async () => {
  const opened = await openStage();
  house = await openWard();
  stage = { ...opened, site: { ...opened.site, address: house.address } };
});

afterEach(async () => {
  await hands.page.context().close();
  await other?.context().close();
  other = null;
});

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const sees = (text: string | RegExp): Promise<void> =>
  hands.page.getByText(text).first().waitFor(PATIENT);

const begins = async (patient: string, prepare?: Prepare): Promise<void> => {
  hands = await atPatient(stage, patient, prepare);
  await hands.press("r");
};

describe("what is typed in a visit and not sent", () => {
  type Stored = { readonly text: string; readonly held: string };

  /** All that lies in the browser's storage, as far as it can be read; how its key is held. */
  const stored = (): Promise<Stored> =>
    hands.page.evaluate(`new Promise((done) => {
      const kept = sessionStorage.getItem("cisterna-drafts") ?? "";
      const open = kept.split(".").map((each) => atob(each)).join(" ");
      const text = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) + open;
      const asked = indexedDB.open("cisterna-drafts");
      asked.onsuccess = () => {
        const all = asked.result.transaction("keys").objectStore("keys").getAll();
        all.onsuccess = () => {
          asked.result.close();
          const [row] = all.result;
          done({ text, held: row === undefined ? "none" : String(row.wrap.extractable) });
        };
      };
    })`);

  const volume = () => hands.page.getByLabel(/Volume that it states|Volume left/);

  const types = async (prepare?: Prepare): Promise<void> => {
    await begins("p2", prepare);
    await decision(hands.page, "What the pump says");
    await volume().fill("13.725");
  };

  test("is sealed, and gone on signing out and in time [REQ-090 holds]", async () => {
    await types();
    const { text, held } = await stored();
    expect(text).not.toMatch(/13\.725|p2|nina|reading/);
    expect(held).toBe("false");
    await hands.page.reload();
    await decision(hands.page, "What the pump says");
    expect(await volume().inputValue()).toBe("13.725");
    await hands.page.getByRole("button", { name: "Sign out" }).click();
    await hands.page.getByLabel("Password").waitFor();
    expect(await stored()).toEqual({ text: expect.not.stringContaining("drafts"), held: "none" });
    await signInAs(hands.page, "nina", SHORT);
    await decision(hands.page, "What the pump says");
    expect(await volume().inputValue()).toBe("");
    await volume().fill("13.725");
    await hands.page.clock.install({ time: Date.now() + 25 * 3_600_000 });
    await hands.page.reload();
    await decision(hands.page, "What the pump says");
    expect(await volume().inputValue()).toBe("");
    expect((await stored()).text).not.toContain("cisterna-drafts");
  });

  test("is gone once it was sent", async () => {
    await types();
    await volume().fill("");
    await reads(hands);
    await decision(hands.page, "What the needle finds");
    await expect.poll(async () => (await stored()).text).not.toContain("cisterna-drafts");
  });

  test("a screen that seals nothing is caught [REQ-090 breaks]", async () => {
    const plain = /await crypto\.subtle\.encrypt\(\{[^}]*\},\w+,(\w+)\)/g;
    await begins("p2", broken(plain, "await $1.buffer"));
    await decision(hands.page, "What the needle finds");
    await hands.page.getByLabel(/Volume drawn out/).fill("13.725");
    await expect.poll(async () => (await stored()).text).toContain("13.725");
  });
});

describe("a word of the pump", () => {
  /** Half a minute after it was typed. */
  const greys = async (patient: string, ...more: readonly Prepare[]): Promise<boolean> => {
    await begins(patient, async (page) => {
      await page.clock.install();
      for (const each of more) await each(page);
    });
    const { page } = hands;
    await reads(hands);
    await decision(page, "What the needle finds");
    await sees(/from the pump, \d+\ss ago$/);
    await page.clock.fastForward(31_000);
    await page.clock.runFor(1_000);
    return (await page.locator(".pump-word.old", { hasText: / ago · old/ }).count()) === 2;
  };

  test("has its age, is greyed after 30 s; an estimate is called one [REQ-091 holds]", async () => {
    expect(await greys("p3")).toBe(true);
    const said = await hands.page.locator(".decision .facts").innerText();
    expect(said).toMatch(/The pump says\s+14\smL/);
    expect(said).toMatch(/Computed here\s+(≈\s)?14/);
    await hands.page.getByLabel(/Volume drawn out/).focus();
    await aspirates(hands);
    await sees("Expected, by the pump's count");
  });

  test("a screen on which it never gets old is caught [REQ-091 breaks]", async () => {
    expect(await greys("p4", broken(/\b3e4\b/g, "3e9"))).toBe(false);
  });
});

describe("the label of a syringe", () => {
  /** What stands in the fields of a label that is typed, before anybody typed. */
  const standsThere = async (patient: string, prepare?: Prepare): Promise<string> => {
    await begins(patient, prepare);
    await decision(hands.page, "The syringe");
    await hands.page.getByRole("button", { name: "Type the label" }).click();
    await hands.page.getByLabel("Lot").waitFor();
    const fields = await hands.page.locator(".decision input").all();
    expect(fields.length).toBe(5);
    return (await Promise.all(fields.map((each) => each.inputValue()))).join("");
  };

  const types = async (label: Record<string, string>): Promise<void> => {
    const { page } = hands;
    for (const [name, text] of Object.entries(label)) await page.getByLabel(name).fill(text);
    await page.getByRole("button", { name: "Next" }).click();
  };

  const LABEL = {
    ...{ Lot: "p3-2", "Patient on the label": "p3", Drugs: "morphine 10 mg/mL" },
    ...{ "Volume in it": "20", Expires: "2026-12-31" },
  };

  test("is typed whole, and nothing stands in it beforehand [REQ-045 holds]", async () => {
    expect(await standsThere("p3")).toBe("");
    await types({ ...LABEL, "Patient on the label": "" });
    await sees("Type it.");
    for (const [change, says] of [
      [{ "Patient on the label": "p4" }, /WRONG PATIENT/],
      [{ Drugs: "hydromorphone 10 mg/mL" }, /WRONG DRUG/],
      [{ Drugs: "morphine 20 mg/mL" }, /WRONG CONCENTRATION/],
      [{ Expires: "2027-12-31" }, /WRONG DRUG.*2027-12-31/],
    ] as const) {
      await types({ ...LABEL, ...change });
      await hands.page.getByRole("button", { name: "This is the syringe I inject" }).click();
      await sees(says);
      await hands.page.getByRole("button", { name: "Scan again" }).click();
      await hands.page.getByRole("button", { name: "Type the label" }).click();
    }
    await types(LABEL);
    await hands.page.getByRole("button", { name: "This is the syringe I inject" }).click();
    await decision(hands.page, "What is to run");
  });

  test("a screen that fills it in beforehand is caught [REQ-045 breaks]", async () => {
    const filled = broken(/\{lot:``,patient:``,drugs:``/g, "{lot:`p5-2`,patient:`p5`,drugs:``");
    await begins("p5");
    await reads(hands);
    await aspirates(hands);
    await decision(hands.page, "The syringe");
    await hands.page.context().close();
    expect(await standsThere("p5", filled)).toBe("p5-2p5");
  });
});

describe("another strength in the syringe", () => {
  /** What is asked before it may run: how the line is exchanged. */
  const asksForExchange = async (prepare?: Prepare): Promise<boolean> => {
    await begins("p5", prepare);
    const { page } = hands;
    const refused = page.getByRole("button", { name: "Change the plan" });
    await refused
      .or(page.getByLabel(/Label: scan/))
      .first()
      .waitFor();
    if (await refused.isVisible()) await refused.click();
    else {
      const drugs = [{ drug: "morphine", concentration: "20 mg/mL" }];
      await hands.scan(labelCode({ ...labelOf("p5"), lot: "p5-3", drugs }));
      await sees("ANOTHER FLUID than before: the exchange in the line has to be planned.");
      await hands.press("Enter");
    }
    await decision(page, "What is to run");
    await page.getByLabel(/morphine, per day/).press("Enter");
    await page.getByText("Choose one.").or(page.getByRole("alert")).first().waitFor();
    return (await page.getByText("Choose one.").count()) === 1;
  };

  test("a screen that asks for no exchange is caught [REQ-040 breaks]", async () => {
    await house.receive("p5-3", "p5", [{ drug: "morphine", concentration: "20 mg/mL" }]);
    expect(await asksForExchange(broken(/way:(\w+)&&(\w+)\.way===``/g, "way:!1"))).toBe(false);
  });

  test("runs only through the exchange, its dangers and a signature [REQ-040 holds]", async () => {
    expect(await asksForExchange()).toBe(true);
    await hands.page.getByLabel("bridge").check();
    await hands.page.getByLabel(/morphine, per day/).press("Enter");
    await answers(hands);
    await ends(hands, house);
    const report = await hands.page.locator(".report").innerText();
    expect(report).toContain("morphine 20\u202fmg/mL");
    expect(report).toMatch(/bridge [\d.]+\smL over/);
  });
});

describe("the guard against a fill beside the reservoir", () => {
  /** Whether a fill is stopped of which no fluid came back. */
  const stops = async (patient: string, prepare?: Prepare): Promise<boolean> => {
    await begins(patient, prepare);
    const { page } = hands;
    await decision(page, "The needle's place");
    await page
      .getByRole("group", { name: /came back/ })
      .getByLabel("No")
      .check();
    await page
      .getByRole("group", { name: /No swelling/ })
      .getByLabel("Yes")
      .check();
    await sees(/STOP\. Do not go on injecting/);
    await page.getByLabel("Needle", { exact: true }).fill("22G");
    await page.getByLabel("Observed for: minutes").fill("30");
    await page.keyboard.press("Enter");
    const next = page.getByRole("heading", { level: 2, name: "What the pump says now" });
    const refused = page.getByText(/aspirated_back \(false\)/);
    await next.or(refused).first().waitFor();
    return refused.isVisible();
  };

  const comesTo = async (patient: string): Promise<void> => {
    await begins(patient);
    await aspirates(hands);
    await takes(hands, patient);
    await decision(hands.page, "What is to run");
    await hands.press("Enter");
    await decision(hands.page, "The needle's place");
    await hands.page.context().close();
  };

  test("stops it, and asks for the whole time of observation [REQ-046 holds]", async () => {
    await comesTo("p4");
    expect(await stops("p4")).toBe(true);
    const { page } = hands;
    await page
      .getByRole("group", { name: /came back/ })
      .getByLabel("Yes")
      .check();
    await page.getByLabel("Observed for: minutes").fill("20");
    await page.keyboard.press("Enter");
    await sees(/observe_for/);
    await page.getByLabel("Observed for: minutes").fill("30");
    await page.keyboard.press("Enter");
    await readsBack(hands);
    await signs(hands, house);
    await decision(page, "Report of the refill");
    await page.getByRole("region", { name: "Observation" }).waitFor();
  });

  test("a screen that attests it by itself is caught [REQ-046 breaks]", async () => {
    const attested = broken(/aspirated_back:\w+\.back===`yes`/g, "aspirated_back:!0");
    await begins("p2");
    await aspirates(hands);
    await takes(hands, "p2");
    await decision(hands.page, "What is to run");
    await hands.press("Enter");
    await decision(hands.page, "The needle's place");
    await hands.page.context().close();
    expect(await stops("p2", attested)).toBe(false);
  });
});

test("the first fill: what the pump does in doubt and its prime are asked for", async () => {
  await house.admit("f1", "Frida First");
  await house.receive("f1-2", "f1");
  await begins("f1");
  await takes(hands, "f1");
  const { page } = hands;
  await decision(page, "What is to run");
  await page.getByLabel(/morphine, per day/).fill("2");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByText("Choose one.").count(), PATIENT).toBe(2);
  await page.getByLabel("prime of pump and catheter").check();
  await page.getByLabel("goes to its minimum").check();
  await page.keyboard.press("Enter");
  await answers(hands);
  await ends(hands, house);
  expect(await page.locator(".report").innerText()).toContain("2\u202fmg/d");
});

describe("two people in one visit", () => {
  /** A second nurse at the same visit, whom nothing that changes reaches. */
  const joins = async (): Promise<Hands> => {
    const path = new URL(hands.page.url()).hash;
    other = await openPage(stage, path);
    await other.route("**/changes", (route) => route.abort());
    await signInAs(other, "nurse", PASSWORD);
    return handsOn(other);
  };

  test("who was second is told, and sees what the first one did", async () => {
    await house.fill("t1", "Tom Two");
    await begins("t1");
    await decision(hands.page, "What the pump says");
    const second = await joins();
    await decision(second.page, "What the pump says");
    await reads(hands);
    await decision(hands.page, "What the needle finds");
    await second.type("14.5");
    await second.press("Tab", "Space", "Enter");
    await second.page.getByText(/^Somebody else changed this record/).waitFor(PATIENT);
    await decision(second.page, "What the needle finds");
    expect(await second.page.locator(".summary").innerText()).toContain("14\u202fmL, runs");
  });

  test("a visit that was ended elsewhere is not gone on with", async () => {
    await begins("t1");
    await decision(hands.page, "What the needle finds");
    const second = await joins();
    await decision(second.page, "What the needle finds");
    await hands.page.getByRole("button", { name: "End without a refill" }).click();
    await hands.page.getByLabel("Why").fill("called away");
    await hands.page.getByLabel("what was in it before").check();
    await hands.page.getByRole("button", { name: "End it; nothing was filled" }).click();
    await sees("This visit was ended without a refill.");
    await aspirates(second);
    await second.page.getByText("This visit was ended without a refill.").waitFor(PATIENT);
  });

  test("two tabs of one nurse come to the same visit, and hear of each other at once", async () => {
    await begins("t1");
    await decision(hands.page, "What the pump says");
    const { page } = hands;
    other = await page.context().newPage();
    await other.goto(`${stage.site.address}#/patients/t1`);
    await other.getByRole("button", { name: /Refill visit|Go on with/ }).waitFor(PATIENT);
    await other.keyboard.press("r");
    await decision(other, "What the pump says");
    expect(other.url()).toBe(page.url());
    await reads(hands);
    await decision(other, "What the needle finds");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Password").waitFor();
    await aspirates(handsOn(other));
    await other.getByText("Sign in").first().waitFor(PATIENT);
    expect(await other.getByText("Tom Two").count()).toBe(0);
  });
});

test("no page said an error, and none asked anybody else for anything", () => {
  const expected = /status of 4\d\d|net::ERR_FAILED/;
  expect(stage.heard.filter((each) => !expected.test(each))).toEqual([]);
});
