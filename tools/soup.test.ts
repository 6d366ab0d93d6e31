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
  unlooked,
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

test("[REQ-099 holds] every package that comes along was looked for, in its version", () => {
  const along = broughtAlong(all, askedToRun(readManifests()));
  // A package named here is to be looked for; what was found belongs into safety/soup.yaml.
  expect(unlooked(readReview(), along)).toEqual([]);
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

test("[REQ-099 breaks] a package that comes along and that nobody looked for is seen", () => {
  const review = readReview();
  const along = broughtAlong(all, askedToRun(readManifests()));
  const [one, another] = along.filter(({ name }) => name === "avvio" || name === "rfdc");
  if (one === undefined || another === undefined) throw new Error("avvio and rfdc do not come");
  const without = review.brought.filter((row) => row.package !== one.name);
  expect(unlooked({ ...review, brought: without }, along)).toEqual([keyOf(one)]);
  expect(unlooked(review, [{ ...another, version: "99.0.0" }])).toEqual(["rfdc 99.0.0"]);
  const build = { ...one, name: "@node-rs/argon2-plan9", version: "2.2.1", optional: true };
  expect(unlooked(review, [build])).toEqual([]);
  expect(unlooked(review, [{ ...build, optional: false }])).toEqual([keyOf(build)]);
  expect(unlooked(review, [{ ...build, version: "2.2.2" }])).toEqual([
    "@node-rs/argon2-plan9 2.2.2",
  ]);
});
