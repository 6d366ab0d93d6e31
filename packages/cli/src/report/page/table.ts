// SPDX-License-Identifier: Apache-2.0
/** Tables: a head, rows, numbers aligned; each scrolls in its own frame on a narrow screen. */
import { html, type Markup, type Part, plain } from "./markup.ts";

/** A column: its head, and whether it holds amounts (aligned at the right). */
type Column = { readonly head: Part; readonly amount?: boolean };

/** A table. `caption` is what it shows, for a reader who comes to it alone. */
type Table = {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Part[])[];
  readonly compact?: boolean;
};

/** Rows of a table that is never cut by the end of a sheet. */
const SHORT = 12;

const cell = (part: Part, column: Column | undefined, index: number): Markup => {
  const kind = column?.amount === true ? "amount" : "word";
  return index === 0
    ? html`<th scope="row" class="${kind}">${part}</th>`
    : html`<td class="${kind}">${part}</td>`;
};

const head = (column: Column): Markup =>
  html`<th scope="col" class="${column.amount === true ? "amount" : "word"}">${column.head}</th>`;

/** The table as markup. */
export const tableMarkup = ({ caption, columns, rows, compact = false }: Table): Markup => html`
<div class="table${rows.length <= SHORT ? " short" : ""}"><p class="caption">${caption}</p>
<div class="frame" role="region" aria-label="${plain(caption)}" tabindex="0">
<table class="${compact ? "compact" : "full"}" aria-label="${plain(caption)}">
<thead><tr>${columns.map(head)}</tr></thead>
<tbody>${rows.map(
  (row) => html`<tr>${row.map((part, index) => cell(part, columns[index], index))}</tr>\n`,
)}</tbody>
</table></div></div>`;

/** Pairs of a name and what it is. */
export const facts = (pairs: readonly (readonly [name: string, value: Part])[]): Markup =>
  html`<dl class="facts">${pairs.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`,
  )}</dl>`;
