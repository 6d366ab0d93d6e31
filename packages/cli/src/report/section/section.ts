// SPDX-License-Identifier: Apache-2.0
/** A section: a number, a heading that says what it answers, and its content. */
import { html, type Markup, type Part } from "../page/markup.ts";

/** One section of the report. `name` is its address on the page. */
export type Section = {
  readonly name: string;
  readonly heading: string;
  /** The heading in one or two words, for the list of contents. */
  readonly short: string;
  readonly lead?: Part;
  readonly content: Part;
};

/** A section as markup, with its number. */
export const sectionMarkup = (section: Section, number: number): Markup => html`
<section id="${section.name}">
<div class="opening"><h2><span class="number">${number}</span> ${section.heading}</h2>
${section.lead === undefined ? null : html`<p class="lead">${section.lead}</p>`}</div>
${section.content}
</section>`;

/** A paragraph, or nothing for an empty text. */
export const paragraph = (text: Part): Markup | null =>
  text === "" || text === null ? null : html`<p>${text}</p>`;
