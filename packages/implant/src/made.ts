// SPDX-License-Identifier: Apache-2.0
/**
 * What a virtual implant is made with: the contents of its wares, from the code and the tables of
 * this repository. Images for a trial are made of the same.
 */
import {
  answerOf,
  type Bytes,
  CONSTANTS,
  encoded,
  FIRMWARE,
  LIBRARY,
  LIMITS,
  type Ware,
} from "@cisterna/link";
import { CONTROLLER, type Device } from "@cisterna/pump";
import { assert, DAY_MS, HOUR_MS, milliseconds, nanolitres, pulses } from "@cisterna/quantity";
import { FORMULARY } from "@cisterna/therapy";

/** Times over which the known answers are asked for. */
const SPANS = [HOUR_MS, DAY_MS, 7 * DAY_MS];

/** What a pump of this device gives at its slowest and at its fastest rate, by this controller. */
const answersOf = (device: Device) =>
  [device.least, device.most].flatMap((rate) =>
    SPANS.map((span) => {
      const asked = { rate, over: milliseconds(span) };
      return { ...asked, pulses: pulses(answerOf(CONTROLLER, device, asked)) };
    }),
  );

const written = (bytes: Bytes | null, ware: Ware): Bytes => {
  assert(bytes !== null, "a content fits its shape", { ware });
  return bytes;
};

/** The contents of the wares for a device. */
export const contentsOf = (device: Device): Readonly<Record<Ware, Bytes>> => {
  const firmware = { protocol: LIMITS.version, answers: answersOf(device) };
  const drugs = [...FORMULARY.keys()].toSorted();
  return {
    firmware: written(encoded(FIRMWARE, firmware), "firmware"),
    library: written(encoded(LIBRARY, { drugs }), "library"),
    constants: written(encoded(CONSTANTS, device), "constants"),
  };
};

/**
 * The contents with something wrong that only the test finds: to see an image rolled back. An
 * answer that no pump gives, drugs out of order, another pulse.
 */
export const flawedContentsOf = (device: Device): Readonly<Record<Ware, Bytes>> => {
  const answers = answersOf(device).map((each) => ({ ...each, pulses: pulses(each.pulses + 1) }));
  const drugs = [...FORMULARY.keys()].toSorted().toReversed();
  const pulse = nanolitres(device.pulse + 1);
  return {
    firmware: written(encoded(FIRMWARE, { protocol: LIMITS.version, answers }), "firmware"),
    library: written(encoded(LIBRARY, { drugs }), "library"),
    constants: written(encoded(CONSTANTS, { ...device, pulse }), "constants"),
  };
};
