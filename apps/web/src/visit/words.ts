// SPDX-License-Identifier: Apache-2.0
/** Words of the visit in the reader's language: tables, amounts, drugs, moments. */
import { amountIn, dayText, momentText } from "../clinic/dates.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { PUMP_TEXT } from "../text/pump.ts";
import { CHECK_TEXT, REFUSAL_TEXT, VISIT_TEXT } from "../text/visit.ts";
import type { Label } from "./label.ts";
import type { CheckView } from "./shapes.ts";

const figure = (text: string): string =>
  /\d[\d.]*(?: ?[a-zA-Z%]+(?:\/[a-zA-Z]+)?)?/.exec(text)?.[0] ?? text;

type Said = {
  readonly kind: string;
  readonly read: string;
  readonly accepted: string;
};

/** The words. */
export const useWords = () => {
  const text = useText(VISIT_TEXT);
  const checks = useText(CHECK_TEXT);
  const refusals = useText(REFUSAL_TEXT);
  const { drugs } = useText(PUMP_TEXT);
  const { password, passkeySign, passkeyProve } = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  const drug = (name: string): string => (drugs as Readonly<Record<string, string>>)[name] ?? name;
  const amount = (value: string): string => amountIn(value, language);
  return {
    text,
    password,
    passkeySign,
    passkeyProve,
    drug,
    amount,
    day: (value: string): string => dayText(value, language),
    moment: (value: string): string => momentText(value, language),
    fluid: (fluid: Label["drugs"]): string =>
      fluid.map((each) => `${drug(each.drug)} ${amount(each.concentration)}`).join(" + "),
    check: (check: CheckView): string => {
      const said = (value: string | undefined): string =>
        value === undefined ? "?" : amount(value);
      const { kind, drug: name = "", asked, limit, old, share, what = "" } = check;
      const words = { asked: said(asked), limit: said(limit), old: said(old), share: said(share) };
      return checks[kind]({ ...words, drug: drug(name), what });
    },
    /** The sentence of a refusal; figures alone are taken from the server's English words. */
    refusal: (said: Said, patient: string): string => {
      const isDrawn = said.kind === "volumes-do-not-fit" && said.read === "as-it-was";
      const kind = isDrawn ? "drawn-out" : said.kind;
      const sentence = (refusals as Partial<Record<string, typeof refusals.other>>)[kind];
      const isLabel = said.kind === "wrong-drug" || said.kind === "wrong-concentration";
      const accepted = isLabel ? said.accepted : figure(said.accepted);
      const read = said.read.replace(/^[a-z-]+: /, "");
      return (sentence ?? refusals.other)({
        read: amount(read),
        accepted: amount(accepted),
        patient,
      });
    },
  };
};

/** Words of the visit. */
export type Words = ReturnType<typeof useWords>;
