// SPDX-License-Identifier: Apache-2.0
/**
 * Printing: a sheet becomes a PDF by typst. The same sheet on the same paper gives the same bytes:
 * the only time in the file is the sheet's own.
 */
import { readFileSync } from "node:fs";
import { assert } from "@cisterna/quantity";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Sheet } from "./sheet.ts";

/** The papers that are printed on. */
export const PAPERS = ["a4", "letter"] as const;

/** A paper. */
export type Paper = (typeof PAPERS)[number];

const TYPST_PAPER: Readonly<Record<Paper, string>> = { a4: "a4", letter: "us-letter" };

/** Tagged, so that a screen reader finds headings and tables; archived for decades. */
const STANDARD = "a-2a";

/** Results that typst remembers beyond so many pages are let go. */
const KEPT = 10;

const template = readFileSync(new URL("./sheet.typ", import.meta.url), "utf8");

let compiler: NodeCompiler | null = null;

/** Prints a sheet. Breaks if: typst cannot make a page of it, which is a bug of the template. */
export const printSheet = (sheet: Sheet, paper: Paper): Uint8Array => {
  compiler ??= NodeCompiler.create({ workspace: import.meta.dirname });
  const { sourcesTitle, ...rest } = sheet;
  const compiled = compiler.compile({
    mainFileContent: template,
    inputs: {
      sheet: JSON.stringify({ ...rest, "sources-title": sourcesTitle }),
      paper: TYPST_PAPER[paper],
    },
  });
  const { result } = compiled;
  assert(result !== null, "a sheet can be printed", {
    because: compiled.takeError()?.shortDiagnostics,
  });
  const pdf = compiler.pdf(result, { pdfStandard: STANDARD });
  compiler.evictCache(KEPT);
  return pdf;
};
