// SPDX-License-Identifier: Apache-2.0
/** The unverified rows of a drug, whatever table they stand in: what a clinic may confirm. */
import type { RowId } from "../sources/fact.ts";
import type { Drug, Limit, StartingDose, TrialBolus } from "./drug.ts";

/** One unverified row, with the table it stands in. */
export type UnverifiedRow =
  | { readonly table: "limits"; readonly id: RowId; readonly of: Limit }
  | { readonly table: "startingDoses"; readonly id: RowId; readonly of: StartingDose }
  | { readonly table: "trialBoluses"; readonly id: RowId; readonly of: TrialBolus };

/** Every row of the drug that nobody here has read, in the order of its tables. */
export const unverifiedRows = (drug: Drug): readonly UnverifiedRow[] => [
  ...drug.limits.flatMap((of): readonly UnverifiedRow[] =>
    of.status === "unverified" ? [{ table: "limits", id: of.row, of }] : [],
  ),
  ...drug.startingDoses.flatMap((of): readonly UnverifiedRow[] =>
    of.status === "unverified" ? [{ table: "startingDoses", id: of.row, of }] : [],
  ),
  ...drug.trialBoluses.flatMap((of): readonly UnverifiedRow[] =>
    of.status === "unverified" ? [{ table: "trialBoluses", id: of.row, of }] : [],
  ),
];
