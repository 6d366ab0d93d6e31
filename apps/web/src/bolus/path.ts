// SPDX-License-Identifier: Apache-2.0
/** The path of a visit for a single bolus: which decision comes now. */
import type { RefusalSaid } from "../clinic/client.ts";
import type { VisitView } from "../visit/shapes.ts";

/** The decisions in their order. */
export const BOLUS_STEPS = ["reading", "dose", "checks", "readBack", "commit"] as const;

/** One decision. */
export type BolusStep = (typeof BOLUS_STEPS)[number];

const decisionOf = ({ kind, path }: RefusalSaid): BolusStep => {
  if (kind === "check-refuses" || kind === "check-not-confirmed") return "checks";
  const place = path.split(".")[0] ?? "";
  if (place === "program") return "dose";
  return BOLUS_STEPS.find((each) => each === place) ?? "commit";
};

/** The decision that comes now. */
export const stepOfBolus = ({ to_do }: VisitView): BolusStep => {
  const open = to_do.map(decisionOf);
  return BOLUS_STEPS.find((each) => open.includes(each)) ?? "commit";
};
