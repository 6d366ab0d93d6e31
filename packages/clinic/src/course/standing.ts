// SPDX-License-Identifier: Apache-2.0
/**
 * Standing: what a decision or a reading is given to look at, and the makers of both. The practice
 * is everything a clinic's record has come to.
 */
import { EMPTY_STOCK, type StockState } from "../custody/stock.ts";
import { commandsOver } from "../fact/command.ts";
import { emptyShelf, onShelf, type Shelf } from "../fact/shelf.ts";
import { viewsOver } from "../fact/view.ts";
import { type ClinicState, EMPTY_CLINIC } from "./clinic.ts";
import { EMPTY_PATIENT, type PatientState } from "./patient.ts";

/** What the record of a whole clinic has come to. */
export type Practice = {
  readonly clinic: ClinicState;
  readonly stock: StockState;
  readonly patients: Shelf<PatientState>;
};

/** The clinic, its stock, and the patient whom a command or a view is about. */
export type Standing = {
  readonly clinic: ClinicState;
  readonly stock: StockState;
  /** Empty where no patient is concerned, or nobody of that id is known. */
  readonly patient: PatientState;
};

/** Nothing recorded yet. */
export const EMPTY_PRACTICE: Practice = {
  clinic: EMPTY_CLINIC,
  stock: EMPTY_STOCK,
  patients: emptyShelf(),
};

/** What a practice looks like from one patient. */
export const standingOf = (practice: Practice, patient: string | null): Standing => ({
  clinic: practice.clinic,
  stock: practice.stock,
  patient: (patient === null ? undefined : onShelf(practice.patients, patient)) ?? EMPTY_PATIENT,
});

/** Makes a command of the table. */
export const command = commandsOver(standingOf);

/** Makes a view of the table: of one patient, or of the practice. */
export const view = viewsOver<Practice>();
