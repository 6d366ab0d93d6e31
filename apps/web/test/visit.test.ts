// SPDX-License-Identifier: Apache-2.0
/**
 * The refill visit in a real browser before the real server and database: the routine with its keys
 * counted, and the slips that have harmed patients; each ends in the right refusal or recovery.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FORBIDDEN_KINDS, UNREADABLE_KINDS } from "../../../packages/clinic/src/fact/refusal.ts";
import { REFUSAL_TEXT } from "../src/text/visit.ts";
import { asStated, isTenfold, minutesOf, numberFault } from "../src/visit/entry.ts";
import { labelCode, labelFrom } from "../src/visit/label.ts";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { type House, SHORT } from "./house.ts";
import { faultsSeen, numbersCutAt } from "./sight.ts";
import {
  answers,
  aspirates,
  atPatient,
  decision,
  ends,
  guards,
  type Hands,
  handsOn,
  labelOf,
  openWard,
  reads,
  readsBack,
  refills,
  signInAs,
  signs,
  takes,
} from "./walk.ts";

let stage: Stage;
let house: House;
let hands: Hands;

beforeAll(async () => {
  const opened = await openStage();
  house = await openWard();
  stage = { ...opened, site: { ...opened.site, address: house.address } };
});

afterEach(async () => {
  await hands?.page.context().close();
});

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const sees = (text: string | RegExp): Promise<void> => hands.page.getByText(text).first().waitFor();

const begins = async (patient: string): Promise<void> => {
  hands = await atPatient(stage, patient);
  await hands.press("r");
};

const isOpen = async (name: string): Promise<void> => {
  const { page } = hands;
  const found = async (): Promise<void> => {
    await page.waitForTimeout(250);
    expect(await faultsSeen(page), name).toEqual([]);
  };
  const choose = (language: string) =>
    page.evaluate(`[...document.querySelectorAll(".settings label")]
      .find((each) => each.textContent === ${JSON.stringify(language)}).click()`);
  await found();
  await choose("Español");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await found();
  await choose("English");
  await page.emulateMedia({ colorScheme: "light" });
  expect(await numbersCutAt(page, [1024, 1440]), name).toEqual([]);
};

test("a routine refill from radar to report costs at most 60 keys, by keyboard alone", async () => {
  const page = await openPage(stage, "#/");
  await signInAs(page, "nina", SHORT);
  hands = handsOn(page);
  await page.getByRole("link", { name: "Ada Example" }).waitFor();
  await hands.press("Enter");
  await page.getByRole("heading", { name: "Ada Example" }).waitFor();
  await page.getByRole("button", { name: /Refill visit/ }).waitFor();
  await refills(hands, { house, patient: "p1" });
  const report = await page.locator(".report").innerText();
  for (const said of ["14\u202fmL", "20\u202fmL", "p1-2", "22G", "2\u202fmg/d"]) {
    expect(report).toContain(said);
  }
  expect(hands.count()).toBeLessThanOrEqual(60);
});

test("an observation ends with a word; symptoms show what to do [REQ-046 holds]", async () => {
  hands = await atPatient(stage, "p1");
  const { page } = hands;
  await page.getByRole("link", { name: "Confirm the observation" }).click();
  const card = page.getByRole("region", { name: "Observation" });
  await card.getByLabel(/is well/).check();
  await card.getByText("It is not over before").waitFor();
  await card.getByLabel("is NOT well").check();
  await card.getByText(/Too much morphine: antidote naloxone/).waitFor();
  await isOpen("observation");
  await card.getByLabel(/What was found/).fill("drowsy, 8 breaths a minute");
  await card.getByRole("button", { name: "Report it: a physician's task" }).click();
  await card.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Back to the patient" }).click();
  await sees("not well after the refill: drowsy, 8 breaths a minute");
  expect(await page.getByRole("link", { name: "Confirm the observation" }).count()).toBe(0);
});

test("the label of another patient, drug or strength is refused [REQ-045 holds]", async () => {
  await begins("p2");
  await reads(hands);
  await aspirates(hands);
  const tries = async (change: object, says: RegExp): Promise<void> => {
    await decision(hands.page, "The syringe");
    await hands.scan(labelCode({ ...labelOf("p2"), ...change }));
    await hands.page.getByRole("button", { name: "This is the syringe I inject" }).waitFor();
    await hands.press("Enter");
    await sees(says);
    await hands.page.getByRole("button", { name: "Scan again" }).click();
  };
  await tries(labelOf("p3"), /WRONG PATIENT.*p3.*Berta Label/);
  await tries(
    { drugs: [{ drug: "hydromorphone", concentration: "10 mg/mL" }] },
    /WRONG DRUG.*hydromorphone/,
  );
  await tries(
    { drugs: [{ drug: "morphine", concentration: "20 mg/mL" }] },
    /WRONG CONCENTRATION.*20/,
  );
  await hands.scan("4006381333931");
  await sees("This is no label of a syringe.");
  await hands.page.getByLabel(/Label: scan/).fill("");
  await hands.page.getByLabel(/Label: scan/).focus();
  await takes(hands, "p2");
  await decision(hands.page, "What is to run");
});

test("REQ-008 a ten-fold volume and a ten-fold dose meet a question that names both", async () => {
  await begins("p3");
  await reads(hands, "140");
  await sees(/You typed 140\u202fmL. What it is held against is (≈\s)?14/);
  await hands.press("Enter");
  await hands.page.getByRole("dialog").waitFor({ state: "hidden" });
  await hands.page.getByLabel(/Volume left/).fill("14");
  await hands.press("Enter");
  await aspirates(hands);
  await decision(hands.page, "The syringe");
  await hands.scan(labelCode(labelOf("p3")));
  await hands.page.getByLabel(/Volume that is injected/).fill("2");
  await hands.press("Enter");
  await sees("You typed 2\u202fmL. What it is held against is 20\u202fmL.");
  await hands.page.getByRole("button", { name: "I mistyped: back to the field" }).click();
  await hands.page.getByLabel(/Volume that is injected/).fill("20");
  await hands.press("Enter");
  await decision(hands.page, "What is to run");
  await hands.page.getByLabel(/morphine, per day/).fill("20");
  await hands.press("Enter");
  await sees("This plan is refused");
  await sees(/Ten-fold: morphine 2\u202fmg\/d before, 20\u202fmg\/d now/);
  await isOpen("dangers");
  await hands.page.getByLabel("Why it is right all the same").fill("a trial of the test");
  await hands.page.getByRole("button", { name: "I mean 20\u202fmg/d, not 2\u202fmg/d" }).click();
  await sees(/Danger 1 of \d/);
  await isOpen("danger");
  await hands.page.getByRole("button", { name: "Change the plan" }).click();
  await hands.page.getByLabel(/morphine, per day/).fill("2");
  await hands.press("Enter");
  await decision(hands.page, "The needle's place");
});

test("REQ-004 a number outside the grammar stays as it was typed; nothing is sent", async () => {
  await begins("p3");
  for (const slip of [".5", "5.", "1e1", "-14", "14,0", "14 mL", "1.2345", ""]) {
    const field = hands.page.getByLabel(/Volume that it states|Volume left|Observed for: minutes/);
    await field.fill(slip);
    await hands.press("Enter");
    await sees(/Digits, at most one point|Too many decimals|Type it|Whole hours/);
    expect(await field.inputValue()).toBe(slip);
  }
});

test("REQ-007 minutes typed as hours are said back in words", async () => {
  await begins("p3");
  await decision(hands.page, "The needle's place");
  await hands.page.getByLabel("Observed for: hours").fill("30");
  await sees("30 hours");
  await hands.page.getByLabel("Observed for: hours").fill("1");
  await hands.page.getByLabel("Observed for: minutes").fill("30");
  await sees("one hour and 30 minutes");
});

test("REQ-037 less than expected: nothing goes on before somebody answers for it", async () => {
  await begins("p4");
  await reads(hands);
  await aspirates(hands, "10");
  await decision(hands.page, "A difference to answer for");
  await sees(/Possible over-infusion: more than 14.5\u202f% too much/);
  await isOpen("difference");
  await hands.page.getByLabel("What was ruled out").fill("no fill beside the reservoir");
  await hands.page.getByLabel("What is done about it").fill("rate is checked");
  await hands.page.getByLabel("Password").fill("not the password");
  await hands.press("Enter");
  await sees("Clinic, account, password or code is wrong.");
  await hands.page.getByLabel("Password").fill(SHORT);
  await hands.press("Enter");
  await takes(hands, "p4");
  await decision(hands.page, "What is to run");
  await hands.press("Enter");
  await guards(hands);
  await readsBack(hands);
  house.wait("2026-04-01T08:01:00Z");
  await signs(hands, house);
  await decision(hands.page, "Report of the refill");
  await hands.page.getByRole("link", { name: "Back to the patient" }).click();
  await sees(/over-infusion/);
});

test("a visit that was left goes on where it was, with what was typed and not sent", async () => {
  await begins("p5");
  await reads(hands);
  await decision(hands.page, "What the needle finds");
  await hands.type("13.5");
  await hands.page.reload();
  await decision(hands.page, "What the needle finds");
  expect(await hands.page.getByLabel(/Volume drawn out/).inputValue()).toBe("13.5");
  await hands.page.getByRole("link", { name: "Back to the patient" }).click();
  await hands.page.getByRole("button", { name: /Refill visit|Go on with/ }).waitFor();
  await hands.press("r");
  await decision(hands.page, "What the needle finds");
  expect(await hands.page.getByLabel(/Volume drawn out/).inputValue()).toBe("13.5");
});

test("who was away proves it is the same person, and what was typed is sent", async () => {
  await begins("p5");
  await hands.page.getByLabel(/Volume drawn out/).fill("");
  await hands.page.getByLabel(/Volume drawn out/).focus();
  await aspirates(hands);
  await decision(hands.page, "The syringe");
  await hands.scan(labelCode(labelOf("p5")));
  await hands.page.getByRole("button", { name: "This is the syringe I inject" }).waitFor();
  house.wait("2026-04-01T08:05:00Z");
  await hands.press("Enter");
  await hands.page.getByLabel(/You were away/).fill(SHORT);
  await hands.press("Enter");
  await decision(hands.page, "What is to run");
});

test("every decision is open to everybody and whole on a telephone", async () => {
  await house.receive("p2-3", "p2");
  hands = await atPatient(stage, "p2");
  await hands.press("r");
  await decision(hands.page, "What is to run");
  await isOpen("fill");
  await hands.page.getByLabel(/morphine, per day/).focus();
  await hands.press("Enter");
  await decision(hands.page, "The needle's place");
  await isOpen("guard");
  await hands.page.getByLabel("Yes").first().focus();
  await guards(hands);
  await decision(hands.page, "What the pump says now");
  await isOpen("read-back");
  await hands.page.getByLabel("Yes").first().focus();
  await readsBack(hands);
  await decision(hands.page, "Sign");
  await isOpen("sign");
  await hands.page.getByLabel("Password").focus();
  await signs(hands, house);
  await decision(hands.page, "Report of the refill");
  await isOpen("report");
});

describe("what the screens know by themselves", () => {
  test("every refusal that a visit can meet has its sentence in both languages", () => {
    for (const kind of [...UNREADABLE_KINDS, ...FORBIDDEN_KINDS]) {
      expect(REFUSAL_TEXT.en, kind).toHaveProperty([kind]);
      expect(REFUSAL_TEXT.es, kind).toHaveProperty([kind]);
    }
  });

  test("a label comes back from its code as it was, and another code is none", () => {
    for (const label of [labelOf("p1"), { ...labelOf("p1"), lot: "a=b" }]) {
      expect(labelFrom(labelCode(label))).toEqual(label);
    }
    const code = labelCode(labelOf("p1"));
    for (const bad of ["", "CIS1", code.replace("CIS1", "CIS2"), `${code};lot=2`, `${code};x=1`]) {
      expect(labelFrom(bad)).toBeNull();
    }
  });

  test("REQ-004 numbers have one grammar", () => {
    const grammar = { decimals: 2, zero: false };
    expect(numberFault("0.5", grammar)).toBeNull();
    expect(
      [".5", "5.", "1e1", "+1", " 1", "1,5"].map((each) => numberFault(each, grammar)),
    ).toEqual(Array(6).fill("grammar"));
    expect(numberFault("0.125", grammar)).toBe("decimals");
    expect(numberFault("0", grammar)).toBe("zero");
  });

  test("REQ-008 ten times and a tenth are asked about, a little less is not", () => {
    expect(isTenfold("200 mL", "20 mL", "volume")).toBe(true);
    expect(isTenfold("2 mL", "20 mL", "volume")).toBe(true);
    expect(isTenfold("199 mL", "20 mL", "volume")).toBe(false);
    expect(isTenfold("0 mL", "20 mL", "volume")).toBe(false);
    expect(isTenfold("140 mL", asStated("≈ 14.0003 mL"), "volume")).toBe(true);
    expect(isTenfold("14 mL", asStated("≈ 14.0003 mL"), "volume")).toBe(false);
    expect(isTenfold("20 mg/d", "2000 mcg/d", "dose-rate")).toBe(true);
  });

  test("REQ-007 a duration is one value of hours and minutes", () => {
    expect(minutesOf({ hours: "1", minutes: "30" })).toBe(90);
    expect(minutesOf({ hours: "", minutes: "30" })).toBe(30);
    for (const minutes of ["60", "-1", "1.5", "x"]) {
      expect(minutesOf({ hours: "1", minutes })).toBeNull();
    }
    expect(minutesOf({ hours: "0", minutes: "0" })).toBeNull();
  });
});

test("beyond its label a drug runs with a reason, and is followed [REQ-049 holds]", async () => {
  const drugs = [{ drug: "hydromorphone", concentration: "5 mg/mL" }];
  await house.admit("f2", "Hanna Beyond");
  await house.receive("f2-2", "f2", drugs);
  await begins("f2");
  const { page, press, scan } = hands;
  await decision(page, "The syringe");
  await scan(labelCode({ ...labelOf("f2"), drugs }));
  await page.getByRole("button", { name: "This is the syringe I inject" }).waitFor();
  await press("Enter");
  await decision(page, "What is to run");
  await page.getByLabel(/hydromorphone, per day/).fill("0.5");
  await page.getByLabel("no exchange").check();
  await page.getByLabel("goes to its minimum").check();
  await press("Enter");
  const label = page.getByText("hydromorphone is not labelled for this use in this pump.");
  await answers(hands, async () => {
    if (!(await label.isVisible())) return;
    await page.getByLabel("Password").fill(SHORT);
    await press("Enter");
    await sees("Write why.");
    await label.waitFor();
  });
  await ends(hands, house, "0.5");
  await page.goto(new URL("#/patients/f2", page.url()).href);
  await sees("hydromorphone beyond the label: as it was ordered");
});
