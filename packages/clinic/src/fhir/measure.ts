// SPDX-License-Identifier: Apache-2.0
/** Measures: amounts, days and instants of entries as FHIR writes them. */
import {
  assert,
  type Dimension,
  type Quantity as Exact,
  printInstant,
  readInstant,
  toUcum,
  UNITS,
} from "@cisterna/quantity";
import type { Quantity } from "@medplum/fhirtypes";
import { timeIn } from "../desk/zone.ts";

const UCUM = "http://unitsofmeasure.org";

/** The amount that an entry wrote, in its own unit. */
export const amountFrom = (text: string): Quantity => {
  const [number = "", symbol = ""] = text.split(" ");
  const unit = UNITS.find((each) => each.symbol === symbol || each.aliases.includes(symbol));
  assert(unit !== undefined, "an entry's unit was read before", { text });
  return { value: Number(number), unit: unit.symbol, system: UCUM, code: unit.ucum };
};

/** An exact quantity in a unit; twelve digits of what has no last one. */
export const amountOf = <D extends Dimension>(exact: Exact<D>, symbol: string): Quantity => {
  const { value, unit } = toUcum(exact, symbol);
  return { value, unit: symbol, system: UCUM, code: unit };
};

/** A count without a unit, such as a score. */
export const scoreOf = (value: number): Quantity => ({
  value,
  unit: "score",
  system: UCUM,
  code: "{score}",
});

/** An instant of an entry, to the second, as FHIR wants it. */
export const instantOf = (text: string): string => {
  const instant = readInstant(text);
  assert(instant !== null, "an entry's instant was read before", { text });
  return printInstant(instant);
};

/** When an event was recorded, on the clock of the clinic that recorded it. */
export const recordedAt = (zone: string, at: number): string => timeIn(zone, at);
