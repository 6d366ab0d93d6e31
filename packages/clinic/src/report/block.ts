// SPDX-License-Identifier: Apache-2.0
/** Blocks: short ways to write the pieces of a page. */
import type { Block, Column, FactRow, Part, Row, Tone } from "@cisterna/paper";

/** What is called what; where it comes from may stand beside it. */
export const fact = (label: string, value: string, note = ""): FactRow => ({
  label,
  value,
  note,
  tone: "plain",
});

/** The same, as loud as it is. */
export const toned = (tone: Tone, row: FactRow): FactRow => ({ ...row, tone });

/** Facts in rows. */
export const facts = (...rows: readonly (FactRow | null)[]): Block => ({
  kind: "facts",
  rows: rows.filter((each) => each !== null),
});

/** A column of words. */
export const words = (head: string): Column => ({ head, number: false, wide: false });
/** The column that takes the room that is left. */
export const wide = (head: string): Column => ({ head, number: false, wide: true });
/** A column of numbers. */
export const numbers = (head: string): Column => ({ head, number: true, wide: false });

/** A row of a table. */
export const row = (cells: readonly string[], tone: Tone = "plain"): Row => ({ cells, tone });

/** A table. */
export const table = (columns: readonly Column[], rows: readonly Row[], note = ""): Block => ({
  kind: "table",
  columns,
  rows,
  note,
});

/** Something that has to be seen. */
export const notice = (tone: Tone, title: string, ...lines: readonly string[]): Block => ({
  kind: "notice",
  tone,
  title,
  lines,
});

const isEmpty = (block: Block): boolean =>
  (block.kind === "facts" || block.kind === "table" || block.kind === "bars") &&
  block.rows.length === 0;

/** A part under its heading; one without anything in it is left out. */
export const part = (title: string, ...blocks: readonly (Block | null)[]): readonly Part[] => {
  const there = blocks.filter((each) => each !== null).filter((each) => !isEmpty(each));
  return there.length === 0 ? [] : [{ title, blocks: there }];
};
