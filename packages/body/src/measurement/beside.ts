// SPDX-License-Identifier: Apache-2.0
/**
 * Beside the collection: values that papers of the split print and the collected file does not
 * have, read in their abstracts. They are on no side: the fit never saw them, and they count for
 * nothing, because one paper may not be on both. They are computed and shown all the same.
 */
import type { Measurement } from "./measurement.ts";

const chamberlain = (place: string, minutes: number): Measurement => ({
  id: `chamberlain1998-ventricular-${place.replaceAll(" ", "-")}`,
  source: "Chamberlain 1998 J Neurooncol 38:135-140 (PMID 9696363)",
  species: "human",
  drug: "In-111-DTPA",
  protocol: "bolus into the ventricles; gamma camera",
  quantity: `normal median time to first appearance, ${place}`,
  expected: [{ value: minutes, unit: "min" }],
  uncertainty: "median; spread not seen",
  readIn: "abstract",
  approximate: false,
  tier: "quantitative",
  note: "",
});

/** What stands beside the collection, as the abstracts print it. */
export const BESIDE: readonly Measurement[] = [
  chamberlain("cisterna magna", 5),
  chamberlain("cervical", 15),
  chamberlain("thoracic", 20),
  chamberlain("lumbar", 30),
  chamberlain("sylvian cisterns", 50),
  {
    id: "moulin1986-LC-T10",
    source: "Moulin et al. 1986 (PMID 3530119)",
    species: "human",
    drug: "morphine",
    protocol: "lumbar IT via pump, catheter tip T10",
    quantity: "lumbar:cisternal CSF concentration ratio",
    expected: [{ value: 2, unit: "ratio" }],
    uncertainty: "two patients, about",
    readIn: "abstract",
    approximate: true,
    tier: "quantitative",
    note: "",
  },
  {
    id: "caute-iso",
    source: "The isobaric half of caute-hyper",
    species: "human",
    drug: "morphine in saline",
    protocol: "IT L5-S1; dose 2 mg; sampled at T10",
    quantity: "peak, Tmax, late half-life",
    expected: [
      { value: [30, 60], unit: "ug/mL" },
      { value: [5, 15], unit: "min", what: "Tmax" },
      { value: [108, 140], unit: "min", what: "t1/2" },
    ],
    uncertainty: "two values of each",
    readIn: "abstract",
    approximate: false,
    tier: "quantitative",
    note: "",
  },
];
