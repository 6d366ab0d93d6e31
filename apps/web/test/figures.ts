// SPDX-License-Identifier: Apache-2.0
/**
 * How heavy and how fast the app is, on this machine, now. Prints one JSON document.
 *
 *   node apps/web/test/figures.ts
 *
 * The ten thousand implants are made up here and stand in for the clinic's answer: what is measured
 * is the browser alone. A loaded machine gives worse figures.
 */
import { closeStage, openPage, openStage, type Stage } from "./browser.ts";
import { openHouse, PASSWORD } from "./house.ts";
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

const stage = await openStage();
const house = await openHouse();
const atHouse = { ...stage, site: { ...stage.site, address: house.address } };
const figures = {
  radar_javascript_gzipped_kB: Math.round(weightOf("radar") / 100) / 10,
  slowest_key_with_10000_implants_ms: Math.round(await slowestKey(atHouse)),
  simulator_frames_per_second: Math.round(await framesOf(stage)),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
await house.close();
await closeStage(stage);
