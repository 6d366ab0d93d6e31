// SPDX-License-Identifier: Apache-2.0
/** The clinic's bench in small: every part is carried out and gives figures of its own. */
import { expect, test } from "vitest";
import { embeddedGround } from "../src/bench/clinic/ground.ts";
import { measureOn } from "../src/bench/clinic.ts";

const SMALL = {
  ...{ visits: 1, patients: 4, turns: 2, radars: 1 },
  ...{ readers: 2, reads: 4, records: 1, starts: 0 },
};

test("every part measures what it says, on a clinic that did it", async () => {
  const ground = embeddedGround();
  const shares: number[] = [];
  const figures = await measureOn(ground, SMALL, (share) => shares.push(share));
  await ground.close();
  expect(figures.map(({ what }) => what.replace(/[0-9]+/g, "N"))).toEqual([
    "PGlite: N events appended",
    "PGlite: N events appended, beside another",
    "PGlite: a visit committed, password and code proven",
    "PGlite: the radar of N implants",
    "PGlite: a patient's page under N readers",
    "PGlite: pages a second under them",
    "PGlite: $everything of a patient with N visits",
    "PGlite: a backup of N events",
    "PGlite: N events taken in and verified",
  ]);
  for (const { sample } of figures) expect(sample.median).toBeGreaterThan(0);
  expect(shares.at(-1)).toBeLessThan(1);
});
