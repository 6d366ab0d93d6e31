// SPDX-License-Identifier: Apache-2.0
/** The transition in words and figures: prime, bridge or none, and what happens without one. */

import {
  changeOf,
  doseFor,
  durationFor,
  isExact,
  multiply,
  print,
  rational,
  round,
} from "@cisterna/quantity";
import {
  type Bridge,
  concentrationIn,
  type DrugId,
  lineVolume,
  massesIn,
  type Passage,
  type Prime,
} from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { listed, prose, spanText } from "../../text/en.ts";
import { html, type Markup, type Part } from "../page/markup.ts";
import { spokenSpan, spokenTime } from "../page/said.ts";
import { facts } from "../page/table.ts";
import type { Story } from "../story.ts";

type Planned = Extract<Passage, { readonly kind: "bridge" | "prime" }>;

const lineText = ({ plan }: Story): string =>
  prose`${spanText(lineVolume(plan.line), "mL")}: ${spanText(plan.line.tubing, "mL")} in the pump,
    ${spanText(plan.line.catheter, "mL")} in the catheter`;

const programmedRow = (passage: Planned): readonly [string, Part] => [
  "Programmed",
  html`<strong>${print(passage.programmed, "mL")} at ${print(passage.rate, "mL/d")}</strong>,
    which lasts <strong>${spokenTime(durationFor(passage.programmed, passage.rate))}</strong>`,
];

const rangeRow = (passage: Planned): readonly (readonly [string, Part])[] =>
  isExact(passage.volume)
    ? []
    : [
        [
          "The line needs",
          prose`${spanText(passage.volume, "mL")}, which lasts ${spokenSpan(passage.duration)};
            the volume programmed is the end of the range that cannot overdose`,
        ],
      ];

const signed = (share: { readonly n: bigint; readonly d: bigint }): string => {
  const percent = Number(round(multiply(share, rational(100n))));
  return `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`;
};

/** What would happen if no bridge were programmed. */
const withoutText = (story: Story, passage: Bridge, drug: DrugId): string => {
  const { plan } = story;
  const unit = `${massUnitOf(story.formulary, drug)}/d`;
  const before = plan.of.before;
  const held = before === null ? undefined : concentrationIn(before.fluid, drug);
  const clears = spokenSpan({
    low: durationFor(passage.volume.low, passage.newFlow),
    high: durationFor(passage.volume.high, passage.newFlow),
  });
  const change =
    held === undefined
      ? ""
      : ` (${signed(changeOf(doseFor(passage.rate, held), passage.unbridgedDose))})`;
  return prose`the old fluid would leave the tip at the new flow:
    ${print(passage.unbridgedDose, unit)} of ${drug}${change} for ${clears}`;
};

const bridgeContent = (story: Story, passage: Planned & Bridge): Markup => {
  const drug = story.plan.of.before?.prescription.doseOf ?? story.plan.of.prescription.doseOf;
  const unit = massUnitOf(story.formulary, drug);
  return html`<h3>First: a bridge</h3>
<p>The old fluid in the line is run out at its own dose. The new flow of
${print(passage.newFlow, "mL/d")} begins when the line is clear.</p>
${facts([
  programmedRow(passage),
  ...rangeRow(passage),
  ["Line", lineText(story)],
  ["It gives", `${spanText(passage.drug, unit)} of ${drug}, at the old dose`],
  ["Without it", withoutText(story, passage, drug)],
])}`;
};

const PRIMED =
  "The line holds no drug. It is filled at speed, so that the dose begins at the tip at once.";
const PUSHED =
  "The line holds the fluid that ran before. The prime drives it out of the tip at speed.";

/** What a prime drives out of a line of which the case says what is in it; else null. */
const driven = ({ plan, formulary }: Story, { programmed }: Planned): string | null => {
  const { before } = plan.of;
  if (before === null) return null;
  const masses = massesIn(before.fluid, programmed).map(
    ({ drug, mass }) => `${print(mass, massUnitOf(formulary, drug))} of ${drug}`,
  );
  return listed(masses);
};

const primeContent = (story: Story, passage: Planned & Prime): Markup => {
  const { doseOf } = story.plan.of.prescription;
  const old = driven(story, passage);
  const empty = {
    low: durationFor(passage.volume.low, story.plan.flow),
    high: durationFor(passage.volume.high, story.plan.flow),
  };
  return html`<h3>First: a prime</h3>
<p>${old === null ? PRIMED : PUSHED}</p>
${facts([
  programmedRow(passage),
  ...rangeRow(passage),
  ["Line", lineText(story)],
  [
    old === null ? "It fills the line with" : "What enters the line",
    `${spanText(passage.drug, massUnitOf(story.formulary, doseOf))} of ${doseOf}`,
  ],
  ...(old === null
    ? ([["Without it", `no drug would reach the tip for ${spokenSpan(empty)}`]] as const)
    : ([["It drives out of the tip", html`<strong>${old}</strong>`]] as const)),
])}`;
};

const NONE: Readonly<Record<Extract<Passage, { kind: "none" }>["because"], string>> = {
  "nothing-changed":
    "The fluid in the line is the one in the reservoir: no bridge and no prime is needed.",
  "not-stated": "No bridge and no prime: the case does not say what ran before.",
  declined: "The fluid changes and the case declines a bridge.",
};

const LINE: Readonly<Record<Story["lineStart"], string>> = {
  before: "The run began with the old fluid in the line.",
  "drug-free": "The run began with a line that holds no drug.",
  "tubing-filled":
    "The run began with a catheter that holds no drug; the pump's own tubing was filled.",
  reservoir: "The run began with a line that already holds the reservoir's fluid.",
};

/** What the old fluid gives at the new flow until it has left the line, where no bridge is. */
const meanwhile = ({ plan, formulary, lineStart }: Story): readonly (readonly [string, Part])[] => {
  const { before } = plan.of;
  if (before === null || lineStart !== "before") return [];
  const doses = before.fluid.map(({ drug, concentration }) => {
    const unit = `${massUnitOf(formulary, drug)}/d`;
    return `${print(doseFor(plan.flow, concentration), unit)} of ${drug}`;
  });
  return [["Until then the tip gives", html`<strong>${listed(doses)}</strong>`]];
};

const noneContent = (story: Story, because: keyof typeof NONE): Markup => {
  const passes = durationFor(lineVolume(story.plan.line).high, story.plan.flow);
  const delay = ` Whatever enters the line leaves the tip up to ${spokenTime(passes)} later.`;
  return html`<h3>The line between pump and tip</h3>
<p>${NONE[because]} ${LINE[story.lineStart]}${delay}</p>
${facts([["Line", lineText(story)], ...meanwhile(story)])}`;
};

/** What the plan does about the fluid in the line. */
export const transitionContent = (story: Story): Markup => {
  const { transition } = story.plan;
  switch (transition.kind) {
    case "none":
      return noneContent(story, transition.because);
    case "bridge":
      return bridgeContent(story, transition);
    case "prime":
      return primeContent(story, transition);
  }
};
