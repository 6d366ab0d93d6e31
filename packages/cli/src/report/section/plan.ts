// SPDX-License-Identifier: Apache-2.0
/** The plan in words and figures: doses, patterns, boluses, faults, the program's hard limits. */

import {
  doseFor,
  flowOfPulses,
  type Mass,
  massIn,
  type Pulses,
  print,
  type Volume,
  volumeOfPulses,
} from "@cisterna/quantity";
import { type Basal, type DrugId, lockoutPerDay, type Program } from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { prose } from "../../text/en.ts";
import { html, joined, type Markup, type Part } from "../page/markup.ts";
import { capital, clock, moment, spokenTime } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { Story } from "../story.ts";
import { knownLimits } from "./limits.ts";
import { paragraph, type Section } from "./section.ts";
import { transitionContent } from "./transition.ts";

const unitOf = (story: Story, drug: DrugId): string => massUnitOf(story.formulary, drug);

const doseTable = (story: Story): Markup =>
  tableMarkup({
    caption: "Dose of every drug",
    columns: [
      { head: "Drug" },
      { head: "Concentration", amount: true },
      { head: "Asked, per day", amount: true },
      { head: "The pump gives", amount: true },
      { head: "Worst day", amount: true },
    ],
    rows: story.plan.doses.map(({ drug, concentration, asked, achievable, worstDay }) => {
      const unit = unitOf(story, drug);
      return [
        capital(drug),
        print(concentration, `${unit}/mL`),
        print(asked, `${unit}/d`),
        achievable === null ? "not known" : print(achievable, `${unit}/d`),
        html`<strong>${print(worstDay, `${unit}/d`)}</strong>`,
      ];
    }),
  });

const worstText = ({ plan }: Story): string =>
  plan.onDemand === null
    ? "The worst day is the day of the week with the most basal and every bolus of the clock."
    : "The worst day counts every bolus that the patient may ask for.";

const stepRows = (basal: Basal, unit: string): readonly (readonly Part[])[] =>
  basal.kind === "continuous"
    ? []
    : basal.steps.map((step) => [
        clock(step.from),
        step.days.length === 7 ? "every day" : step.days.map(capital).join(", "),
        print(step.dose, `${unit}/d`),
      ]);

const patternTable = (story: Story): Markup | null => {
  const { basal, doseOf } = story.plan.of.prescription;
  if (basal.kind === "continuous") return null;
  return tableMarkup({
    caption: `Daily pattern of ${doseOf}; each step holds until the next begins`,
    compact: true,
    columns: [{ head: "From" }, { head: "Days" }, { head: "Rate", amount: true }],
    rows: stepRows(basal, unitOf(story, doseOf)),
  });
};

const basalText = (story: Story): string => {
  const { basal, doseOf } = story.plan.of.prescription;
  const unit = unitOf(story, doseOf);
  const basalIs =
    basal.kind === "continuous"
      ? `${capital(doseOf)} ${print(basal.dose, `${unit}/d`)}, evenly through day and night`
      : `${capital(doseOf)} in a pattern of ${basal.steps.length} steps`;
  return `${basalIs}; mean flow ${print(story.plan.flow, "mL/d")}.`;
};

/** Mass and volume of a bolus: `0.1 mg (0.01 mL)`. */
const bolusText = (story: Story, dose: Mass, pulses: Pulses): string => {
  const unit = unitOf(story, story.plan.of.prescription.doseOf);
  return `${print(dose, unit)} (${print(volumeOfPulses(pulses, story.plan.pulse), "mL")})`;
};

const periodicText = (story: Story): string => {
  const { periodic } = story.plan.of.prescription;
  const { program } = story.plan;
  if (periodic === null || program.periodic === null) return "";
  const dose = bolusText(story, periodic.dose, program.periodic.pulses);
  return prose`By the clock: ${dose} over ${spokenTime(periodic.over)} every
    ${spokenTime(periodic.every)}, the first at ${clock(periodic.first)}.`;
};

const singleText = (story: Story): string => {
  const { single } = story.plan.of.prescription;
  const { program } = story.plan;
  if (single === null || program.single === null) return "";
  const dose = bolusText(story, single.dose, program.single.pulses);
  return `Once, when the program begins: ${dose} over ${spokenTime(single.over)}.`;
};

const onDemandText = (story: Story): string => {
  const { onDemand, doseOf } = story.plan.of.prescription;
  const { program, onDemand: summary } = story.plan;
  if (onDemand === null || program.onDemand === null || summary === null) {
    return "The patient cannot ask for boluses.";
  }
  const dose = bolusText(story, onDemand.dose, program.onDemand.pulses);
  const room = lockoutPerDay(onDemand.lockout);
  const cap =
    room < onDemand.perDay
      ? `the cap is ${onDemand.perDay} in 24 h, the lock-out leaves room for ${room}`
      : `at most ${onDemand.perDay} in any 24 h`;
  return prose`On demand: the patient may ask for ${dose} over ${spokenTime(onDemand.over)}; the
    next one ${spokenTime(onDemand.lockout)} after the last began, ${cap}. A day with all
    ${summary.allowedPerDay} of them comes to
    ${print(summary.worstDay, `${unitOf(story, doseOf)}/d`)} of ${doseOf}.`;
};

const titrationTable = (story: Story): Markup | null => {
  const { titration, doseOf } = story.plan.of.prescription;
  if (titration.length === 0) return null;
  const unit = unitOf(story, doseOf);
  return tableMarkup({
    caption: `Dated steps of ${doseOf}`,
    compact: true,
    columns: [{ head: "From" }, { head: "Basal", amount: true }],
    rows: titration.map(({ at, basal }) => [
      moment(at),
      basal.kind === "continuous"
        ? print(basal.dose, `${unit}/d`)
        : stepRows(basal, unit)
            .map((row) => row.join(" "))
            .join("; "),
    ]),
  });
};

/** What a flow of this fluid gives of every drug: `0.48 mg/d of morphine`. */
const dosesAt = (story: Story, flow: Parameters<typeof doseFor>[0]): string =>
  story.plan.of.reservoir.fluid
    .map(({ drug, concentration }) => {
      const unit = unitOf(story, drug);
      return `${print(doseFor(flow, concentration), `${unit}/d`)} of ${drug}`;
    })
    .join(" and ");

const faultText = (story: Story): string => {
  const { program, pulse } = story.plan;
  const minimum = flowOfPulses(program.minimum, pulse);
  switch (program.onFault) {
    case "hold":
      return prose`If a fault leaves the pump in doubt, it holds: it runs on at the rate it was
        running.`;
    case "minimum":
      return prose`If a fault leaves the pump in doubt, it goes to its minimum:
        ${print(minimum, "mL/d")}, which gives ${dosesAt(story, minimum)}.`;
    case "stop":
      return "If a fault leaves the pump in doubt, it stops: nothing is given until somebody acts.";
  }
};

const massesText = (story: Story, volume: Volume): Part =>
  joined(
    story.plan.of.reservoir.fluid.map(
      ({ drug, concentration }) =>
        `${print(massIn(volume, concentration), unitOf(story, drug))} ${drug}`,
    ),
    html`<br>`,
  );

/** A transition is approved with its own volume and rate; the sliding limits begin after it. */
const boundOf = (transition: Program["transition"]): string =>
  transition === null
    ? ""
    : `; the ${transition.kind} before them is bounded by its own volume and rate`;

const limitTable = (story: Story): Markup => {
  const { program, pulse } = story.plan;
  const hour = volumeOfPulses(program.limits.hour, pulse);
  const day = volumeOfPulses(program.limits.day, pulse);
  const rate = flowOfPulses(program.limits.rate, pulse);
  return tableMarkup({
    caption: prose`Hard limits of the program: the pump's own guard lets nothing beyond them
      pass${boundOf(program.transition)}`,
    compact: true,
    columns: [{ head: "Limit" }, { head: "Volume", amount: true }, { head: "Drug", amount: true }],
    rows: [
      ["In any hour", print(hour, "mL"), massesText(story, hour)],
      ["In any 24 h", print(day, "mL"), massesText(story, day)],
      ["Greatest flow", print(rate, "mL/d"), "within the volumes above"],
    ],
  });
};

/** The section of the plan. */
export const planSection = (story: Story): Section => ({
  name: "plan",
  heading: "What the pump is told to do",
  short: "Plan",
  content: [
    paragraph(basalText(story)),
    patternTable(story),
    paragraph(periodicText(story)),
    paragraph(singleText(story)),
    paragraph(onDemandText(story)),
    titrationTable(story),
    doseTable(story),
    html`<p class="small">${worstText(story)} The pump gives whole pulses of ${story.plan.pulse}
      nL.</p>`,
    transitionContent(story),
    html`<h3>In a fault, and at most</h3>`,
    paragraph(faultText(story)),
    limitTable(story),
    html`<h3>Held against the limits of the formulary</h3>`,
    knownLimits(story),
  ],
});
