// SPDX-License-Identifier: Apache-2.0
/** The title block: whose plan this is, on which implant, what was simulated, and what it is not. */
import { isExact, print, printDay, toNumber } from "@cisterna/quantity";
import type { Check, Plan, Severity } from "@cisterna/therapy";
import { html, type Markup, type Part } from "../page/markup.ts";
import { brief, capital, massUnit, moment, spanned } from "../page/said.ts";
import { facts } from "../page/table.ts";
import type { ReportInput, Story } from "../story.ts";

const NOTICE = html`
<aside class="notice" role="note">
<p><strong>Not a medical device. Not cleared for treatment.</strong> This report is computed from a plan; nothing in it was measured in a patient.
Every concentration and every date is an <strong>estimate of a model, never a reading</strong>. It does not replace the check of a pharmacist or a physician.</p>
</aside>`;

/** The notice of what Cisterna is not. */
export const notice = (): Markup => NOTICE;

const stepText = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;

const daysText = (days: number): string =>
  Number.isInteger(days) ? `${days} d` : `${Math.round(days * 24)} h`;

const catheterText = ({ plan, catheter }: Story): string => {
  const { volume, tip } = plan.of.implant.catheter;
  const run = isExact(volume) ? "" : `; run with ${print(catheter.volume, "mL")}`;
  return `${spanned(volume, "mL")}${run}, tip at ${tip}`;
};

const fluidText = ({ of }: Plan, story: Story): string =>
  of.reservoir.fluid
    .map(({ drug, concentration }) => {
      const unit = `${massUnit(story.formulary, drug)}/mL`;
      return `${drug} ${print(concentration, unit)}`;
    })
    .join(" + ");

const factsOf = (story: Story, input: ReportInput): Markup => {
  const { plan } = story;
  const { pump } = plan.of.implant;
  const { reservoir } = plan.of;
  const program = input.commit === undefined ? input.version : `${input.version} (${input.commit})`;
  return facts([
    [
      "Pump",
      `${pump.name}${pump.maker === "Cisterna" ? " (not a commercial model)" : `, ${pump.maker}`}`,
    ],
    [
      "Reservoir",
      `${print(plan.constants.reservoir, "mL")}, filled with ${print(reservoir.volume, "mL")}`,
    ],
    ["Catheter", catheterText(story)],
    ["Filled", moment(reservoir.filled)],
    ["Fluid", fluidText(plan, story)],
    ["Simulated", `${daysText(story.days)} in steps of ${stepText(story.stepMinutes)}`],
    ["Report made", moment(input.made)],
    ["Cisterna", program],
  ]);
};

const countOf = (checks: readonly Check[], severity: Severity): number =>
  checks.filter((check) => check.severity === severity).length;

/** One figure of the glance: what it is, the figure, what to know of it. */
const tile = (name: string, figure: Part, more: Part, kind = ""): Markup => html`
<div class="tile ${kind}"><p class="name">${name}</p><p class="figure">${figure}</p><p class="more">${more}</p></div>`;

const doseTiles = (story: Story): readonly Markup[] =>
  story.plan.doses.map(({ drug, asked, worstDay }) => {
    const unit = `${massUnit(story.formulary, drug)}/d`;
    const worst =
      toNumber(worstDay) === toNumber(asked)
        ? "the same every day"
        : `worst day ${brief(worstDay, unit)}`;
    return tile(capital(drug), brief(asked, unit), worst);
  });

const confirmTile = (checks: readonly Check[]): Markup => {
  const [confirm, note] = [countOf(checks, "confirm"), countOf(checks, "note")];
  const word = confirm === 0 ? "nothing to confirm" : "to confirm";
  const more = html`<a href="#checks">${note === 1 ? "1 note" : `${note} notes`}</a>`;
  return confirm === 0
    ? tile("Checks", word, more)
    : tile("Checks", html`<span aria-hidden="true">▲</span> ${confirm} ${word}`, more, "confirm");
};

const glance = (story: Story): Markup => {
  const { refill, flow } = story.plan;
  return html`<div class="glance">
${doseTiles(story)}
${tile("Mean flow", brief(flow, "mL/d"), `pulses of ${story.plan.pulse} nL`)}
${tile("Refill due", printDay(refill.due), `empty ${printDay(refill.emptyAtWorst)} at the earliest`)}
${confirmTile(story.checks)}
</div>`;
};

/** The title block. */
export const titleBlock = (story: Story, input: ReportInput): Markup => html`
<header class="title">
<p class="kind">Cisterna · plan and simulated run</p>
<h1><span class="label">Patient</span> ${story.plan.of.patient.id}</h1>
${notice()}
${glance(story)}
${factsOf(story, input)}
</header>`;
