// SPDX-License-Identifier: Apache-2.0
/** The fluid that a pump names. */
import { canonical, rational } from "@cisterna/quantity";
import { type DrugId, type Fluid, FORMULARY, type Ingredient } from "@cisterna/therapy";

/** Whether a drug of this name is in the formulary. */
export const isDrug = (name: string): name is DrugId => FORMULARY.has(name as DrugId);

/** The fluid of a pump's id for it; null: there is none, or it holds a drug that is not ours. */
export const fluidIn = (id: string | null): Fluid | null => {
  const parts = (id ?? "").split(" + ").map((part): Ingredient | null => {
    const match = /^(\S+) (\d+)\/(\d+)$/.exec(part);
    const [, drug = "", n = "", d = ""] = match ?? [];
    if (match === null || !isDrug(drug)) return null;
    return { drug, concentration: canonical(rational(BigInt(n), BigInt(d))) };
  });
  const known = parts.flatMap((part) => part ?? []);
  const [first, ...rest] = known;
  return first === undefined || known.length !== parts.length ? null : [first, ...rest];
};
