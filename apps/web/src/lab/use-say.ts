// SPDX-License-Identifier: Apache-2.0
/** How the lab says amounts, moments and fluids in the reader's language. */
import { toNumber } from "@cisterna/quantity";
import type { Fluid } from "@cisterna/therapy";
import { useMemo } from "react";
import {
  amountText,
  flowText,
  type Language,
  momentOf,
  numberText,
  spanText,
  volumeText,
} from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import type { LabText } from "../text/en/lab.ts";
import type { PumpText, Say } from "../text/en/pump.ts";
import { LAB_TEXT } from "../text/lab.ts";
import { PUMP_TEXT } from "../text/pump.ts";

/** Everything that a part of the lab needs to speak. */
export type Voice = {
  readonly language: Language;
  readonly text: LabText;
  readonly pump: PumpText;
  readonly volume: (nanolitres: number) => string;
  readonly flow: (nanolitresPerDay: number) => string;
  readonly amount: (value: number, unit: string) => string;
  readonly number: (value: number) => string;
  readonly span: (ms: number) => string;
  readonly moment: (ms: number) => string;
  readonly fluid: (fluid: Fluid | null) => string;
};

const voiceOf = (language: Language, text: LabText, pump: PumpText): Voice => {
  const amount = (value: number, unit: string): string => amountText(value, unit, language);
  return {
    language,
    text,
    pump,
    amount,
    volume: (nanolitres) => volumeText(nanolitres, language),
    flow: (nanolitres) => flowText(nanolitres, language),
    number: (value) => numberText(value, language),
    span: spanText,
    moment: (ms) => {
      const { day, time } = momentOf(ms);
      return text.clock(day, time);
    },
    fluid: (fluid) =>
      fluid === null
        ? text.noDrug
        : fluid
            .map(
              ({ drug, concentration }) =>
                `${pump.drugs[drug]} ${amount(toNumber(concentration), "mg/mL")}`,
            )
            .join(" + "),
  };
};

/** The voice of the lab in the reader's language. */
export const useVoice = (): Voice => {
  const { language } = useLanguage();
  const [text, pump] = [useText(LAB_TEXT), useText(PUMP_TEXT)];
  return useMemo(() => voiceOf(language, text, pump), [language, text, pump]);
};

/** How the counts of a pump's events are said; `pulse` is the size of one of its pulses, nL. */
export const sayOf = ({ volume, span }: Voice, pulse: number): Say => ({
  pulses: (count) => volume(count * pulse),
  volume,
  span,
});
