// SPDX-License-Identifier: Apache-2.0
/** The title block of a study's report: what was asked, in whom, and what it is not. */
import { print } from "@cisterna/quantity";
import { html, type Markup, type Part } from "../../report/page/markup.ts";
import { moment } from "../../report/page/said.ts";
import { facts } from "../../report/page/table.ts";
import { shown } from "../../run/figure.ts";
import type { StudyInput, StudyStory } from "../story.ts";

const NOTICE = html`
<aside class="notice" role="note">
<p><strong>Nobody was treated.</strong> Every person here is drawn from published spreads and every
concentration is an <strong>estimate of a model, never a reading</strong>. Not a medical device. Not
cleared for treatment: a study like this says what to look at, not what to give.</p>
</aside>`;

/** The notice of what a study is not. */
export const studyNotice = (): Markup => NOTICE;

const tile = (name: string, figure: Part, more: Part): Markup => html`
<div class="tile"><p class="name">${name}</p><p class="figure">${figure}</p><p
class="more">${more}</p></div>`;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");

const glance = ({ results, outcomes }: StudyStory): Markup => {
  const { study, arms } = results.design;
  const { members, seed, population } = study.population;
  const patients = members * arms.length;
  return html`<div class="glance">
${tile("People", grouped(members), `${population}, seed ${seed}`)}
${tile("Regimens", arms.length, "each in every person")}
${tile("Time", print(study.for, "d"), `${grouped(patients)} courses in all`)}
${tile("Outcomes", outcomes.length, "for each person and regimen")}
</div>`;
};

const drugsIn = ({ results }: StudyStory): string =>
  [...new Set(results.design.arms.map(({ drug }) => drug.name))].join(", ");

/** The title block. */
export const studyTitle = (story: StudyStory, { made, version }: StudyInput): Markup => {
  const { design } = story.results;
  return html`
<header class="title">
<p class="kind">Cisterna · in-silico study</p>
<h1>${design.study.title}</h1>
${NOTICE}
${glance(story)}
${facts([
  ["Drug", drugsIn(story)],
  ["People", `${design.parameters}, seed ${design.study.population.seed}`],
  ["Course kept at", design.study.course.sites.join(", ")],
  [
    "Mass balance",
    `at most ${story.results.worstBalance().toExponential(1)} of a dose unaccounted for`,
  ],
  [
    "Accuracy",
    `each profile to ${shown(100 * (design.arms[0]?.trial.tolerance ?? 0))} % of its highest`,
  ],
  ["Report made", moment(made)],
  ["Cisterna", version],
])}
</header>`;
};
