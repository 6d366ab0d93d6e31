// SPDX-License-Identifier: Apache-2.0
/** Names of a study that was checked, as what they name in the body. */
import { type Drug, drugNamed, type GivingSite, isCanalSite, siteNamed } from "@cisterna/body";
import { assert } from "@cisterna/quantity";
import type { RegimenAsked } from "./study.ts";

/** The drug of a regimen. */
export const drugFor = ({ drug }: RegimenAsked): Drug => {
  const found = drugNamed(drug);
  assert(found.ok, "a study that was checked has its drugs", { drug });
  return found.value;
};

/** Where drug can be given under this name; null if nowhere. */
export const tipNamed = (name: string): GivingSite | null => {
  const site = siteNamed(name);
  return site !== null && (site === "ventricle" || isCanalSite(site)) ? site : null;
};

/** The tip of a regimen. */
export const tipFor = ({ at }: RegimenAsked): GivingSite => {
  const tip = tipNamed(at);
  assert(tip !== null, "a study that was checked has its tips", { at });
  return tip;
};
