// SPDX-License-Identifier: Apache-2.0
/** The checks: what the judge had to say, by severity, each with its sentence and its source. */
import type { Check, Severity } from "@cisterna/therapy";
import { describe } from "../../text/en.ts";
import { html, type Markup } from "../page/markup.ts";
import type { Story } from "../story.ts";
import type { Section } from "./section.ts";
import { sourceRef } from "./source-ref.ts";

/** How a severity is shown: a shape, a word and a colour, so that each alone is enough. */
const SHOWN: Readonly<Record<Severity, { symbol: string; word: string; means: string }>> = {
  refuse: { symbol: "■", word: "Refused", means: "the plan ends here" },
  confirm: { symbol: "▲", word: "Confirm", means: "a person has to read and confirm it" },
  note: { symbol: "●", word: "Note", means: "for information" },
};

const ORDER: readonly Severity[] = ["refuse", "confirm", "note"];

const item = (check: Check): Markup => {
  const { symbol, word } = SHOWN[check.severity];
  return html`<li class="check ${check.severity}">
<p class="severity"><span aria-hidden="true">${symbol}</span> ${word}</p>
<div><p class="sentence">${describe(check)}</p>
<p class="where"><code>${check.path}</code>${
    check.origin === undefined ? null : html` · ${sourceRef(check.origin)}`
  }${check.origin?.note === undefined ? null : html`<br>${check.origin.note}`}</p></div>
</li>\n`;
};

const group = (checks: readonly Check[], severity: Severity): Markup | null => {
  const found = checks.filter((check) => check.severity === severity);
  if (found.length === 0) return null;
  const { word, means } = SHOWN[severity];
  return html`
<h3>${word} <span class="count">${found.length}</span> <span class="means">${means}</span></h3>
<ul class="checks">${found.map(item)}</ul>`;
};

/** The section of the checks. */
export const checksSection = ({ checks }: Story): Section => ({
  name: "checks",
  heading: "What the checks say",
  short: "Checks",
  content:
    checks.length === 0
      ? html`<p>Nothing to refuse, to confirm or to note.</p>`
      : ORDER.map((severity) => group(checks, severity)),
});
