// SPDX-License-Identifier: Apache-2.0
/**
 * The self-test of an image that was taken on: firmware has to give its known answers, on a pump
 * made for the test; a library has to know what is in the reservoir; constants have to be those
 * that the pump was made with. The pump that delivers is looked at and never touched.
 */
import { type Controller, type Device, initial, type Pump } from "@cisterna/pump";
import { milliseconds, pulses, pulsesPerDay } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import type { Bytes } from "../bytes.ts";
import type { Malformed } from "../codec/reader.ts";
import { decoded, type Shape } from "../codec/shape.ts";
import { LIMITS } from "../limits.ts";
import type { Flaw } from "../wire/flaw.ts";
import {
  CONSTANTS,
  FIRMWARE,
  type Firmware,
  type KnownAnswer,
  LIBRARY,
  type Library,
  type Ware,
} from "../wire/image.ts";

/** What a head is given to test with: null, there is no flaw. */
export type SelfTest = (pump: Pump, ware: Ware, content: Bytes) => Flaw | null;

const START = milliseconds(0);
const FLUID = "water";

/** One steady rate with room for it. */
const steadyAt = (rate: KnownAnswer["rate"]): Program => ({
  ...{ version: 1, clock: START, week: [{ from: START, rate }], titration: [] },
  ...{ periodic: null, onDemand: null, single: null, transition: null },
  ...{ minimum: pulsesPerDay(0), onFault: "hold", fluid: FLUID, drugClass: "other" },
  limits: { rate, hour: pulses(rate), day: pulses(2 * rate) },
});

/** What a full pump of a device gives at a steady rate in a time. */
export const answerOf = (
  { step, pass }: Pick<Controller, "step" | "pass">,
  device: Device,
  { rate, over }: Pick<KnownAnswer, "rate" | "over">,
): number => {
  const bare = { ...device, battery: null, testEvery: null };
  const full = initial(bare, { at: START, reservoir: device.capacity, fluid: FLUID });
  const program = steadyAt(rate);
  const command = { kind: "program", id: "test", program, replaces: null, catheter: null } as const;
  const { pump } = step(full, { at: START, command });
  return pass(pump, over).pump.delivered.pulses;
};

const firmwareFlaw = (
  controller: Controller,
  { device }: Pump,
  { protocol, answers }: Firmware,
): Flaw | null => {
  if (protocol !== LIMITS.version) {
    return { kind: "other-protocol", found: protocol, spoken: LIMITS.version };
  }
  if (answers.length === 0) return { kind: "nothing-to-test" };
  for (const { rate, over, pulses: due } of answers) {
    const found = answerOf(controller, device, { rate, over });
    if (found !== due) return { kind: "wrong-answer", rate, over, due, found };
  }
  return null;
};

/** The drugs of a fluid by its id. */
const drugsOf = (fluid: string | null): readonly string[] =>
  (fluid ?? "")
    .split(" + ")
    .map((part) => part.split(" ")[0] ?? "")
    .filter((drug) => drug !== "");

const libraryFlaw = ({ fluid }: Pump, { drugs }: Library): Flaw | null => {
  const misplaced = drugs.find((drug, index) => index > 0 && drug <= (drugs[index - 1] ?? ""));
  if (misplaced !== undefined) return { kind: "out-of-order", drug: misplaced };
  const missing = drugsOf(fluid).find((drug) => !drugs.includes(drug));
  return missing === undefined ? null : { kind: "drug-missing", drug: missing };
};

const constantsFlaw = ({ device }: Pump, row: Device): Flaw | null => {
  const names = Object.keys(row) as (keyof Device)[];
  const other = names.find((name) => JSON.stringify(row[name]) !== JSON.stringify(device[name]));
  return other === undefined ? null : { kind: "other-constant", constant: other };
};

const isMalformed = <T extends object>(found: T | Malformed): found is Malformed => "what" in found;

const judged = <T extends object>(
  shape: Shape<T>,
  content: Bytes,
  judge: (found: T) => Flaw | null,
): Flaw | null => {
  const found = decoded(shape, content);
  if (!isMalformed(found)) return judge(found);
  return { kind: "unreadable", at: found.at, what: found.what };
};

/** The test with a pump's own controller. What throws has a flaw. */
export const selfTestOf =
  (controller: Controller): SelfTest =>
  (pump, ware, content) => {
    const test: Readonly<Record<Ware, () => Flaw | null>> = {
      firmware: () => judged(FIRMWARE, content, (found) => firmwareFlaw(controller, pump, found)),
      library: () => judged(LIBRARY, content, (found) => libraryFlaw(pump, found)),
      constants: () => judged(CONSTANTS, content, (found) => constantsFlaw(pump, found)),
    };
    try {
      return test[ware]();
    } catch {
      return { kind: "broke" };
    }
  };
