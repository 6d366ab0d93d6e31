// SPDX-License-Identifier: Apache-2.0
/** The sections that consist of figures: flow, dose at the tip, spread, concentrations. */
import { prose } from "../../text/en.ts";
import { courseFigures } from "../figure/course.ts";
import { figureMarkup } from "../figure/figure.ts";
import { flowFigure } from "../figure/flow.ts";
import { heatFigures } from "../figure/heat.ts";
import { tipFigures } from "../figure/tip.ts";
import { html, type Markup } from "../page/markup.ts";
import type { Story } from "../story.ts";
import type { Section } from "./section.ts";

/** Drugs for which the body knows no kinetics, said aloud. */
const unknownDrugs = ({ drugs }: Story): Markup | null => {
  const unknown = drugs.filter(({ spread }) => spread === null).map(({ drug }) => drug);
  return unknown.length === 0
    ? null
    : html`<p>For ${unknown.join(", ")} no kinetics in the spinal fluid were found: nothing is
      shown, and nothing is guessed.</p>`;
};

/** The flow over the day. */
export const flowSection = (story: Story): Section => ({
  name: "flow",
  heading: "Flow over the day",
  short: "Flow",
  content: figureMarkup(flowFigure(story.plan)),
});

/** The dose of every drug at the tip. */
export const tipSection = (story: Story): Section => ({
  name: "tip",
  heading: "Dose that leaves the tip",
  short: "Dose at the tip",
  lead: prose`What the pump gives leaves the tip only after it has passed the line. Up to the tip
    every figure is exact arithmetic on volumes; mixing inside the line is left out.`,
  content: tipFigures(story).map(figureMarkup),
});

/** Concentration by level and time. */
export const heatSection = (story: Story): Section => ({
  name: "spread",
  heading: "Where the drug is in the spinal fluid",
  short: "Spread",
  lead: "From the end of the sac (S2, below) to the cisterna magna (above).",
  content: [heatFigures(story).map(figureMarkup), unknownDrugs(story)],
});

/** Concentration at chosen places. */
export const courseSection = (story: Story): Section => ({
  name: "concentrations",
  heading: "Concentration at chosen places",
  short: "Concentrations",
  content: [courseFigures(story).map(figureMarkup), unknownDrugs(story)],
});
