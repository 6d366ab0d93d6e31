// SPDX-License-Identifier: Apache-2.0
/** Readings that come at once: one look, one transaction, and each fails alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteAccess, noteAccesses } from "../src/desk/access.ts";
import { inClinic } from "../src/store/scope.ts";
import { openTogether } from "../src/store/together.ts";
import { openTestClinic, type TestClinic } from "./rig/clinic.ts";
import { describeOnBoth } from "./rig/suite.ts";

describeOnBoth("readings that come at once", (rig) => {
  let house: TestClinic;
  beforeAll(async () => {
    house = await openTestClinic((await rig.site()).place);
  });
  afterAll(() => house.close());

  const counted = () => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      return looks;
    };
    const place = { db: house.db, clinic: "one", look, write: noteAccesses };
    return { together: openTogether(place), looks: () => looks };
  };

  const noted = async (account: string): Promise<number> => {
    const rows = await inClinic(house.db, "one", (scope) =>
      scope.selectFrom("access").select("seq").where("account", "=", account).execute(),
    );
    return rows.length;
  };

  const line = (account: string) => ({
    ...{ clinic: "one", account, what: "radar", subject: "clinic", result: "shown" },
    ...{ emergency: null, at: house.clock.ms },
  });

  test("share a look that is younger than each of them", async () => {
    const { together, looks } = counted();
    const seen = await Promise.all(
      Array.from({ length: 20 }, () => together(async (_, look) => look)),
    );
    // The first goes at once, alone; the others wait for it and go together.
    expect(seen).toEqual([1, ...Array.from({ length: 19 }, () => 2)]);
    expect(await together(async (_, look) => look)).toBe(3);
    expect(looks()).toBe(3);
  });

  test("one that breaks fails alone, and what the others wrote stands once", async () => {
    const { together } = counted();
    const write = (account: string) =>
      together(async (_, __, note) => {
        note(line(account));
        return account;
      });
    const all = await Promise.allSettled([
      write("first"),
      write("one"),
      together(async (_, __, note) => {
        note(line("broken"));
        note({ ...line("broken"), clinic: "another" });
      }),
      write("two"),
      together(async (scope, _, note) => {
        note(line("broken"));
        await noteAccess(scope, { ...line("broken"), clinic: "another" });
      }),
    ]);
    expect(all.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
    ]);
    const counts = await Promise.all(["first", "one", "broken", "two"].map(noted));
    expect(counts).toEqual([1, 1, 0, 1]);
  });
});
