// SPDX-License-Identifier: Apache-2.0
/** The report in a real browser: on three screens, in both colour schemes, and printed on A4. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { milliseconds } from "@cisterna/quantity";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeReport } from "../src/report/report.ts";
import { mixture, reportInput } from "./report-sample.ts";

const HOSTILE = `A-17 <script>document.title = "taken"</script> "; } body { display: none }`;
const folder = mkdtempSync(join(tmpdir(), "cisterna-report-"));
const file = pathToFileURL(join(folder, "report.html")).href;
const heard: string[] = [];
let browser: Browser;

beforeAll(async () => {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: set CHROMIUM`);
  const of = { ...mixture, patient: { ...mixture.patient, id: HOSTILE } };
  const presses = { kind: "every", interval: milliseconds(5_400_000) } as const;
  writeFileSync(join(folder, "report.html"), writeReport(reportInput(of, { days: 8, presses })));
  browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const opened = async (width: number, colorScheme: "light" | "dark"): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== file) heard.push(request.url());
  });
  await page.goto(file);
  return page;
};

test.each([
  [1440, "light"],
  [1024, "dark"],
  [390, "light"],
  [390, "dark"],
] as const)(
  "fits a screen of %i px (%s), loads nothing, complains of nothing",
  async (width, scheme) => {
    const page = await opened(width, scheme);
    const scrolled = await page.evaluate("document.documentElement.scrollWidth");
    const shown = await page.evaluate(
      `(() => {
        const drawings = [...document.querySelectorAll(".drawing")];
        const seen = drawings.filter((each) => each.checkVisibility());
        return seen.length > 0 && seen.length * 2 === drawings.length;
      })()`,
    );
    expect(scrolled).toBeLessThanOrEqual(width);
    expect(shown).toBe(true);
    expect(heard).toEqual([]);
    await page.close();
  },
);

test("shows the patient's id letter by letter, and runs none of it", async () => {
  const page = await opened(1024, "light");
  expect(await page.locator("h1").innerText()).toBe(`Patient ${HOSTILE}`);
  expect(await page.title()).toContain("plan and simulated run");
  expect(await page.locator("main").isVisible()).toBe(true);
  await page.close();
});

test("prints on A4, on several sheets, and no figure is larger than one", async () => {
  const page = await opened(1024, "light");
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const text = pdf.toString("latin1");
  const sheets = text.match(/\/Type\s*\/Page\b/g) ?? [];
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  expect(sheets.length).toBeGreaterThan(1);
  expect(boxes.length).toBeGreaterThan(0);
  for (const [, width, height] of boxes) {
    expect(Math.abs(Number(width) - 595)).toBeLessThan(2);
    expect(Math.abs(Number(height) - 842)).toBeLessThan(2);
  }
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 673, height: 979 });
  const tallest = await page.evaluate(
    `Math.max(...[...document.querySelectorAll("figure")].map(
      (each) => each.getBoundingClientRect().height,
    ))`,
  );
  expect(tallest).toBeLessThan(979);
  await page.close();
});
