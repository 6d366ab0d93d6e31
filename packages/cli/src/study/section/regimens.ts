// SPDX-License-Identifier: Apache-2.0
/** What everybody is given: one row for each regimen. */
import { type Duration, print, toNumber } from "@cisterna/quantity";
import { dailyDoseOf, type RegimenAsked } from "@cisterna/study";
import { clock } from "../../report/page/said.ts";
import { tableMarkup } from "../../report/page/table.ts";
import type { Section } from "../../report/section/section.ts";
import { shown } from "../../run/figure.ts";
import { prose } from "../../text/en.ts";
import type { StudyStory } from "../story.ts";

const basalText = ({ basal }: RegimenAsked): readonly string[] => {
  const [first] = basal;
  if (first === undefined) return [];
  if (basal.length === 1) return [`${print(first.rate, "mg/d")} all day`];
  return [
    basal.map(({ minute, rate }) => `${print(rate, "mg/d")} from ${clock(minute)}`).join(", "),
  ];
};

const MINUTES_PER_DAY = 1440;

/** Hours where they are whole, else minutes. */
const timeText = (time: Duration): string =>
  (toNumber(time) * MINUTES_PER_DAY) % 60 === 0 ? print(time, "h") : print(time, "min");

const bolusText = ({ bolus }: RegimenAsked): readonly string[] =>
  bolus === null
    ? []
    : [
        prose`${print(bolus.dose, "mg")} over ${timeText(bolus.over)}, every
          ${timeText(bolus.every)}`,
      ];

/** The regimens as a table. */
export const regimensSection = ({ results }: StudyStory): Section => ({
  name: "regimens",
  heading: "What everybody is given",
  short: "Regimens",
  lead: prose`The same people under each regimen, free of drug at the start. Doses are delivered as
    stated, at once and to the last microgram: what a device would make of them is not part of this
    study.`,
  content: tableMarkup({
    caption: "Regimens",
    columns: [
      { head: "Regimen" },
      { head: "Drug" },
      { head: "Tip" },
      { head: "Concentration", amount: true },
      { head: "Given" },
      { head: "In a day", amount: true },
    ],
    rows: results.design.study.regimens.map((regimen) => [
      regimen.name,
      regimen.drug,
      regimen.at,
      print(regimen.concentration, "mg/mL"),
      [...basalText(regimen), ...bolusText(regimen)].join("; "),
      `${shown(dailyDoseOf(regimen) / 1000)} mg`,
    ]),
  }),
});
