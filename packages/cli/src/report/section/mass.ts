// SPDX-License-Identifier: Apache-2.0
/** Where all of the drug is: exactly up to the tip, as the model's estimate beyond it. */
import type { Balance } from "@cisterna/body";
import { print } from "@cisterna/quantity";
import { html, type Markup, type Part } from "../page/markup.ts";
import { capital, estimate } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import { type DrugStory, inUnit, type Story } from "../story.ts";
import type { Section } from "./section.ts";

const lineTable = (story: Story): Markup =>
  tableMarkup({
    caption: "From the reservoir to the tip, exactly",
    columns: [
      { head: "Drug" },
      { head: "In the line at the start", amount: true },
      { head: "+ left the pump", amount: true },
      { head: "= left the tip", amount: true },
      { head: "+ in the line at the end", amount: true },
      { head: "Agrees" },
    ],
    rows: story.drugs.map(({ drug, unit, balance }) => [
      capital(drug),
      print(balance.lineBefore, unit),
      print(balance.pumped, unit),
      print(balance.atTip, unit),
      print(balance.lineAfter, unit),
      balance.exact ? "exactly" : html`<strong>▲ no</strong>`,
    ]),
  });

/** A double carries no more: what is below this is rounding and no loss. */
const ROUNDING = 1e-10;

const error = (share: number): string =>
  share <= ROUNDING ? "none" : `${estimate(share * 100, "%")}`;

const bodyRow = (of: DrugStory, body: Balance): readonly Part[] => {
  const said = (micrograms: number): string => estimate(inUnit(micrograms, of.unit), of.unit);
  return [
    capital(of.drug),
    said(body.given),
    said(body.spinalFluid),
    said(body.cord),
    said(body.cranium),
    said(body.absorbed),
    error(of.balance.error),
  ];
};

const bodyTable = (story: Story): Markup | null => {
  const rows = story.drugs.flatMap((of) =>
    of.balance.body === null ? [] : [bodyRow(of, of.balance.body)],
  );
  if (rows.length === 0) return null;
  return tableMarkup({
    caption: "Beyond the tip at the end of the run, estimates",
    columns: [
      { head: "Drug" },
      { head: "Given, and there before", amount: true },
      { head: "In spinal fluid", amount: true },
      { head: "In the cord", amount: true },
      { head: "In the head", amount: true },
      { head: "Passed to the blood", amount: true },
      { head: "Missing", amount: true },
    ],
    rows,
  });
};

const noCord = ({ drugs }: Story): string =>
  drugs.some(({ spread }) =>
    spread?.assumptions.some((each) => each.kind === "cord-exchange-unknown"),
  )
    ? "0 in the cord means: how the drug enters the cord is not known, and the model lets none in."
    : "";

/** The section of the mass balance. */
export const massSection = (story: Story): Section => ({
  name: "mass",
  heading: "Where all of the drug is",
  short: "Mass balance",
  content: [
    lineTable(story),
    bodyTable(story),
    html`<p class="small">${noCord(story)} Missing: “none” is less than one part in ten
      billion.</p>`,
  ],
});
