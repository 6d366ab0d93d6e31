// SPDX-License-Identifier: Apache-2.0
/** A small run of what `tools/long/kill-pump.ts` does two hundred times. */
import { expect, test } from "vitest";
import { killed } from "./kill.ts";

test("pump serve is killed eight times during commands and has lost nothing", async () => {
  const found = await killed(8, () => undefined);
  expect(found).toMatchObject({ kills: 8, wrong: [] });
}, 240_000);
