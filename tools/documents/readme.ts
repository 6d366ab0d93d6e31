// SPDX-License-Identifier: Apache-2.0
/** Writes the first example's real output into `README.md`, from `examples/expected`. */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../../README.md", import.meta.url);
const OUTPUT = new URL("../../examples/expected/02-morphine-steady.yaml.txt", import.meta.url);
const REGION = /(<!-- example: [^\n]* -->\n)[\s\S]*?(<!-- end of example -->)/;

/** Output of the example's first call, indented as a block of Markdown. */
const block = (): string => {
  const [first = ""] = readFileSync(OUTPUT, "utf8").split(/\nexit \d\n/);
  return first
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
};

/** The page as it is, and as it has to be. */
export const readme = (): { readonly found: string; readonly generated: string } => {
  const found = readFileSync(FILE, "utf8");
  return {
    found,
    generated: found.replace(REGION, (_, head, tail) => `${head}\n${block()}\n\n${tail}`),
  };
};

if (import.meta.main) writeFileSync(FILE, readme().generated);
