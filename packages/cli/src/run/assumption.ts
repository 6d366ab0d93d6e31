// SPDX-License-Identifier: Apache-2.0
/** One sentence for everything that the body takes for granted because no source says. */
import type { Assumption } from "@cisterna/body";
import { prose } from "../text/en/word.ts";
import { shown } from "./figure.ts";

const upTo = (range: { readonly high: number } | null): string =>
  range === null ? "" : `; it may be anything up to ${shown(range.high)} per h`;

/** What is taken for granted, in words. */
export const assumptionText = (assumption: Assumption): string => {
  switch (assumption.kind) {
    case "spinal-loss-of-tracer":
      return prose`How fast ${assumption.drug} leaves the spinal fluid is not known; an inert
        tracer's loss stands in (${assumption.source})${upTo(assumption.range)}.`;
    case "cord-exchange-unknown":
      return prose`How ${assumption.drug} passes into the cord is not known; concentrations are
        those of the fluid beside it.`;
    case "cord-loss-to-blood-unknown":
      return `How ${assumption.drug} leaves the cord for the blood is not known; none does.`;
    case "plasma-kinetics-unknown":
      return prose`The plasma kinetics of ${assumption.drug} are not known; no plasma concentration
        is shown.`;
    case "one-cranial-space":
      return `The fluid of the head is one mixed space in ${assumption.subject}.`;
  }
};
