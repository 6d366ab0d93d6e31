// SPDX-License-Identifier: Apache-2.0
/** `devices [MODEL]`: pumps and catheters, with status and source of every constant. */
import { canonical, print, type Rational, toUcum } from "@cisterna/quantity";
import {
  CATHETERS,
  type Catheter,
  CONSTANT_NAMES,
  type Constant,
  type ConstantName,
  type KnownConstants,
  type MriFact,
  missing,
  PUMPS,
  type Pump,
} from "@cisterna/therapy";
import { type CommandModule, done, type Outcome, operandOf } from "../shell/command.ts";
import { nearest } from "../shell/near.ts";
import { refusedOutcome } from "../shell/refusal.ts";
import {
  noteRow,
  type RowOrigin,
  rowJson,
  rowsText,
  type SourcedRow,
  statusCounts,
} from "../shell/row.ts";

const constantOrigin = (constant: Constant<unknown>): RowOrigin => {
  const { value: _, ...origin } = constant;
  return origin;
};

type Written = { readonly text: string; readonly json: unknown };

const inUnit =
  (unit: string) =>
  (value: Rational): Written => ({
    text: print(canonical(value), unit),
    json: toUcum(canonical(value), unit),
  });

const asIs = (value: number | readonly string[]): Written => ({
  text: String(value).replaceAll(",", ", "),
  json: value,
});

const constantRow = <T>(
  table: string,
  name: string,
  known: { constant: Constant<T> | null | undefined; write: (value: T) => Written },
): readonly SourcedRow[] => {
  const { constant, write } = known;
  if (constant === undefined || constant === null) return [];
  const { text, json } = write(constant.value);
  return [
    {
      table,
      text: `${name}: ${text}`,
      data: { name, value: json },
      origin: constantOrigin(constant),
    },
  ];
};

const UNIT: Readonly<Record<ConstantName, string>> = {
  reservoir: "mL",
  pulse: "mcL",
  minimumFlow: "mL/d",
  maximumFlow: "mL/d",
  lowReservoir: "mL",
  residual: "mL",
  tubing: "mL",
  overError: "%",
  underError: "%",
};

/** A constant's name as it is written in files: `minimum-flow`. */
const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const neededRow = (name: ConstantName, known: KnownConstants): readonly SourcedRow[] =>
  constantRow<Rational>("constants", kebab(name), {
    constant: known[name],
    write: inUnit(UNIT[name]),
  });

const mriRow = ({ behaviour, tesla, ...origin }: MriFact): SourcedRow => ({
  table: "in the magnet",
  text: tesla.length === 0 ? behaviour : `${behaviour}: ${tesla.join(" T, ")} T`,
  data: { behaviour, tesla },
  origin,
});

const pumpRows = (pump: Pump): readonly SourcedRow[] => {
  const { changesPerDay, openFlow, flows, replaceWithin } = pump.further;
  const table = "further";
  const perDay = inUnit("mL/d");
  return [
    ...CONSTANT_NAMES.flatMap((name) => neededRow(name, pump.constants)),
    ...constantRow("constants", "modes", { constant: pump.modes, write: asIs }),
    ...constantRow(table, "changes-per-day", { constant: changesPerDay, write: asIs }),
    ...constantRow(table, "open-flow", { constant: openFlow, write: perDay }),
    ...constantRow(table, "flows", {
      constant: flows,
      write: (values) => ({
        text: values.map((each) => perDay(each).text).join(", "),
        json: values.map((each) => perDay(each).json),
      }),
    }),
    ...constantRow(table, "replace-within", { constant: replaceWithin, write: inUnit("d") }),
    ...pump.mri.map(mriRow),
    ...pump.notes.map((fact) => noteRow("notes", fact)),
  ];
};

const catheterRows = ({ supplied, perLength, innerDiameter }: Catheter): readonly SourcedRow[] => [
  ...constantRow("constants", "supplied", { constant: supplied, write: inUnit("cm") }),
  ...constantRow("constants", "per-length", { constant: perLength, write: inUnit("mL/cm") }),
  ...constantRow("constants", "inner-diameter", { constant: innerDiameter, write: inUnit("mm") }),
];

/** A model of either kind, ready to print. */
type Device = {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  readonly kind: "pump" | "catheter";
  readonly rows: readonly SourcedRow[];
  /** What a plan needs and the table cannot give: a case states it itself. */
  readonly missing: readonly string[];
};

const DEVICES: readonly Device[] = [
  ...[...PUMPS.values()].map(
    (pump): Device => ({
      id: pump.id,
      name: pump.name,
      maker: pump.maker,
      kind: "pump",
      rows: pumpRows(pump),
      missing: missing(pump).map(({ constant, standing }) => `${kebab(constant)} (${standing})`),
    }),
  ),
  ...[...CATHETERS.values()].map(
    (catheter): Device => ({
      id: catheter.id,
      name: catheter.name,
      maker: catheter.maker,
      kind: "catheter",
      rows: catheterRows(catheter),
      missing: [],
    }),
  ),
];

const deviceJson = ({ rows, id, ...rest }: Device) => ({
  model: id,
  ...rest,
  rows: rows.map(rowJson),
});

const deviceText = ({ name, maker, kind, rows, missing: gaps }: Device): string =>
  [
    `${name} (${kind}, ${maker})`,
    "",
    rowsText(rows),
    gaps.length === 0
      ? ""
      : `a plan needs these from the case: ${gaps.join(", ")}; an unverified constant never acts\n`,
  ].join("\n");

const listText = (): string => {
  const width = Math.max(...DEVICES.map(({ id }) => id.length)) + 2;
  const lines = DEVICES.map(({ id, kind, name, rows }) =>
    [id.padEnd(width), kind.padEnd(10), name.padEnd(44), statusCounts(rows) || "nothing read"].join(
      "",
    ),
  );
  return `${[...lines, "", "./cisterna devices MODEL shows its constants."].join("\n")}\n`;
};

const unknown = (read: string): Outcome => {
  const names = [...new Set(DEVICES.map(({ id }) => id))];
  const near = nearest(read, names);
  return refusedOutcome([
    {
      kind: "unknown-model",
      path: "MODEL",
      read,
      ...(near === undefined ? {} : { near }),
      accepted: names.join(", "),
    },
  ]);
};

/** The command `devices`. */
export const command: CommandModule = {
  name: "devices",
  summary: "Pumps and catheters, with source and status of every constant",
  example: "devices generic-40",
  operands: [{ name: "MODEL", about: "a pump or catheter of the table", needed: false }],
  options: [],
  run: (request) => {
    const read = operandOf(request, 0);
    if (read === undefined) return done({ devices: DEVICES.map(deviceJson) }, listText());
    const found = DEVICES.filter(({ id }) => id === read);
    const [device] = found;
    if (device === undefined) return unknown(read);
    return done(
      found.length === 1 ? deviceJson(device) : { devices: found.map(deviceJson) },
      found.map(deviceText).join("\n"),
    );
  },
};
