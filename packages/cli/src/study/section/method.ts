// SPDX-License-Identifier: Apache-2.0
/** How it was computed, what was taken for granted, and how to get the same again. */
import { type Assumption, drugIn, memberAt, neuraxis, personOf } from "@cisterna/body";
import { assert } from "@cisterna/quantity";
import { html, type Markup } from "../../report/page/markup.ts";
import type { Section } from "../../report/section/section.ts";
import { assumptionText } from "../../run/assumption.ts";
import { prose } from "../../text/en.ts";
import type { StudyStory } from "../story.ts";

/** What the model takes for granted, the same in everybody: asked of the first member. */
const assumptionsOf = ({ results }: StudyStory): readonly Assumption[] => {
  const traits = memberAt(results.design.study.population.seed, 0);
  const person = personOf(traits);
  assert(person.ok, "a member that was drawn is a person");
  return results.design.arms.flatMap(
    ({ drug }) => neuraxis(person.value, drugIn(drug, traits)).assumptions,
  );
};

const METHOD: readonly string[] = [
  prose`Each person is one canal from the sac to the foramen magnum in 60 cells, with the fluid of
    the head and with plasma where its kinetics are known. The equations are linear, so the result
    for another dose is in proportion.`,
  prose`Fluid that comes with the drug counts by its mean over the day. Basal rates enter as a slow
    infusion does, over a centimetre or so around the tip; a bolus enters over the length that its
    volume displaces. Concentrations are means over a cross-section: right at the tip they are
    higher.`,
  prose`Percentiles are of the people drawn. They hold what is known to differ between people, not
    what is unknown about all of them.`,
];

const again = ({ results }: StudyStory): Markup => {
  const { design } = results;
  return html`<p>The same numbers come out again, to the last byte and with any number of threads,
    from this study file with parameters <code class="hash">${design.parameters}</code>. The folder
    of the study holds them as CSV and Parquet.</p>`;
};

/** How it was done. */
export const methodSection = (story: StudyStory): Section => {
  const texts = [...new Set(assumptionsOf(story).map(assumptionText))];
  return {
    name: "method",
    heading: "How it was computed",
    short: "Method",
    content: [
      METHOD.map((text) => html`<p>${text}</p>`),
      texts.length === 0 ? null : html`<h3>Taken for granted</h3>`,
      html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`,
      html`<h3>Again</h3>`,
      again(story),
    ],
  };
};
