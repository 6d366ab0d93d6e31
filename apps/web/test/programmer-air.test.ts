// SPDX-License-Identifier: Apache-2.0
/**
 * The programmer when its link is lost in the middle of a commit, when two browsers meet at one
 * pump, and for everybody's eyes, ears and telephones.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContext, Page, WebSocketRoute } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  arrive,
  bring,
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
import { closeStage, PATIENT, type Stage } from "./browser.ts";
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

const from = async (text: string, prepare?: Prepare): Promise<void> => {
  page = await comeBack(stage, doctor, prepare);
  await open(page);
  await bring(page, text);
};

/** The air as a test holds it: what comes from the pump, or goes to it, can be kept back. */
type Air = { deaf: boolean; mute: boolean };

const through =
  (air: Air) =>
  (each: Page): Promise<unknown> =>
    each.routeWebSocket(/\/telemetry\//, (socket: WebSocketRoute) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        if (!air.mute) server.send(message);
      });
      server.onMessage((message) => {
        if (!air.deaf) socket.send(message);
      });
    });

describe("a link that is lost while the pump is asked to switch", () => {
  const versionOf = async (): Promise<number> => Number(await fact(page, "Version"));

  test("after the pump switched: nobody knows, and the same command gets the receipt", async () => {
    const air: Air = { deaf: false, mute: false };
    await from("2", through(air));
    const before = await versionOf();
    await dose(page, "2.2");
    await propose(page);
    air.deaf = true;
    await sign(page);
    await page
      .getByText("The link was lost while the pump was asked to switch")
      .waitFor({ timeout: 90_000 });
    expect(await page.getByText(/Done: version/).count()).toBe(0);
    air.deaf = false;
    await page.getByRole("button", { name: "Ask the pump again" }).click();
    await has(`Done: version ${before + 1} runs`);
    expect(await fact(page, "Basal")).toBe("2.2 mg/d");
    await end(page);
  }, 180_000);

  test("before it arrived: the pump says that it was not done, and the old one runs", async () => {
    const air: Air = { deaf: false, mute: false };
    await from("2", through(air));
    await dose(page, "2.3");
    await propose(page);
    air.mute = true;
    await sign(page);
    await page
      .getByText("The link was lost while the pump was asked to switch")
      .waitFor({ timeout: 90_000 });
    air.mute = false;
    await page.getByRole("button", { name: "Ask the pump again" }).click();
    await has("it was not done, and the old one runs");
    expect(await fact(page, "Basal")).toBe("2 mg/d");
    await end(page);
  }, 180_000);
});

test("two browsers: one controls, the other reads and is told so", async () => {
  await from("2");
  await choose(page, "Other devices");
  await page.getByRole("button", { name: "Let another programmer in" }).click();
  const code = await page.locator("li.code").innerText();
  const nurse = await arrive(stage, "nurse", { code, shown: house.code() });
  await open(nurse);
  await nurse.getByText("Another programmer controls the pump: you can read").waitFor();
  await nurse.getByText("You can read, not change").waitFor();
  await end(page);
  await nurse.getByRole("button", { name: /^Read again/ }).click();
  await nurse.getByText("This session controls the pump").waitFor(PATIENT);
  await end(nurse);
  await nurse.context().close();
});

test("the screens are open to everybody, and whole on a telephone", async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    const found = await page.evaluate(`axe.run(document).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + " " + nodes[0].html.slice(0, 140)))`);
    expect(found, name).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth"), name).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
  };
  const both = async (name: string): Promise<void> => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
    await choose(page, "English");
    await look(name);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    await choose(page, "Español");
    await look(`${name}, Spanish, dark, telephone`);
    await choose(page, "English");
  };
  page = await comeBack(stage, doctor);
  await page.evaluate(axe);
  await both("ready");
  await open(page);
  await choose(page, "By the time of day");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByLabel("From", { exact: true }).last().fill("22:00");
  await page.getByLabel("Rate", { exact: true }).last().fill("1.5");
  await page.getByLabel("The patient may ask for doses").check();
  await both("editing");
  await page.getByRole("button", { name: "Discard the change" }).click();
  await dose(page, "2.1");
  await propose(page);
  await both("review");
  for (const tab of ["Stop, scan, alarms", "Log", "Other devices"]) {
    await choose(page, tab);
    await both(tab);
  }
  await end(page);
  await both("last word");
});
