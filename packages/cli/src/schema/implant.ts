// SPDX-License-Identifier: Apache-2.0
/**
 * The definition of pump and catheter in the case file. A model's constants come from the device
 * table; what a case states itself is laid over them. A constant that nobody verified is not used.
 */
import {
  compare,
  cylinderOf,
  divide,
  exactly,
  exceeds,
  type Interval,
  type Length,
  lumenOf,
  rational,
  type Volume,
  type VolumePerLength,
} from "@cisterna/quantity";
import {
  acts,
  CATHETER_IDS,
  type CatheterId,
  catheterOf,
  type ImplantedCatheter,
  LEVELS,
  MODEL_IDS,
  MODES,
  type ModelId,
  type Pump,
  pumpOf,
  withInline,
} from "@cisterna/therapy";
import { z } from "zod";
import { list, mapping, quantityField, wordField } from "./field.ts";

const named = <W extends string>(words: readonly W[]): readonly W[] =>
  words.filter((word) => word !== "inline");

const volume = (about: string) => quantityField(about, "volume", { zero: true }).optional();
const share = (about: string) =>
  quantityField(about, "ratio", { zero: true, most: "99 %" }).optional();

const pumpShape = {
  model: wordField<ModelId>(
    "Model of the device table",
    named(MODEL_IDS),
    "unknown-model",
  ).optional(),
  reservoir: quantityField("Volume of a full reservoir", "volume").optional(),
  pulse: quantityField("Volume of one pulse", "volume", { step: "1 nL", most: "1 mL" }).optional(),
  minimum_flow: quantityField("Least flow while running", "flow", { zero: true }).optional(),
  maximum_flow: quantityField("Greatest flow", "flow").optional(),
  low_reservoir: volume("Volume at which the low-reservoir alarm sounds"),
  residual: volume("Volume that stays in an empty reservoir"),
  tubing: volume("Volume inside the pump between reservoir and catheter"),
  over_error: share("Most by which delivery may exceed the programmed flow"),
  under_error: share("Most by which delivery may fall short of the programmed flow"),
  modes: list(wordField("Mode", MODES), "What the pump can be told to do").optional(),
};

type PumpFile = z.output<z.ZodObject<typeof pumpShape>>;

type Written<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries of a mapping that were written. */
const written = <T extends object>(entries: T): Written<T> =>
  Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined),
  ) as Written<T>;

const pumpFrom = (file: PumpFile): Pump =>
  withInline(
    pumpOf(file.model ?? "inline"),
    written({
      reservoir: file.reservoir,
      pulse: file.pulse,
      minimumFlow: file.minimum_flow,
      maximumFlow: file.maximum_flow,
      lowReservoir: file.low_reservoir,
      residual: file.residual,
      tubing: file.tubing,
      overError: file.over_error,
      underError: file.under_error,
      modes: file.modes,
    }),
  );

/** Most pulses a day that are counted exactly over any window; real pumps stay far below. */
const MOST_PULSES = rational(10_000_000n);

type Misfit = { readonly kind: "inverted-range" | "out-of-range"; readonly accepted: string };

/** What the flows of a pump are among themselves and against its pulse. */
const misfitOf = ({ constants: { minimumFlow, maximumFlow, pulse } }: Pump): Misfit | null => {
  if (maximumFlow === undefined) return null;
  if (minimumFlow !== undefined && exceeds(minimumFlow.value, maximumFlow.value))
    return { kind: "inverted-range", accepted: "a least flow that is not above the greatest" };
  return pulse !== undefined && compare(divide(maximumFlow.value, pulse.value), MOST_PULSES) > 0
    ? { kind: "out-of-range", accepted: "flows of at most 10 million pulses a day" }
    : null;
};

/** The key of the flow that a case states, or else of the constant that does not fit it. */
const misfitKey = (file: PumpFile, { kind }: Misfit): string => {
  if (kind === "inverted-range" && file.minimum_flow !== undefined) return "minimum_flow";
  return file.maximum_flow === undefined ? "pulse" : "maximum_flow";
};

/** The pump: a model, with constants laid over it or stated alone. */
export const pump = mapping(
  pumpShape,
  "A model of the device table, or the constants of a pump, or both",
).transform((file, context): Pump => {
  const built = pumpFrom(file);
  const params = misfitOf(built);
  if (params === null) return built;
  const path = [misfitKey(file, params)];
  context.issues.push({ code: "custom", input: file, params, path });
  return z.NEVER;
});

const volumeRange = mapping(
  {
    low: quantityField("Least volume it may have", "volume"),
    high: quantityField("Greatest volume it may have", "volume"),
  },
  "The volume as far as it is known",
).transform((range, context): Interval<"volume"> => {
  if (!exceeds(range.low, range.high)) return range;
  const params = { kind: "inverted-range", accepted: "low at most as large as high" };
  context.issues.push({ code: "custom", input: range, params });
  return z.NEVER;
});

const exactVolume = quantityField("Inner volume", "volume").transform(exactly<"volume">);

const catheterShape = {
  model: wordField<CatheterId>(
    "Model of the device table",
    named(CATHETER_IDS),
    "unknown-model",
  ).optional(),
  tip: wordField("Vertebral level of the tip", LEVELS, "unknown-level"),
  volume: z
    .union([exactVolume, volumeRange], {
      error: () => "a volume, or a mapping with low and high",
    })
    .optional(),
  implanted: quantityField("Length implanted, after trimming", "length").optional(),
  per_length: quantityField("Volume of the lumen per length", "volume-per-length").optional(),
  inner_diameter: quantityField("Diameter of the lumen", "length").optional(),
};

type CatheterFile = z.output<z.ZodObject<typeof catheterShape>>;

const lumen = (
  length: Length,
  known: { perLength?: VolumePerLength | undefined; innerDiameter?: Length | undefined },
): Volume | null => {
  if (known.perLength !== undefined) return lumenOf(length, known.perLength);
  return known.innerDiameter === undefined ? null : cylinderOf(length, known.innerDiameter);
};

/** The volume that a case states or that follows from a length; null if nothing verified does. */
const catheterVolume = (file: CatheterFile): Interval<"volume"> | null => {
  if (file.volume !== undefined) return file.volume;
  if (file.implanted === undefined) return null;
  const { perLength, innerDiameter } = catheterOf(file.model ?? "inline");
  const volume =
    lumen(file.implanted, { perLength: file.per_length, innerDiameter: file.inner_diameter }) ??
    lumen(file.implanted, {
      perLength: acts(perLength) ? perLength.value : undefined,
      innerDiameter: acts(innerDiameter) ? innerDiameter.value : undefined,
    });
  return volume === null ? null : exactly(volume);
};

const VOLUME_ACCEPTED = [
  "volume; or implanted with per_length or inner_diameter,",
  "which may be left out for a model whose volume per length is verified in the device table",
].join(" ");

/** The catheter: its tip, and its volume or what gives it. */
export const catheter = mapping(catheterShape, "The catheter, its volume and its tip").transform(
  (file, context): ImplantedCatheter => {
    const volume = catheterVolume(file);
    if (volume !== null) return { model: file.model ?? "inline", volume, tip: file.tip };
    const params = { kind: "catheter-volume-unknown", accepted: VOLUME_ACCEPTED };
    context.issues.push({ code: "custom", input: file, params });
    return z.NEVER;
  },
);
