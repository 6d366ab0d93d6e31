// SPDX-License-Identifier: Apache-2.0
/** The legend of the regimens, beside narrow drawings: they have no names at their lines. */
import { LINES } from "../../report/figure/axis.ts";
import { html, type Markup, plain } from "../../report/page/markup.ts";

const dashes = (type: (typeof LINES)[number]["type"]): string =>
  typeof type === "string" ? "none" : type.join(" ");

/** The names of the regimens, each with its line; shown and hidden with the narrow drawing. */
export const legend = (names: readonly string[]): Markup =>
  html`<span class="drawing narrow">${names.map((name, look) => {
    const { color, type } = LINES[look % LINES.length] ?? LINES[0];
    const style = plain(`stroke:${color};stroke-width:2;stroke-dasharray:${dashes(type)}`);
    return html`<span style="white-space:nowrap;margin-right:1.2em"><svg width="30" height="8"
      aria-hidden="true" style="vertical-align:middle;margin-right:.4em"><line x1="0" y1="4" x2="30"
      y2="4" style="${style}"/></svg>${name}</span> `;
  })}</span>`;
