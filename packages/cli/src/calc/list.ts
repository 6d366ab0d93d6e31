// SPDX-License-Identifier: Apache-2.0
/** The list of calculations; each is loaded when it is called. */
import type { CommandEntry } from "../shell/command.ts";

/** Every calculation by name. */
export const CALCULATIONS: readonly CommandEntry[] = [
  {
    name: "flow",
    summary: "Flow that carries a dose per day at a concentration",
    load: () => import("./flow.ts"),
  },
  {
    name: "dose",
    summary: "Dose that a flow carries at a concentration, per day and per hour",
    load: () => import("./dose.ts"),
  },
  {
    name: "volume",
    summary: "Volume of a bolus, and its rate if it is given over a time",
    load: () => import("./volume.ts"),
  },
  {
    name: "catheter",
    summary: "Implanted length and inner volume of a catheter",
    load: () => import("./catheter.ts"),
  },
  {
    name: "prime",
    summary: "Volume that fills an empty line to the tip, and the drug in it",
    load: () => import("./prime.ts"),
  },
  {
    name: "bridge",
    summary: "Bridge at a change of dose or concentration, and the dose if none is given",
    load: () => import("./bridge.ts"),
  },
  {
    name: "refill",
    summary: "When the reservoir reaches its alarm and is empty, and when the refill is due",
    load: () => import("./refill.ts"),
  },
  {
    name: "reconcile",
    summary: "Aspirated against expected volume at a refill, and what a difference may mean",
    load: () => import("./reconcile.ts"),
  },
  {
    name: "on-demand",
    summary: "Boluses a patient may ask for in a day, and the dose of the worst day",
    load: () => import("./on-demand.ts"),
  },
  {
    name: "pattern",
    summary: "Daily pattern: dose and volume of the day, flow of every step",
    load: () => import("./pattern.ts"),
  },
  {
    name: "mixture",
    summary: "What to draw of each stock, so that one flow gives every dose",
    load: () => import("./mixture.ts"),
  },
  {
    name: "achievable",
    summary: "Dose that whole pulses give, next to the dose asked",
    load: () => import("./achievable.ts"),
  },
  {
    name: "concentration",
    summary: "Concentration of a mass of drug in a volume, in mg/mL and mcg/mL",
    load: () => import("./concentration.ts"),
  },
  {
    name: "mass",
    summary: "Mass of drug in a volume",
    load: () => import("./mass.ts"),
  },
  {
    name: "rate",
    summary: "Rate of an amount given over a time, per day and per hour",
    load: () => import("./rate.ts"),
  },
  {
    name: "change",
    summary: "From one amount to another: difference, change in per cent, factor",
    load: () => import("./change.ts"),
  },
  {
    name: "access-port",
    summary: "Volume to aspirate from the access port, and the dose pushed in if it is not",
    load: () => import("./access-port.ts"),
  },
  {
    name: "date",
    summary: "The day a time after a moment",
    load: () => import("./date.ts"),
  },
];
