// SPDX-License-Identifier: Apache-2.0
/**
 * What the body refuses of a protocol file: as data with its place in the file, and as a line.
 */
import type { ProtocolRefusal } from "@cisterna/body";
import { toSignificant } from "@cisterna/quantity";
import { type Place, pathFrom } from "../case/problem.ts";
import type { Refusal } from "../shell/command.ts";
import { prose } from "../text/en/word.ts";
import { shown } from "./figure.ts";

/** The way from a path in the file to its place. */
export type PlaceOf = (path: readonly (string | number)[]) => Place;

/** Exact amounts become numbers in their canonical unit; everything else is data already. */
const dataOf = (refusal: ProtocolRefusal): Readonly<Record<string, unknown>> => {
  switch (refusal.kind) {
    case "not-positive":
    case "sample-before-injection":
      return { asked: toSignificant(refusal.asked) };
    case "drug-without-kinetics":
      return { read: refusal.drug, accepted: refusal.accepted.join(", ") };
    case "unknown-subject":
    case "unknown-site":
    case "tip-outside-canal":
    case "population-not-offered":
      return { read: refusal.asked, accepted: refusal.accepted.join(", ") };
    case "seed-out-of-range":
    case "members-out-of-range":
      return { asked: refusal.asked, low: refusal.low, high: refusal.high };
    case "volume-beyond-canal":
    case "too-many-samples":
    case "course-too-long":
      return { asked: refusal.asked, limit: refusal.limit };
    case "window-without-points":
      return { points: refusal.points, least: refusal.least, window: refusal.window };
    case "plasma-kinetics-unknown":
      return { drug: refusal.drug };
    case "infusion-without-duration":
    case "steady-without-infusion":
    case "not-in-steady-state":
    case "nothing-sampled":
    case "site-without-times":
    case "arrival-outside-fluid":
      return {};
  }
};

/** A refusal of the body with its place in the file. */
export const refusalInFile = (refusal: ProtocolRefusal, placeOf: PlaceOf): Refusal => ({
  kind: refusal.kind,
  path: refusal.path,
  ...placeOf(pathFrom(refusal.path)),
  ...dataOf(refusal),
});

/** Why the body does not carry out a protocol, in words. */
export const protocolSentence = (refusal: ProtocolRefusal): string => {
  switch (refusal.kind) {
    case "drug-without-kinetics":
      return `The body has no kinetics of ${refusal.drug}. Known: ${refusal.accepted.join(", ")}.`;
    case "unknown-subject":
      return `There is no subject "${refusal.asked}". Known: ${refusal.accepted.join(", ")}.`;
    case "population-not-offered":
      return prose`A population "${refusal.asked}" is not offered. Known:
        ${refusal.accepted.join(", ")}.`;
    case "seed-out-of-range":
      return `A seed is a whole number from ${refusal.low} to ${refusal.high}.`;
    case "members-out-of-range":
      return `Members are a whole number from ${refusal.low} to ${refusal.high}.`;
    case "unknown-site":
      return `There is no site "${refusal.asked}". Known: ${refusal.accepted.join(", ")}.`;
    case "tip-outside-canal":
      return `Nothing is given at "${refusal.asked}". Possible: ${refusal.accepted.join(", ")}.`;
    case "not-positive":
      return "This has to be more than zero.";
    case "sample-before-injection":
      return "A sample is taken after giving began.";
    case "infusion-without-duration":
      return "An infusion says for how long, unless its steady state is asked for.";
    case "steady-without-infusion":
      return "Only an infusion has a steady state.";
    case "not-in-steady-state":
      return "In the steady state nothing rises or falls.";
    case "nothing-sampled":
      return "Nothing is sampled.";
    case "site-without-times":
      return "No time is stated at which this site is sampled.";
    case "arrival-outside-fluid":
      return "An arrival is counted against the spinal fluid, so not in plasma.";
    case "window-without-points":
      return prose`A half-life needs ${refusal.least} samples in its window; there are
        ${refusal.points}.`;
    case "plasma-kinetics-unknown":
      return `The plasma kinetics of ${refusal.drug} are not known.`;
    case "volume-beyond-canal":
      return `${shown(refusal.asked)} mL do not fit into a canal of ${shown(refusal.limit)} mL.`;
    case "too-many-samples":
      return `${refusal.asked} samples are more than ${refusal.limit}.`;
    case "course-too-long":
      return `${shown(refusal.asked)} h are longer than ${refusal.limit} h.`;
  }
};
