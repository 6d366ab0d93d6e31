// SPDX-License-Identifier: Apache-2.0
/**
 * Lowering: whether a command makes a pump give less than it does. The only program that an
 * emergency may send is the running one with smaller numbers in it.
 */
import type { Pump } from "@cisterna/pump";
import type { Bolus, Program, Week } from "@cisterna/therapy";
import type { Told } from "./wire/command.ts";

const isLowerWeek = (offered: Week, running: Week): boolean =>
  offered.length === running.length &&
  offered.every(({ from, rate }, index) => {
    const before = running[index];
    return before !== undefined && from === before.from && rate <= before.rate;
  });

/** Nothing, or the very bolus that runs already. */
const isNoMoreBolus = (offered: Bolus | null, running: Bolus | null): boolean =>
  offered === null || JSON.stringify(offered) === JSON.stringify(running);

const isLowerProgram = (offered: Program, running: Program): boolean =>
  isLowerWeek(offered.week, running.week) &&
  offered.titration.length === 0 &&
  running.titration.length === 0 &&
  offered.single === null &&
  offered.transition === null &&
  isNoMoreBolus(offered.periodic, running.periodic) &&
  isNoMoreBolus(offered.onDemand, running.onDemand) &&
  offered.clock === running.clock &&
  offered.minimum <= running.minimum &&
  offered.onFault === running.onFault &&
  offered.fluid === running.fluid &&
  offered.drugClass === running.drugClass &&
  offered.limits.rate <= running.limits.rate &&
  offered.limits.hour <= running.limits.hour &&
  offered.limits.day <= running.limits.day;

/** Whether a command gives less than what runs: the same week with lower rates, nothing new. */
export const lowers = ({ program, transition, stop }: Pump, told: Told): boolean =>
  told.kind === "program" &&
  program !== null &&
  transition === null &&
  stop === null &&
  isLowerProgram(told.program, program);
