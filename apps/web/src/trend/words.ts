// SPDX-License-Identifier: Apache-2.0
/** Words of a therapy over time in the reader's language, and where its figures come from. */
import type { Welcome } from "../clinic/client.ts";
import { amountIn, dayText, momentText } from "../clinic/dates.ts";
import { reportAddress } from "../clinic/documents.tsx";
import { numberText } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import { PUMP_TEXT } from "../text/pump.ts";
import { TREND_TEXT } from "../text/trend.ts";
import { VISIT_TEXT } from "../text/visit.ts";
import type { TrendView } from "./shapes.ts";

/** Where a figure comes from: an address, and what is there. */
export type Source = { readonly to: string; readonly name: string };

/** Whose therapy is looked at, and by whom. */
export type Place = {
  readonly session: Welcome;
  readonly patient: string;
  readonly view: TrendView;
};

/** The words. */
export const useTrendWords = ({ session, patient, view }: Place) => {
  const text = useText(TREND_TEXT);
  const { assess } = useText(ACTS_TEXT);
  const { verdicts } = useText(VISIT_TEXT);
  const { drugs } = useText(PUMP_TEXT);
  const { language } = useLanguage();
  const id = encodeURIComponent(patient);
  return {
    text,
    assess,
    verdicts,
    language,
    drug: (name: string) => (drugs as Readonly<Record<string, string>>)[name] ?? name,
    amount: (value: string) => amountIn(value, language),
    number: (value: number) => numberText(value, language),
    day: (value: string) => dayText(value, language),
    moment: (value: string) => momentText(value, language),
    /** The report of a visit; null: the record has no such visit, as of what was imported. */
    visit: (name: string | null): Source | null => {
      if (name === null || !view.visits.some(({ visit }) => visit === name)) return null;
      const path = `patients/${id}/reports/visit`;
      const to = reportAddress(session, { path, language, more: { visit: name } });
      return { to, name: text.visitReport };
    },
    assessed: { to: `#/patients/${id}/assessment`, name: text.assessment },
  };
};

/** The words. */
export type TrendWords = ReturnType<typeof useTrendWords>;
