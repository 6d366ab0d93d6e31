// SPDX-License-Identifier: Apache-2.0
/** The patient's record as the programmer reads it, and what of it the judge is given. */
import {
  cylinderOf,
  exactly,
  type Interval,
  lumenOf,
  quantity,
  type Volume,
} from "@cisterna/quantity";
import {
  acts,
  type Case,
  type CatheterId,
  catheterOf,
  type DrugId,
  type ModelId,
  pumpOf,
} from "@cisterna/therapy";

type Catheter = {
  readonly model: CatheterId;
  readonly tip: string;
  readonly implanted?: string;
  readonly volume?: string | { readonly low: string; readonly high: string };
};

/** An implant of the record. */
export type ImplantRecord = {
  readonly entry: {
    readonly implant: string;
    /** The day on which it was put in. */
    readonly on: string;
    readonly pump: { readonly model: ModelId; readonly serial?: string };
    readonly catheter: Catheter;
  };
  readonly running: { readonly prescription: { readonly dose_of: DrugId } } | null;
  readonly explant: unknown;
};

/** The record of a patient. */
export type PatientRecord = {
  readonly person: {
    readonly name: string;
    readonly born: string;
    readonly weight?: string;
    readonly tolerance?: "naive" | "tolerant";
  } | null;
  readonly implants: readonly ImplantRecord[];
};

/** The implant that can be programmed: the one that is in place. */
export const implantIn = ({ implants }: PatientRecord): ImplantRecord | undefined =>
  implants.find(({ explant }) => explant === null);

const lumen = ({ model, implanted }: Catheter): Volume | null => {
  if (implanted === undefined) return null;
  const length = quantity(implanted, "length");
  const { perLength, innerDiameter } = catheterOf(model);
  if (acts(perLength)) return lumenOf(length, perLength.value);
  return acts(innerDiameter) ? cylinderOf(length, innerDiameter.value) : null;
};

const volumeIn = (catheter: Catheter): Interval<"volume"> | null => {
  const { volume } = catheter;
  if (typeof volume === "string") return exactly(quantity(volume, "volume"));
  if (volume !== undefined) {
    return { low: quantity(volume.low, "volume"), high: quantity(volume.high, "volume") };
  }
  const from = lumen(catheter);
  return from === null ? null : exactly(from);
};

/** What is implanted and in whom, for the judge; null: the catheter's volume is not known. */
export const bedsideOf = (
  id: string,
  { person }: PatientRecord,
  { entry }: ImplantRecord,
): Pick<Case, "patient" | "implant"> | null => {
  const { model, tip } = entry.catheter;
  const volume = volumeIn(entry.catheter);
  if (volume === null) return null;
  return {
    patient: {
      id,
      born: person?.born ?? null,
      weight: person?.weight === undefined ? null : quantity(person.weight, "mass"),
      tolerance: person?.tolerance ?? null,
    },
    implant: { pump: pumpOf(entry.pump.model), catheter: { model, tip, volume } },
  };
};
