// SPDX-License-Identifier: Apache-2.0
/** The door: how often one address may try passwords, and who may read what the server counts. */
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildServer } from "../src/http/server.ts";
import { openTestClinic, type TestClinic } from "./rig/clinic.ts";

const MOST = 3;

let house: TestClinic;
beforeAll(async () => {
  house = await openTestClinic("scratch");
});
afterAll(() => house.close());

const opened = async (behindProxy: boolean) => {
  const { app } = await buildServer(house.desk, {
    logger: pino({ enabled: false }),
    secure: false,
    behindProxy,
    requestsPerMinute: 1_000,
    signInsPerMinute: MOST,
    metricsFrom: ["127.0.0.1", "10.0.0.5"],
    app: null,
    telemetry: null,
  });
  return app;
};

/** Statuses of sign-ins from one address, each with another story of where it comes from. */
const tried = async (behindProxy: boolean, storyOf: (turn: number) => string) => {
  const app = await opened(behindProxy);
  const statuses: number[] = [];
  for (let turn = 0; turn <= MOST; turn += 1) {
    const { statusCode } = await app.inject({
      method: "POST",
      url: "/api/clinics/one/session",
      headers: { "x-forwarded-for": storyOf(turn) },
      payload: { account: `ghost-${turn}`, password: "no" },
    });
    statuses.push(statusCode);
  }
  await app.close();
  return statuses;
};

const LIMITED = [401, 401, 401, 429];

test("a caller that begins the proxy's list with other addresses is still one caller", async () => {
  expect(await tried(true, (turn) => `10.0.0.${turn}, 192.0.2.7`)).toEqual(LIMITED);
});

test("callers whom the proxy tells apart are counted apart", async () => {
  expect(await tried(true, (turn) => `192.0.2.${turn}`)).toEqual([401, 401, 401, 401]);
});

test("without a proxy nobody is believed", async () => {
  expect(await tried(false, (turn) => `192.0.2.${turn}`)).toEqual(LIMITED);
});

test("what the server counts is read from the addresses of its settings", async () => {
  const app = await opened(true);
  const from = async (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
    (await app.inject({ method: "GET", url: "/api/metrics", remoteAddress, headers })).statusCode;
  expect(await from("10.0.0.5")).toBe(200);
  expect(await from("::ffff:127.0.0.1")).toBe(200);
  expect(await from("10.0.0.6")).toBe(403);
  for (const name of ["x-forwarded-for", "forwarded", "via", "x-real-ip"]) {
    expect([name, await from("127.0.0.1", { [name]: "127.0.0.1" })]).toEqual([name, 403]);
  }
  await app.close();
});
