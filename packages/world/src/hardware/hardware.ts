// SPDX-License-Identifier: Apache-2.0
/**
 * Hardware: the implant with the faults that are active in it. Faults begin and are mended here;
 * time goes by for the truth as it does for the controller. A local of one life, changed in place.
 */
import type { MemoryReport, Motion } from "@cisterna/pump";
import { DAY_MS, HOUR_MS, type Nanolitres, nanolitres } from "@cisterna/quantity";
import { type Battery, drain, usedBattery } from "./battery.ts";
import { type Condition, conditionOf, SOUND } from "./condition.ts";
import { type Fault, type FaultKind, faultRow } from "./fault.ts";
import { elapsed, type Implant, refilledTo, type Stretch, trueVolume } from "./implant.ts";

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
  battery: Battery;
  /** What the drive did with the last pulse before this condition, and how far orders were. */
  last: { readonly motion: Motion; readonly ordered: number };
  /** What a level sensor that is stuck goes on telling. */
  stuckAt: Nanolitres | null;
  /** What the store found when it last looked and nobody has been told yet. */
  memory: MemoryReport | null;
  /** Whether the independent monitor holds the drive. */
  inhibited: boolean;
  /** What is wrong with the next refill: more goes in than is told, or nothing does. */
  nextFill: "true" | "over" | "pocket";
};

/** Hardware without a fault; so many thousandths of its cell are spent. */
export const soundHardware = (implant: Implant, spent: number): Hardware => ({
  implant,
  battery: usedBattery(spent),
  last: { motion: "not-asked", ordered: 0 },
  stuckAt: null,
  memory: null,
  inhibited: false,
  active: [],
  struck: [],
  condition: SOUND,
  nextFill: "true",
});

/** What the drive did with the last pulse that it was given. */
export const motionOf = ({ implant, condition, last }: Hardware): Motion => {
  const asked = Math.floor(implant.ordered / DAY_MS) > Math.floor(last.ordered / DAY_MS);
  if (!asked) return last.motion;
  return condition.turning > 0 && condition.counted > 0 ? "turned" : "still";
};

const changeTo = (hardware: Hardware, condition: Condition): void => {
  hardware.last = { motion: motionOf(hardware), ordered: hardware.implant.ordered };
  hardware.condition = condition;
};

const settle = (hardware: Hardware, active: readonly Active[]): void => {
  hardware.active = active;
  changeTo(hardware, active.length === 0 ? SOUND : conditionOf(active.map(({ fault }) => fault)));
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
  if (fault.fault === "level-stuck") hardware.stuckAt = nanolitres(trueVolume(hardware.implant));
  if (faultRow(fault.fault).sudden) return;
  settle(hardware, [...hardware.active, { fault, until: at + fault.lasts }]);
};

/** The drive stands, whatever is ordered: nobody drives it. */
export const drop = (hardware: Hardware): void => {
  changeTo(hardware, { ...hardware.condition, turning: 0 });
};

/** The drive is driven again. */
export const pick = (hardware: Hardware): void => settle(hardware, hardware.active);

/** When the next fault ends by itself; infinite if none is there. */
export const nextMend = ({ active }: Hardware): number =>
  active.reduce((earliest, { until }) => Math.min(earliest, until), Number.POSITIVE_INFINITY);

/** The store writes again. */
const SETTLED: MemoryReport = { repaired: false, lost: [], full: false, failing: false };

/** Faults whose time is over are gone. */
export const mend = (hardware: Hardware, at: number): void => {
  if (nextMend(hardware) > at) return;
  if (hardware.condition.worn) hardware.memory = SETTLED;
  settle(
    hardware,
    hardware.active.filter(({ until }) => until > at),
  );
};

/** Everything is repaired at once. */
export const repair = (hardware: Hardware): void => {
  hardware.nextFill = "true";
  hardware.memory = SETTLED;
  settle(hardware, []);
};

/** Time goes by for the truth. */
export const letPass = (hardware: Hardware, stretch: Stretch): void => {
  hardware.implant = elapsed(hardware.implant, hardware.condition, stretch);
  hardware.battery = drain(hardware.battery, hardware.condition, stretch.span);
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
