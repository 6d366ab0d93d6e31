// SPDX-License-Identifier: Apache-2.0
/** Builders: the sample case with one thing changed. */
import { quantity } from "@cisterna/quantity";
import type { Case } from "../src/index.ts";
import { fluid, prescribed, prescription, pump, sample } from "./sample.ts";

export const dose = (text: string) => quantity(text, "dose-rate");
export const mass = (text: string) => quantity(text, "mass");
export const time = (text: string) => quantity(text, "time");
export const continuous = (text: string) => ({ kind: "continuous", dose: dose(text) }) as const;
export const EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export const filled = (...parts: readonly string[]): Case => ({
  ...sample,
  reservoir: { ...sample.reservoir, fluid: fluid(...parts) },
});
export const implanted = (model: Parameters<typeof pump>[0], of: Case = sample): Case => ({
  ...of,
  implant: { ...of.implant, pump: pump(model) },
});
export const after = (
  of: Case,
  before: { fluid: string; basal: string; doseOf?: "morphine" | "baclofen" },
) => ({
  ...of,
  before: {
    fluid: fluid(before.fluid),
    prescription: {
      ...prescription,
      doseOf: before.doseOf ?? prescription.doseOf,
      basal: continuous(before.basal),
    },
  },
});

export const onDemand = (
  changes: Partial<Record<"dose" | "over" | "lockout", string>> = {},
  perDay = 6,
) => ({
  dose: mass(changes.dose ?? "0.1 mg"),
  over: time(changes.over ?? "10 min"),
  lockout: time(changes.lockout ?? "2 h"),
  perDay,
});

export const baclofen = (concentration: string, basal: string): Case =>
  prescribed({ doseOf: "baclofen", basal: continuous(basal) }, filled(`baclofen ${concentration}`));

export const ziconotide = (basal: string, concentration = "25 mcg/mL"): Case =>
  prescribed(
    { doseOf: "ziconotide", basal: continuous(basal) },
    filled(`ziconotide ${concentration}`),
  );
