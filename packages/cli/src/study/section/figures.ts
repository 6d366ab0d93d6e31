// SPDX-License-Identifier: Apache-2.0
/** The sections that consist of figures: outcomes, paired differences, levels, courses. */
import { figureMarkup } from "../../report/figure/figure.ts";
import type { Section } from "../../report/section/section.ts";
import { prose } from "../../text/en.ts";
import { courseFigures, levelFigure } from "../figure/course.ts";
import { distributionFigure, pairedFigure } from "../figure/outcome.ts";
import type { StudyStory } from "../story.ts";

/** Distributions of every outcome by regimen. */
export const outcomesSection = ({ outcomes }: StudyStory): Section => ({
  name: "outcomes",
  heading: "How people differ",
  short: "Outcomes",
  lead: "One number for each person and regimen, and how it is spread over people.",
  content: outcomes.map((outcome, at) => figureMarkup(distributionFigure(outcome, at))),
});

/** Paired differences of every outcome against the first regimen. */
export const pairedSection = ({ outcomes }: StudyStory): Section => ({
  name: "paired",
  heading: "What a regimen changes in one person",
  short: "Differences",
  lead: prose`Everybody is given every regimen, so each person is their own control: the value under
    a regimen over the value under the first one.`,
  content: outcomes.flatMap((outcome, at) => pairedFigure(outcome, at).map(figureMarkup)),
});

/** Concentration along the canal. */
export const levelsSection = (story: StudyStory): Section => ({
  name: "levels-section",
  heading: "How far the drug reaches",
  short: "Levels",
  content: levelFigure(story).map(figureMarkup),
});

/** Concentration over time at every site. */
export const coursesSection = (story: StudyStory): Section => ({
  name: "courses",
  heading: "Concentration over time",
  short: "Time",
  content: story.sites.flatMap((of, at) => courseFigures(story, of, at).map(figureMarkup)),
});
