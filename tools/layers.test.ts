// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isCore, LAYERS } from "./layers.ts";
import { LAYER_RULES } from "./tidy/layering.ts";
import { check, type Source, show, source } from "./tidy/source.ts";
import { ROOT, readTree } from "./tidy/tree.ts";

const manifest = (name: string, ...dependencies: readonly string[]): Source =>
  source(
    `packages/${name}/package.json`,
    JSON.stringify({ dependencies: Object.fromEntries(dependencies.map((each) => [each, "1"])) }),
  );
const code = (path: string, text: string): Source => source(`packages/${path}`, text);

const QUANTITY = "@cisterna/quantity";
const THERAPY = "@cisterna/therapy";

/** For each rule a tree that breaks it, and it alone. */
const BAD: Readonly<Record<string, readonly Source[]>> = {
  layer: [
    manifest("body", THERAPY),
    code("body/src/index.ts", `import type { Plan } from "${THERAPY}";`),
  ],
  "deep-import": [
    manifest("body", QUANTITY),
    code("body/src/index.ts", `export * from "${QUANTITY}/src/unit.ts";`),
  ],
  "self-import": [
    manifest("quantity"),
    code("quantity/src/unit.ts", `import { ZERO } from "${QUANTITY}";`),
  ],
  "core-sees": [
    manifest("pump", "lodash"),
    code("pump/src/index.ts", 'import { now } from "lodash/fp";'),
  ],
  "no-layer": [manifest("shed"), code("shed/src/index.ts", "export const x = 1;")],
  undeclared: [manifest("cli"), code("cli/src/main.ts", 'const zod = await import("zod");')],
  "unused-dependency": [manifest("cli", "zod"), code("cli/src/main.ts", 'import "./run.ts";')],
  cycle: [
    manifest("quantity"),
    code("quantity/src/a.ts", 'import { b } from "./b.ts";'),
    code("quantity/src/b.ts", 'export type { A } from "./a.ts";'),
  ],
};

describe("each rule of the layers", () => {
  test("has a bad sample", () => {
    expect(Object.keys(BAD).toSorted()).toEqual(Object.keys(LAYER_RULES).toSorted());
  });
  test.each(Object.entries(BAD))(
    "%s catches its bad sample, and no other rule does",
    (rule, tree) => {
      const found = check(LAYER_RULES, tree);
      expect(found.map((finding) => finding.rule)).toEqual([rule]);
    },
  );
  test("core-sees also catches modules of Node", () => {
    const tree = [manifest("pump"), code("pump/src/index.ts", 'import fs from "node:fs";')];
    expect(check(LAYER_RULES, tree).map(({ rule }) => rule)).toEqual(["core-sees"]);
  });
  test("a good tree passes", () => {
    const tree = [
      manifest("pump", QUANTITY, THERAPY),
      code("pump/src/index.ts", 'export * from "./flow.ts";'),
      code("pump/src/flow.ts", `import type { A } from "${QUANTITY}"; import "${THERAPY}";`),
      manifest("cli", "zod"),
      code("cli/src/main.ts", 'import fs from "node:fs"; import { z } from "zod/v4";'),
    ];
    expect(check(LAYER_RULES, tree)).toEqual([]);
  });
});

test("the tree keeps the layers", () => {
  expect(check(LAYER_RULES, readTree()).map(show).join("\n")).toBe("");
});

test("the table runs with the river: a package imports only rows above its own", () => {
  for (const [place, layer] of LAYERS.entries()) {
    const above = LAYERS.slice(0, place).map(({ name }) => name);
    expect(above).toEqual(expect.arrayContaining([...layer.mayImport]));
  }
});

test("the compiler's ring holds exactly the core", () => {
  const config = JSON.parse(readFileSync(`${ROOT}tsconfig.core.json`, "utf8"));
  const core = LAYERS.filter(isCore).map(({ name }) => `packages/${name}/src/**/*.ts`);
  expect(config.include.toSorted()).toEqual(core.toSorted());
});
