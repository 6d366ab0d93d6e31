// SPDX-License-Identifier: Apache-2.0
/**
 * The path of a refill: which decision comes now. The clinic says what is still to be done; here
 * it is only put in order, so that a visit that was left goes on where it was.
 */
import type { RefusalSaid } from "../clinic/client.ts";
import type { Prescription } from "../clinic/shapes.ts";
import type { VisitView } from "./shapes.ts";

/** The decisions of a refill in their order. */
export const STEPS = [
  "reading",
  "aspirate",
  "explanation",
  "syringe",
  "fill",
  "checks",
  "guard",
  "readBack",
  "commit",
] as const;

/** One decision. */
export type StepName = (typeof STEPS)[number];

/** Which decision a reason against the commit belongs to. */
export const stepOf = ({ kind, path }: RefusalSaid): StepName => {
  if (kind === "check-refuses" || kind === "check-not-confirmed") return "checks";
  if (kind === "discrepancy-not-explained") return "explanation";
  const place = path.split(".")[0] ?? "";
  return STEPS.find((each) => each === place) ?? (place === "visit" ? "aspirate" : "commit");
};

/** The decision that comes now. */
export const stepNow = ({ to_do }: VisitView): StepName => {
  const open = to_do.map(stepOf);
  return STEPS.find((each) => open.includes(each)) ?? "commit";
};

/**
 * What runs now, to be gone on with: steps of a titration that are past have become the dose, and
 * what was given once is not given again.
 */
export const goneOnWith = (running: Prescription, asOf: string): Prescription => {
  const { single: _, transition: __, confirmed: ___, titration = [], ...rest } = running;
  const now = Date.parse(asOf);
  const past = titration.filter(({ at }) => Date.parse(at) <= now).at(-1);
  const coming = titration.filter(({ at }) => Date.parse(at) > now);
  const { basal, pattern, ...other } = rest;
  const dose = past ?? { basal, pattern };
  return {
    ...other,
    ...(dose.basal === undefined ? {} : { basal: dose.basal }),
    ...(dose.pattern === undefined ? {} : { pattern: dose.pattern }),
    ...(coming.length === 0 ? {} : { titration: coming }),
  };
};

/** A moment of a day in a zone, with the zone's offset on that day. */
export const momentIn = (day: string, time: string, zone: string): string => {
  const named = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(new Date(`${day}T${time}:00Z`))
    .find(({ type }) => type === "timeZoneName")?.value;
  const offset = /[+-]\d\d:\d\d/.exec(named ?? "")?.[0] ?? "+00:00";
  return `${day}T${time}:00${offset}`;
};
