// SPDX-License-Identifier: Apache-2.0
import { LEVELS as OF_BODY } from "@cisterna/body";
import { LEVELS as OF_THERAPY } from "@cisterna/therapy";
import { expect, test } from "vitest";

test("a tip lies at a level that the body knows, and the other way round", () => {
  expect([...OF_THERAPY].toSorted()).toEqual([...OF_BODY].toSorted());
});
