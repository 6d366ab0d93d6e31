// SPDX-License-Identifier: Apache-2.0
/** Cells: a pump list as text, taken apart into lines of named cells, each known by its place. */
import { accepted, type Result, refused } from "@cisterna/quantity";
import { CsvError, parse } from "csv-parse/sync";
import { type Column, isColumn, TABLE } from "./columns.ts";

/** Where something stands: lines and columns count from 1, as a spreadsheet shows them. */
type Place = { readonly line: number; readonly column: number; readonly name: string };

/** A problem at its place; `line` 0: the list as a whole. */
export type Problem = Place & {
  readonly kind: string;
  readonly read: string;
  readonly accepted: string;
};

/** One line of the list: what stands in each column that is not empty. */
export type Line = {
  readonly line: number;
  readonly cells: Partial<Readonly<Record<Column, string>>>;
};

/** A list: where each column stands, and its lines. */
export type List = {
  readonly columns: Partial<Readonly<Record<Column, number>>>;
  readonly lines: readonly Line[];
};

/** Lines that a list may have. */
const MOST_LINES = 2_000;

type Row = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

const NAMES = TABLE.map(({ name }) => name).join(", ");

const unreadable = (error: CsvError): Problem => ({
  ...{ kind: "malformed-text", line: Number(error["lines"] ?? 0), name: "" },
  column: Number(error["column"] ?? 0) + 1,
  read: error.code,
  accepted: "CSV (RFC 4180): commas or semicolons, quotation marks around cells that hold them",
});

const rowsOf = (text: string): Result<readonly Row[], Problem> => {
  const [header = ""] = text.split("\n");
  const delimiter = header.includes(";") ? ";" : ",";
  const options = { delimiter, bom: true, info: true, trim: true, relax_column_count: true };
  try {
    const rows: unknown = parse(text, { ...options, skip_empty_lines: true });
    return accepted(rows as readonly Row[]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused(unreadable(error));
  }
};

const named = (text: string): string => text.trim().toLowerCase().replaceAll(/[ -]+/g, "_");

const headProblems = (head: readonly string[]): readonly Problem[] => {
  const names = head.map(named);
  const wrong = names.flatMap((name, index): readonly Problem[] => {
    const at = { line: 1, column: index + 1, name, read: head[index] ?? "" };
    if (!isColumn(name)) return [{ ...at, kind: "unknown-key", accepted: `one of ${NAMES}` }];
    return names.indexOf(name) === index
      ? []
      : [{ ...at, kind: "both-given", accepted: "each column once" }];
  });
  const missing = TABLE.filter(({ name, needed }) => needed === true && !names.includes(name));
  return [
    ...wrong,
    ...missing.map(({ name, about }) => ({
      ...{ kind: "missing-key", line: 1, column: 0, name, read: "" },
      accepted: `a column ${name}: ${about}`,
    })),
  ];
};

/** A cell more than there are columns is a comma too many: nobody can say which. */
const surplus = ({ record }: Row, line: number, width: number): readonly Problem[] =>
  record.length <= width
    ? []
    : [
        {
          ...{ kind: "unknown-key", line, column: width + 1, name: "" },
          read: record[width] ?? "",
          accepted: `${width} cells, as the first line has`,
        },
      ];

const lineOf = ({ record }: Row, line: number, head: readonly string[]): Line => {
  const cells = record.flatMap((text, index) => {
    const name = named(head[index] ?? "");
    return text.trim() === "" || !isColumn(name) ? [] : [[name, text.trim()] as const];
  });
  return { line, cells: Object.fromEntries(cells) };
};

const whole = (kind: string, read: string, accepted: string): Problem => ({
  ...{ kind, line: 0, column: 0, name: "" },
  ...{ read, accepted },
});

/** Takes a list apart. Refuses: every column and every line that cannot be placed. */
export const cellsOf = (text: string): Result<List, Problem> => {
  const rows = rowsOf(text);
  if (!rows.ok) return rows;
  const [head, ...rest] = rows.value;
  if (head === undefined || rest.length === 0) {
    return refused(whole("empty-list", "", "a line of column names, and a line for each pump"));
  }
  if (rest.length > MOST_LINES) {
    return refused(whole("out-of-range", String(rest.length), `at most ${MOST_LINES} pumps`));
  }
  const columns = Object.fromEntries(head.record.map((name, index) => [named(name), index + 1]));
  const width = head.record.length;
  const starts = rows.value.map(({ info }) => info.lines);
  const lines = rest.map((row, index) => lineOf(row, starts[index + 1] ?? 0, head.record));
  const [first, ...more] = [
    ...headProblems(head.record),
    ...rest.flatMap((row, index) => surplus(row, starts[index + 1] ?? 0, width)),
  ];
  return first === undefined ? accepted({ columns, lines }) : refused(first, ...more);
};
