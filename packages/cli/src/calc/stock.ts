// SPDX-License-Identifier: Apache-2.0
/** A stock as it is typed, a drug, its vial and its dose: `morphine 50 mg/mL 5 mg/d`. */
import { accepted, type Result, refused } from "@cisterna/quantity";
import type { Refusal } from "../shell/command.ts";
import { type Entry, readEntry } from "./entry.ts";

/** One stock as it was entered. */
export type StockEntry = {
  readonly drug: string;
  readonly concentration: Entry<"concentration">;
  readonly dose: Entry<"dose-rate">;
};

const STOCK = /^([a-z][a-z0-9-]*) (\S+ \S+) (\S+ \S+)$/;

/** The stock that a text states. Refuses: the words, the concentration and the dose, each. */
export const readStock = (text: string, path: string): Result<StockEntry, Refusal> => {
  const [, drug, strength, amount] = STOCK.exec(text) ?? [];
  if (drug === undefined || strength === undefined || amount === undefined) {
    return refused<Refusal>({
      kind: "malformed-stock",
      path,
      read: text,
      accepted: 'drug, concentration and dose per day, such as "morphine 50 mg/mL 5 mg/d"',
    });
  }
  const concentration = readEntry(strength, path, {
    dimension: "concentration",
    bound: "above-zero",
  });
  const dose = readEntry(amount, path, { dimension: "dose-rate", bound: "above-zero" });
  if (!concentration.ok) {
    const [first, ...rest] = concentration.refusals;
    return dose.ok ? concentration : refused(first, ...rest, ...dose.refusals);
  }
  if (!dose.ok) return dose;
  return accepted({ drug, concentration: concentration.value, dose: dose.value });
};
