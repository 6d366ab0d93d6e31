// SPDX-License-Identifier: Apache-2.0
/** The demo clinic is filled once, however often the filling is cut off. */
import { expect, test } from "vitest";
import { fillDemo } from "../src/demo/fill.ts";
import { DEMO_CLINIC } from "../src/demo/people.ts";
import { openDesk } from "../src/desk/desk.ts";
import { FACTOR, PASSWORD } from "./rig/clinic.ts";
import { openScratch } from "./rig/place.ts";

const SECRETS = { password: PASSWORD, factor: FACTOR };

test("a filling that is cut off goes on an hour later as it was begun", async () => {
  const { db, close } = await openScratch();
  const clock = { ms: Date.parse("2026-03-02T09:00:00Z"), deeds: 0 };
  const desk = openDesk(db, () => clock.ms);
  const serve: typeof desk.serve = async (clinic) => {
    const served = await desk.serve(clinic);
    if (served === null) return null;
    const perform: typeof served.record.perform = (request) => {
      clock.deeds += 1;
      return clock.deeds > 40
        ? Promise.reject(new Error("cut off"))
        : served.record.perform(request);
    };
    return { ...served, record: { ...served.record, perform } };
  };
  await expect(fillDemo({ ...desk, serve }, SECRETS)).rejects.toThrow("cut off");
  clock.ms += 3_600_000;
  await fillDemo(desk, SECRETS);
  const before = (await (await desk.serve(DEMO_CLINIC))?.record.look())?.head;
  await fillDemo(desk, SECRETS);
  const after = (await (await desk.serve(DEMO_CLINIC))?.record.look())?.head;
  expect(after).toEqual(before);
  await close();
});
