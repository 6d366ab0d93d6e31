// SPDX-License-Identifier: Apache-2.0
/**
 * Hardware: the pump and the catheter of an entry as therapy knows them. A model's constants come
 * from the device table, what the clinic states itself is laid over them and answered for by it; a
 * number that nobody verified is not used.
 */
import {
  accepted,
  compare,
  cylinderOf,
  type Dimension,
  divide,
  exactly,
  exceeds,
  type Interval,
  isNegative,
  type Length,
  lumenOf,
  minus,
  type Quantity,
  quantity,
  type Result,
  rational,
  refused,
  type Volume,
} from "@cisterna/quantity";
import {
  acts,
  catheterOf,
  type ImplantedCatheter,
  missing,
  type Pump,
  pumpOf,
  withInline,
} from "@cisterna/therapy";
import { type Refusal, refusal } from "../fact/refusal.ts";
import type { CatheterEntry, PumpEntry } from "./entry/implant.ts";

type Written<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const written = <T extends object>(entries: T): Written<T> =>
  Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined),
  ) as Written<T>;

const read = <D extends Dimension>(
  text: string | undefined,
  dimension: D,
): Quantity<D> | undefined => (text === undefined ? undefined : quantity(text, dimension));

const laidOver = (entry: PumpEntry): Pump =>
  withInline(
    pumpOf(entry.model),
    written({
      reservoir: read(entry.reservoir, "volume"),
      pulse: read(entry.pulse, "volume"),
      minimumFlow: read(entry.minimum_flow, "flow"),
      maximumFlow: read(entry.maximum_flow, "flow"),
      lowReservoir: read(entry.low_reservoir, "volume"),
      residual: read(entry.residual, "volume"),
      tubing: read(entry.tubing, "volume"),
      overError: read(entry.over_error, "ratio"),
      underError: read(entry.under_error, "ratio"),
      modes: entry.modes,
    }),
  );

const keyOf = (constant: string): string =>
  constant.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const gaps = (pump: Pump): readonly Refusal[] =>
  missing(pump).map((gap) =>
    refusal("missing-key", `pump.${keyOf(gap.constant)}`, {
      read: gap.standing === "absent" ? "not known for this model" : "known but not verified",
      accepted: `a value that the clinic answers for${gap.checkIn ? `, from ${gap.checkIn}` : ""}`,
    }),
  );

/** Most pulses a day that are counted exactly over any window. */
const MOST_PULSES = rational(10_000_000n);

const misfits = ({ constants: { minimumFlow, maximumFlow, pulse } }: Pump): readonly Refusal[] => {
  if (maximumFlow === undefined) return [];
  const words = { read: "the flows of this pump" };
  if (minimumFlow !== undefined && exceeds(minimumFlow.value, maximumFlow.value))
    return [
      refusal("inverted-range", "pump.minimum_flow", {
        ...words,
        accepted: "a least flow that is not above the greatest",
      }),
    ];
  return pulse !== undefined && compare(divide(maximumFlow.value, pulse.value), MOST_PULSES) > 0
    ? [
        refusal("out-of-range", "pump.pulse", {
          ...words,
          accepted: "flows of at most 10 million pulses a day",
        }),
      ]
    : [];
};

const all = <T>(value: T, refusals: readonly Refusal[]): Result<T, Refusal> => {
  const [first, ...rest] = refusals;
  return first === undefined ? accepted(value) : refused(first, ...rest);
};

/** The pump of an entry. Refuses: every constant that a plan needs and nobody has stated. */
export const pumpFrom = (entry: PumpEntry): Result<Pump, Refusal> => {
  const pump = laidOver(entry);
  return all(pump, [...gaps(pump), ...misfits(pump)]);
};

/** The length of a catheter that is in; null: nobody said. */
export const lengthOf = (entry: CatheterEntry): Length | null => {
  if (entry.implanted !== undefined) return quantity(entry.implanted, "length");
  if (entry.supplied === undefined || entry.trimmed === undefined) return null;
  return minus(quantity(entry.supplied, "length"), quantity(entry.trimmed, "length"));
};

const lumen = (entry: CatheterEntry): Volume | null => {
  const length = lengthOf(entry);
  if (length === null || isNegative(length)) return null;
  const { perLength, innerDiameter } = catheterOf(entry.model);
  if (entry.per_length !== undefined)
    return lumenOf(length, quantity(entry.per_length, "volume-per-length"));
  if (entry.inner_diameter !== undefined)
    return cylinderOf(length, quantity(entry.inner_diameter, "length"));
  if (acts(perLength)) return lumenOf(length, perLength.value);
  return acts(innerDiameter) ? cylinderOf(length, innerDiameter.value) : null;
};

const volumeOf = (entry: CatheterEntry): Interval<"volume"> | null => {
  if (typeof entry.volume === "string") return exactly(quantity(entry.volume, "volume"));
  if (entry.volume !== undefined)
    return {
      low: quantity(entry.volume.low, "volume"),
      high: quantity(entry.volume.high, "volume"),
    };
  const volume = lumen(entry);
  return volume === null ? null : exactly(volume);
};

const VOLUME = [
  "volume; or implanted, or supplied and trimmed, with per_length or inner_diameter,",
  "which may be left out for a model whose volume per length is verified in the device table",
].join(" ");

/** The catheter of an entry. Refuses: a volume that does not follow, and an inverted range. */
export const catheterFrom = (entry: CatheterEntry): Result<ImplantedCatheter, Refusal> => {
  const volume = volumeOf(entry);
  if (volume === null)
    return refused(
      refusal("catheter-volume-unknown", "catheter", { read: entry.model, accepted: VOLUME }),
    );
  if (exceeds(volume.low, volume.high))
    return refused(
      refusal("inverted-range", "catheter.volume", {
        read: "low above high",
        accepted: "low at most as large as high",
      }),
    );
  return accepted({ model: entry.model, volume, tip: entry.tip });
};
