// SPDX-License-Identifier: Apache-2.0
/**
 * Rows of the formulary and of the device table as people and machines read them: what a number
 * says, how far it may be trusted, and where it was read.
 */
import { type Fact, SOURCES, type SourceId } from "@cisterna/therapy";

/** Where a row comes from. `checkIn`: the document to check an unverified number in. */
export type RowOrigin = {
  readonly status: string;
  readonly edition?: string;
  readonly jurisdiction?: string | null;
  readonly source?: SourceId;
  readonly also?: readonly SourceId[];
  readonly checkIn?: string;
  readonly note?: string;
};

/** One row: under which heading, what it says, its data for machines, where it comes from. */
export type SourcedRow = {
  readonly table: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly origin: RowOrigin;
};

/** The origin of a fact. */
export const originOf = (fact: Fact): RowOrigin => ({
  status: fact.status,
  edition: fact.edition,
  jurisdiction: fact.jurisdiction,
  source: fact.source,
  ...(fact.also === undefined ? {} : { also: fact.also }),
  ...(fact.note === undefined ? {} : { note: fact.note }),
});

/** The row of a fact that says something without a number. */
export const noteRow = (table: string, fact: Fact): SourcedRow => {
  const { note, ...origin } = originOf(fact);
  return { table, text: note ?? "see the source", data: { note }, origin };
};

const citation = (id: SourceId) => {
  const { citation, addresses } = SOURCES[id];
  return { id, citation, addresses };
};

/** A row for machines: its data and origin, the source written out. */
export const rowJson = ({ table, data, origin }: SourcedRow): unknown => {
  const { source, also, ...rest } = origin;
  return {
    table,
    ...data,
    ...rest,
    ...(source === undefined ? {} : { source: citation(source) }),
    ...(also === undefined ? {} : { also: also.map(citation) }),
  };
};

const standing = ({ status, edition, jurisdiction, source, also = [], checkIn }: RowOrigin) => {
  const where = [edition, jurisdiction].filter((part) => part !== undefined && part !== null);
  const ids = [source, ...also].filter((id) => id !== undefined);
  return [
    [status, ...where].join(", ") + (checkIn === undefined ? "" : ";"),
    ...(ids.length === 0 ? [] : [`[${ids.join(", ")}]`]),
    ...(checkIn === undefined ? [] : [`check in: ${checkIn}`]),
  ].join(" ");
};

/** Width of the first column. */
const COLUMN = 52;

const rowText = ({ text, origin }: SourcedRow): string => {
  const first = text.length <= COLUMN ? text.padEnd(COLUMN) : `${text}\n  ${" ".repeat(COLUMN)}`;
  const note = origin.note === undefined ? "" : `\n      (${origin.note})`;
  return `  ${first} ${standing(origin)}${note}`;
};

const sourcesOf = (rows: readonly SourcedRow[]): readonly string[] => {
  const ids = rows.flatMap(({ origin }) => [origin.source, ...(origin.also ?? [])]);
  return [...new Set(ids)]
    .filter((id) => id !== undefined)
    .map((id) => `  [${id}] ${SOURCES[id].citation} <${SOURCES[id].addresses[0]}>`);
};

/** Rows under their headings, and the sources that they name. */
export const rowsText = (rows: readonly SourcedRow[]): string => {
  const tables = [...new Set(rows.map((row) => row.table))];
  const blocks = tables.map((table) => [
    table,
    ...rows.filter((row) => row.table === table).map(rowText),
    "",
  ]);
  return `${[...blocks.flat(), "sources", ...sourcesOf(rows)].join("\n")}\n`;
};

/** How many rows stand at each status: `12 label, 3 study`. */
export const statusCounts = (rows: readonly SourcedRow[]): string => {
  const statuses = rows.map((row) => row.origin.status);
  return [...new Set(statuses)]
    .map((status) => `${statuses.filter((each) => each === status).length} ${status}`)
    .join(", ");
};
