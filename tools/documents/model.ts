// SPDX-License-Identifier: Apache-2.0
/** Writes the tables of `docs/model.md`: every number of the body's model with its origin. */
import { readFileSync, writeFileSync } from "node:fs";
import {
  areaAt,
  CANAL_AREA,
  type CanalSite,
  CONVENTIONS,
  DRUGS,
  type Drug,
  dispersionAt,
  drugNamed,
  FLUID,
  LEVELS,
  positionOf,
  REFERENCE_ADULT,
  referenceAdult,
  SECONDS_PER_HOUR,
} from "@cisterna/body";

const FILE = new URL("../../docs/model.md", import.meta.url);
const REGION = /(<!-- tables: [^\n]* -->\n)[\s\S]*?(<!-- end of tables -->)/;

const tracer = drugNamed("in-dtpa");
if (!tracer.ok) throw new RangeError("the tracer of the tables is a drug of the body");
const TRACER = tracer.value;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const spoken = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const parameters = (): string =>
  table(
    ["parameter", "value", "evidence", "source"],
    Object.entries({ ...REFERENCE_ADULT, ...CONVENTIONS, ...FLUID }).map(([name, row]) => [
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

const lossText = ({ value, range }: Drug["spinalLoss"]): string =>
  range === null
    ? `${digits(value)} /h`
    : `unknown: ${digits(range.low)} to ${digits(range.high)} /h; ${digits(value)} stands in`;

const rowsOf = (drug: Drug): readonly (readonly string[])[] => [
  row(drug, "diffusivity", `${digits(drug.diffusivity.value / 3600)} cm2/s`, drug.diffusivity),
  row(drug, "spinal loss", lossText(drug.spinalLoss), drug.spinalLoss),
  ...(drug.plasma === null
    ? [[drug.name, "plasma", "unknown", "", ""]]
    : [row(drug, "plasma", plasmaText(drug.plasma.value), drug.plasma)]),
  ...(drug.cord === null
    ? [[drug.name, "cord", "unknown", "", ""]]
    : [row(drug, "cord", "two layers", drug.cord)]),
  ...(drug.epidural === null
    ? [[drug.name, "epidural", "unknown", "", ""]]
    : [row(drug, "epidural", "pool and fat", drug.epidural)]),
];

/** Volume of the fluid below x, by tenths of a centimetre. */
const volumeBelow = (x: number): number => {
  const { knots } = referenceAdult.canal;
  const tenths = Math.round(x * 10);
  const areas = Array.from({ length: tenths }, (_, at) => areaAt(knots, (at + 0.5) / 10));
  return areas.reduce((sum, area) => sum + area / 10, 0);
};

const levelRow = (site: CanalSite): readonly string[] => {
  const { length, knots, strokes } = referenceAdult.canal;
  const x = positionOf(site);
  const area = areaAt(knots, x);
  const reach = strokes.map(({ volume, steepness }) => (volume * (x / length) ** steepness) / area);
  const dispersion = dispersionAt(referenceAdult, TRACER, x) / SECONDS_PER_HOUR;
  return [
    site,
    x.toFixed(1),
    area.toFixed(2),
    volumeBelow(x).toFixed(0),
    ...reach.map((each) => each.toFixed(2)),
    dispersion.toFixed(3),
  ];
};

const levels = (): string =>
  table(
    [
      "level",
      "from the sac end, cm",
      "area, cm2",
      "fluid below, mL",
      "heart moves it by, cm",
      "breath moves it by, cm",
      "dispersion, cm2/s",
    ],
    [...LEVELS, "cisterna-magna" as const].map(levelRow),
  );

const tables = (): string =>
  [
    "## The reference adult",
    parameters(),
    "## Area of the canal",
    table(
      ["from the sac end, cm", "cm2"],
      CANAL_AREA.knots.map(({ x, area }) => [`${x}`, `${area}`]),
    ),
    "## By level",
    levels(),
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
