// SPDX-License-Identifier: Apache-2.0
/** A browser before the built app, served as any static host would serve it. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { BUILT, buildIfStale } from "../../../packages/cli/src/web/build.ts";
import { type Site, serve } from "../../../packages/cli/src/web/site.ts";

/** A browser, the site, and what the pages said that they should not. */
export type Stage = {
  readonly browser: Browser;
  readonly site: Site;
  /** Errors of pages, and requests to anywhere else. */
  readonly heard: string[];
};

/** How long something may take on a machine with other work. */
export const PATIENT = { timeout: 15_000 };

/** Builds, serves, and opens a browser. */
export const openStage = async (...more: readonly string[]): Promise<Stage> => {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: set CHROMIUM`);
  await buildIfStale();
  const site = await serve(BUILT, 0);
  const always = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update"];
  const args = [...always, ...more];
  return { browser: await chromium.launch({ executablePath, args }), site, heard: [] };
};

/** Ends browser and site. */
export const closeStage = async ({ browser, site }: Stage): Promise<void> => {
  await browser.close();
  await site.close();
};

const watch = (page: Page, { heard, site }: Stage): void => {
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("console", (message) => {
    const asksForClinic = message.location().url.endsWith("/api/health");
    if (message.type() === "error" && !asksForClinic) heard.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    const isOurs = url.replace(/^ws/, "http").startsWith(site.address);
    if (!isOurs && !/^(data|blob):/.test(url)) heard.push(url);
  });
};

/** A page at an address of the app, in a context of its own. */
export const openPage = async (
  stage: Stage,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await stage.browser.newContext({
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  watch(page, stage);
  await page.goto(stage.site.address + path);
  await page.locator("h1").first().waitFor();
  return page;
};
