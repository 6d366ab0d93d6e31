// SPDX-License-Identifier: Apache-2.0
/**
 * Markup: text becomes HTML here and nowhere else. Whatever is put into a template is escaped
 * unless it is markup already, so that a patient's id can never become a tag. Attributes take
 * `plain` text.
 */

/** HTML that is safe to place between tags or inside a quoted attribute. */
export type Markup = { readonly markup: string };

/** What a template takes: text is escaped, markup stays, lists are joined, null is nothing. */
export type Part = Markup | string | number | null | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for HTML: no character of it is a tag, an entity or the end of an attribute. */
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");

const NUMBER_AND_UNIT = /(\d|≈) (?=\d|(?:[mkn]?g|mcg|pg|[mn]?L|mcL|d|h|min|s|%|cm|mm|m)\b|%)/g;

/** Text with every number held together with its unit: a line never ends between the two. */
const held = (text: string): string => text.replace(NUMBER_AND_UNIT, "$1\u00a0");

const DATE = /\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2} \([+-]\d{2}:\d{2}\))?/g;

/** Text between tags: escaped, with every number and every date kept on one line. */
const flowing = (text: string): string =>
  escaped(held(text)).replace(DATE, "<span class=date>$&</span>");

/** Text for a quoted attribute or a title, where no tag may stand. */
export const plain = (text: string): Markup => ({ markup: escaped(text) });

const htmlOf = (part: Part): string => {
  if (part === null) return "";
  if (typeof part === "string") return flowing(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(htmlOf).join("");
};

/** A template: its own text is HTML, everything put in is escaped. */
export const html = (text: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: text.reduce((all, piece, index) => all + htmlOf(parts[index - 1] ?? null) + piece),
});

/** HTML from our own makers (drawings, the style sheet), taken as it is. */
export const trusted = (markup: string): Markup => ({ markup });

/** Parts with something between them. */
export const joined = (parts: readonly Part[], between: Part): readonly Part[] =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));

/**
 * Text as a CSS string, quotes included. Everything but letters, digits and spaces is written as a
 * code point, so that no text can end the string or the style sheet.
 */
export const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${codeOf(character)} `)}"`;

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);
