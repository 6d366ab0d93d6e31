// SPDX-License-Identifier: Apache-2.0
/** The demo's implants: what their record says is what they do, and stopping loses nothing. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leave } from "@cisterna/link";
import { assert } from "@cisterna/quantity";
import { expect, test } from "vitest";
import type { PatientState } from "../src/course/patient.ts";
import type { Practice } from "../src/course/standing.ts";
import { fillDemo } from "../src/demo/fill.ts";
import { makeDemoImplants } from "../src/demo/implants.ts";
import { DEMO_CLINIC } from "../src/demo/people.ts";
import { openDesk } from "../src/desk/desk.ts";
import { emptyShelf, onShelf, put } from "../src/fact/shelf.ts";
import { openTelemetry, type Telemetry } from "../src/implants/telemetry.ts";
import { FACTOR, PASSWORD } from "./rig/clinic.ts";
import { openScratch } from "./rig/place.ts";
import { certifiedBy, drawKeys, pairOver, radioIn, readOver } from "./rig/ward.ts";

const NOW = Date.parse("2026-03-02T09:00:00Z");
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const HALF_A_DAY_NL = 100_000;

const SOME = ["demo-1", "demo-8", "demo-20"] as const;

/** Three patients of the demo: each pump's days are lived one by one, and a test has no months. */
const someOf = (practice: Practice): Practice => ({
  ...practice,
  patients: SOME.reduce((shelf, id) => {
    const patient = onShelf(practice.patients, id);
    assert(patient !== undefined, "a patient of the demo", { id });
    return put(shelf, id, patient);
  }, emptyShelf<PatientState>()),
});

test("each pump was filled when its record says, has delivered since, knows nobody", async () => {
  const { db, close } = await openScratch();
  const desk = openDesk(db, () => NOW);
  await fillDemo(desk, { password: PASSWORD, factor: FACTOR });
  const served = await desk.serve(DEMO_CLINIC);
  assert(served !== null, "the demo clinic is served");
  const { state } = await served.record.look();
  const folder = join(mkdtempSync(join(tmpdir(), "cisterna-demo-")), "implants");
  await makeDemoImplants(folder, someOf(state.practice), NOW);
  const open = async (now: number): Promise<Telemetry> => {
    const opened = await openTelemetry({ clinic: DEMO_CLINIC, folder, now: () => now });
    assert(opened.ok, "the demo's implants live", { opened });
    return opened.value;
  };
  const read = async (telemetry: Telemetry, pump: string) => {
    const keys = drawKeys();
    const who = { keys, certified: certifiedBy(telemetry, keys) };
    const paired = await pairOver(radioIn(telemetry, pump), { folder, pump }, who);
    assert(paired !== null, "a card pairs with a pump that knows nobody", { pump });
    const dossier = await readOver(paired.remote);
    await leave(paired.remote);
    return dossier;
  };
  const first = await open(NOW);
  expect(SOME.map((id) => first.standing(`DEMO-${id}`))).toEqual(["here", "here", "here"]);
  // 38 mL above the residual, 12 days of 2 mg at 10 mg/mL.
  const ran = await read(first, "DEMO-demo-1");
  expect(ran?.status).toMatchObject({ mode: "running", version: 1 });
  // The first patient has a controller, and doses to ask for.
  expect(ran?.program?.onDemand).toMatchObject({ perDay: 6, lockout: 2 * HOUR_MS });
  const left = Number(ran?.filled) - Number(ran?.status.reservoir);
  expect(Math.abs(left - 12 * 200_000)).toBeLessThan(HALF_A_DAY_NL);
  first.stop();
  const later = await open(NOW + 3 * DAY_MS);
  const again = await read(later, "DEMO-demo-20");
  expect(again?.status).toMatchObject({ mode: "running", version: 1 });
  expect(Number(again?.status.now) - 91 * DAY_MS).toBeLessThan(DAY_MS);
  later.stop();
  await close();
});
