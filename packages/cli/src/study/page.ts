// SPDX-License-Identifier: Apache-2.0
/**
 * The report of a study: one self-contained HTML file for any screen and for A4. Everything comes
 * in as an argument; the same input gives the same text.
 */
import { html } from "../report/page/markup.ts";
import { pageText } from "../report/page/page.ts";
import { dayText, moment } from "../report/page/said.ts";
import { type Section, sectionMarkup } from "../report/section/section.ts";
import {
  coursesSection,
  levelsSection,
  outcomesSection,
  pairedSection,
} from "./section/figures.ts";
import { methodSection } from "./section/method.ts";
import { peopleSection } from "./section/people.ts";
import { regimensSection } from "./section/regimens.ts";
import { studyNotice, studyTitle } from "./section/title.ts";
import { type StudyInput, type StudyStory, studyStoryOf } from "./story.ts";

/** The sections in the order in which they are read. */
const SECTIONS: readonly ((story: StudyStory) => Section)[] = [
  regimensSection,
  outcomesSection,
  pairedSection,
  levelsSection,
  coursesSection,
  peopleSection,
  methodSection,
];

const hasContent = ({ content }: Section): boolean =>
  !(Array.isArray(content) && content.length === 0);

/**
 * The report as HTML text.
 * Law: equal input gives equal text; every text of the study is escaped; nothing is loaded.
 */
export const writeStudyReport = (input: StudyInput): string => {
  const story = studyStoryOf(input);
  const sections = SECTIONS.map((make) => make(story)).filter(hasContent);
  const { title } = input.results.design.study;
  return pageText({
    title: `${title} · in-silico study · ${dayText(input.made)}`,
    running: {
      head: title,
      date: moment(input.made),
      notice: "Not a medical device. Nobody was treated; values are a model's estimates.",
    },
    header: studyTitle(story, input),
    contents: sections,
    sections: sections.map((section, index) => sectionMarkup(section, index + 1)),
    footer: html`${studyNotice()}<p class="small">Made by Cisterna ${input.version} on
      ${moment(input.made)}.</p>`,
  });
};
