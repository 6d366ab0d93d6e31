// SPDX-License-Identifier: Apache-2.0
/**
 * Hardware: the implant with the faults that are active in it. Faults begin and are mended here;
 * time goes by for the truth as it does for the controller. A local of one life, changed in place.
 */
import { HOUR_MS, type Nanolitres, nanolitres } from "@cisterna/quantity";
import { type Condition, conditionOf, SOUND } from "./condition.ts";
import { type Fault, type FaultKind, faultRow } from "./fault.ts";
import { elapsed, type Implant, refilledTo, type Stretch } from "./implant.ts";

/** A fault that is there, until an instant. */
type Active = { readonly fault: Fault; readonly until: number };

/** A fault that began at an instant. */
type Struck = { readonly fault: FaultKind; readonly at: number };

/** The implant, what is wrong with it, and what the next needle will do. */
export type Hardware = {
  implant: Implant;
  active: readonly Active[];
  /** What began within the last hour. */
  struck: readonly Struck[];
  condition: Condition;
  /** What is wrong with the next refill: more goes in than is told, or nothing does. */
  nextFill: "true" | "over" | "pocket";
};

/** Hardware without a fault. */
export const soundHardware = (implant: Implant): Hardware => ({
  implant,
  active: [],
  struck: [],
  condition: SOUND,
  nextFill: "true",
});

const settle = (hardware: Hardware, active: readonly Active[]): void => {
  hardware.active = active;
  hardware.condition = conditionOf(active.map(({ fault }) => fault));
};

/** Faults with which one that begins now makes a pair: those there, and those just begun. */
export const company = ({ active, struck }: Hardware, at: number): ReadonlySet<FaultKind> => {
  const recent = struck.filter((each) => each.at > at - HOUR_MS);
  return new Set([...active.map((each) => each.fault.fault), ...recent.map(({ fault }) => fault)]);
};

/** A fault begins at an instant. */
export const begin = (hardware: Hardware, fault: Fault, at: number): void => {
  const recent = hardware.struck.filter((each) => each.at > at - HOUR_MS);
  hardware.struck = [...recent, { fault: fault.fault, at }];
  if (fault.fault === "reservoir-overfilled") hardware.nextFill = "over";
  if (fault.fault === "pocket-fill") hardware.nextFill = "pocket";
  if (faultRow(fault.fault).sudden) return;
  settle(hardware, [...hardware.active, { fault, until: at + fault.lasts }]);
};

/** When the next fault ends by itself; infinite if none is there. */
export const nextMend = ({ active }: Hardware): number =>
  active.reduce((earliest, { until }) => Math.min(earliest, until), Number.POSITIVE_INFINITY);

/** Faults whose time is over are gone. */
export const mend = (hardware: Hardware, at: number): void => {
  if (nextMend(hardware) > at) return;
  settle(
    hardware,
    hardware.active.filter(({ until }) => until > at),
  );
};

/** Everything is repaired at once. */
export const repair = (hardware: Hardware): void => {
  hardware.nextFill = "true";
  settle(hardware, []);
};

/** Time goes by for the truth. */
export const letPass = (hardware: Hardware, stretch: Stretch): void => {
  hardware.implant = elapsed(hardware.implant, hardware.condition, stretch);
};

/** A tenth more than was told: what a hand on a syringe can do without noticing. */
const OVER = 1.1;

/** The reservoir is filled, as the needle really stands. */
export const fill = (hardware: Hardware, told: Nanolitres): void => {
  const { nextFill } = hardware;
  const truly = nextFill === "pocket" ? 0 : nextFill === "over" ? Math.floor(told * OVER) : told;
  hardware.implant = refilledTo(hardware.implant, nanolitres(truly));
  hardware.nextFill = "true";
};
