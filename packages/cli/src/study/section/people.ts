// SPDX-License-Identifier: Apache-2.0
/** Who the people are: their traits as drawn, beside the sources. */
import { bandOf, memberAt, TRAIT_NAMES, TRAITS, type TraitName } from "@cisterna/body";
import { capital } from "../../report/page/said.ts";
import { tableMarkup } from "../../report/page/table.ts";
import type { Section } from "../../report/section/section.ts";
import { shown } from "../../run/figure.ts";
import { prose } from "../../text/en.ts";
import type { StudyStory } from "../story.ts";

const three = (value: number | null): string =>
  value === null ? "" : shown(Number(value.toPrecision(3)));

const spoken = (name: TraitName): string =>
  capital(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

const unitText = (unit: string): string => (unit === "1" ? "factor" : unit.replace("m2", "m²"));

/** The people as a table. */
export const peopleSection = ({ results }: StudyStory): Section => {
  const { seed, members } = results.design.study.population;
  const people = Array.from({ length: members }, (_, place) => memberAt(seed, place));
  return {
    name: "people",
    heading: "Who the people are",
    short: "People",
    lead: prose`Drawn by the seed from published spreads; whoever would lie outside a published
      range is drawn again. What no source gives a spread for is the same in everybody.`,
    content: tableMarkup({
      caption: "Traits of the people of this study",
      compact: true,
      columns: [
        { head: "Trait" },
        { head: "Unit" },
        { head: "Median", amount: true },
        { head: "5 %", amount: true },
        { head: "95 %", amount: true },
        { head: "Source of the spread" },
      ],
      rows: TRAIT_NAMES.map((name) => {
        const { median, p5, p95 } = bandOf(Float64Array.from(people, (traits) => traits[name]));
        const { unit, source } = TRAITS[name];
        return [spoken(name), unitText(unit), three(median), three(p5), three(p95), source];
      }),
    }),
  };
};
