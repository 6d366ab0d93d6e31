// SPDX-License-Identifier: Apache-2.0
/**
 * Every screen of the app, with what is done to bring it into the state that is looked at.
 *
 *   node apps/web/test/screens.ts FOLDER    photographs all of them in three widths
 */
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { CODEC, newKeyPair, signerOf } from "../../../packages/cli/src/passport/crypto.ts";
import { sealed } from "../../../packages/passport/src/index.ts";
import { PASSPORT } from "../../../packages/passport/test/sample.ts";
import { closeStage, openPage, openStage } from "./browser.ts";

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
      const pair = newKeyPair();
      const trust = { clinics: [{ name: "Pain clinic", public: pair.public }] };
      const file = (name: string, mimeType: string, content: string) => ({
        name,
        mimeType,
        buffer: Buffer.from(content),
      });
      await page
        .getByLabel(/Add a clinic/)
        .setInputFiles(file("t.json", "application/json", JSON.stringify(trust)));
      const text = sealed(PASSPORT, CODEC, signerOf(pair));
      await page.getByLabel(/Choose a photo/).setInputFiles(file("p.txt", "text/plain", text));
      await page.getByText("What kills?").waitFor();
    },
  },
  { name: "bench-refill", path: "#/lab/morphine", prepare: keys("d", "r") },
];

const WIDTHS = [1440, 1024, 390] as const;

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
  for (const line of new Set(stage.heard)) process.stdout.write(`${line}\n`);
  await closeStage(stage);
}
