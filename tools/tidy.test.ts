// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { printSizes, sizesOf, TARGETS } from "./sizes.ts";
import { TIDY_RULES } from "./tidy/rules.ts";
import { check, show, source } from "./tidy/source.ts";
import { readTree } from "./tidy/tree.ts";

/** A small tree: path → text. */
type Sample = Readonly<Record<string, string>>;

const LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";
const lines = (count: number): string => "one();\n".repeat(count);
const brands = `declare const d: unique symbol;
export type Quantity<D> = number & { readonly [d]: D };
export type Mass = Quantity<"mass">;`;
const pump = (text: string): Sample => ({ "packages/pump/src/flow.ts": text });
const body = (text: string): Sample => ({ "packages/body/src/csf.ts": text });
const cli = (text: string): Sample => ({ "packages/cli/src/run.ts": text });
const cast = (text: string): Sample => ({
  "packages/quantity/src/quantity.ts": brands,
  ...body(text),
});
const glossary = (text: string): Sample => ({
  "docs/glossary.md":
    "| term | meaning | not |\n|---|---|---|\n| `lockout` | rest | lock out, pause |",
  ...cli(text),
});
const citing = (text: string): Sample => ({ "docs/sources.md": "- `shah-2021`: …", ...body(text) });
const page = (text: string): Sample => ({
  "docs/page.md": text,
  "docs/other.md": "# O",
  LICENSE: "",
});
const decision = (text: string, list: string): Sample => ({
  "docs/decisions/0001-time.md": text,
  "docs/decisions/README.md": list,
});

const locked = (packages: object): Sample => ({
  "package-lock.json": JSON.stringify({ packages: { ...packages, "node_modules/@x/linux": {} } }),
});

/** For each rule: trees it must catch, each for one reason, and trees it must let pass. */
const SAMPLES: Readonly<Record<string, { bad: readonly Sample[]; good: readonly Sample[] }>> = {
  "function-length": {
    bad: [cli(`function f() {\n${lines(69)}}`), cli(`const f = () => {\n${lines(69)}};`)],
    good: [
      cli(`function f() {\n${lines(68)}}`),
      { "tools/a.test.ts": `describe("a", () => {\n${lines(80)}test("b", () => {});\n});` },
    ],
  },
  "file-length": { bad: [cli(lines(401))], good: [cli(lines(400)), page(lines(500))] },
  width: {
    bad: [cli(`// ${"x".repeat(98)}`)],
    good: [cli(`// ${"µ".repeat(97)}`), page("x".repeat(200))],
  },
  parameters: {
    bad: [cli("const f = (a: A, b: B, c: C, d: D) => a;")],
    good: [cli("const f = (a: A, b: B, c: C) => a;")],
  },
  "file-name": {
    bad: [
      { "packages/cli/src/dose-utils.ts": "" },
      { "packages/pump/src/helpers/flow.ts": "" },
      { "docs/sharedNotes.md": "# N" },
    ],
    good: [{ "tsconfig.base.json": "{}", "packages/cli/src/database.ts": "" }],
  },
  identifier: {
    bad: [
      cli("const doseHelper = 1;"),
      cli("function f({ a: [baseRate = 1] }: X) {}"),
      cli("type PumpManager = 1;"),
      cli("type A = { readonly common: 1 };"),
    ],
    good: [cli("echarts.init({ base: 1 }); const basal = yaml.common;")],
  },
  synonym: {
    bad: [glossary("const lockOut = 1;"), glossary("type A = { pauseTime: 1 };")],
    good: [glossary("const lockout = stream.pause();")],
  },
  licence: {
    bad: [cli("/** About. */"), { start: "#!/bin/sh\nset -e\n" }, { "a.sh": "set -e" }],
    good: [cli(LICENCE), { start: `#!/bin/sh\n# ${LICENCE.slice(3)}` }],
  },
  header: {
    bad: [cli(`${LICENCE}import "./a.ts";\n/** About. */`)],
    good: [cli(`${LICENCE}/** About. */\nimport "./a.ts";`)],
  },
  documented: {
    bad: [
      body("export const a = 1;"),
      body("/** About a. */\nexport const a = 1;\nexport type B = 1;"),
      body("/* Not a doc. */\nexport const a = 1;"),
      body("/** A header. */\n\nexport const a = 1;"),
    ],
    good: [
      body("/** About a. */\nexport const a = 1;"),
      body('export { a } from "./a.ts";\nexport * from "./b.ts";'),
      cli("export const a = 1;"),
    ],
  },
  reason: {
    bad: [
      cli("// @ts-ignore\na();"),
      cli("// @ts-expect-error\na();"),
      cli("// biome-ignore lint/suspicious/noExplicitAny: no\na();"),
      body('/// <reference types="node" />'),
    ],
    good: [
      cli("// @ts-expect-error a volume is no time\na();"),
      cli("// biome-ignore lint/x/y: the library asks for it\na();"),
    ],
  },
  source: {
    bad: [citing("/** Source: [wilson-1999 §2] */"), citing("// Source: [shah-2021], [other]")],
    good: [
      citing("// Source: [shah-2021 p. 4]"),
      body("// Source: [x]"),
      citing("// Source: [a](b)"),
    ],
  },
  ambient: {
    bad: [
      body("const t = Date.now();"),
      body("const t = new Date();"),
      body("const t = Date();"),
      body('const x = Math["random"]();'),
      body("const g = globalThis;"),
      body("const h = new Date(0).getHours();"),
      body("const s = (1).toLocaleString();"),
    ],
    good: [body("const t = new Date(0).getUTCHours();"), cli("const t = Date.now();")],
  },
  integers: {
    bad: [pump("const r = Math.sqrt(2);"), pump("const r = 0.5;"), pump("const r = Math.PI;")],
    good: [pump("const r = Math.floor(7 / 2) + 10_000;"), body("const r = Math.exp(0.5);")],
  },
  cast: {
    bad: [
      cast("const m = 1 as Mass;"),
      cast('const m = 1 as Quantity<"mass">;'),
      cast("const m = [] as readonly Mass[];"),
      cast("const m = 1 as unknown as Mass;"),
      cast("const m = x as never;"),
    ],
    good: [cast("const m: Mass = mg(1); const k = 1 as const;")],
  },
  any: { bad: [cli("const a: any = 1;")], good: [cli("const any: unknown = 1;")] },
  "non-null": { bad: [cli("const a = b!;")], good: [cli("const a = !b;")] },
  "default-export": {
    bad: [cli("export default 1;")],
    good: [{ "vitest.config.ts": "export default {};" }],
  },
  enum: { bad: [cli("enum A { b }")], good: [cli('type A = "b";')] },
  class: {
    bad: [body("class A {}"), body("const A = class {};")],
    good: [
      cli("class A {}"),
      { "packages/quantity/src/result.ts": "class Broken extends Error {}" },
    ],
  },
  "default-case": {
    bad: [cli('switch (a.kind) { case "b": break; default: break; }')],
    good: [cli('switch (a.kind) { case "b": break; }'), cli("switch (a) { default: break; }")],
  },
  "left-out": {
    bad: [
      { "tools/a.test.ts": 'test.skip("a", () => {});' },
      { "tools/a.test.ts": 'describe.only("a", () => {});' },
      { "tools/a.test.ts": 'test("a", (context) => context.skip());' },
    ],
    good: [{ "tools/a.test.ts": 'test("a", () => {});' }, cli("commander.only();")],
  },
  title: {
    bad: [page("no title"), page("# One\n\n# Two")],
    good: [page("# One\n\n## Part\n\n```sh\n# a comment\n```")],
  },
  link: {
    bad: [page("# P\n[x](missing.md)"), page("# P\n![x](../pictures/a.png#b)")],
    good: [
      page("# P\n[x](other.md#part) [y](../LICENSE) [z](#here) [w](https://a.b) [f](../docs/)"),
      page("# P\n`[x](missing.md)`"),
    ],
  },
  decision: {
    bad: [decision("# A", "# List"), decision("a\n".repeat(61), "# List\n[A](0001-time.md)")],
    good: [decision("# A", "# List\n[A](0001-time.md)")],
  },
  machine: {
    bad: [page(`# P\n${["", "root", "x"].join("/")}`), cli(`// registry.${"npmjs"}.org`)],
    good: [page("# P\n/usr/bin/node framework/home/x")],
  },
  lock: {
    bad: [locked({ a: { optionalDependencies: { "@x/linux": "1", "@x/other": "1" } } })],
    good: [locked({ a: { optionalDependencies: { "@x/linux": "1" } }, b: {} })],
  },
  unfinished: {
    bad: [cli(`// ${"TO"}DO: later`), page(`# P\n${"FIX"}ME`)],
    good: [cli("// todoist")],
  },
  "dead-file": {
    bad: [{ "packages/cli/src/main.ts": 'import "./a.ts";', "packages/cli/src/b.ts": "" }],
    good: [
      {
        "packages/cli/src/main.ts": 'const a = await import("./a.ts");',
        "packages/cli/src/a.ts": 'new Worker(new URL("./b.ts", import.meta.url));',
        "packages/cli/src/b.ts": "",
      },
    ],
  },
  "dead-export": {
    bad: [
      {
        "packages/cli/src/main.ts": 'import { a } from "./a.ts";',
        "packages/cli/src/a.ts": "export const a = 1, b = 2;",
      },
    ],
    good: [
      {
        "packages/cli/src/index.ts": 'export * from "./a.ts";',
        "packages/cli/src/a.ts": "export const a = 1;",
      },
      {
        "packages/cli/src/main.ts": 'import("./a.ts");',
        "packages/cli/src/a.ts": "export const a = 1;",
      },
    ],
  },
};

const caught = (rule: string, sample: Sample): boolean => {
  const tree = Object.entries(sample).map(([path, text]) => source(path, text));
  return check(TIDY_RULES, tree).some((finding) => finding.rule === rule);
};

describe("each tidy rule", () => {
  test("has samples", () => {
    expect(Object.keys(SAMPLES).toSorted()).toEqual(Object.keys(TIDY_RULES).toSorted());
  });
  test.each(Object.entries(SAMPLES))(
    "%s catches its bad samples and no good one",
    (rule, samples) => {
      expect(samples.bad.filter((sample) => !caught(rule, sample))).toEqual([]);
      expect(samples.good.filter((sample) => caught(rule, sample))).toEqual([]);
    },
  );
});

describe("the tree", () => {
  const tree = readTree();
  const all = check(TIDY_RULES, tree);
  test.each(Object.keys(TIDY_RULES))("keeps the rule %s", (rule) => {
    const found = all.filter((finding) => finding.rule === rule);
    expect(found.map(show).join("\n")).toBe("");
  });
  test("has functions of the sizes that keep it beautiful", () => {
    const sizes = sizesOf(tree);
    console.info(printSizes(sizes));
    expect(sizes.functions).toBeGreaterThan(0);
    expect(sizes.median).toBeLessThanOrEqual(TARGETS.median);
    expect(sizes.p90).toBeLessThanOrEqual(TARGETS.p90);
    expect(sizes.longest?.lines).toBeLessThanOrEqual(TARGETS.longest);
  });
});

test("functions are measured from first to last line, nested ones inside their parent", () => {
  const text =
    "const outer = () => {\n  const inner = () => {\n  };\n};\nfunction one() {}\n// end";
  const sizes = sizesOf([source("packages/cli/src/run.ts", text)]);
  expect(sizes).toMatchObject({ functions: 2, median: 1, p90: 4, lines: 6, commentShare: 1 / 6 });
  expect(sizes.longest).toMatchObject({ name: "outer", lines: 4 });
});
