// SPDX-License-Identifier: Apache-2.0
/**
 * The order: what was typed, read by the one grammar into quantities, and what follows from it by
 * therapy's own arithmetic: flows, bridge, prime. Text flows in; an order or every wrong field out.
 */
import { drugNamed, spreadIn } from "@cisterna/body";
import {
  type Concentration,
  type Dimension,
  type DoseRate,
  exceeds,
  type Flow,
  flowFor,
  type Interval,
  isNone,
  type Length,
  type Quantity,
  readQuantity,
  toNumber,
  type Volume,
} from "@cisterna/quantity";
import {
  type Bridge,
  bridge,
  cautiousVolume,
  complete,
  type DrugId,
  type Line,
  lineVolume,
  type Prime,
  prime,
  pumpOf,
} from "@cisterna/therapy";
import type { Front, Part, Passage, Phase } from "./passage.ts";

/** What can be typed. */
export type Entry = {
  readonly oldDrug: DrugId;
  readonly oldStrength: string;
  readonly oldDose: string;
  readonly newDrug: DrugId;
  readonly newStrength: string;
  readonly newDose: string;
  /** A second drug of the new fluid, or none. */
  readonly second: DrugId | "";
  readonly secondStrength: string;
  readonly tubing: string;
  readonly low: string;
  readonly high: string;
  readonly length: string;
  readonly tip: string;
};

/** How the line is exchanged. */
export type Way = "none" | "bridge" | "prime";

/** Fields that hold a quantity, each with its dimension. */
const FIELDS = {
  oldStrength: "concentration",
  oldDose: "dose-rate",
  newStrength: "concentration",
  newDose: "dose-rate",
  secondStrength: "concentration",
  tubing: "volume",
  low: "volume",
  high: "volume",
  length: "length",
} as const satisfies Partial<Record<keyof Entry, Dimension>>;

/** The name of a field that holds a quantity. */
export type FieldName = keyof typeof FIELDS;

/** What is wrong with a field: no quantity of its kind, nothing, or the range upside down. */
export type FieldProblem = {
  readonly field: FieldName;
  readonly why: "unreadable" | "nothing" | "upside-down";
  /** An example of what would be read. */
  readonly example: string;
};

const EXAMPLES: Readonly<Record<FieldName, string>> = {
  oldStrength: "500 mcg/mL",
  oldDose: "400 mcg/d",
  newStrength: "2000 mcg/mL",
  newDose: "400 mcg/d",
  secondStrength: "20 mg/mL",
  tubing: "0.2 mL",
  low: "0.15 mL",
  high: "0.2 mL",
  length: "80 cm",
};

/** A judged order: everything that the screen shows follows from it. */
export type Order = {
  readonly entry: Entry;
  readonly line: Line;
  readonly oldFlow: Flow;
  readonly newFlow: Flow;
  readonly bridge: Bridge;
  readonly prime: Prime;
  readonly old: readonly Part[];
  readonly fresh: readonly Part[];
  readonly length: Length;
};

const NAMES = Object.keys(FIELDS) as readonly FieldName[];

const read = (entry: Entry, field: FieldName): Quantity<Dimension> | null => {
  const found = readQuantity<Dimension>(entry[field], FIELDS[field]);
  return found.ok ? found.value : null;
};

const needed = (entry: Entry): readonly FieldName[] =>
  NAMES.filter((field) => field !== "secondStrength" || entry.second !== "");

/** Every field that is wrong. The tubing may hold nothing. */
export const problemsOf = (entry: Entry): readonly FieldProblem[] => {
  const found = needed(entry).flatMap((field): readonly FieldProblem[] => {
    const value = read(entry, field);
    const example = EXAMPLES[field];
    if (value === null) return [{ field, why: "unreadable", example }];
    const empty = isNone(value) && field !== "tubing";
    return empty ? [{ field, why: "nothing", example }] : [];
  });
  const [low, high] = [read(entry, "low"), read(entry, "high")];
  const inverted = low !== null && high !== null && exceeds(low, high);
  return inverted ? [...found, { field: "high", why: "upside-down", example: entry.low }] : found;
};

/** mcg/mL of a concentration. */
const MCG_PER_MG = 1000;
const HOURS_A_DAY = 24;

const partOf = (drug: DrugId, strength: Concentration): Part => ({
  drug,
  strength: toNumber(strength) * MCG_PER_MG,
});

/** What the generic pump of the device table gives at the most: the rate of a prime. */
const primeRate = (): Flow => {
  const known = complete(pumpOf("generic-40"));
  if (!known.ok) throw new Error("the generic pump is complete");
  return known.value.constants.maximumFlow;
};

type Values = {
  readonly [K in FieldName]: Quantity<(typeof FIELDS)[K]>;
};

/** Values of an entry without a problem; a field that is not needed has its example's. */
const valuesOf = (entry: Entry): Values =>
  Object.fromEntries(
    NAMES.map((field) => [
      field,
      read(entry, field) ?? read({ ...entry, [field]: EXAMPLES[field] }, field),
    ]),
  ) as unknown as Values;

/** The order of an entry without problems. */
export const orderOf = (entry: Entry): Order => {
  const values = valuesOf(entry);
  const line: Line = {
    tubing: { low: values.tubing, high: values.tubing },
    catheter: { low: values.low, high: values.high },
  };
  const from = { dose: values.oldDose as DoseRate, concentration: values.oldStrength };
  const to = { dose: values.newDose as DoseRate, concentration: values.newStrength };
  const first = partOf(entry.newDrug, values.newStrength);
  const more = entry.second === "" ? [] : [partOf(entry.second, values.secondStrength)];
  return {
    entry,
    line,
    oldFlow: flowFor(from.dose, from.concentration),
    newFlow: flowFor(to.dose, to.concentration),
    bridge: bridge({ line, from, to }),
    prime: prime({
      volume: lineVolume(line),
      concentration: values.newStrength,
      rate: primeRate(),
    }),
    old: [partOf(entry.oldDrug, values.oldStrength)],
    fresh: [first, ...more],
    length: values.length,
  };
};

const perHour = (flow: Flow): number => toNumber(flow) / HOURS_A_DAY;

/** The volume that a bridge or prime is programmed with when the line is only known as a range. */
export const programmedVolume = ({ line, oldFlow, newFlow }: Order): Volume =>
  cautiousVolume(lineVolume(line), { old: oldFlow, new: newFlow });

const phasesOf = (order: Order, way: Way): readonly Phase[] => {
  const after = { flow: perHour(order.newFlow), upto: Number.POSITIVE_INFINITY };
  if (way === "none") return [after];
  const upto = toNumber(programmedVolume(order));
  const flow = perHour(way === "bridge" ? order.oldFlow : order.prime.rate);
  return [{ flow, upto }, after];
};

/** A slow front spreads as Taylor and Aris say; where their theory does not hold it stays sharp. */
const slowFront = (order: Order, volume: number, flow: number): Front => {
  const length = toNumber(order.length);
  const drug = drugNamed(order.entry.newDrug);
  if (!drug.ok) return { kind: "sharp" };
  const spread = spreadIn({
    innerRadius: Math.sqrt(volume / (Math.PI * length)),
    length,
    flow,
    diffusivity: drug.value.diffusivity.value,
  });
  return spread.ok
    ? { kind: "blurred", deviation: Math.sqrt(spread.value.variance) * flow }
    : { kind: "sharp" };
};

/** The passage through a catheter of one end of the range. */
export const passageOf = (
  order: Order,
  way: Way,
  { end, mixing }: { readonly end: keyof Interval<"volume">; readonly mixing: boolean },
): Passage => {
  const phases = phasesOf(order, way);
  const line = toNumber(lineVolume(order.line)[end]);
  const catheter = toNumber(order.line.catheter[end]);
  const mixed: Front =
    way === "prime" ? { kind: "laminar" } : slowFront(order, catheter, phases[0]?.flow ?? 0);
  return {
    line,
    old: order.old,
    fresh: order.fresh,
    phases,
    front: mixing ? mixed : { kind: "sharp" },
  };
};
