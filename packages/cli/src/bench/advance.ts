// SPDX-License-Identifier: Apache-2.0
/** A year of a pump: a daily pattern with four boluses a day on the clock, in one `advance`. */

import { advance, BARE, type Device, initial, type Pump, step } from "@cisterna/pump";
import { assert, DAY_MS, inNanolitres, milliseconds, nanolitres } from "@cisterna/quantity";
import { type Bench, sampled } from "./bench.ts";
import { samplePlan } from "./sample-case.ts";

const YEAR = milliseconds(365 * DAY_MS);

/** A pump at the beginning of the plan, with a reservoir of twice its size: it lasts the year. */
const running = (): Pump => {
  const { program, pulse, constants } = samplePlan();
  const device: Device = {
    pulse,
    least: program.minimum,
    most: program.limits.rate,
    capacity: nanolitres(2 * inNanolitres(constants.reservoir, "down")),
    ...BARE,
  };
  const start = { at: milliseconds(0), reservoir: device.capacity, fluid: "bench" };
  const command = {
    kind: "program",
    id: "bench",
    program,
    replaces: null,
    catheter: null,
  } as const;
  const { pump, events } = step(initial(device, start), { at: milliseconds(0), command });
  assert(pump.program !== null, "the pump takes the program of the plan", { events });
  return pump;
};

/** `bench advance`. */
export const bench: Bench = {
  name: "advance",
  measure: async (progress) => {
    const pump = running();
    const end = advance(pump, YEAR);
    assert(!end.dry, "the reservoir lasts the year", { reservoir: end.reservoir });
    const work = () => advance(pump, YEAR);
    const sample = await sampled(work, { warmUp: 5, repetitions: 25 }, progress);
    const what = "advance over a year, daily pattern, four boluses a day";
    return [{ what, unit: "ms", sample, target: "under 5 ms" }];
  },
};
