// SPDX-License-Identifier: Apache-2.0
/**
 * What passes: while a bridge or a prime runs, two fluids are on their way. Which one lies where is
 * the pump's own word and its log's; what the log does not know is said to be unknown.
 */
import type { Dossier } from "@cisterna/link";
import type { Log } from "@cisterna/pump";
import { type Volume, volumeOfPulses } from "@cisterna/quantity";
import type { Fluid, Program } from "@cisterna/therapy";
import { fluidIn } from "../format/fluid.ts";

/** An exchange that is not over. */
export type Passing = {
  readonly kind: "bridge" | "prime";
  /** What the pump has still to push of it. */
  readonly left: Volume;
  /** What lies before the tip; null: no drug (a prime), or nobody knows. */
  readonly old: Fluid | null;
  /** What ran on that fluid. */
  readonly ran: Program | null;
};

/** The fluid before the one that the pump holds, by its log. */
const fluidBefore = (log: Log, held: string | null): string | null =>
  log
    .flatMap((event) => (event.kind === "refilled" && event.fluid !== held ? event.fluid : []))
    .at(-1) ?? null;

const lastOn = (log: Log, fluid: string): Program | null =>
  log
    .flatMap((event) =>
      event.kind === "programmed" && event.program.fluid === fluid ? event.program : [],
    )
    .at(-1) ?? null;

/** The exchange that is not over; null: there is none. */
export const passingOf = ({ status, program, device }: Dossier, log: Log): Passing | null => {
  if (status.transitionLeft === null) return null;
  const left = volumeOfPulses(status.transitionLeft.pulses, device.pulse);
  const kind = program?.transition?.kind ?? "bridge";
  const before = kind === "prime" ? null : fluidBefore(log, status.fluid);
  return {
    ...{ kind, left, old: fluidIn(before) },
    ran: before === null ? null : lastOn(log, before),
  };
};

/** The name of an event at a catheter, as often as it was primed for already. */
export const eventName = (event: string, times: number): string =>
  times === 0 ? event : `${event}.again-${times}`;

/** How often the pump has primed for an event at the catheter. */
export const timesPrimed = (log: Log, event: string): number =>
  log.filter(
    (each) =>
      each.kind === "programmed" &&
      each.catheter !== null &&
      (each.catheter === event || each.catheter.startsWith(`${event}.again-`)),
  ).length;

/** How often the pump was filled, as far as its log goes back. */
export const fillsIn = (log: Log): number => log.filter(({ kind }) => kind === "refilled").length;
