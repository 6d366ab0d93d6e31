// SPDX-License-Identifier: Apache-2.0
/**
 * Tables: the results for other people's programs, each as CSV and the large ones as Parquet:
 * `members` (who they are), `outcomes` (a row for each member and regimen), `course` (bands over
 * time by regimen and site). Concentrations in mcg/mL, times in h.
 */
import { join } from "node:path";
import { memberAt, TRAIT_NAMES, TRAITS, type Traits } from "@cisterna/body";
import { parquetWriteBuffer } from "hyparquet-writer";
import { writeWhole } from "./folder.ts";
import type { Results } from "./results.ts";

/** A column: its name, what it holds, its values by row. */
type Column = {
  readonly name: string;
  readonly type: "DOUBLE" | "INT32" | "STRING";
  readonly values: readonly (number | string)[] | Float64Array;
};

const quoted = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const cellOf = (value: number | string | undefined): string =>
  typeof value === "number" ? String(value) : quoted(value ?? "");

const csvOf = (columns: readonly Column[]): string => {
  const rows = columns[0]?.values.length ?? 0;
  const lines = Array.from({ length: rows }, (_, row) =>
    columns.map(({ values }) => cellOf(values[row])).join(","),
  );
  return `${[columns.map(({ name }) => quoted(name)).join(","), ...lines].join("\n")}\n`;
};

const parquetOf = (columns: readonly Column[]): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, type, values }) => ({
        name,
        type,
        data: type === "INT32" ? Int32Array.from(values as readonly number[]) : [...values],
        nullable: false,
      })),
      createdBy: "Cisterna",
    }),
  );

const places = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, place) => place);

const spoken = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const unitOf = (unit: string): string => (unit === "1" ? "" : ` [${unit}]`);

const membersTable = ({ design }: Results): readonly Column[] => {
  const { seed, members } = design.study.population;
  const traits: readonly Traits[] = places(members).map((place) => memberAt(seed, place));
  return [
    { name: "member", type: "INT32", values: places(members) },
    ...TRAIT_NAMES.map((name): Column => {
      const values = Float64Array.from(traits, (each) => each[name]);
      return { name: `${spoken(name)}${unitOf(TRAITS[name].unit)}`, type: "DOUBLE", values };
    }),
  ];
};

/** One column under the other. */
const joined = (parts: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return all;
};

const outcomesTable = ({ design, outcome }: Results): readonly Column[] => {
  const members = places(design.study.population.members);
  return [
    { name: "member", type: "INT32", values: design.arms.flatMap(() => members) },
    {
      name: "regimen",
      type: "STRING",
      values: design.arms.flatMap(({ name }) => members.map(() => name)),
    },
    ...design.aims.map(({ name }, aim): Column => {
      const values = joined(design.arms.map((_, arm) => outcome(arm, aim)));
      return { name: `${name} [ug/mL]`, type: "DOUBLE", values };
    }),
  ];
};

const courseTable = ({ design, course }: Results): readonly Column[] => {
  const hours = design.course.times.map((time) => design.hours[time] ?? 0);
  const rows = design.arms.flatMap(({ name }, arm) =>
    design.course.sites.flatMap((site, at) =>
      course(arm, at).map((band, time) => ({
        regimen: name,
        site: design.sites[site] ?? "",
        hour: hours[time] ?? 0,
        band,
      })),
    ),
  );
  const bands = ["median", "p5", "p95"] as const;
  return [
    { name: "regimen", type: "STRING", values: rows.map(({ regimen }) => regimen) },
    { name: "site", type: "STRING", values: rows.map(({ site }) => site) },
    { name: "t [h]", type: "DOUBLE", values: rows.map(({ hour }) => hour) },
    ...bands.map((name): Column => {
      const values = rows.map(({ band }) => band[name] ?? Number.NaN);
      return { name: `${name} [ug/mL]`, type: "DOUBLE", values };
    }),
  ];
};

/** Writes every table into the folder; gives the files' names. */
export const writeTables = (folder: string, results: Results): readonly string[] => {
  const tables = {
    members: membersTable(results),
    outcomes: outcomesTable(results),
    course: courseTable(results),
  };
  return Object.entries(tables).flatMap(([name, columns]) => {
    const files = [`${name}.csv`, `${name}.parquet`] as const;
    writeWhole(join(folder, files[0]), csvOf(columns));
    writeWhole(join(folder, files[1]), parquetOf(columns));
    return files;
  });
};
