// SPDX-License-Identifier: Apache-2.0
/**
 * The page: one HTML file that asks the network for nothing. Its own policy forbids every load; it
 * has no script. The running head and foot of the print are made by the page itself.
 */
import { cssString, html, type Markup, type Part, plain, trusted } from "./markup.ts";
import { STYLE } from "./style.ts";

/** What stands on every printed sheet. */
type Running = {
  /** Whose it is or what it is about. */
  readonly head: string;
  readonly date: string;
  readonly notice: string;
};

/** A page, ready to be put together. */
type Page = {
  readonly title: string;
  readonly running: Running;
  readonly header: Part;
  readonly contents: readonly { readonly name: string; readonly short: string }[];
  readonly sections: Part;
  readonly footer: Part;
};

const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

/** Head and foot of each printed sheet; text of people enters as a CSS string. */
const runningStyle = ({ head, date, notice }: Running): string => `@page {
@top-left { content: ${cssString(head)}; }
@top-right { content: ${cssString(date)}; }
@bottom-left { content: ${cssString(notice)}; }
@bottom-right { content: "Page " counter(page) " of " counter(pages); }
}`;

const contentsMarkup = (contents: Page["contents"]): Markup => html`
<nav class="contents" aria-label="Contents"><ol>${contents.map(
  ({ name, short }) => html`<li><a href="#${name}">${short}</a></li>`,
)}</ol></nav>`;

/** The page as text. */
export const pageText = (page: Page): string => {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${plain(page.title)}</title>
<style>
${trusted(STYLE)}
${trusted(runningStyle(page.running))}
</style>
</head>
<body>
<div class="sheet">
${page.header}
${contentsMarkup(page.contents)}
<main>
${page.sections}
</main>
<footer>${page.footer}</footer>
</div>
</body>
</html>
`;
  return whole.markup;
};
