// SPDX-License-Identifier: Apache-2.0
/**
 * Takes the picture of the first example's report for `README.md`: where the drug is, and the
 * concentrations at chosen places. Needs `out/report.html` and Chromium
 * (`CHROMIUM`):
 *
 *   ./cisterna run examples/02-morphine-steady.yaml --days 30 --html out/report.html
 *   node tools/documents/picture.ts
 */
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const FROM = new URL("../../out/report.html", import.meta.url).href;
const UPTO = fileURLToPath(new URL("../../docs/images/report.png", import.meta.url));

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
await page.goto(FROM);
const [first, last] = [page.locator("h2").nth(4), page.locator("h2").nth(5)];
const [top, bottom] = [await first.boundingBox(), await last.boundingBox()];
if (top === null || bottom === null) throw new Error("the report has its sections");
await page.screenshot({
  path: decodeURIComponent(UPTO),
  fullPage: true,
  clip: { x: top.x - 24, y: top.y - 24, width: 860, height: bottom.y - top.y + 420 },
});
await browser.close();
