// SPDX-License-Identifier: Apache-2.0
/**
 * Rows of the device table as the model files write them: text in, constants with their standing
 * out.
 */
import {
  type Dimension,
  type Flow,
  type Length,
  type Quantity,
  quantity,
  type Ratio,
  type Volume,
  type VolumePerLength,
} from "@cisterna/quantity";
import type { Fact } from "../sources/fact.ts";
import { statusOf } from "../sources/source.ts";
import { SOURCES, type SourceId } from "../sources/table.ts";
import type { Constant } from "./constant.ts";
import type { MriFact } from "./pump.ts";

/** A constant read in a source (or chosen by us): its status follows from the source's tier. */
export const read = <T>(value: T, source: SourceId, note?: string): Constant<T> => ({
  value,
  status: statusOf(SOURCES[source].tier),
  source,
  ...(note === undefined ? {} : { note }),
});

/** A constant of one of our own models. */
export const chosen = <T>(value: T, note?: string): Constant<T> => read(value, "cisterna", note);

/** A constant that specialists know and nobody here has read: shown, never used. */
export const recalled = <T>(value: T, checkIn: string, note?: string): Constant<T> => ({
  value,
  status: "unverified",
  checkIn,
  ...(note === undefined ? {} : { note }),
});

/** What a source says of a pump in the magnet. */
export const inMagnet = (
  behaviour: MriFact["behaviour"],
  tesla: readonly number[],
  origin: Fact,
): MriFact => ({ ...origin, behaviour, tesla });

const of =
  <D extends Dimension>(dimension: D) =>
  (text: string): Quantity<D> =>
    quantity(text, dimension);

/** Volume from our own tables. */
export const volume: (text: string) => Volume = of("volume");
/** Flow from our own tables. */
export const flow: (text: string) => Flow = of("flow");
/** Share from our own tables. */
export const share: (text: string) => Ratio = of("ratio");
/** Length from our own tables. */
export const length: (text: string) => Length = of("length");
/** Volume per length from our own tables. */
export const perLength: (text: string) => VolumePerLength = of("volume-per-length");
