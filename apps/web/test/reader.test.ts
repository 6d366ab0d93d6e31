// SPDX-License-Identifier: Apache-2.0
/**
 * The passport reader as an emergency doctor uses it: one file, opened from a disk without a
 * network, with passports that the command line's own code signed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { encode } from "uqr";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { BUILT } from "../../../packages/cli/src/web/build.ts";
import {
  newPassportPair,
  passportCodec,
  passportSigner,
} from "../../../packages/crypto/src/passport.ts";
import { type Passport, sealed } from "../../../packages/passport/src/index.ts";
import { PASSPORT } from "../../../packages/passport/test/sample.ts";
import { closeStage, openStage, type Stage } from "./browser.ts";
import { faultsSeen, numbersCutAt } from "./sight.ts";

const folder = mkdtempSync(join(tmpdir(), "cisterna-reader-"));
const KEY = newPassportPair();
const DAY = 86_400_000;

const at = (days: number) => {
  const epochMs = Math.floor(Date.now() / 1000) * 1000 + days * DAY;
  return { epochMs, offsetMinutes: 60 };
};

const CURRENT: Passport = {
  ...PASSPORT,
  issued: at(-3),
  filled: at(-3),
  settled: at(-3),
  due: at(60),
};

const text = (passport: Passport): string => sealed(passport, passportCodec, passportSigner(KEY));

const trust = (more: object = {}): string => {
  const clinics = [{ name: "Pain clinic", public: KEY.public, ...more }];
  return JSON.stringify({ kind: "cisterna-passport-trust", clinics });
};

const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const [SCALE, QUIET] = [4, 16];

/** A film of one picture, as the browser's false camera plays it: the code in grey. */
const filmOf = (content: string): Uint8Array => {
  const { data, size } = encode(content);
  const side = size * SCALE + 2 * QUIET;
  const wide = side + (side % 2);
  const light = new Uint8Array(wide * wide).fill(235);
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      for (let line = 0; dark && line < SCALE; line += 1) {
        const from = (QUIET + y * SCALE + line) * wide + QUIET + x * SCALE;
        light.fill(16, from, from + SCALE);
      }
    });
  });
  const grey = new Uint8Array((wide * wide) / 2).fill(128);
  const head = new TextEncoder().encode(
    `YUV4MPEG2 W${wide} H${wide} F10:1 Ip A1:1 C420jpeg\nFRAME\n`,
  );
  return Buffer.concat([head, light, grey]);
};

let stage: Stage;
let page: Page;

beforeAll(async () => {
  const film = written("code.y4m", filmOf(text(CURRENT)));
  stage = await openStage(
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  );
});

afterEach(() => page.context().close());

afterAll(async () => {
  await closeStage(stage);
  rmSync(folder, { recursive: true });
});

const PAGE = pathToFileURL(join(BUILT, "passport.html")).href;

/** Opens the file without a network. */
const opened = async (locale = "en-GB", address = PAGE): Promise<Page> => {
  const context = await stage.browser.newContext({ locale, viewport: { width: 390, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  await context.setOffline(true);
  return page;
};

const has = (what: string | RegExp): Promise<void> => page.getByText(what).first().waitFor();

const choose = (name: RegExp, file: string): Promise<void> =>
  page.getByLabel(name).setInputFiles(file);

const trusting = (more: object = {}): Promise<void> =>
  choose(/Add a clinic|Añadir/, written("trust.json", trust(more)));

test("a scan answers the five questions, and the second reader needs one tap", async () => {
  await opened("en-GB", `${stage.site.address}passport.html`);
  await trusting();
  await has("Clinics that are trusted: 1 on the list");
  await page.getByRole("button", { name: "Scan the code" }).click();
  await has("✓ Genuine · current");
  for (const question of ["What is in it?", "How much?", "When does it run dry?", "What kills?"]) {
    await page.getByRole("heading", { name: question }).waitFor();
  }
  await has(/morphine 10\smg\/mL/);
  await has(/Too much morphine: antidote naloxone/);
  await page.getByRole("link", { name: "+34 900 000 000" }).waitFor();
  await has(/Issued .*, 3\sd ago, by Pain clinic/);
});

test("a photograph and a text file are read from the disk, in the reader's language", async () => {
  await opened("es-ES");
  await trusting();
  const svg = await stage.browser.newPage({ viewport: { width: 700, height: 700 } });
  const { data } = encode(text(CURRENT));
  const cells = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`<rect x="${x}" y="${y}" width="1" height="1"/>`] : [])),
  );
  await svg.setContent(`<svg width="660" viewBox="-4 -4 ${data.length + 8} ${data.length + 8}"
    shape-rendering="crispEdges">${cells.join("")}</svg>`);
  const picture = written("code.png", await svg.screenshot());
  await svg.close();
  await choose(/Elegir una foto/, picture);
  await has("✓ Auténtico · vigente");
  await has("¿Qué mata?");
  await has(/morfina 10\smg\/mL/);
  await page.getByRole("button", { name: "Leer otro" }).click();
  await choose(/Elegir una foto/, written("passport.txt", text(CURRENT)));
  await has("¿A quién llamar?");
});

test("what is old says so before anything else", async () => {
  await opened();
  await trusting();
  await choose(/Choose a photograph/, written("old.txt", text({ ...CURRENT, due: at(-1) })));
  await has(/⚠ Genuine · OLD: its refill was due/);
});

test("an unknown clinic, a changed text and a revoked passport are not believed", async () => {
  await opened();
  await choose(/Choose a photograph/, written("passport.txt", text(CURRENT)));
  await has("A clinic signed it that is not on the list of trusted clinics.");
  expect(await page.getByText("mg/mL").count()).toBe(0);
  await page.getByRole("button", { name: "Read another" }).click();
  await page.getByText("Type or paste the text").click();
  await page.getByRole("textbox").fill("CISTERNA1:ABC");
  await page.getByRole("button", { name: "Read it" }).click();
  await has("The text is cut off or damaged. Scan it again.");
  await page.getByRole("button", { name: "Read another" }).click();
  await trusting({ revoked: [CURRENT.id] });
  await choose(/Choose a photograph/, written("passport.txt", text(CURRENT)));
  await has("The clinic has revoked this passport.");
});

test("a file that holds no keys is refused", async () => {
  await opened();
  await choose(
    /Add a clinic/,
    written("wrong.json", `{"clinics":[{"name":"x","public":"short"}]}`),
  );
  await has("This is no file of keys.");
});

test("answers are open to everybody: axe finds nothing, and nothing goes sideways", async () => {
  await opened("es-ES", `${stage.site.address}passport.html`);
  await trusting();
  await choose(/Elegir una foto/, written("passport.txt", text(CURRENT)));
  await has("¿Qué mata?");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsSeen(page), colorScheme).toEqual([]);
  }
  expect(await numbersCutAt(page)).toEqual([]);
});

test("the file asks nobody for anything", () => {
  const html = readFileSync(join(BUILT, "passport.html"), "utf8");
  expect(html).toContain("default-src 'none'");
  expect([...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="(?!data:)[^"]+"/g)]).toEqual([]);
});
