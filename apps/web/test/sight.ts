// SPDX-License-Identifier: Apache-2.0
/**
 * A screen as everybody has to be able to see it: what axe finds, what goes sideways, and every
 * number that is cut or written against the notation (REQ-005).
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Amounts as they may not be written: `.5`, `2.0 mg`, `µg`; in Spanish with a comma. */
const WRONG = [
  String.raw`(?<![\d\p{L}])[.,]\d`,
  String.raw`\d[.,]\d*0\s?(?:mcg|mg|g|mL|d|h|min|s|cm|%)(?![\p{L}/])`,
  String.raw`\d[.,]\d*0\s?(?:mcg|mg|mL)/`,
  String.raw`\d\s?[µμ]g|\d\s?ug\b`,
].join("|");

/**
 * Every number on the screen that an element around it cuts, or that does not fit its field. What
 * scrolls can be read; what stands for screen readers alone is not seen, and what somebody types
 * into a field of many lines is theirs.
 */
const CUT = `(() => {
  const found = [];
  const wrong = new RegExp(${JSON.stringify(WRONG)}, "u");
  const hides = (way) => way === "hidden" || way === "clip";
  const scrolls = (way) => way === "auto" || way === "scroll";
  const cutBy = (box, from) => {
    for (let up = from; up !== null && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      const seen = up.getBoundingClientRect();
      if (hides(overflowX) && (box.right > seen.right + 1 || box.left < seen.left - 1)) return up;
      if (hides(overflowY) && (box.bottom > seen.bottom + 1 || box.top < seen.top - 1)) return up;
      if (scrolls(overflowX) || scrolls(overflowY)) return null;
    }
    return null;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    const parent = node.parentElement;
    if (!/\\d/.test(text) || parent === null) continue;
    if (parent.closest("script, style, .sr, option, textarea") !== null) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const by = box.width === 0 ? null : cutBy(box, parent);
    if (by !== null) found.push("cut: " + text.trim() + " by " + by.outerHTML.slice(0, 90));
    if (wrong.test(text)) found.push("notation: " + text.trim());
  }
  for (const field of document.querySelectorAll("input")) {
    if (!/\\d/.test(field.value) || !field.checkVisibility()) continue;
    const fits = field.scrollWidth <= field.clientWidth;
    if (!fits && !/password|hidden|checkbox|radio|range|file/.test(field.type)) {
      found.push("cut: " + field.value + " in its field");
    }
  }
  return found;
})()`;

/** Numbers that are cut, or written against the notation. */
export const numbersCut = async (page: Page): Promise<readonly string[]> =>
  (await page.evaluate(CUT)) as readonly string[];

const WIDE = `document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? ["sideways: " + document.documentElement.scrollWidth] : []`;

/** Numbers that are cut in any of the three widths; the width stays the last one. */
export const numbersCutAt = async (
  page: Page,
  widths: readonly number[] = [1440, 1024, 390],
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const each of await numbersCut(page)) found.push(`${width} px: ${each}`);
  }
  return found;
};

/** All that keeps somebody from seeing the screen as it stands. Empty: nothing. */
export const faultsSeen = async (page: Page): Promise<readonly string[]> => {
  if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(AXE);
  const violations = (await page.evaluate(`axe.run(document).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 160)))
  )`)) as readonly string[];
  const sideways = (await page.evaluate(WIDE)) as readonly string[];
  return [...violations, ...sideways, ...(await numbersCut(page))];
};
