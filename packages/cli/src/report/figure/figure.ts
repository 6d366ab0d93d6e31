// SPDX-License-Identifier: Apache-2.0
/**
 * A figure: a title that says what one sees, the drawing for a wide and for a narrow sheet, and the
 * key numbers in a caption or a table, so that nothing is only in the picture.
 */
import { html, type Markup, type Part, plain, trusted } from "../page/markup.ts";
import { type Chart, drawn } from "./chart.ts";

/** What a figure needs. `name` is unique on the page. */
export type Figure = {
  readonly name: string;
  readonly title: string;
  /** What the drawing shows, in words, for whoever cannot see it. */
  readonly spoken: string;
  readonly chart: Chart;
  readonly height: number;
  readonly caption: Part;
  readonly table?: Part;
};

const WIDE = 760;
const NARROW = 360;
const NARROW_MOST = 340;

const drawing = (figure: Figure, narrow: boolean): Markup => {
  const width = narrow ? NARROW : WIDE;
  const height = narrow ? Math.min(figure.height, NARROW_MOST) : figure.height;
  const name = `${figure.name}-${narrow ? "n" : "w"}`;
  const svg = drawn(figure.chart, { width, height, narrow }, name);
  const attributes = html`class="drawing ${narrow ? "narrow" : "wide"}" role="img"
    aria-label="${plain(figure.spoken)}"`;
  return trusted(svg.replace(/^<svg/, `<svg ${attributes.markup}`));
};

/** The figure as markup. */
export const figureMarkup = (figure: Figure): Markup => html`
<figure id="${figure.name}">
<h3>${figure.title}</h3>
${drawing(figure, false)}
${drawing(figure, true)}
<figcaption>${figure.caption}</figcaption>
${figure.table ?? null}
</figure>`;
