// SPDX-License-Identifier: Apache-2.0
/** When to refill: the timeline, and every date as planned and in the worst case. */

import { type Duration, later, print } from "@cisterna/quantity";
import type { Forecast } from "@cisterna/therapy";
import { prose } from "../../text/en.ts";
import { figureMarkup } from "../figure/figure.ts";
import { reservoirFigure } from "../figure/reservoir.ts";
import { html, type Markup, type Part } from "../page/markup.ts";
import { dayText, spokenTime } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { Story } from "../story.ts";
import type { Section } from "./section.ts";
import { sourceRef } from "./source-ref.ts";

const dated = (story: Story, time: Duration): Part =>
  html`${dayText(later(story.plan.of.reservoir.filled, time))} <span
    class="after">${spokenTime(time)}</span>`;

const REASON: Readonly<Record<Forecast["because"], string>> = {
  reservoir: "the reservoir reaches its alarm volume",
  stability: "the drug's stability ends",
};

const datesTable = (story: Story): Markup => {
  const { nominal, worst } = story.plan.refill;
  const row = (name: string, key: "toAlarm" | "toEmpty" | "due") => [
    name,
    dated(story, nominal[key]),
    dated(story, worst[key]),
  ];
  return tableMarkup({
    caption: "Dates, with the time since the fill",
    columns: [
      { head: "What" },
      { head: "As planned", amount: true },
      { head: "Worst case", amount: true },
    ],
    rows: [
      row(`Alarm at ${print(story.plan.constants.lowReservoir, "mL")}`, "toAlarm"),
      row("Empty", "toEmpty"),
      row("Refill due", "due"),
    ],
  });
};

const capText = ({ plan }: Story): Markup => {
  const { cap } = plan.refill;
  if (cap === null)
    return html`<p>No source that acts says how long this fluid lasts in the pump: no stability
      caps the date.</p>`;
  return html`<p>Stability caps the date at ${spokenTime(cap.days)} (${cap.drug}).
    ${sourceRef(cap.row)}</p>`;
};

/** The section of the refill. */
export const refillSection = (story: Story): Section => {
  const { worst } = story.plan.refill;
  const asked = story.plan.onDemand === null ? "" : "every allowed bolus asked for, and ";
  const error = print(story.plan.constants.overError, "%");
  return {
    name: "refill",
    heading: "When to refill",
    short: "Refill",
    lead: prose`Due when ${REASON[worst.because]}, in the worst case: ${asked}the pump ${error} too
      fast.`,
    content: [figureMarkup(reservoirFigure(story)), datesTable(story), capText(story)],
  };
};
