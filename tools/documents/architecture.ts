// SPDX-License-Identifier: Apache-2.0
/** Writes the table of packages into `ARCHITECTURE.md`, from `tools/layers.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { LAYERS, type Sight } from "../layers.ts";

const FILE = new URL("../../ARCHITECTURE.md", import.meta.url);
const REGION = /(<!-- layers: [^\n]* -->\n)[\s\S]*?(<!-- end of layers -->)/;

const SEES: Readonly<Record<Sight, string>> = {
  integers: "language, integers",
  language: "language only",
  node: "Node",
  browser: "the browser",
};

const table = (): string =>
  [
    "| package | what it holds | may import | sees |",
    "|---|---|---|---|",
    ...LAYERS.map(({ name, holds, mayImport, sees }) => {
      const imports = mayImport.length === 0 ? "nothing" : mayImport.join(", ");
      return `| \`${name}\` | ${holds} | ${imports} | ${SEES[sees]} |`;
    }),
  ].join("\n");

/** The page as it is, and as it has to be. */
export const architecture = (): { readonly found: string; readonly generated: string } => {
  const found = readFileSync(FILE, "utf8");
  return { found, generated: found.replace(REGION, `$1\n${table()}\n\n$2`) };
};

if (import.meta.main) writeFileSync(FILE, architecture().generated);
