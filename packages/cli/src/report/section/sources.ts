// SPDX-License-Identifier: Apache-2.0
/** The sources behind the numbers of this report, each with its citation and address. */

import { type Fact, SOURCE_IDS, SOURCES, type SourceId } from "@cisterna/therapy";
import { prose } from "../../text/en.ts";
import { html, type Markup, plain } from "../page/markup.ts";
import type { Story } from "../story.ts";
import type { Section } from "./section.ts";

const idsOf = (fact: Fact | undefined): readonly SourceId[] =>
  fact === undefined ? [] : [fact.source, ...(fact.also ?? [])];

const pumpSources = ({ plan }: Story): readonly SourceId[] => {
  const { pump } = plan.of.implant;
  const constants = Object.values(pump.constants).flatMap((constant) =>
    constant !== undefined && "source" in constant
      ? [constant.source, ...(constant.also ?? [])]
      : [],
  );
  return [...constants, ...(pump.source === null ? [] : [pump.source])];
};

/** Every source that a number of this report rests on, in the order of the table of sources. */
const usedSources = (story: Story): readonly SourceId[] => {
  const used = new Set([
    ...pumpSources(story),
    ...story.checks.flatMap((check) => idsOf(check.origin)),
    ...story.plan.doses.flatMap((row) => row.limits.flatMap(({ limit }) => idsOf(limit))),
    ...idsOf(story.plan.refill.cap?.row),
  ]);
  return SOURCE_IDS.filter((id) => used.has(id));
};

const isWeb = (address: string): boolean => /^https?:\/\//.test(address);

const addressMarkup = (address: string): Markup =>
  isWeb(address)
    ? html`<a class="address" href="${plain(address)}" rel="noreferrer">${address}</a>`
    : html`<code>${address}</code>`;

const item = (id: SourceId): Markup => {
  const { citation, addresses, tier } = SOURCES[id];
  const kind = html`<span class="tier">${tier.replaceAll("-", " ")}</span>`;
  return html`<li id="source-${id}"><p><strong>${id}</strong> ${citation} ${kind}</p>
<p class="addresses">${addresses.map(addressMarkup)}</p></li>\n`;
};

/** The section of the sources. */
export const sourcesSection = (story: Story): Section => ({
  name: "sources",
  heading: "Sources",
  short: "Sources",
  lead: prose`A source's tier says what kind of document it is; the status beside each number
    follows from it. Sources of the model stand in its tables above.`,
  content: html`<ol class="sources">${usedSources(story).map(item)}</ol>`,
});
