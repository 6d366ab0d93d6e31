// SPDX-License-Identifier: Apache-2.0
/** A patient with a course: a refill with another dose, and assessments before and after it. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { DOSE, GUARD, MORPHINE, syringe } from "../../../packages/clinic/test/course/ward.ts";
import type { House } from "./house.ts";

/** The patient. */
export const COURSE = "c1";

const REFILLED = "2026-04-01T08:00:00+02:00";

const PAIN = [
  ["2026-03-02", 8],
  ["2026-03-20", 6],
  ["2026-04-01", 3],
] as const;

/** Lets the course happen. The clinic's clock stands on the day of the refill afterwards. */
export const letHappen = async (house: House): Promise<void> => {
  await house.fill(COURSE, "Cora Course");
  house.wait(REFILLED);
  for (const [on, score] of PAIN) {
    const assessment = { on, instrument: "nrs", moment: "average", score };
    await house.does(`patients/${COURSE}/record-assessment`, { assessment });
  }
  await house.receive("c1-2", COURSE);
  await house.refill(COURSE, {
    visit: "visit-2",
    implant: "implant-1",
    reading: { source: "typed", at: REFILLED, volume: "14 mL", running: true, alarms: [] },
    aspirate: { volume: "13.9 mL", appearance: "clear" },
    syringes: [{ ...syringe("c1-2"), patient: COURSE }],
    fill: { volume: "20 mL", drugs: MORPHINE, prescription: { ...DOSE, basal: "2.4 mg/d" } },
    guard: { ...GUARD, observe_from: REFILLED },
    read_back: { source: "typed", running: true, volume: "20 mL", per_day: "2.4 mg/d" },
  });
};

/** The course on the patient's page: drawn, each figure with its unit and source, and as tables. */
export const seeCourse = async (page: Page): Promise<void> => {
  const card = page.getByRole("region", { name: "Course", exact: true });
  const dose = card.getByRole("group", { name: "morphine: dose in 24 h, mg/d" });
  await dose.getByRole("link", { name: /^1 Apr 2026.*: 2\.4\smg\/d; visit/ }).waitFor();
  expect(await dose.locator(".steps").getAttribute("d")).toMatch(/^M[^M]+H[^M]+H[^M]+$/);
  const pain = card.getByRole("group", { name: /^Pain, average: 0 to 10 points/ });
  expect(await pain.getByRole("link").count()).toBe(3);
  await pain.getByRole("link").last().focus();
  await page
    .getByText(/1 Apr 2026: Pain.*3 points; recorded by doctor/)
    .first()
    .waitFor();
  await card.getByText("The same as a table").first().click();
  expect(await card.getByRole("row", { name: /morphine, program|points/ }).count()).toBe(5);
  const found = await card.getByRole("row", { name: /13\.9\smL/ }).innerText();
  for (const said of ["14\u202fmL", "0.1\u202fmL", "Within the limits.", "61\u202fmg"])
    expect(found).toContain(said);
};
