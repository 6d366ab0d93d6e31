// SPDX-License-Identifier: Apache-2.0
/** The model of the body: what it takes for granted, its numbers and evidence, its limits. */

import {
  CONVENTIONS,
  type Drug,
  drugNamed,
  type Evidence,
  type Parameter,
  REFERENCE_ADULT,
} from "@cisterna/body";
import { assumptionText } from "../../run/assumption.ts";
import { shown } from "../../run/figure.ts";
import { prose } from "../../text/en.ts";
import { html, type Markup, type Part } from "../page/markup.ts";
import { capital } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { Story } from "../story.ts";
import type { Section } from "./section.ts";

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  source: "read in a source",
  code: "from published code",
  derived: "derived",
  calibrated: "fitted to measurements",
  prototype: "set by eye",
  background: "textbook, unchecked",
};

const LIMITS: readonly string[] = [
  prose`Some numbers of the reference adult are fitted to published measurements. Of the papers kept
    aside from the fit it meets some and misses others; docs/validation.md lists each.`,
  prose`It is one adult at rest. Between real patients, concentrations at the same dose differ
    three- to nine-fold (Gustafsson 1984, Ruppen 2009).`,
  prose`Fluid is mixed across the canal: close to the tip the true concentration can be far higher
    than the one shown.`,
  "Baricity, posture, and granulomas at the tip are not in this run.",
];

const assumptions = ({ drugs }: Story): readonly string[] => [
  ...new Set(drugs.flatMap(({ spread }) => (spread?.assumptions ?? []).map(assumptionText))),
];

/** `strokeVolume` as words: `stroke volume`. */
const worded = (key: string): string =>
  capital(
    key.replace(/([A-Z])(\d*)/g, (_, letter: string, digits: string) =>
      digits === "" ? ` ${letter.toLowerCase()}` : ` ${letter}${digits}`,
    ),
  );

const UNITS: Readonly<Record<string, string>> = { "1": "", "cm2/s": "cm²/s", cm2: "cm²" };

const amountOf = ({ value, unit }: Parameter): string =>
  `${shown(value)} ${UNITS[unit] ?? unit}`.trim();

const parameterRow = ([key, parameter]: readonly [string, Parameter]): readonly Part[] => [
  worded(key),
  amountOf(parameter),
  EVIDENCE[parameter.evidence],
  parameter.source,
];

const COLUMNS = [
  { head: "Number" },
  { head: "Value", amount: true },
  { head: "How it is known" },
  { head: "Where" },
];

const subjectTable = (): Markup =>
  tableMarkup({
    caption: "The reference adult",
    compact: true,
    columns: COLUMNS,
    rows: [...Object.entries(REFERENCE_ADULT), ...Object.entries(CONVENTIONS)].map(parameterRow),
  });

const plasmaRows = ({ name, plasma }: Drug): readonly (readonly Part[])[] => {
  if (plasma === null) return [[`${capital(name)}, plasma`, "not known", "", ""]];
  const known = [EVIDENCE[plasma.evidence], plasma.source];
  const { clearance, volume } = plasma.value;
  return [
    [`${capital(name)}, clearance from plasma`, `${shown(clearance / 60)} mL/min`, ...known],
    [`${capital(name)}, volume of plasma's space`, `${shown(volume / 1000)} L`, ...known],
  ];
};

const drugRows = (drug: Drug): readonly (readonly Part[])[] => {
  const { name, diffusivity, spinalLoss } = drug;
  const loss = spinalLoss.basis === "own" ? "" : ", of a tracer";
  return [
    [
      `${capital(name)}, diffusivity`,
      `${shown(diffusivity.value / 3600)} cm²/s`,
      EVIDENCE[diffusivity.evidence],
      diffusivity.source,
    ],
    [
      `${capital(name)}, loss from spinal fluid${loss}`,
      `${shown(spinalLoss.value)} per h`,
      EVIDENCE[spinalLoss.evidence],
      spinalLoss.source,
    ],
    ...plasmaRows(drug),
  ];
};

const drugTable = ({ drugs }: Story): Markup | null => {
  const rows = drugs.flatMap(({ drug }) => {
    const known = drugNamed(drug);
    return known.ok ? drugRows(known.value) : [[capital(drug), "not known", "", ""]];
  });
  return tableMarkup({ caption: "The drugs", compact: true, columns: COLUMNS, rows });
};

const tags = ({ drugs }: Story): Markup =>
  html`<p class="small">Parameter sets: ${[
    ...new Set(drugs.flatMap(({ spread }) => (spread === null ? [] : [spread.parameters]))),
  ].map((tag) => html`<code class="hash">${tag}</code> `)}</p>`;

const listOf = (items: readonly string[]): Markup =>
  html`<ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** The section of the model. */
export const modelSection = (story: Story): Section => ({
  name: "model",
  heading: "How far to trust the estimates",
  short: "Model",
  lead: prose`Up to the tip this report is exact arithmetic. Beyond the tip it is a model of one
    average adult. In the tables, “physics” is the project's own reading of the literature;
    docs/model.md says what its sections are and lists every number.`,
  content: [
    listOf([...LIMITS, ...assumptions(story)]),
    drugTable(story),
    subjectTable(),
    tags(story),
  ],
});
