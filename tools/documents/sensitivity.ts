// SPDX-License-Identifier: Apache-2.0
/**
 * Writes `docs/sensitivity.md` and its picture from the record of `tools/long/sensitivity.ts`:
 * which trait of a person matters for which outcome.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { SensitivityRecord } from "../long/sensitivity.ts";

const RECORD = new URL("../long/sensitivity.json", import.meta.url);
const PAGE = "docs/sensitivity.md";
const PICTURE = "docs/images/sensitivity.svg";

const recordIn = (): SensitivityRecord => JSON.parse(readFileSync(RECORD, "utf8"));

const spoken = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const percent = (share: number): string => `${Math.round(100 * Math.max(share, 0))} %`;

const LEAST = 0.01;

/** The trait that matters most first. */
const ranked = (shares: SensitivityRecord["outcomes"][number]["shares"]) =>
  Object.entries(shares)
    .filter(([, { total }]) => total >= LEAST)
    .toSorted(([, a], [, b]) => b.total - a.total);

const rowOf = ({ name, shares }: SensitivityRecord["outcomes"][number]): readonly string[] => [
  name,
  ranked(shares)
    .map(([trait, { first, total }]) => `${spoken(trait)} ${percent(first)} / ${percent(total)}`)
    .join(", "),
];

const page = (record: SensitivityRecord): string => `# What matters in a person

Written by \`node tools/documents/sensitivity.ts\` from the record of
\`node tools/long/sensitivity.ts\`; a test sees that it is up to date.

The traits of [virtual people](population.md) do not matter alike. For each outcome the table says
what share of its variance over the population a trait accounts for: alone / with all it does
together with other traits. Shares alone add up to one where traits do not act together.

![Shares of the variance by trait and outcome](images/sensitivity.svg)

${table(["outcome", "share alone / in total, traits from 1 % on"], record.outcomes.map(rowOf))}

## How it was found

By Sobol's shares with the estimators of Saltelli (2010) and Jansen (1999): two samples of people,
and for each trait the first sample with that trait taken from the second, ${record.people} people
in all. They need many runs, and those are cheap here; in return they hold over the whole population
and see traits that act only together, which one-at-a-time changes around a reference person, or
Morris's screening, do not tell in shares. The people are the points of an even sequence (irrational
steps, shifted by seed ${record.seed}), which converges faster than chance. Outcomes are taken as
logarithms, since they spread by factors.

Morphine in all of them: an infusion of 1 mg a day at T10 in its steady state, and a bolus of
0.25 mg in 2 mL at L3 over a minute. The body mass index is left out: it acts through the
lumbosacral volume alone. What is unknown about everybody (losses of drugs never measured, the
spinal absorption of fluid) is no trait and not in here.

Shares are of what is drawn: a trait whose published spread is wide has a large share. That the
mixing of people varies by half is itself the least certain of the spreads.

Commit ${record.commit}, parameters ${record.parameters}. With so many people a share is good to
about two per cent: a share alone that comes out above the total is that error.
`;

const LIGHT = "--ink:#18222d;--muted:#566371;--rule:#dce2e8;--paper:#ffffff;--s1:#0a5a72";
const DARK = "--ink:#e5eaef;--muted:#9fabb7;--rule:#2d3842;--paper:#11171d;--s1:#74c3da";
const STYLE = `<style>svg{${LIGHT};background:var(--paper);font-family:system-ui,sans-serif}
@media (prefers-color-scheme:dark){svg{${DARK}}}</style>`;

const LEFT = 272;
const CELL = { width: 62, height: 30 };
const TOP = 96;

const at = (column: number, row: number) => ({
  x: LEFT + column * CELL.width,
  y: TOP + row * CELL.height,
});

const bar = (share: number, column: number, row: number, look: string): string => {
  const { x, y } = at(column, row);
  const width = (CELL.width - 10) * Math.min(Math.max(share, 0), 1);
  return `<rect x="${x}" y="${y + 9}" width="${width.toFixed(1)}" height="12" ${look}/>`;
};

const words = (text: string, place: { x: number; y: number }, more: string): string =>
  `<text x="${place.x}" y="${place.y}" font-size="12" ${more}>${text}</text>`;

const rule = (row: number, columns: number): string => {
  const { y } = at(0, row);
  const right = LEFT + columns * CELL.width;
  return `<line x1="12" x2="${right}" y1="${y}" y2="${y}" stroke="var(--rule)"/>`;
};

const picture = ({ outcomes }: SensitivityRecord): string => {
  const traits = Object.keys(outcomes[0]?.shares ?? {});
  const width = LEFT + traits.length * CELL.width + 64;
  const height = TOP + outcomes.length * CELL.height + 40;
  const heads = traits.map((trait, column) => {
    const { x } = at(column, 0);
    const place = { x, y: TOP - 10 };
    return words(spoken(trait), place, `fill="var(--ink)" transform="rotate(-32 ${x} ${place.y})"`);
  });
  const rows = outcomes.flatMap(({ name, shares }, row) => [
    rule(row, traits.length),
    words(name, { x: 12, y: at(0, row).y + 19 }, 'fill="var(--ink)"'),
    ...traits.flatMap((trait, column) => {
      const { first, total } = shares[trait] ?? { first: 0, total: 0 };
      return [
        bar(total, column, row, 'fill="var(--s1)" opacity="0.3"'),
        bar(first, column, row, 'fill="var(--s1)"'),
      ];
    }),
  ]);
  const key = words(
    "dark: the trait alone; pale: with all it does with others; a full cell: all of the variance",
    { x: 12, y: height - 14 },
    'fill="var(--muted)"',
  );
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`;
  const title = "<title>Shares of the variance by trait and outcome</title>";
  return `${[head, title, STYLE, ...heads, ...rows, key, "</svg>"].join("\n")}\n`;
};

/** Every file of the page by its path from the root. */
export const sensitivityFiles = (): ReadonlyMap<string, string> => {
  const record = recordIn();
  return new Map([
    [PAGE, page(record)],
    [PICTURE, picture(record)],
  ]);
};

if (import.meta.main) {
  for (const [path, text] of sensitivityFiles()) {
    writeFileSync(new URL(`../../${path}`, import.meta.url), text);
  }
}
