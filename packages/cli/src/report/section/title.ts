// SPDX-License-Identifier: Apache-2.0
/** The title block: whose plan this is, on which implant, what was simulated, what it is not. */

import { isExact, print, toNumber } from "@cisterna/quantity";
import type { Check, Plan, Severity } from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { prose, spanText } from "../../text/en.ts";
import { html, type Markup, type Part } from "../page/markup.ts";
import { brief, capital, dayText, moment } from "../page/said.ts";
import { facts } from "../page/table.ts";
import type { ReportInput, Story } from "../story.ts";

const NOTICE = html`
<aside class="notice" role="note">
<p><strong>Not a medical device. Not cleared for treatment.</strong> This report is computed
from a plan; nothing in it was measured in a patient. Every concentration and every date is an
<strong>estimate of a model, never a reading</strong>. It does not replace the check of a
pharmacist or a physician.</p>
</aside>`;

/** The notice of what Cisterna is not. */
export const notice = (): Markup => NOTICE;

const STARTS: Readonly<Record<Story["bodyStart"], string>> = {
  "drug-free": ", from a body free of drug",
  "steady-before": ", from a body in which the old therapy had become steady",
};

const stepText = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;

const daysText = (days: number): string =>
  Number.isInteger(days) ? `${days} d` : `${Math.round(days * 24)} h`;

const catheterText = ({ plan, catheter }: Story): string => {
  const { volume, tip } = plan.of.implant.catheter;
  const run = isExact(volume) ? "" : `; run with ${print(catheter.volume, "mL")}`;
  return `${spanText(volume, "mL")}${run}, tip at ${tip}`;
};

const fluidText = ({ of }: Plan, story: Story): string =>
  of.reservoir.fluid
    .map(({ drug, concentration }) => {
      const unit = `${massUnitOf(story.formulary, drug)}/mL`;
      return `${drug} ${print(concentration, unit)}`;
    })
    .join(" + ");

const factsOf = (story: Story, input: ReportInput): Markup => {
  const { plan } = story;
  const { pump } = plan.of.implant;
  const { reservoir } = plan.of;
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
    [
      "Simulated",
      prose`${daysText(story.days)} in steps of
        ${stepText(story.stepMinutes)}${STARTS[story.bodyStart]}`,
    ],
    ["Report made", moment(input.made)],
    ["Cisterna", input.version],
  ]);
};

const countOf = (checks: readonly Check[], severity: Severity): number =>
  checks.filter((check) => check.severity === severity).length;

/** One figure of the glance: what it is, the figure, what to know of it. */
type Tile = { readonly name: string; readonly figure: Part; readonly more: Part };

const tile = ({ name, figure, more }: Tile, kind = ""): Markup => html`
<div class="tile ${kind}"><p class="name">${name}</p>
<p class="figure">${figure}</p><p class="more">${more}</p></div>`;

const doseTiles = (story: Story): readonly Markup[] =>
  story.plan.doses.map(({ drug, asked, worstDay }) => {
    const unit = `${massUnitOf(story.formulary, drug)}/d`;
    const worst =
      toNumber(worstDay) === toNumber(asked)
        ? "the same every day"
        : `worst day ${brief(worstDay, unit)}`;
    return tile({ name: capital(drug), figure: brief(asked, unit), more: worst });
  });

const confirmTile = (checks: readonly Check[]): Markup => {
  const [confirm, note] = [countOf(checks, "confirm"), countOf(checks, "note")];
  const word = confirm === 0 ? "nothing to confirm" : "to confirm";
  const notes = note === 1 ? "1 note" : `${note === 0 ? "no" : note} notes`;
  const more = html`<a href="#checks">${notes}</a>`;
  const counted = html`<span aria-hidden="true">▲</span> ${confirm} ${word}`;
  return confirm === 0
    ? tile({ name: "Checks", figure: word, more })
    : tile({ name: "Checks", figure: counted, more }, "confirm");
};

const glance = (story: Story): Markup => {
  const { refill, flow } = story.plan;
  const pulses = `pulses of ${story.plan.pulse} nL`;
  const earliest = `empty ${dayText(refill.emptyAtWorst)} at the earliest`;
  return html`<div class="glance">
${doseTiles(story)}
${tile({ name: "Mean flow", figure: brief(flow, "mL/d"), more: pulses })}
${tile({ name: "Refill due", figure: dayText(refill.due), more: earliest })}
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
