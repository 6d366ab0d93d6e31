// SPDX-License-Identifier: Apache-2.0
/**
 * What the simulator speaks with: its table, the drugs' names, numbers in the reader's language.
 */
import { useMemo } from "react";
import { amountText, type Language, spanText } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import type { SimulatorText } from "../text/en/simulator.ts";
import { PUMP_TEXT } from "../text/pump.ts";
import { SIMULATOR_TEXT } from "../text/simulator.ts";

/** Everything that a part of the simulator needs to speak. */
export type Words = {
  readonly language: Language;
  readonly text: SimulatorText;
  readonly drug: (name: string) => string;
  readonly amount: (value: number, unit: string) => string;
  /** Hours as a span; what never comes is a dash. */
  readonly hours: (hours: number) => string;
};

const HOUR_MS = 3_600_000;

/** The words of the simulator. */
export const useWords = (): Words => {
  const { language } = useLanguage();
  const [text, pump] = [useText(SIMULATOR_TEXT), useText(PUMP_TEXT)];
  return useMemo(
    () => ({
      language,
      text,
      drug: (name) => (pump.drugs as Readonly<Record<string, string>>)[name] ?? name,
      amount: (value, unit) => amountText(value, unit, language),
      hours: (hours) => (Number.isFinite(hours) ? spanText(hours * HOUR_MS) : "–"),
    }),
    [language, text, pump],
  );
};
