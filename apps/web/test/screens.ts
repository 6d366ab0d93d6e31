// SPDX-License-Identifier: Apache-2.0
/**
 * Every screen of the app, with what is done to bring it into the state that is looked at. The
 * test of screens takes those that need no clinic; the command takes these, and the tours through
 * the clinic, and tells what was wrong with them and which address of the app it did not see.
 *
 *   node apps/web/test/screens.ts FOLDER           photographs all of them in three widths
 *   node apps/web/test/screens.ts FOLDER visit     those whose name begins so
 */
import { mkdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import {
  newPassportPair,
  passportCodec,
  passportSigner,
} from "../../../packages/crypto/src/passport.ts";
import { sealed } from "../../../packages/passport/src/index.ts";
import { PASSPORT } from "../../../packages/passport/test/sample.ts";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { type Camera, openCamera } from "./camera.ts";
import { CLINIC } from "./tours/clinic.ts";
import { CONTROLLER } from "./tours/controller.ts";
import { PROGRAMMING } from "./tours/programmer.ts";
import type { Tour } from "./tours/tour.ts";
import { VISIT } from "./tours/visit.ts";

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

/** Ways through the clinic. */
const TOURS: readonly Tour[] = [CLINIC, VISIT, PROGRAMMING, CONTROLLER];

/** The pages that are no address of the app. */
const PAGES = ["passport.html", "controller.html"];

/** What every address looks like, and every page. */
const addressesOfApp = (): readonly RegExp[] => {
  const source = readFileSync(new URL("../src/shell/routes.tsx", import.meta.url), "utf8");
  const paths = [...source.matchAll(/\bpath: "([^"]+)"/g)].map(([, path = ""]) =>
    path.replace(/\$\w+/g, "[^/]+"),
  );
  return [...paths.map((path) => `#${path}`), ...PAGES].map((each) => new RegExp(`^${each}$`));
};

/** The screens that need no clinic. */
const openScreens = async (stage: Stage, camera: Camera, only: string): Promise<void> => {
  for (const { name, path, prepare } of SCREENS.filter((each) => each.name.startsWith(only))) {
    const page = await openPage(stage, path);
    await prepare(page);
    await camera.look(page, name);
    await page.context().close();
  }
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What a browser says of a clinic that is away, and of what a clinic refuses. */
const EXPECTED = /net::ERR_\w+|WebSocket|status of \d\d\d/;

/** What was not seen, and what was wrong with what was. */
const findings = (stage: Stage, camera: Camera, only: string): readonly string[] => {
  const seen = camera.addresses();
  const unseen =
    only === "" ? addressesOfApp().filter((each) => !seen.some((at) => each.test(at))) : [];
  return [
    ...unseen.map((each) => `not photographed: ${each.source}`),
    ...camera.faults(),
    ...new Set(stage.heard.filter((each) => !EXPECTED.test(each))),
  ];
};

/** Where a tour could not go on: every page as it stood. */
const lastSeen = async ({ browser }: Stage, path: string): Promise<void> => {
  const pages = browser.contexts().flatMap((each) => each.pages());
  for (const [place, page] of pages.entries()) {
    await page.screenshot({ path: `${path}-${place}.png`, fullPage: true });
  }
};

if (import.meta.main) {
  const folder = process.argv[2] ?? "out/screens";
  const only = process.argv[3] ?? "";
  mkdirSync(folder, { recursive: true });
  const stage = await openStage();
  const camera = openCamera(folder);
  await openScreens(stage, camera, only);
  for (const tour of TOURS.filter(({ name }) => only === "" || only.startsWith(name))) {
    await tour.go(stage, camera).catch(async (error) => {
      await lastSeen(stage, `${folder}/stuck-${tour.name}`);
      throw error;
    });
  }
  const found = findings(stage, camera, only);
  for (const each of found) say(each);
  say(`${camera.pictures()} pictures in ${folder}, ${found.length} findings`);
  await closeStage(stage);
}
