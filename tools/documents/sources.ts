// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/sources.md` from the data: every source with what it is used for, what a status is
 * worth, our own constants, what waits to be confirmed, and what was not found.
 */
import { writeFileSync } from "node:fs";
import { canonical, type Dimension, print, type Rational } from "@cisterna/quantity";
import {
  actionOf,
  CATHETERS,
  type Catheter,
  CONSTANT_NAMES,
  type ConstantName,
  type Drug,
  FORMULARY,
  PUMPS,
  type Pump,
  type PumpConstants,
  type ReadStatus,
  SOURCE_IDS,
  SOURCES,
  type SourceId,
  statusOf,
  type UnverifiedRow,
  unverifiedRows,
} from "@cisterna/therapy";

const MEANINGS: Readonly<Record<ReadStatus, string>> = {
  label: "read in a label, or in a copy of one",
  manufacturer: "read in what its maker publishes",
  guideline: "read in a guideline, or in a text that quotes one",
  study: "read in a paper or an abstract",
  digest: "read in a textbook or a digest, not in the primary source",
  design: "chosen by us for a generic model",
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const statuses = (): string =>
  table(
    ["status", "meaning", "at a maximum", "at any other number"],
    [
      ...Object.entries(MEANINGS).map(([status, meaning]) => {
        const standing = { status: status as ReadStatus };
        return [status, meaning, actionOf(standing, "maximum"), actionOf(standing, "caution")];
      }),
      ["confirmed", "an unverified number that a clinic checked", "as it chose", "as it chose"],
      ["unverified", "known to specialists, read nowhere here", "note", "note"],
      ["case", "a device constant that one case states itself", "used", "used"],
    ],
  );

/** Whether a value of our data names this source anywhere inside. */
const names = (value: unknown, id: SourceId): boolean => {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((each) => each === id || names(each, id));
  return Object.entries(value).some(
    ([key, inner]) => (key === "source" && inner === id) || names(inner, id),
  );
};

const usersOf = (id: SourceId): string => {
  const users = [...FORMULARY, ...PUMPS, ...CATHETERS]
    .filter(([, row]) => names(row, id))
    .map(([user]) => user);
  return users.length === 0 ? "arithmetic, thresholds" : users.join(", ");
};

const linked = (address: string): string => (address.startsWith("http") ? `<${address}>` : address);

const sources = (): string =>
  table(
    ["id", "status", "kind", "what", "where", "used for"],
    SOURCE_IDS.map((id) => {
      const { tier, citation, addresses } = SOURCES[id];
      const where = addresses.map(linked).join(" ");
      return [`\`${id}\``, statusOf(tier), tier, citation, where, usersOf(id)];
    }),
  );

/** Any quantity in a unit of its own dimension. */
const printed = (value: Rational, unit: string): string => print(canonical<Dimension>(value), unit);

const UNITS: Readonly<Record<ConstantName, string>> = {
  reservoir: "mL",
  pulse: "nL",
  minimumFlow: "mL/d",
  maximumFlow: "mL/d",
  lowReservoir: "mL",
  residual: "mL",
  tubing: "mL",
  overError: "%",
  underError: "%",
};

const shown = (name: ConstantName, value: PumpConstants[ConstantName]): string =>
  printed(value, UNITS[name]);

const cell = (pump: Pump, name: ConstantName): string => {
  const known = pump.constants[name];
  return known === undefined ? "" : shown(name, known.value);
};

const ownConstants = (): string =>
  table(
    ["model", ...CONSTANT_NAMES],
    [...PUMPS.values()]
      .filter((pump) => pump.source === "cisterna")
      .map((pump) => [pump.id, ...CONSTANT_NAMES.map((name) => cell(pump, name))]),
  );

const range = (ends: readonly (Rational | null | undefined)[], unit: string): string =>
  ends
    .flatMap((end) => (end === null || end === undefined ? [] : [printed(end, unit)]))
    .join(" to ");

const recalledIn = (drug: Drug, row: UnverifiedRow): string => {
  const mass = drug.massUnit;
  switch (row.table) {
    case "limits":
      return row.of.quantity === "concentration"
        ? print(row.of.value, `${mass}/mL`)
        : range([row.of.rangeLow, row.of.value], `${mass}/d`);
    case "startingDoses":
      return range([row.of.low, row.of.high], `${mass}/d`);
    case "trialBoluses":
      return range([row.of.low, row.of.high], mass);
  }
};

const waitingNumbers = (): string =>
  table(
    ["drug", "row", "recalled", "confirm in"],
    [...FORMULARY.values()].flatMap((drug) =>
      unverifiedRows(drug).map((row) => [
        drug.id,
        `\`${row.id}\``,
        recalledIn(drug, row),
        `\`${row.of.source}\``,
      ]),
    ),
  );

const waitingOf = (pump: Pump): readonly (readonly string[])[] =>
  CONSTANT_NAMES.flatMap((name) => {
    const known = pump.constants[name];
    return known?.status === "unverified"
      ? [[pump.id, name, shown(name, known.value), known.checkIn]]
      : [];
  });

const waitingCatheter = (catheter: Catheter): readonly (readonly string[])[] =>
  (
    [
      ["supplied", catheter.supplied, "cm"],
      ["perLength", catheter.perLength, "mL/cm"],
      ["innerDiameter", catheter.innerDiameter, "mm"],
    ] as const
  ).flatMap(([name, known, unit]) =>
    known?.status === "unverified"
      ? [[catheter.id, name, printed(known.value, unit), known.checkIn]]
      : [],
  );

const waitingConstants = (): string =>
  table(
    ["device", "constant", "recalled", "check in"],
    [
      ...[...PUMPS.values()].flatMap(waitingOf),
      ...[...CATHETERS.values()].flatMap(waitingCatheter),
    ],
  );

const notFound = (): string =>
  [...FORMULARY.values()]
    .filter((drug) => drug.notFound.length > 0)
    .map((drug) => `- **${drug.id}**: ${drug.notFound.join("; ")}`)
    .join("\n");

/** The text of `docs/sources.md`. */
export const sourcesDocument = (): string =>
  `# Sources

Written by \`node tools/documents/sources.ts\` from the tables in \`packages/therapy\`; a test sees
that it is up to date. Pages were read in excerpts, most labels in copies: check every number
against the current document before use.

## What a status is worth

${statuses()}

## Every source

${sources()}

## Constants of our own

The generic models are nobody's product. Their constants are round numbers that we chose.

${ownConstants()}

## Waiting to be confirmed

Recalled, read nowhere here. They are shown, they limit nothing and they fill nothing. A clinic
makes a number of a drug effective with an entry of its local formulary; a constant of a device is
stated by the case.

${waitingNumbers()}

${waitingConstants()}

## Looked for and not found

${notFound()}
`;

if (import.meta.main) {
  writeFileSync(new URL("../../docs/sources.md", import.meta.url), sourcesDocument());
  process.stdout.write("docs/sources.md\n");
}
