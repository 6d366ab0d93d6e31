// SPDX-License-Identifier: Apache-2.0
/** Results as files: everything as JSON, the curves as CSV for any spreadsheet. */
import { offer } from "../shell/offer.ts";
import { packed } from "./pack.ts";
import type { Story } from "./story.ts";
import type { Known } from "./use-lab.ts";

/** Saves all that the lab knows, and what was answered. */
export const saveJson = (story: Story, known: Known, answer: string | null): void =>
  offer(
    `cisterna-lab-${story.id}.json`,
    "application/json",
    packed({
      notADevice: "Not a medical device. A virtual implant; the body is a model.",
      story: story.id,
      answer,
      now: known.frame?.now ?? 0,
      frame: known.frame,
      acts: known.acts,
      log: known.events,
      sights: known.sights,
      samples: known.samples,
    }),
  );

const HEADS = ["hours", "said_ml_per_d", "true_ml_per_d", "computed_ml", "true_ml"];

/** Saves the curves. Decimals have a point, whatever the language. */
export const saveCsv = (story: Story, { samples, frame }: Known): void => {
  const drugs = (frame?.drugs ?? []).map(({ drug }) => drug);
  const heads = [
    ...HEADS,
    ...drugs.map((drug) => `${drug}_tip_mcg_per_h`),
    ...drugs.map((drug) => `${drug}_csf_most_mcg_per_ml_model`),
  ];
  const rows = samples.map((each) =>
    [
      each.hours,
      each.said,
      each.flow,
      each.believed,
      each.reservoir,
      ...each.doses,
      ...each.peaks.map((peak) => peak ?? ""),
    ].join(","),
  );
  offer(`cisterna-lab-${story.id}.csv`, "text/csv", [heads.join(","), ...rows, ""].join("\n"));
};
