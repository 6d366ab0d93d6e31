// SPDX-License-Identifier: Apache-2.0
/** Writes the tables of `docs/model.md`: every number of the body's model with its origin. */
import { readFileSync, writeFileSync } from "node:fs";
import { CANAL_AREA, CONVENTIONS, DRUGS, type Drug, REFERENCE_ADULT } from "@cisterna/body";

const FILE = new URL("../../docs/model.md", import.meta.url);
const REGION = /(<!-- tables: [^\n]* -->\n)[\s\S]*?(<!-- end of tables -->)/;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const spoken = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const parameters = (): string =>
  table(
    ["parameter", "value", "evidence", "source"],
    Object.entries({ ...REFERENCE_ADULT, ...CONVENTIONS }).map(([name, row]) => [
      spoken(name),
      `${row.value} ${row.unit}`,
      row.evidence,
      row.source,
    ]),
  );

type Known = { readonly evidence: string; readonly source: string };

const digits = (value: number): string => String(Number(value.toPrecision(3)));

const row = (drug: Drug, what: string, value: string, { evidence, source }: Known) => [
  drug.name,
  what,
  value,
  evidence,
  source,
];

const plasmaText = ({ clearance, volume, peripheral }: NonNullable<Drug["plasma"]>["value"]) =>
  [
    `clearance ${digits(clearance / 1000)} L/h`,
    `volume ${digits(volume / 1000)} L`,
    ...(peripheral === null ? [] : [`periphery ${digits(peripheral.volume / 1000)} L`]),
  ].join(", ");

const rowsOf = (drug: Drug): readonly (readonly string[])[] => [
  row(drug, "diffusivity", `${digits(drug.diffusivity.value / 3600)} cm2/s`, drug.diffusivity),
  row(drug, "spinal loss", `${digits(drug.spinalLoss.value)} /h`, drug.spinalLoss),
  ...(drug.plasma === null
    ? [[drug.name, "plasma", "unknown", "", ""]]
    : [row(drug, "plasma", plasmaText(drug.plasma.value), drug.plasma)]),
  ...(drug.cord === null
    ? [[drug.name, "cord", "unknown", "", ""]]
    : [row(drug, "cord", "two layers", drug.cord)]),
];

const tables = (): string =>
  [
    "## The reference adult",
    parameters(),
    "## Area of the canal",
    table(
      ["from the sac end, cm", "cm2"],
      CANAL_AREA.knots.map(({ x, area }) => [`${x}`, `${area}`]),
    ),
    "## Drugs and tracers",
    table(["drug", "what", "value", "evidence", "source"], DRUGS.flatMap(rowsOf)),
  ].join("\n\n");

/** The page as it is, and as it has to be. */
export const model = (): { readonly found: string; readonly generated: string } => {
  const found = readFileSync(FILE, "utf8");
  return {
    found,
    generated: found.replace(REGION, (_, head, tail) => `${head}\n${tables()}\n\n${tail}`),
  };
};

if (import.meta.main) writeFileSync(FILE, model().generated);
