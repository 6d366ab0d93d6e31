// SPDX-License-Identifier: Apache-2.0
/** A few requests of every kind; many are sent by `node tools/long/requests.ts`. */
import { expect, test } from "vitest";
import { askAtRandom, complaintOn, ROWS } from "./requests.ts";

const SOME = 600;

test("whatever is asked, the server is whole and a refusal has written nothing", async () => {
  const { complaints, operations, statuses } = await askAtRandom(SOME, 1);
  expect(complaints).toEqual([]);
  expect(operations).toBeGreaterThan(ROWS.length / 2);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(["200", "400", "401", "422"]));
});

test("a broken server, a bare refusal and a refusal that was written are seen", () => {
  const type = "application/problem+json";
  const said = { title: "x", type: "urn:cisterna:problem:refused" };
  const bodyOf = (more: object) => ({ ...said, status: 422, ...more });
  const named = bodyOf({ refusals: [{ kind: "wrong-type", accepted: "a text" }] });
  expect(complaintOn({ status: 500, type, json: {} }, 0)).toBe("a broken server");
  expect(complaintOn({ status: 404, type: "text/html", json: {} }, 0)).toBe("no problem document");
  expect(complaintOn({ status: 422, type, json: bodyOf({}) }, 0)).toMatch("names nothing");
  expect(complaintOn({ status: 422, type, json: named }, 1)).toMatch("no effect");
  expect(complaintOn({ status: 422, type, json: named }, 0)).toBeNull();
});
