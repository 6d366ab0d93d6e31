// SPDX-License-Identifier: Apache-2.0
/**
 * The programmer when its link is lost in the middle of a commit, when two browsers meet at one
 * pump, and for everybody's eyes, ears and telephones.
 */
import type { BrowserContext, Page, WebSocketRoute } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  bring,
  choose,
  comeBack,
  dose,
  end,
  fact,
  open,
  openBedside,
  PROGRAMMER,
  type Prepare,
  propose,
  sign,
  signIn,
} from "./bedside.ts";
import { closeStage, openPage, PATIENT, type Stage } from "./browser.ts";
import { type House, PASSWORD, PUMP } from "./house.ts";
import { faultsSeen, numbersCutAt } from "./sight.ts";

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
  await bring(page, text, house);
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
    await sign(page, house.code());
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
    await sign(page, house.code());
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

/** Fills in a signature, and sends it. */
const signs = async (password: string, code: string): Promise<void> => {
  await page.getByRole("region", { name: "Your signature" }).waitFor();
  await page.getByLabel("Your password").fill(password);
  await page.getByLabel("Six digits of your authenticator").fill(code);
  await page.getByRole("button", { name: "Sign: the pump switches" }).click();
};

describe("a signature", () => {
  test("is given with both factors, and stands in the record [REQ-092 holds]", async () => {
    await from("2");
    const replaces = Number(await fact(page, "Version"));
    await dose(page, "2.1");
    await propose(page);
    const hash = (await page.getByText(/^Hash [0-9a-f]{16}$/).innerText()).slice(5);
    await sign(page, house.code());
    await has(/Done: version/);
    const last = (await house.signedWith("sign-program")).at(-1);
    expect(last?.signature).toMatchObject({
      name: "Dr A",
      meaning: "I have read what the pump read back, and I prescribe it",
      by: "password-and-code",
    });
    expect(last?.at).toBeGreaterThan(Date.parse("2026-03-02T08:00:00Z"));
    expect(last?.facts).toMatchObject([{ implant: "implant-1", pump: PUMP, replaces }]);
    expect(last?.facts[0]?.["hash"]).toMatch(new RegExp(`^${hash}`));
    expect(last?.facts[0]?.["shown"]).toContain("2.1 mg/d");
    await end(page);
  });

  test("without the factor of now is none: what ran runs on [REQ-092 breaks]", async () => {
    await from("2");
    const before = (await house.signedWith("sign-program")).length;
    await dose(page, "2.1");
    await propose(page);
    const used = house.code();
    const go = page.getByRole("button", { name: "Sign: the pump switches" });
    await page.getByLabel("Your password").fill(PASSWORD);
    expect(await go.isEnabled()).toBe(false);
    await signs(PASSWORD, used === "000000" ? "111111" : "000000");
    await has("Clinic, account, password or code is wrong.");
    await signs("not my password", used);
    await has("Clinic, account, password or code is wrong.");
    // A clinic that does not take the signature down: the pump is not asked either.
    await page.route("**/sign-program", (route) => route.abort());
    await signs(PASSWORD, used);
    await has("The clinic cannot be reached");
    await page.getByRole("button", { name: "Back to the change" }).click();
    await page.getByRole("button", { name: /^Read again/ }).click();
    expect(await fact(page, "Basal")).toBe("2 mg/d");
    expect(await house.signedWith("sign-program")).toHaveLength(before);
    await page.getByRole("button", { name: "Discard the change" }).click();
    await end(page);
  });
});

/** A nurse whose passkey is in the browser, at the clinic's own origin. */
const nurseHolding = async (): Promise<Page> => {
  const address = house.address.replace("127.0.0.1", "localhost");
  const own = { ...stage, site: { ...stage.site, address } };
  const nurse = await openPage(own, "#/account");
  const authenticator = await nurse.context().newCDPSession(nurse);
  await authenticator.send("WebAuthn.enable");
  await authenticator.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    },
  });
  await signIn(nurse, "nurse");
  await nurse.getByLabel("What you call it").fill("Key on my ring");
  await nurse.getByLabel("Your password").fill(PASSWORD);
  await nurse.getByLabel("Six digits of your authenticator").fill(house.code());
  await nurse.getByRole("button", { name: "Make a passkey" }).click();
  await nurse.getByText("“Key on my ring” is yours.").waitFor();
  return nurse;
};

test("two browsers: one controls, the other reads; a passkey draws keys and signs", async () => {
  const nurse = await nurseHolding();
  await from("2");
  await choose(page, "Other devices");
  await page.getByRole("button", { name: "Let another programmer in" }).click();
  const code = await page.locator("li.code").innerText();
  await nurse.goto(`${nurse.url().replace(/#.*/, "")}${PROGRAMMER}`);
  await nurse.getByRole("button", { name: "Draw keys, proven with a passkey" }).click();
  await nurse.getByLabel("Code").fill(code);
  await nurse.getByRole("button", { name: "Pair", exact: true }).click();
  await open(nurse);
  await nurse.getByText("Another programmer controls the pump: you can read").waitFor();
  await nurse.getByText("You can read, not change").waitFor();
  await end(page);
  await nurse.getByRole("button", { name: /^Read again/ }).click();
  await nurse.getByText("This session controls the pump").waitFor(PATIENT);
  await dose(nurse, "2.2");
  await propose(nurse);
  await nurse.getByRole("button", { name: "Sign with a passkey: the pump switches" }).click();
  await nurse.getByText(/Done: version/).waitFor();
  const last = (await house.signedWith("sign-program")).at(-1);
  expect(last?.signature).toMatchObject({ name: "Nurse B", by: "passkey" });
  await end(nurse);
  await nurse.context().close();
});

test("the screens are open to everybody, and whole on a telephone", async () => {
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    expect(await faultsSeen(page), name).toEqual([]);
  };
  const both = async (name: string): Promise<void> => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1440, height: 900 });
    await choose(page, "English");
    await look(name);
    expect(await numbersCutAt(page, [1024]), name).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    await choose(page, "Español");
    await look(`${name}, Spanish, dark, telephone`);
    await choose(page, "English");
  };
  page = await comeBack(stage, doctor);
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
