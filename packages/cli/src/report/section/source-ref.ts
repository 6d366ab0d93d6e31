// SPDX-License-Identifier: Apache-2.0
/** Where a number comes from, in short: a link to the source's citation, and the status. */
import type { Fact, SourceId } from "@cisterna/therapy";
import { statusText } from "../../text/en.ts";
import { html, joined, type Markup } from "../page/markup.ts";

/** A link to a source's citation at the end of the report. */
const sourceLink = (id: SourceId): Markup => html`<a class="source" href="#source-${id}">${id}</a>`;

/** A source and how the number stands. */
export const sourceRef = (fact: Fact): Markup => {
  const ids = [fact.source, ...(fact.also ?? [])];
  const where = fact.jurisdiction === null ? null : ` · ${fact.jurisdiction}`;
  const status = html` · ${statusText(fact.status)}${where}`;
  return html`<span class="origin">${joined(ids.map(sourceLink), " ")}${status}</span>`;
};
