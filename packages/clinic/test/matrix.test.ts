// SPDX-License-Identifier: Apache-2.0
/**
 * REQ-096: every route in every role, at the own clinic, at another's, and without a session. The
 * matrix itself is `docs/permissions.md`.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../src/fact/role.ts";
import type { Route } from "../src/http/inventory.ts";
import { type Caller, openTestClinic, type TestClinic } from "./rig/clinic.ts";

const urlOf = ({ path }: Route, clinic: string): string =>
  path.replace(":clinic", clinic).replace(":patient", "p-1");

const expectedIn = ({ who }: Route, role: Role): boolean =>
  who === "anybody" || who === "signed-in" || who.includes(role);

describe("REQ-096 every route, role and clinic", () => {
  let house: TestClinic;
  const callers = new Map<Role, Caller>();

  beforeAll(async () => {
    house = await openTestClinic({ kind: "memory" });
    await house.found("other");
    for (const role of ROLES) {
      const account = role === "patient" ? "p-1" : `a-${role}`;
      callers.set(role, await house.hire("one", account, [role]));
    }
    const nurse = callers.get("nurse");
    const person = { name: "Erika Muster", born: "1961-04-02", sex: "female" };
    await nurse?.tell("patients/p-1/register-patient", person);
  });
  afterAll(() => house.close());

  const isStream = ({ path }: Route): boolean => path.endsWith("/changes");
  const asked = () => house.routes.filter((route) => !isStream(route));

  const send = async (route: Route, caller: Caller | null, clinic: string) => {
    const options = { method: route.method as "GET", url: urlOf(route, clinic) };
    const body = route.method === "POST" || route.method === "PUT" ? { payload: {} } : {};
    const all = { ...options, ...body };
    return (await (caller === null ? house.call(all) : caller.send(all))).status;
  };

  /** Whether the door was opened: what stands behind it may still say no to an empty request. */
  const isOpen = (status: number): boolean => status !== 401 && status !== 403;

  test.each(ROLES)("as %s, at the own clinic", async (role) => {
    const found: string[] = [];
    const expected: string[] = [];
    for (const route of asked().filter(({ method }) => method !== "DELETE")) {
      const line = `${route.method} ${route.path}`;
      const caller = callers.get(role) ?? null;
      if (isOpen(await send(route, caller, "one"))) found.push(line);
      if (expectedIn(route, role)) expected.push(line);
    }
    expect(found).toEqual(expected);
  });

  test.each(ROLES)("as %s, at another clinic: as if nobody were signed in", async (role) => {
    for (const route of asked().filter(({ who }) => who !== "anybody")) {
      const caller = callers.get(role) ?? null;
      expect([route, await send(route, caller, "other")]).toEqual([route, 401]);
      expect([route, await send(route, caller, "nowhere")]).toEqual([route, 401]);
    }
  });

  test("without a session only what is for anybody", async () => {
    for (const route of house.routes.filter(({ who }) => who !== "anybody")) {
      expect([route, await send(route, null, "one")]).toEqual([route, 401]);
    }
    expect(house.routes.filter(({ who }) => who === "anybody").map(({ path }) => path)).toEqual([
      "/api/health",
      "/api/ready",
      "/api/metrics",
      "/api/clinics/:clinic/session",
      "/api/openapi.json",
      "/",
    ]);
  });

  test("REQ-095 no route commands a pump or sets a dose in one", () => {
    const doses = house.routes.filter(({ path }) =>
      /dose|deliver|infuse|command|bolus$/.test(path),
    );
    expect(doses.filter(({ path }) => !path.includes("/record-"))).toEqual([]);
  });
});
