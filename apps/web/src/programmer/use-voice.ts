// SPDX-License-Identifier: Apache-2.0
/** How the programmer says doses, flows, spans and moments in the reader's language. */
import {
  type Concentration,
  canonical,
  type DoseRate,
  type Duration,
  digitsOf,
  type Flow,
  flowOfPulses,
  inMilliseconds,
  type Mass,
  type Milliseconds,
  multiply,
  type Nanolitres,
  type Pulses,
  type PulsesPerDay,
  print,
  type Rational,
  rational,
  type Volume,
  volumeOf,
  volumeOfPulses,
} from "@cisterna/quantity";
import {
  type Amount,
  type Check,
  type DrugId,
  type Fluid,
  FORMULARY,
  SOURCES,
} from "@cisterna/therapy";
import { useMemo } from "react";
import { amountIn } from "../clinic/dates.ts";
import { type Language, momentOf, numberText, spanText } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import type { CheckText, SaidCheck } from "../text/en/checks.ts";
import type { ProgrammerText } from "../text/en/programmer.ts";
import type { PumpText } from "../text/en/pump.ts";
import { CHECK_TEXT, PROGRAMMER_TEXT } from "../text/programmer.ts";
import { PUMP_TEXT } from "../text/pump.ts";

type Tables = {
  readonly text: ProgrammerText;
  readonly pump: PumpText;
  readonly checks: CheckText;
};

const MINUTE_MS = 60_000;

/** Amounts, by the language's decimal sign. */
const amountsOf = (language: Language) => {
  const shown = (value: string): string => amountIn(value, language);
  const time = (duration: Duration): string => spanText(inMilliseconds(duration, "nearest"));
  /** A share in per cent; `plus` stands before what is above nothing. */
  const share = (part: Rational, plus: string): string => {
    const { text: digits, exact } = digitsOf(multiply(part, rational(100n)), 3);
    return `${exact ? "" : "≈\u202f"}${shown(`${part.n > 0n ? plus : ""}${digits} %`)}`;
  };
  return {
    ...{ time, share, span: spanText },
    amount: (each: Amount | undefined): string => {
      if (each === undefined) return "";
      if (each.dimension === "time") return time(canonical(each.value));
      return shown(print(canonical(each.value), each.unit));
    },
    /** A change as a share, with its sign. */
    percent: (change: Rational): string => share(change, "+"),
    dose: (value: DoseRate, unit: string) => shown(print(value, `${unit}/d`)),
    mass: (value: Mass, unit: string) => shown(print(value, unit)),
    strength: (value: Concentration, unit: string) => shown(print(value, `${unit}/mL`)),
    flow: (rate: PulsesPerDay, pulse: Nanolitres) =>
      shown(print(flowOfPulses(rate, pulse), "mL/d")),
    pulses: (count: Pulses, pulse: Nanolitres) => shown(print(volumeOfPulses(count, pulse), "mL")),
    millilitres: (volume: Volume) => shown(print(volume, "mL")),
    flowOf: (flow: Flow) => shown(print(flow, "mL/d")),
    volume: (count: Nanolitres) => shown(print(volumeOf(count), "mL")),
  };
};

type Amounts = ReturnType<typeof amountsOf>;

const massUnit = (id: DrugId): "mg" | "mcg" =>
  FORMULARY.get(id)?.massUnit === "mcg" ? "mcg" : "mg";

const capital = (sentence: string): string =>
  sentence.replace(/^./, (first) => first.toUpperCase());

/** Checks of therapy in sentences, each with where its number comes from. */
const checksOf = ({ text, pump, checks }: Tables, { amount, share }: Amounts) => ({
  check: (check: Check): string => {
    const { kind, drug, asked, limit, old, what = "" } = check;
    const sign = kind === "dose-change" ? "+" : "";
    const said: SaidCheck = {
      ...{ asked: amount(asked), limit: amount(limit), old: amount(old), what },
      drug: drug === undefined ? "" : pump.drugs[drug],
      share: check.share === undefined ? "" : ` (${share(check.share, sign)})`,
    };
    return capital(checks[kind](said));
  },
  origin: ({ origin }: Check): string | null => {
    if (origin === undefined) return null;
    const status = text.statuses[origin.status] ?? origin.status;
    return text.source(SOURCES[origin.source].citation, status);
  },
});

const voiceOf = (language: Language, tables: Tables) => {
  const { text, pump } = tables;
  const amounts = amountsOf(language);
  const drug = (id: DrugId): string => pump.drugs[id];
  return {
    ...{ language, text, pump, drug, massUnit },
    ...amounts,
    ...checksOf(tables, amounts),
    fluid: (fluid: Fluid | null) =>
      fluid === null
        ? text.none
        : fluid
            .map((each) => {
              const strength = amounts.strength(each.concentration, massUnit(each.drug));
              return `${drug(each.drug)} ${strength}`;
            })
            .join(" + "),
    number: (value: number) => numberText(value, language),
    moment: (at: Milliseconds) => {
      const { day, time: clock } = momentOf(at);
      return text.logMoment(day, clock);
    },
    words: (duration: Duration) => {
      const minutes = Math.round(inMilliseconds(duration, "nearest") / MINUTE_MS);
      return text.spanWords(Math.floor(minutes / 60), minutes % 60);
    },
    until: (now: Milliseconds, at: Milliseconds | null) =>
      at === null ? text.noDate : text.inSpan(spanText(Math.max(0, at - now))),
  };
};

/** Everything that the programmer needs to speak. */
export type Voice = ReturnType<typeof voiceOf>;

/** The voice in the reader's language. */
export const useVoice = (): Voice => {
  const { language } = useLanguage();
  const [text, pump, checks] = [useText(PROGRAMMER_TEXT), useText(PUMP_TEXT), useText(CHECK_TEXT)];
  return useMemo(() => voiceOf(language, { text, pump, checks }), [language, text, pump, checks]);
};
