// SPDX-License-Identifier: Apache-2.0
/** Printed pages: a sheet of plain data becomes a PDF. */
export { PAPERS, type Paper, printSheet } from "./print.ts";
export type { Bar, Block, Column, FactRow, Part, Row, Sheet, SignatureRow, Tone } from "./sheet.ts";
