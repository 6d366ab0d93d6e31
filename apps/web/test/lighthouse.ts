// SPDX-License-Identifier: Apache-2.0
/**
 * What Lighthouse says of the screens of a clinic, as somebody who is signed in sees them. It is no
 * dependency of the tree: it is fetched from npm into `out` in one exact version, without scripts.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { PASSWORD } from "./house.ts";
import { signInAs } from "./walk.ts";

/** The version that is asked. */
export const LIGHTHOUSE = "13.5.0";

const FOLDER = fileURLToPath(new URL("../../../out/lighthouse", import.meta.url));
const DOOR = join(FOLDER, "node_modules/lighthouse/core/index.js");

/** Scores of one screen, of 100. */
export type Scores = {
  readonly name: string;
  readonly categories: Readonly<Record<string, number>>;
};

type Category = { readonly title: string; readonly score: number | null };
type Verdict = { readonly lhr: { readonly categories: Readonly<Record<string, Category>> } };

/** As much of its interface as is used here. */
type Lighthouse = {
  readonly default: (url: string, flags: object, config: object) => Promise<Verdict | undefined>;
  readonly desktopConfig: object;
};

const fetched = async (): Promise<Lighthouse> => {
  if (!existsSync(DOOR)) {
    mkdirSync(FOLDER, { recursive: true });
    const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", FOLDER];
    const { status } = spawnSync("npm", [...words, `lighthouse@${LIGHTHOUSE}`], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) throw new Error("npm could not fetch lighthouse; its message stands above");
  }
  return (await import(pathToFileURL(DOOR).href)) as Lighthouse;
};

/** A port that nobody listens on now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });

const SCREENS = [
  ["radar", "#/"],
  ["patient", "#/patients/p1"],
  ["passport", "#/patients/p1/passport"],
  ["programmer", "#/patients/p1/programmer"],
  ["pump lab", "#/lab"],
  ["lab bench", "#/lab/morphine"],
  ["simulator", "#/simulator"],
  ["passport reader", "passport.html"],
] as const;

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const scores = (name: string, { lhr }: Verdict): Scores => ({
  name,
  categories: Object.fromEntries(
    Object.values(lhr.categories).map(({ title, score }) => [
      title.toLowerCase(),
      Math.round((score ?? 0) * 100),
    ]),
  ),
});

/** The scores of every screen. */
export const scoresOf = async (address: string): Promise<readonly Scores[]> => {
  const { default: look, desktopConfig } = await fetched();
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), "cisterna-lighthouse-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
    locale: "en-GB",
  });
  const page = await browser.newPage();
  await page.goto(`${address}#/`);
  await signInAs(page, "doctor", PASSWORD);
  const flags = { port, logLevel: "error", disableStorageReset: true, onlyCategories: CATEGORIES };
  const found: Scores[] = [];
  for (const [name, path] of SCREENS) {
    const verdict = await look(address + path, flags, desktopConfig);
    if (verdict !== undefined) found.push(scores(name, verdict));
  }
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
  return found;
};
