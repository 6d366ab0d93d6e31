// SPDX-License-Identifier: Apache-2.0
/** The limits of the formulary: those that act, and those that are only recalled, kept apart. */

import { ceiling, multiply, print, type Rational, rational, toNumber } from "@cisterna/quantity";
import type { DrugId, LimitRow } from "@cisterna/therapy";
import { massUnitOf } from "../../case/judged.ts";
import { natureText } from "../../text/en.ts";
import { html, type Markup, type Part } from "../page/markup.ts";
import { capital } from "../page/said.ts";
import { tableMarkup } from "../page/table.ts";
import type { Story } from "../story.ts";
import { sourceRef } from "./source-ref.ts";

const shareText = (share: Rational): string => `${ceiling(multiply(share, rational(100n)))} %`;

/** A share of a limit as a bar and as text, rounded up: what is over is never shown as within. */
const shareBar = (share: Rational): Markup => {
  const percent = toNumber(share) * 100;
  const width = Math.min(100, Math.max(1, percent));
  return html`<span class="share-cell"><svg class="bar" viewBox="0 0 100 8"
    preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8"
    class="track"/><rect width="${width.toFixed(1)}" height="8"
    class="${percent > 100 ? "over" : "share"}"/></svg> <span>${shareText(share)}</span></span>`;
};

type Held = { readonly drug: DrugId; readonly row: LimitRow };

const limitRow = (story: Story, { drug, row }: Held): readonly Part[] => {
  const { limit, share } = row;
  const unit = massUnitOf(story.formulary, drug);
  const perDay = limit.quantity === "dose-per-day";
  const value = perDay ? print(limit.value, `${unit}/d`) : print(limit.value, `${unit}/mL`);
  const nature = natureText(limit.nature, limit.status);
  return [
    capital(drug),
    `${perDay ? "dose per day" : "concentration"}: ${nature}`,
    value,
    shareBar(share),
    sourceRef(limit),
  ];
};

const COLUMNS = [
  { head: "Drug" },
  { head: "Limit" },
  { head: "Value", amount: true },
  { head: "This plan uses" },
  { head: "Source, status" },
];

const tableOf = (story: Story, rows: readonly Held[], caption: string): Markup | null =>
  rows.length === 0
    ? null
    : tableMarkup({
        caption,
        compact: true,
        columns: COLUMNS,
        rows: rows.map((row) => limitRow(story, row)),
      });

/** The worst day and the concentration of every drug, held against every limit that was found. */
export const knownLimits = (story: Story): readonly (Markup | null)[] => {
  const rows = story.plan.doses.flatMap(({ drug, limits }) =>
    limits.map((row): Held => ({ drug, row })),
  );
  const [acting, recalled] = [
    rows.filter(({ row }) => row.limit.status !== "unverified"),
    rows.filter(({ row }) => row.limit.status === "unverified"),
  ];
  return [
    acting.length === 0
      ? html`<p>No limit with a source was found for these drugs: none was applied.</p>`
      : tableOf(story, acting, "Limits that act; shares are of the worst day, rounded up"),
    tableOf(story, recalled, "Recalled and unverified: shown to be checked, never acting"),
  ];
};
