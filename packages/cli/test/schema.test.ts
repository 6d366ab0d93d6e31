// SPDX-License-Identifier: Apache-2.0
/** Published schemas: up to date, and of one mind with the reader. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { publishedSchemas } from "../../../tools/documents/schema.ts";
import { readCase } from "../src/case/case.ts";
import { CONTRACT_CASE, edited, FULL_CASE, LOCAL, PROTOCOL } from "./case-sample.ts";

const folder = new URL("../../../docs/schema/", import.meta.url);
const published = publishedSchemas();

/** zod reads a schema back, but for one keyword. */
const supported = (key: string, value: unknown): unknown =>
  key === "dependentRequired" ? undefined : value;

const schemaOf = (file: string) =>
  z.fromJSONSchema(JSON.parse(published.get(file) ?? "null", supported));
const fits = (file: string, text: string): boolean => schemaOf(file).safeParse(parse(text)).success;

test.each([...published])("docs/schema/%s is up to date", (file, text) => {
  expect(readFileSync(new URL(file, folder), "utf8")).toBe(text);
});

/** The description of the clinic's interface, which another test holds to its server. */
const OF_CLINIC = "clinic.openapi.json";

test("docs/schema holds nothing else", () => {
  expect(readdirSync(folder).toSorted()).toEqual([...published.keys(), OF_CLINIC].toSorted());
});

describe("the schema of the case file and the reader", () => {
  test("agree on what is read", () => {
    for (const text of [CONTRACT_CASE, FULL_CASE]) {
      const quoted = text.replaceAll("from: 06:00", 'from: "06:00"');
      expect(fits("case.schema.json", quoted)).toBe(true);
    }
    expect(fits("protocol.schema.json", PROTOCOL)).toBe(true);
    expect(fits("local-formulary.schema.json", LOCAL)).toBe(true);
  });

  test.each<[string, string]>([
    ["basal: 2 mg/d\n  on", "basal: 2 mL/d\n  on"],
    ["basal: 2 mg/d\n  on", "basal: 1,5 mg/d\n  on"],
    ["basal: 2 mg/d\n  on", "on"],
    ["generic-40", "generic-41"],
    ["T10", "T13"],
    ["dose_of", "doseof"],
    ["+01:00", ""],
    ["per_day: 6", "per_day: 0"],
    ["bupivacaine", "cocaine"],
    ["tip: T10", "tip: T10, depth: 3 cm"],
  ])("agree on what is refused: %s → %s", (from, upto) => {
    const text = edited(CONTRACT_CASE, from, upto);
    expect(readCase(text).ok).toBe(false);
    expect(fits("case.schema.json", text)).toBe(false);
  });
});
