// SPDX-License-Identifier: Apache-2.0
/**
 * Columns: what a pump list may say of a patient, an implant and what runs in it. Each column fills
 * one field of the entries that a person would send; so their rules are the list's.
 */

/** A part of the entries that a line becomes. */
export type Part = "patient" | "person" | "implant" | "therapy";

type Row = {
  readonly name: string;
  /** The part, and the field in it. */
  readonly at: readonly [part: Part, field: string];
  readonly about: string;
  readonly needed?: true;
  /** A whole number in the entry; text in the list. */
  readonly counts?: true;
};

const COLUMNS = [
  { name: "patient", at: ["patient", "patient"], about: "the clinic's id", needed: true },
  { name: "name", at: ["person", "name"], about: "name of the patient", needed: true },
  { name: "born", at: ["person", "born"], about: "day of birth", needed: true },
  { name: "sex", at: ["person", "sex"], about: "administrative sex" },
  { name: "weight", at: ["person", "weight"], about: "body weight, such as 70 kg" },
  { name: "tolerance", at: ["person", "tolerance"], about: "naive or tolerant, of opioids" },
  { name: "phone", at: ["person", "phone"], about: "where the patient is reached" },
  { name: "implant", at: ["implant", "implant"], about: "its name; implant-1 if left out" },
  { name: "implanted", at: ["implant", "on"], about: "day of the operation", needed: true },
  { name: "site", at: ["implant", "site"], about: "where the pump lies" },
  { name: "surgeon", at: ["implant", "surgeon"], about: "who operated" },
  { name: "model", at: ["implant", "pump.model"], about: "of the device table", needed: true },
  { name: "serial", at: ["implant", "pump.serial"], about: "of the pump" },
  { name: "reservoir", at: ["implant", "pump.reservoir"], about: "volume when full" },
  { name: "pulse", at: ["implant", "pump.pulse"], about: "volume of one pulse" },
  { name: "minimum_flow", at: ["implant", "pump.minimum_flow"], about: "least flow" },
  { name: "maximum_flow", at: ["implant", "pump.maximum_flow"], about: "greatest flow" },
  { name: "low_reservoir", at: ["implant", "pump.low_reservoir"], about: "alarm volume" },
  { name: "residual", at: ["implant", "pump.residual"], about: "volume that stays" },
  { name: "tubing", at: ["implant", "pump.tubing"], about: "volume inside the pump" },
  { name: "over_error", at: ["implant", "pump.over_error"], about: "fast by at most, in %" },
  { name: "under_error", at: ["implant", "pump.under_error"], about: "slow by at most, in %" },
  { name: "replace_by", at: ["implant", "pump.replace_by"], about: "day of replacement" },
  { name: "catheter", at: ["implant", "catheter.model"], about: "generic if left out" },
  { name: "tip", at: ["implant", "catheter.tip"], about: "vertebral level", needed: true },
  { name: "catheter_length", at: ["implant", "catheter.implanted"], about: "as implanted" },
  { name: "catheter_volume", at: ["implant", "catheter.volume"], about: "inner volume" },
  { name: "per_length", at: ["implant", "catheter.per_length"], about: "such as 0.0022 mL/cm" },
  { name: "filled", at: ["therapy", "filled"], about: "last fill, date and time with a zone" },
  { name: "volume", at: ["therapy", "volume"], about: "volume in the reservoir after it" },
  { name: "drugs", at: ["therapy", "drugs"], about: "such as morphine 10 mg/mL + clonidine …" },
  { name: "dose_of", at: ["therapy", "prescription.dose_of"], about: "drug of the doses below" },
  { name: "basal", at: ["therapy", "prescription.basal"], about: "such as 2 mg/d" },
  { name: "on_demand_dose", at: ["therapy", "prescription.on_demand.dose"], about: "of a bolus" },
  { name: "on_demand_over", at: ["therapy", "prescription.on_demand.over"], about: "its time" },
  {
    name: "on_demand_lockout",
    at: ["therapy", "prescription.on_demand.lockout"],
    about: "least time between two",
  },
  {
    name: "on_demand_per_day",
    at: ["therapy", "prescription.on_demand.per_day"],
    about: "most in 24 hours",
    counts: true,
  },
  {
    name: "on_fault",
    at: ["therapy", "prescription.on_fault"],
    about: "hold, minimum or stop; no default",
  },
] as const satisfies readonly Row[];

/** The name of a column. */
export type Column = (typeof COLUMNS)[number]["name"];

/** Every column. */
export const TABLE: readonly (Row & { readonly name: Column })[] = COLUMNS;

/** Whether there is a column of a name. */
export const isColumn = (name: string): name is Column => TABLE.some((row) => row.name === name);

/** The columns of a part. */
export const columnsOf = (part: Part) => TABLE.filter((row) => row.at[0] === part);

/** The column that a field of a part came from, or the one nearest to it. */
export const columnAt = (part: Part, path: string): Column => {
  const own = columnsOf(part);
  const within = (row: Row) => row.at[1] === path || path.startsWith(`${row.at[1]}[`);
  const beneath = (row: Row) => row.at[1].startsWith(`${path}.`);
  return (own.find(within) ?? own.find(beneath) ?? own[0])?.name ?? "patient";
};
