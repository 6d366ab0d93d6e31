// SPDX-License-Identifier: Apache-2.0
/** Printing: what stands on a sheet stands on the page, to the letter, on the paper asked for. */

import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import { type Block, type Paper, printSheet, type Sheet } from "../src/index.ts";

const BLOCKS: readonly Block[] = [
  {
    kind: "facts",
    rows: [{ label: "Dose", value: "0.5 mcg/h", note: "typed", tone: "danger" }],
  },
  {
    kind: "table",
    columns: [
      { head: "Drug", number: false, wide: true },
      { head: "Volume", number: true, wide: false },
    ],
    rows: [{ cells: ["clonidina ñ Ä ≈", "20 mL"], tone: "caution" }],
    note: "a note below",
  },
  { kind: "notice", tone: "danger", title: "NOT THAT", lines: ["one", "two"] },
  { kind: "bars", rows: [{ label: "Found", value: "4 mL", share: 0, tone: "danger" }] },
  {
    kind: "signatures",
    rows: [{ who: "Dr A", when: "now", meaning: "checked", under: "abc" }],
    lines: ["Name", "Date"],
  },
  { kind: "prose", text: '#panic("x") *bold* $x$ <a> @b \\ // `c`' },
  { kind: "steps", items: ["first #let", "second"] },
];

const sheet = (change: Partial<Sheet> = {}): Sheet => ({
  title: "Title [1]",
  subtitle: "below",
  language: "es",
  house: "Clinic",
  whose: "Señora Ñandú, 1 abr 1961",
  origin: "revision 7",
  disclaimer: "no device",
  date: [2026, 3, 1, 8, 5],
  large: false,
  wide: false,
  parts: [
    { title: "Part", blocks: BLOCKS },
    { title: "", blocks: [] },
  ],
  sourcesTitle: "Sources",
  sources: [{ number: "1", text: "A label, https://example.org/a_b" }],
  ...change,
});

const open = (paper: Paper, change: Partial<Sheet> = {}) =>
  getDocumentProxy(Uint8Array.from(printSheet(sheet(change), paper)));

const sizeOf = async (paper: Paper, change: Partial<Sheet> = {}): Promise<readonly number[]> => {
  const page = await (await open(paper, change)).getPage(1);
  return page.view.slice(2).map(Math.round);
};

describe("a printed sheet", () => {
  test("holds every text as it was given, and runs nothing of it", async () => {
    const { text } = await extractText(await open("a4"), { mergePages: true });
    const said = text.replace(/[\s\u202f]+/g, " ");
    for (const each of [
      "Title [1]",
      "Dose 0.5 mcg/h typed",
      "clonidina ñ Ä ≈ 20 mL",
      "NOT THAT one two",
      "4 mL",
      '#panic("x") *bold* $x$ <a> @b \\ // `c`',
      "first #let",
      "Señora Ñandú, 1 abr 1961",
      "revision 7",
      "1 / 1",
      "https://example.org/a_b",
    ]) {
      expect(said).toContain(each);
    }
  });

  test("is of the paper asked for", async () => {
    expect(await sizeOf("a4")).toEqual([595, 842]);
    expect(await sizeOf("letter")).toEqual([612, 792]);
    expect(await sizeOf("letter", { wide: true })).toEqual([792, 612]);
  });

  test("is the same to the byte when printed again, and another where a letter differs", () => {
    const first = printSheet(sheet(), "a4");
    expect(Buffer.from(first).equals(printSheet(sheet(), "a4"))).toBe(true);
    expect(Buffer.from(first).equals(printSheet(sheet({ title: "Titel" }), "a4"))).toBe(false);
  });

  test("bears its own date, title and language", async () => {
    const { info } = await (await open("a4")).getMetadata();
    expect(info).toMatchObject({
      Title: "Title [1]",
      CreationDate: "D:20260301080500Z",
      Language: "es",
    });
  });
});
