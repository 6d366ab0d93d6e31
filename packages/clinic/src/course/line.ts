// SPDX-License-Identifier: Apache-2.0
/**
 * The line of an implant: the volumes between reservoir and tip, as they stand beside a
 * prescription, each with where it comes from: a row of the device table in its edition, or the
 * implant's own record.
 */
import { isExact, type Length, print } from "@cisterna/quantity";
import { acts, type Constant, catheterOf, DEVICE_EDITION, SOURCES } from "@cisterna/therapy";
import type { CatheterEntry, ImplantEntry } from "./entry/implant.ts";
import { catheterFrom, lengthOf, pumpFrom } from "./hardware.ts";

/** Where a volume of the line comes from. */
type Origin = {
  readonly status: string;
  readonly source: string | null;
  readonly edition: number | null;
  /** The day of the implant's record, where the clinic stated the number itself. */
  readonly stated: string | null;
};

const statedOn = (day: string): Origin => ({
  ...{ status: "case", source: null, edition: null, stated: day },
});

const originOf = (constant: Constant<unknown> | undefined, day: string): Origin =>
  constant === undefined || !("source" in constant)
    ? statedOn(day)
    : {
        status: constant.status,
        source: SOURCES[constant.source].citation,
        edition: DEVICE_EDITION,
        stated: null,
      };

/** How the volume of a catheter follows, and from which constant. */
const lumenOf = (entry: CatheterEntry, length: Length) => {
  const { perLength, innerDiameter } = catheterOf(entry.model);
  const times = (factor: string): string => `${print(length, "cm")} × ${factor}`;
  if (entry.per_length !== undefined) return { how: times(entry.per_length), constant: undefined };
  if (entry.inner_diameter !== undefined) {
    return { how: times(`bore ${entry.inner_diameter}`), constant: undefined };
  }
  if (acts(perLength)) {
    return {
      how: times(print<"volume-per-length">(perLength.value, "mL/cm")),
      constant: perLength,
    };
  }
  if (!acts(innerDiameter)) return null;
  return { how: times(`bore ${print(innerDiameter.value, "mm")}`), constant: innerDiameter };
};

const catheterPart = ({ catheter: entry, on }: ImplantEntry) => {
  const catheter = catheterFrom(entry);
  if (!catheter.ok) return null;
  const { low, high } = catheter.value.volume;
  const value = isExact({ low, high })
    ? print(low, "mL")
    : `${print(low, "mL")} to ${print(high, "mL")}`;
  const length = entry.volume === undefined ? lengthOf(entry) : null;
  const lumen = length === null ? null : lumenOf(entry, length);
  return { value, how: lumen?.how ?? null, ...originOf(lumen?.constant, on) };
};

const tubingPart = ({ pump: entry, on }: ImplantEntry) => {
  const pump = pumpFrom(entry);
  const tubing = pump.ok ? pump.value.constants.tubing : undefined;
  return tubing === undefined
    ? null
    : { value: print(tubing.value, "mL"), ...originOf(tubing, on) };
};

/** How long the catheter is, as the clinic recorded it. */
const lengthPart = ({ catheter, on }: ImplantEntry) => {
  const length = lengthOf(catheter);
  return length === null ? null : { value: print(length, "cm"), ...statedOn(on) };
};

/** The line as it is shown; null where a part of it is not known. */
export const shownLine = (entry: ImplantEntry) => ({
  tubing: tubingPart(entry),
  catheter: catheterPart(entry),
  length: lengthPart(entry),
});

/** What a full reservoir holds, as it is shown; null where nobody knows it. */
export const shownReservoir = ({ pump: entry, on }: ImplantEntry) => {
  const pump = pumpFrom(entry);
  const full = pump.ok ? pump.value.constants.reservoir : undefined;
  return acts(full) ? { value: print(full.value, "mL"), ...originOf(full, on) } : null;
};
