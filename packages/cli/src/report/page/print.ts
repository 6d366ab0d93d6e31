// SPDX-License-Identifier: Apache-2.0
/** The style sheet of the print: A4, a running head and foot, no figure cut by a sheet's end. */

const RUNNING =
  'font: 8.5pt system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: #566371;';

/** Rules for print; they follow all others. */
export const PRINT = `
@page {
size: A4;
margin: 20mm 16mm 18mm;
${["top-left", "top-right", "bottom-left", "bottom-right"]
  .map((place) => `@${place} { ${RUNNING} }`)
  .join("\n")}
}
@media print {
:root { color-scheme: light; }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { font-size: 10pt; line-height: 1.45; }
.sheet { max-width: none; padding: 0; margin: 0; }
.contents { display: none; }
h1 { font-size: 22pt; }
h2 { font-size: 15pt; }
h3 { font-size: 11pt; margin-top: 16pt; }
h1, h2, h3, .caption, .opening { break-after: avoid; }
.opening, .table.short { break-inside: avoid; }
section { margin-top: 26pt; }
p { orphans: 3; widows: 3; max-width: none; }
figure, .tile, .notice, .check, .facts > div, tr, .sources li { break-inside: avoid; }
figure { margin-bottom: 18pt; }
thead { display: table-header-group; }
table { font-size: 9pt; }
.compact { font-size: 8.5pt; }
th, td { padding-top: 3pt; padding-bottom: 3pt; }
.frame { overflow: visible; background: none; }
.caption, figcaption, .small, .after, .where, .addresses, .origin, .tier, .tile .name, .tile
.more, thead th { font-size: 8.5pt; }
.tile .figure { font-size: 14pt; }
.facts > div { grid-template-columns: 32mm 1fr; padding: 3pt 0; }
.check, .check.note { padding: 5pt 10pt; font-size: inherit; }
a { color: inherit; text-decoration: none; }
footer { break-inside: avoid; }
}`;
