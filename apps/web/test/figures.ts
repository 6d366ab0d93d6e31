// SPDX-License-Identifier: Apache-2.0
/**
 * How heavy and how fast the app is, on this machine, now, and what Lighthouse says of its screens.
 * Prints one JSON document; Lighthouse is fetched from npm when it is not there yet.
 *
 *   node apps/web/test/figures.ts            measures
 *   node apps/web/test/figures.ts --write    and writes the table in docs/web.md
 *
 * The ten thousand implants are made up here and stand in for the clinic's answer: what is measured
 * is the browser alone. A loaded machine gives worse figures.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { openHouse, PASSWORD } from "./house.ts";
import { LIGHTHOUSE, type Scores, scoresOf } from "./lighthouse.ts";
import { weightOf } from "./weight.ts";

const IMPLANTS = 10_000;
const FRAMES_MS = 4_000;

const rowOf = (place: number) => ({
  patient: `p${place}`,
  implant: "implant-1",
  name: `Made Up ${place}`,
  band: "planned",
  reasons: ["no-appointment"],
  next: [{ kind: "book-refill", by: "2026-03-20" }],
  low: "2026-04-01T09:00:00+01:00",
  empty: "2026-04-10T09:00:00+01:00",
  due: "2026-04-01T09:00:00+01:00",
  act_by: "2026-03-31",
  order_by: null,
  appointment: null,
  stable: null,
});

/** Milliseconds from a key to the next frame that was painted, the slowest of some. */
const slowestKey = async (stage: Stage): Promise<number> => {
  const page = await openPage(stage, "#/");
  await page.route("**/demo/radar", (route) =>
    route.fulfill({
      json: {
        as_of: "2026-03-02T09:00:00+01:00",
        configured: true,
        bands: { planned: IMPLANTS },
        rows: Array.from({ length: IMPLANTS }, (_, place) => rowOf(place)),
      },
    }),
  );
  await page.getByLabel("Clinic", { exact: true }).fill("demo");
  await page.getByLabel("Name to sign in with").fill("nurse");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByText(`${IMPLANTS}`).first().waitFor();
  const slowest = (await page.evaluate(`(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const field = document.querySelector(".main input");
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    let slowest = 0;
    for (const text of ["9", "99", "999", "99", "9", ""]) {
      const from = performance.now();
      set.call(field, text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await painted();
      slowest = Math.max(slowest, performance.now() - from);
    }
    for (let step = 0; step < 40; step += 1) {
      const from = performance.now();
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));
      await painted();
      slowest = Math.max(slowest, performance.now() - from);
    }
    return slowest;
  })()`)) as number;
  await page.context().close();
  return slowest;
};

/** Frames a second while the simulator plays. */
const framesOf = async (stage: Stage): Promise<number> => {
  const page = await openPage(stage, "#/simulator", { reducedMotion: "no-preference" });
  await page.locator(".canal svg").waitFor();
  await page.getByRole("button", { name: "Play" }).click();
  const frames = (await page.evaluate(`new Promise((done) => {
    const from = performance.now();
    let frames = 0;
    const next = () => {
      frames += 1;
      if (performance.now() - from < ${FRAMES_MS}) requestAnimationFrame(next);
      else done(frames);
    };
    requestAnimationFrame(next);
  })`)) as number;
  await page.context().close();
  return frames / (FRAMES_MS / 1000);
};

/** What is measured, as the document says it. */
type Row = { readonly what: string; readonly measured: string; readonly aim: string };

const ownRows = async (stage: Stage, site: Stage["site"]): Promise<readonly Row[]> => {
  const there = { ...stage, site };
  const slowest = Math.round(await slowestKey(there));
  return [
    {
      what: "JavaScript before the radar is drawn, gzipped",
      measured: `${Math.round(weightOf("radar") / 1000)} kB`,
      aim: "at most 200 kB",
    },
    {
      what: "slowest of 46 keys with 10,000 implants on the radar, to the next frame",
      measured: `${slowest} ms`,
      aim: "under 100 ms",
    },
    {
      what: "simulator while it plays",
      measured: `${Math.round(await framesOf(stage))} frames a second`,
      aim: "at least 30",
    },
  ];
};

const scoreRows = (scores: readonly Scores[]): readonly Row[] =>
  scores.map(({ name, categories }) => ({
    what: `Lighthouse, ${name}`,
    measured: Object.entries(categories)
      .map(([category, score]) => `${category} ${score}`)
      .join(", "),
    aim: "each at least 95",
  }));

const PAGE = new URL("../../../docs/web.md", import.meta.url);
const REGION = /(<!-- figures: [^\n]* -->\n)[\s\S]*?(<!-- end of figures -->)/;

const table = (rows: readonly Row[]): string => {
  const [load = 0] = loadavg();
  const day = new Date().toISOString().slice(0, 10);
  const lines = rows.map(({ what, measured, aim }) => `| ${what} | ${measured} | ${aim} |`);
  return `
Measured on ${day} on ${cpus().length} cores with a load of ${load.toFixed(1)} from other work;
Chromium ${CHROMIUM}, Lighthouse ${LIGHTHOUSE} in its desktop form.

| what | measured | aim |
|---|---|---|
${lines.join("\n")}

`;
};

const stage = await openStage();
const CHROMIUM = stage.browser.version();
const house = await openHouse();
const own = await ownRows(stage, { ...stage.site, address: house.address });
await closeStage(stage);
const rows = [...own, ...scoreRows(await scoresOf(house.address))];
process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
if (process.argv.includes("--write")) {
  const text = readFileSync(PAGE, "utf8");
  const written = text.replace(
    REGION,
    (_, head: string, tail: string) => head + table(rows) + tail,
  );
  writeFileSync(PAGE, written);
}
await house.close();
process.exit(0);
