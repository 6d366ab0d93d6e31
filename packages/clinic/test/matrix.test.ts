// SPDX-License-Identifier: Apache-2.0
/**
 * Every route in every role, at the own clinic, at another's, and without a session. The matrix
 * itself is `docs/permissions.md`. A server with a route that is not what it says is called too.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../src/fact/role.ts";
import type { Route } from "../src/http/inventory.ts";
import { openApi } from "../src/http/openapi.ts";
import { type Caller, openTestClinic, type TestClinic } from "./rig/clinic.ts";

const urlOf = ({ path }: Route, clinic: string): string =>
  path.replace(":clinic", clinic).replace(":patient", "p-1");

const expectedIn = ({ who }: Route, role: Role): boolean =>
  who !== "operator" && (who === "anybody" || who === "signed-in" || who.includes(role));

/** Roads of an infusion: what a route would be called that makes a pump deliver. */
const DOSES = /dose|deliver|infuse|bolus$/;

const dosing = (routes: readonly Route[]): readonly Route[] =>
  routes.filter(({ path }) => DOSES.test(path) && !path.includes("/record-"));

type Staff = { readonly house: TestClinic; readonly callers: ReadonlyMap<Role, Caller> };

const staffed = async (alter?: Parameters<typeof openTestClinic>[2]): Promise<Staff> => {
  const house = await openTestClinic("scratch", null, alter);
  await house.found("other");
  const callers = new Map<Role, Caller>();
  for (const role of ROLES) {
    const account = role === "patient" ? "p-1" : `a-${role}`;
    callers.set(role, await house.hire("one", account, [role]));
  }
  const person = { name: "Erika Muster", born: "1961-04-02", sex: "female" };
  await callers.get("nurse")?.tell("patients/p-1/register-patient", person);
  return { house, callers };
};

type Call = {
  readonly route: Route;
  readonly caller: Caller | null;
  readonly clinic: string;
};

const send = async (house: TestClinic, { route, caller, clinic }: Call): Promise<number> => {
  const options = { method: route.method as "GET", url: urlOf(route, clinic) };
  const body = route.method === "POST" || route.method === "PUT" ? { payload: {} } : {};
  const all = { ...options, ...body };
  return (await (caller === null ? house.call(all) : caller.send(all))).status;
};

/** Whether the door was opened: what stands behind it may still say no to an empty request. */
const isOpen = (status: number): boolean => status !== 401 && status !== 403;

const isStream = ({ path }: Route): boolean => path.endsWith("/changes");

/** Routes that are open or closed to a role against what they say. */
const wrongFor = async ({ house, callers }: Staff, role: Role): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const caller = callers.get(role) ?? null;
  for (const route of house.routes.filter((each) => !isStream(each) && each.method !== "DELETE")) {
    const status = await send(house, { route, caller, clinic: "one" });
    if (isOpen(status) !== expectedIn(route, role)) wrong.push(`${route.method} ${route.path}`);
  }
  return wrong;
};

const isOfClinic = ({ who }: Route): boolean => who !== "anybody" && who !== "operator";

/** Routes that let a session of one clinic into another. */
const leaksOf = async ({ house, callers }: Staff, role: Role): Promise<readonly string[]> => {
  const leaks: string[] = [];
  const caller = callers.get(role) ?? null;
  const closed = house.routes.filter((each) => !isStream(each) && isOfClinic(each));
  for (const route of closed) {
    for (const clinic of ["other", "nowhere"]) {
      const status = await send(house, { route, caller, clinic });
      if (status !== 401) leaks.push(`${route.method} ${route.path}`);
    }
  }
  return leaks;
};

describe("every route, role and clinic", () => {
  let staff: Staff;
  beforeAll(async () => {
    staff = await staffed();
  });
  afterAll(() => staff.house.close());

  test.each(ROLES)("[REQ-096 holds] as %s, at the own clinic", async (role) => {
    expect(await wrongFor(staff, role)).toEqual([]);
  });

  test.each(ROLES)(
    "[REQ-096 holds] as %s, at another clinic: nobody is signed in",
    async (role) => {
      expect(await leaksOf(staff, role)).toEqual([]);
    },
  );

  test("without a session only what is for anybody", async () => {
    const { house } = staff;
    for (const route of house.routes.filter(isOfClinic)) {
      const status = await send(house, { route, caller: null, clinic: "one" });
      expect([route, status]).toEqual([route, 401]);
    }
    expect(house.routes.filter(({ who }) => who === "anybody").map(({ path }) => path)).toEqual([
      "/api/health",
      "/api/ready",
      "/api/clinics/:clinic/session",
      "/api/clinics/:clinic/session/challenge",
      "/api/clinics/:clinic/passport-trust",
      "/api/clinics/:clinic/passport-reader",
      "/api/clinics/:clinic/controller",
      "/api/clinics/:clinic/fhir/metadata",
      "/api/openapi.json",
      "/",
    ]);
  });

  test("every route is described for other programs, and nothing else is", () => {
    const described = Object.entries(openApi()["paths"] as Record<string, object>);
    const told = described.flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const there = staff.house.routes
      .filter(({ path }) => path.startsWith("/api/") && path !== "/api/openapi.json")
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(told.toSorted()).toEqual([...new Set(there)].toSorted());
  });

  test("[REQ-095 holds] no route makes a pump deliver", () => {
    expect(dosing(staff.house.routes)).toEqual([]);
  });
});

describe("a server with a route that is not what it says", () => {
  let staff: Staff;
  beforeAll(async () => {
    staff = await staffed((app) => {
      const config = { who: ["auditor"] } as const;
      const path = "/api/clinics/:clinic/patients/:patient";
      app.get(`${path}/open-to-all`, { config }, async () => ({}));
      app.post(`${path}/deliver-bolus`, { config }, async () => ({}));
    });
  });
  afterAll(() => staff.house.close());

  test("[REQ-096 breaks] is found by its answers, in a role and at another clinic", async () => {
    const wrong = await wrongFor(staff, "patient");
    expect(wrong).toContain("GET /api/clinics/:clinic/patients/:patient/open-to-all");
    const leaks = await leaksOf(staff, "auditor");
    expect(leaks).toContain("GET /api/clinics/:clinic/patients/:patient/open-to-all");
  });

  test("[REQ-095 breaks] is found by its name, if it doses", () => {
    expect(dosing(staff.house.routes)).toHaveLength(1);
  });

  test("[REQ-096 breaks] is not opened at all, if it does not say for whom it is", async () => {
    const open = openTestClinic("scratch", null, (app) => {
      app.get("/api/clinics/:clinic/forgotten", async () => ({}));
    });
    await expect(open).rejects.toThrow("a route says who may call it");
  });
});
