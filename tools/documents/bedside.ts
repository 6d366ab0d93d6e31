// SPDX-License-Identifier: Apache-2.0
/** Writes the dialogue of `docs/bedside.md` from what `examples/bedside/dialogue.sh` prints. */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../../docs/bedside.md", import.meta.url);
const PRINTED = new URL("../../examples/bedside/expected.txt", import.meta.url);

const REGION = /(<!-- dialogue: generated[^>]*-->\n)[\s\S]*?(<!-- end of dialogue -->)/;

const indented = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");

/** The page as it is, and as it has to be. */
export const bedside = (): { readonly found: string; readonly generated: string } => {
  const found = readFileSync(FILE, "utf8");
  const dialogue = indented(readFileSync(PRINTED, "utf8"));
  const generated = found.replace(REGION, (_, head, tail) => `${head}\n${dialogue}\n\n${tail}`);
  return { found, generated };
};

if (import.meta.main) writeFileSync(FILE, bedside().generated);
