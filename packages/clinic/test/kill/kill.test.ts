// SPDX-License-Identifier: Apache-2.0
/** A few kills of each kind; many are done by `node tools/long/kill-clinic.ts`. */
import { expect, test } from "vitest";
import { killDatabase, killServer } from "./kill.ts";
import { killableDatabase } from "./postgres.ts";

const schedule = { kills: 2, told: () => undefined };

test("a server that is killed while people write loses nothing acknowledged", async () => {
  const { wrong, acknowledged, kills } = await killServer(schedule);
  expect(wrong).toEqual([]);
  expect([kills, acknowledged > 0]).toEqual([2, true]);
});

test("a PostgreSQL that is killed while people write is found again by its server", async () => {
  const database = await killableDatabase();
  const { wrong, acknowledged, kills } = await killDatabase(database, schedule);
  await database.close();
  expect(wrong).toEqual([]);
  expect([kills, acknowledged > 0]).toEqual([2, true]);
});
