// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { soupDocument } from "./documents/soup.ts";
import { billOf } from "./sbom.ts";
import {
  askedToRun,
  broughtAlong,
  looseIn,
  outdated,
  readLock,
  readManifests,
  readReview,
  type Soup,
  soupOf,
  unasked,
  unreviewed,
} from "./soup.ts";

const keyOf = ({ name, version }: Pick<Soup, "name" | "version">): string => `${name} ${version}`;

const lock = readLock();
const all = soupOf(lock);

test("[REQ-099 holds] docs/soup.md lists what the lock file holds", () => {
  const page = readFileSync(new URL("../docs/soup.md", import.meta.url), "utf8");
  expect(page).toBe(soupDocument());
});

test("[REQ-099 holds] every version that is asked for is exact, and reviewed", () => {
  const manifests = readManifests();
  expect(looseIn(manifests)).toEqual([]);
  // A row for each of these belongs into safety/soup.yaml, with what is known to be wrong with it.
  expect(unreviewed(readReview(), askedToRun(manifests))).toEqual([]);
  expect(unasked(readReview())).toEqual([]);
  expect(readReview().reviewed).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("[REQ-099 holds] what was found of packages that come along is of those that come", () => {
  const along = broughtAlong(all, askedToRun(readManifests()));
  // A row of these is to be looked for again, in the version of the lock file.
  expect(outdated(readReview(), along)).toEqual([]);
  expect(along.filter(({ integrity }) => !integrity.startsWith("sha512-")).map(keyOf)).toEqual([]);
});

test("[REQ-099 holds] the bill of materials has every package once, with its hash", () => {
  const { components } = billOf(all);
  expect(components.map(keyOf)).toEqual(all.map(keyOf));
  expect(new Set(components.map((each) => each["bom-ref"])).size).toBe(components.length);
  expect(components.filter(({ hashes }) => hashes.length !== 1).map(keyOf)).toEqual([]);
  expect(billOf(all)).toEqual(billOf(soupOf(readLock())));
});

test("[REQ-099 breaks] a package more, a loose or another version are seen", () => {
  const packages = { ...lock.packages, "node_modules/stranger": { version: "1.0.0" } };
  expect(soupOf({ packages }).map(keyOf)).toContain("stranger 1.0.0");
  expect(soupOf({ packages }).length).toBe(all.length + 1);
  expect(looseIn([{ dependencies: { pg: "^8.23.1", zod: "latest", yaml: "2.9.1" } }])).toEqual([
    "pg ^8.23.1",
    "zod latest",
  ]);
  const asked = new Map([["pg", "99.0.0"]]);
  expect(unreviewed(readReview(), asked)).toEqual(["pg 99.0.0"]);
  const lazy = { package: "pg", version: "8.23.1", found: "not looked for yet" };
  expect(unasked({ ...readReview(), packages: [lazy], brought: [] })).toEqual(["pg"]);
  const old = { package: "ajv", version: "6.0.0", found: "none found" };
  expect(outdated({ ...readReview(), brought: [old] }, all)).toEqual(["ajv 6.0.0"]);
});
