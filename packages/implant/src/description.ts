// SPDX-License-Identifier: Apache-2.0
/**
 * The description of an implant: a small file that people write, and the pump as it leaves the
 * shelf. What is said of the model comes from the table of devices.
 */
import { BARE, type BatteryMarks, type Device, type Start } from "@cisterna/pump";
import {
  accepted,
  DAY_MS,
  inNanolitres,
  inPulsesPerDay,
  milliseconds,
  minus,
  nanolitres,
  type Result,
  refused,
} from "@cisterna/quantity";
import { complete, modelNamed, type PumpConstants, pumpOf } from "@cisterna/therapy";
import type { HostRefusal } from "./refusal.ts";

/** An implant, before it was ever switched on. */
export type Description = {
  readonly name: string;
  /** Id of the model. */
  readonly model: string;
  readonly device: Device;
  readonly start: Start;
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;

/** Marks of a virtual cell, in its own thousandths and millivolts. No maker's numbers. */
const CELL: BatteryMarks = { replace: 950, end: 992, weak: 2_400, least: 2_000 };

const deviceOf = (constants: PumpConstants): Device => {
  const pulse = inNanolitres(constants.pulse, "nearest");
  return {
    ...BARE,
    pulse,
    least: inPulsesPerDay(constants.minimumFlow, pulse, "down"),
    most: inPulsesPerDay(constants.maximumFlow, pulse, "down"),
    capacity: inNanolitres(minus(constants.reservoir, constants.residual), "down"),
    low: inNanolitres(minus(constants.lowReservoir, constants.residual), "down"),
    battery: CELL,
    testEvery: DAY_MS,
  };
};

/** The device of a model; null: it is unknown, or no implant can be made of it. */
export const deviceNamed = (model: string): Device | null => {
  const id = modelNamed(model);
  const known = id === undefined ? null : complete(pumpOf(id));
  if (known === null || !known.ok || !known.value.pump.programmable) return null;
  return deviceOf(known.value.constants);
};

/** A pump leaves the shelf empty. */
const SHELF: Start = { at: milliseconds(0), reservoir: nanolitres(0), fluid: null };

const ACCEPTED =
  '{ "name": letters, digits, dashes; "model": a complete, programmable one of the devices }';

const unreadable = (path: string, because: string): HostRefusal => ({
  ...{ kind: "implant-unreadable", path, because, accepted: ACCEPTED },
});

const said = (text: string): { readonly name?: unknown; readonly model?: unknown } | null => {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? found : null;
  } catch {
    return null;
  }
};

/** The implant that a file describes. Refuses: `implant-unreadable`. */
export const descriptionIn = (path: string, text: string): Result<Description, HostRefusal> => {
  const file = said(text);
  if (file === null) return refused(unreadable(path, "not-json"));
  const { name, model } = file;
  if (typeof name !== "string" || !NAME.test(name)) return refused(unreadable(path, "name"));
  const device = typeof model === "string" ? deviceNamed(model) : null;
  if (typeof model !== "string" || device === null) return refused(unreadable(path, "model"));
  return accepted({ name, model, device, start: SHELF });
};
