// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accuracyFiles } from "./documents/accuracy.ts";
import { architecture } from "./documents/architecture.ts";
import { bedside, client, refill } from "./documents/bedside.ts";
import { calibration } from "./documents/calibration.ts";
import { clinicFiles } from "./documents/clinic.ts";
import { deploy } from "./documents/deploy.ts";
import { incidentsDocument } from "./documents/incidents.ts";
import { link } from "./documents/link.ts";
import { model } from "./documents/model.ts";
import { population } from "./documents/population.ts";
import { pumpList } from "./documents/pump-list.ts";
import { readme } from "./documents/readme.ts";
import { sensitivityFiles } from "./documents/sensitivity.ts";
import { validation } from "./documents/validation.ts";

test("the table of packages in ARCHITECTURE.md is the one that the layer test reads", () => {
  const { found, generated } = architecture();
  expect(found).toBe(generated);
});

test("the first example in README.md is what the command prints", () => {
  const { found, generated } = readme();
  expect(found).toBe(generated);
});

test("the tables in docs/model.md are the numbers that the body computes with", () => {
  const { found, generated } = model();
  expect(found).toBe(generated);
});

test("the tables in docs/population.md are what the body draws from, and what it draws", () => {
  const { found, generated } = population();
  expect(found).toBe(generated);
});

test("docs/accuracy.md and its figures are what the bench finds", () => {
  for (const [path, text] of accuracyFiles()) {
    expect(readFileSync(new URL(`../${path}`, import.meta.url), "utf8")).toBe(text);
  }
});

test("who may ask what, and the description of the interface, are the server's own", async () => {
  for (const [path, text] of await clinicFiles()) {
    expect(readFileSync(new URL(`../${path}`, import.meta.url), "utf8")).toBe(text);
  }
});

test("the settings in docs/deploy.md are those that the server reads", () => {
  const { found, generated } = deploy();
  expect(found).toBe(generated);
});

test("docs/incidents.md is what the scenarios tell and what was seen", () => {
  const page = readFileSync(new URL("../docs/incidents.md", import.meta.url), "utf8");
  expect(page).toBe(incidentsDocument());
});

test("docs/calibration.md is the record of the fit and what the model gives with it today", () => {
  const { found, generated } = calibration();
  expect(found).toBe(generated);
});

test("docs/validation.md and its picture are what the model gives today", () => {
  const { found, generated } = validation();
  expect(found).toEqual(generated);
});

test("the tables in docs/link.md are the tables of the link", () => {
  const { found, generated } = link();
  expect(found).toBe(generated);
});

test("docs/sensitivity.md and its picture are what the analysis found", () => {
  for (const [path, text] of sensitivityFiles()) {
    expect(readFileSync(new URL(`../${path}`, import.meta.url), "utf8")).toBe(text);
  }
});

test("a table that drifted would be seen", () => {
  const { generated } = architecture();
  expect(generated.replace("nothing", "everything")).not.toBe(generated);
});

test("the table in docs/pump-list.md is the columns that are read", () => {
  const { found, generated } = pumpList();
  expect(found).toBe(generated);
});

test("the dialogue in docs/bedside.md is what its example prints", () => {
  const { found, generated } = bedside();
  expect(found).toBe(generated);
});

test("what docs/client.md shows is what examples/clinic/client.ts prints", () => {
  const { found, generated } = client();
  expect(found).toBe(generated);
});

test("the refill in docs/refill.md is what examples/clinic/refill.sh prints", () => {
  const { found, generated } = refill();
  expect(found).toBe(generated);
});
