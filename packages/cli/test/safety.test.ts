// SPDX-License-Identifier: Apache-2.0
/** The safety file: what is read, which tags are found, and that every kind of gap is caught. */
import { describe, expect, test } from "vitest";
import { readSafety, type SafetyFile } from "../src/safety/file.ts";
import { type Gap, gapsOf } from "../src/safety/gap.ts";
import { safetyTexts } from "../src/safety/repository.ts";
import { type Tag, type Tags, tagsIn, type Way } from "../src/safety/tag.ts";
import type { Requirement } from "../src/schema/safety.ts";
import { runCommandLine } from "../src/shell/line.ts";
import { memoryIo } from "../src/shell/memory.ts";
import { gapSentence } from "../src/text/en/safety.ts";

const file: SafetyFile = (() => {
  const reading = readSafety(safetyTexts());
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
  return reading.value;
})();

/** A tag as it stands in a title. Put together here, or it would count as one itself. */
const bracketed = (id: string, way: string): string => `[${id} ${way}]`;

const tag = (requirement: string, way: Way, title: string = way): Tag => ({
  requirement,
  way,
  title,
  file: "a.test.ts",
  line: 1,
});

/** Tags by which everything that claims to be met is tested. */
const tested: Tags = {
  tags: file.groups
    .flatMap(({ requirements }) => requirements)
    .flatMap(({ id }) => [tag(id, "holds"), tag(id, "breaks")]),
  strays: [],
};

/** The file with one requirement changed. */
const withRequirement = (id: string, change: (each: Requirement) => Requirement): SafetyFile => ({
  ...file,
  groups: file.groups.map((group) => ({
    ...group,
    requirements: group.requirements.map((each) => (each.id === id ? change(each) : each)),
  })),
});

const plain = ({ id, text, tests, hazards, by }: Requirement): Requirement => ({
  id,
  text,
  tests,
  hazards,
  by,
  status: "met",
});

const dropped = (id: string): SafetyFile => ({
  ...file,
  groups: file.groups.map((group) => ({
    ...group,
    requirements: group.requirements.filter((each) => each.id !== id),
  })),
});

const met = withRequirement("REQ-015", plain);
const without = (way: Way): Tags => ({
  tags: tested.tags.filter((each) => each.requirement !== "REQ-015" || each.way !== way),
  strays: [],
});

/** For each kind of gap a file and tags that have it. */
const GAPS: Readonly<Record<Gap["kind"], readonly [SafetyFile, Tags]>> = {
  "no-holding-test": [met, without("holds")],
  "no-breaking-test": [met, without("breaks")],
  "one-title-for-both": [
    met,
    { tags: [tag("REQ-015", "holds", "same"), tag("REQ-015", "breaks", "same")], strays: [] },
  ],
  "met-and-awaiting": [
    withRequirement("REQ-015", (each) => ({ ...plain(each), awaits: "web" })),
    tested,
  ],
  "part-without-rest": [
    withRequirement("REQ-015", (each) => ({ ...plain(each), status: "part", awaits: "web" })),
    tested,
  ],
  "hazard-unlinked": [dropped("REQ-046"), tested],
  "hazard-unknown": [
    withRequirement("REQ-015", (each) => ({ ...each, hazards: ["H-99"] })),
    tested,
  ],
  "source-unknown": [
    withRequirement("REQ-015", (each) => ({ ...each, sources: ["hearsay"] })),
    tested,
  ],
  "source-unused": [dropped("REQ-089"), tested],
  "proposal-not-in-text": [
    withRequirement("REQ-015", (each) => ({ ...each, proposals: ["a fortnight"] })),
    tested,
  ],
  "id-repeated": [withRequirement("REQ-016", (each) => ({ ...each, id: "REQ-015" })), tested],
  "id-missing": [dropped("REQ-100"), tested],
  "tag-orphan": [file, { tags: [...tested.tags, tag("REQ-101", "holds")], strays: [] }],
  "tag-malformed": [
    file,
    { tags: tested.tags, strays: [{ read: "REQ-15 holds", file: "a.test.ts", line: 3 }] },
  ],
};

describe("The gate", () => {
  test("finds nothing where everything is tested", () => {
    expect(gapsOf(file, tested)).toEqual([]);
  });

  test.each(Object.entries(GAPS))("catches %s [REQ-098 breaks]", (kind, [bad, tags]) => {
    const found = gapsOf(bad, tags).filter((gap) => gap.kind === kind);
    expect(found).not.toEqual([]);
    for (const gap of found) expect(gapSentence(gap)).toContain(gap.id);
  });
});

describe("Tags", () => {
  const line = (title: string): string => `test("${title}", () => {});`;

  test("are found with their title, file and line, also several in one title", () => {
    const both = `a bolus ${bracketed("REQ-015", "holds")} ${bracketed("REQ-027", "breaks")}`;
    expect(tagsIn([{ path: "a.test.ts", text: `\n${line(both)}` }])).toEqual({
      tags: [
        { ...tag("REQ-015", "holds", "a bolus"), line: 2 },
        { ...tag("REQ-027", "breaks", "a bolus"), line: 2 },
      ],
      strays: [],
    });
  });

  test.each([
    bracketed("REQ-15", "holds"),
    bracketed("REQ-015", "hold"),
    bracketed("REQ-015", "holds and breaks"),
  ])("that are misspelt are no tags: %s", (misspelt) => {
    const { tags, strays } = tagsIn([{ path: "a.test.ts", text: line(misspelt) }]);
    expect(tags).toEqual([]);
    expect(strays).toMatchObject([{ read: misspelt.slice(1, -1) }]);
  });

  test("in a comment count as nothing, and outside quotes as a mistake", () => {
    const said = bracketed("REQ-015", "holds");
    const text = [`// ${said}`, ` * "${said}"`, `const a = ${said};`].join("\n");
    expect(tagsIn([{ path: "a.test.ts", text }])).toEqual({
      tags: [],
      strays: [{ read: "REQ-015 holds", file: "a.test.ts", line: 3 }],
    });
  });
});

describe("Reading", () => {
  test("refuses every problem of every file at once, with its place", () => {
    const texts = safetyTexts();
    const [group] = texts.groups;
    const reading = readSafety({
      ...texts,
      hazards: { path: "h.yaml", text: texts.hazards.text.replace("id: H-05", "id: H-5") },
      groups: [{ path: "a.yaml", text: (group?.text ?? "").replace("by: quantity", "by: nobody") }],
    });
    expect(reading).toMatchObject({
      ok: false,
      refusals: [
        { file: "h.yaml", problem: { kind: "malformed-text", path: "hazards[4].id" } },
        { file: "a.yaml", problem: { kind: "unknown-word", path: "requirements[0].by" } },
      ],
    });
  });
});

describe("The command trace", () => {
  const call = (...words: readonly string[]) => runCommandLine(["trace", ...words], memoryIo().io);

  test("prints a line for each requirement", async () => {
    const { stdout } = await call();
    for (const { requirements } of file.groups) {
      for (const { id } of requirements) expect(stdout).toContain(id);
    }
  });

  test("prints one requirement with its text, and one hazard with what answers it", async () => {
    expect((await call("REQ-015")).stdout).toContain("every sliding hour and day");
    expect((await call("H-05")).stdout).toContain("REQ-015");
    const { status, stdout } = await call("REQ-098", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: "REQ-098", hazards: ["H-35"] });
  });

  test("refuses an id that nobody gave, with the nearest", async () => {
    const { status, stdout } = await call("REQ-0155", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ refusals: [{ kind: "unknown-id" }] });
  });
});
