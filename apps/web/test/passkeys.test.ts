// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys in a real browser with a virtual authenticator: made, used to sign in, to sign a refill
 * and to prove who is still there, renamed and revoked.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { authenticator } from "./authenticator.ts";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { type House, PASSWORD, SHORT } from "./house.ts";
import { faultsSeen } from "./sight.ts";
import {
  aspirates,
  decision,
  guards,
  handsOn,
  openWard,
  reads,
  readsBack,
  signInAs,
  takes,
} from "./walk.ts";

let stage: Stage;
let house: House;
let page: Page;

beforeAll(async () => {
  const opened = await openStage();
  house = await openWard();
  const address = house.address.replace("127.0.0.1", "localhost");
  stage = { ...opened, site: { ...opened.site, address } };
});

afterEach(() => page.context().close());

afterAll(async () => {
  await house.close();
  await closeStage(stage);
});

const has = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

const press = (name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

const toAccount = async (): Promise<void> => {
  await page.getByRole("link", { name: "Your account" }).click();
  await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
};

const prove = async (password: string): Promise<void> => {
  await page.getByLabel("Your password").last().fill(password);
  const code = page.getByLabel("Six digits of your authenticator");
  if ((await code.count()) > 0) await code.last().fill(house.code());
};

const adds = async (name: string, password: string): Promise<void> => {
  await page.getByLabel("What you call it").fill(name);
  await prove(password);
  await press("Make a passkey");
};

const arrives = async (account: string, password: string, verifies = true): Promise<void> => {
  page = await openPage(stage, "#/");
  await authenticator(page, { verifies });
  await signInAs(page, account, password);
  await toAccount();
};

const signsInHolding = async (): Promise<void> => {
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await press("Sign in with a passkey");
};

const isOpen = async (name: string): Promise<void> => {
  expect(await faultsSeen(page), name).toEqual([]);
};

test("[REQ-092 holds] a passkey signs in, signs a refill, and proves who is there", async () => {
  await arrives("nina", SHORT);
  await has("You have no passkey yet.");
  await adds("Key on my ring", SHORT);
  await has("“Key on my ring” is yours.");
  await has("Last used: Never");
  await isOpen("account");
  await press("Sign out");
  await signsInHolding();
  await has("Nina D, Demo clinic");
  await page.goto(`${stage.site.address}#/patients/p1`);
  const hands = handsOn(page);
  await page.getByRole("button", { name: /Refill visit/ }).waitFor();
  await hands.press("r");
  await reads(hands);
  await aspirates(hands);
  await takes(hands, "p1");
  await decision(page, "What is to run");
  house.wait("2026-04-01T08:05:00Z");
  await hands.press("Enter");
  await has("You were away. Give your password, and what you typed is sent.");
  await press("It is me: use a passkey");
  await guards(hands);
  await readsBack(hands);
  await decision(page, "Sign");
  await isOpen("sign");
  await press("Sign with a passkey");
  await decision(page, "Report of the refill");
  await toAccount();
  await has(/Last used: 1 Apr 2026, 10:05/);
});

test("a lost key is renamed, revoked with password and code, and opens nothing", async () => {
  house.wait("2026-04-01T09:00:00Z");
  await arrives("doctor", PASSWORD);
  await adds("Old key", PASSWORD);
  await has("“Old key” is yours.");
  house.wait("2026-04-01T09:10:00Z");
  await press("Rename");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What you call it").fill("Lost key");
  await press("Keep the name");
  await has("You were away: prove again who you are.");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await press("Keep the name");
  await dialog.waitFor({ state: "detached" });
  await has("Lost key");
  await press("Revoke");
  await page.locator(".mantine-Modal-content").waitFor();
  await press("Revoke it");
  await has("Type it.");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await press("Revoke it");
  await has("The six digits of your authenticator, or another passkey, are missing.");
  const itself = dialog.getByRole("button", { name: "Prove it with a passkey you have" });
  expect(await itself.count()).toBe(0);
  await isOpen("revoke");
  house.wait("2026-04-01T09:20:00Z");
  await dialog.getByLabel("Six digits of your authenticator").fill(house.code());
  await press("Revoke it");
  await has("“Lost key” is revoked.");
  await press("Sign out");
  await signsInHolding();
  await has("This passkey does not open this");
});

test("what is wrong is told: no name, no code, a key that is there already", async () => {
  house.wait("2026-04-01T10:00:00Z");
  await arrives("nurse", PASSWORD);
  await press("Make a passkey");
  expect(await page.getByText("Type it.").count()).toBe(1);
  await page.getByLabel("What you call it").fill("Spare");
  await page.getByLabel("Your password").fill(PASSWORD);
  await press("Make a passkey");
  await has("The six digits of your authenticator, or another passkey, are missing.");
  const code = page.getByLabel("Six digits of your authenticator");
  await code.fill("12345x");
  await press("Make a passkey");
  await has("These are not the six digits that your authenticator shows now.");
  await code.fill(house.code());
  await page.getByLabel("Your password").fill("not my password");
  await press("Make a passkey");
  await has("The password is wrong.");
  await code.fill(house.code());
  await page.getByLabel("Your password").fill(PASSWORD);
  await press("Make a passkey");
  await has("“Spare” is yours.");
  house.wait("2026-04-01T10:10:00Z");
  await adds("Again", PASSWORD);
  await has("This authenticator holds a passkey of yours already.");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("radio", { name: "Español" }).check({ force: true });
  await has("Llaves de acceso");
  await isOpen("account, Spanish, dark, telephone");
});

test("an authenticator that cannot make sure who is there makes no passkey", async () => {
  house.wait("2026-04-01T11:00:00Z");
  await arrives("auditor", PASSWORD, false);
  await adds("Careless", PASSWORD);
  await has("No passkey answered. Nothing was sent.");
});

test("at another address than the clinic's own it is told where passkeys answer", async () => {
  const elsewhere = { ...stage, site: { ...stage.site, address: house.address } };
  page = await openPage(elsewhere, "#/");
  await authenticator(page);
  await signsInHolding();
  await has("Passkeys of this clinic answer at another address:");
  const there = page.getByRole("link", { name: stage.site.address.replace(/\/$/, "") });
  expect(await there.count()).toBe(1);
  await isOpen("sign in");
});
