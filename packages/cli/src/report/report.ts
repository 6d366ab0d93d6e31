// SPDX-License-Identifier: Apache-2.0
/**
 * The report: a judged plan and its run become one self-contained HTML file, to be read on any
 * screen and printed on A4. Everything comes in as an argument; the same input gives the same text.
 */

import { html } from "./page/markup.ts";
import { pageText } from "./page/page.ts";
import { dayText, moment } from "./page/said.ts";
import { checksSection } from "./section/checks.ts";
import { eventsSection } from "./section/events.ts";
import { courseSection, flowSection, heatSection, tipSection } from "./section/figures.ts";
import { massSection } from "./section/mass.ts";
import { modelSection } from "./section/model.ts";
import { planSection } from "./section/plan.ts";
import { refillSection } from "./section/refill.ts";
import { type Section, sectionMarkup } from "./section/section.ts";
import { sourcesSection } from "./section/sources.ts";
import { notice, titleBlock } from "./section/title.ts";
import { type ReportInput, type Story, storyOf } from "./story.ts";

export type { ReportInput } from "./story.ts";

/** The sections in the order in which they are read. */
const SECTIONS: readonly ((story: Story) => Section)[] = [
  planSection,
  checksSection,
  flowSection,
  tipSection,
  heatSection,
  courseSection,
  refillSection,
  eventsSection,
  massSection,
  modelSection,
  sourcesSection,
];

const shortNotice = "Not a medical device. Model values are estimates, never readings.";

/**
 * The report as HTML text.
 *
 * Given at: the end of `run --html`.
 * Law: equal input gives equal text; every text of the case is escaped; nothing is loaded.
 */
export const writeReport = (input: ReportInput): string => {
  const story = storyOf(input);
  const sections = SECTIONS.map((make) => make(story));
  const { id } = story.plan.of.patient;
  return pageText({
    title: `${id} · plan and simulated run · ${dayText(input.made)}`,
    running: { head: `Patient ${id}`, date: moment(input.made), notice: shortNotice },
    header: titleBlock(story, input),
    contents: sections,
    sections: sections.map((section, index) => sectionMarkup(section, index + 1)),
    footer: html`${notice()}<p class="small">Made by Cisterna ${input.version} on
      ${moment(input.made)}.</p>`,
  });
};
