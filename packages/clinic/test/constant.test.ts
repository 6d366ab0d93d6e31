// SPDX-License-Identifier: Apache-2.0
/** Constant lists are written as they would be without being kept. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { constant, jsonOf } from "../src/fact/constant.ts";

const RUNS = { numRuns: Math.min(Number(process.env["CISTERNA_RUNS"] ?? 300), 300) };
const item = fc.dictionary(fc.string(), fc.jsonValue());

test("what is shown reads as JSON would write it, the first time and again", () => {
  fc.assert(
    fc.property(fc.array(item), fc.jsonValue(), fc.string(), (list, beside, name) => {
      const kept = constant(list);
      const other = constant([...list.slice(1), { name }]);
      for (const shown of [
        ...[kept, kept, other, [beside], { [name]: kept, beside, none: undefined }],
        { beside, kept, other, nested: { kept } },
      ]) {
        expect(String(jsonOf(shown))).toBe(JSON.stringify(shown));
      }
    }),
    RUNS,
  );
});

test("a text that was made stands, though the list is changed against its promise", () => {
  const list = [{ a: 1 }];
  const kept = constant(list);
  expect(String(jsonOf({ kept }))).toBe('{"kept":[{"a":1}]}');
  list.push({ a: 2 });
  expect(String(jsonOf({ kept }))).toBe('{"kept":[{"a":1}]}');
});
