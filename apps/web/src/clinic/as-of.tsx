// SPDX-License-Identifier: Apache-2.0
/** The moment of which a view speaks; once the clinic cannot be reached it says that it is old. */
import { useLanguage, useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { momentText } from "./dates.ts";

/** The moment. */
export const AsOf = ({ moment, old }: { readonly moment: string; readonly old: boolean }) => {
  const text = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  return (
    <span className={old ? "pill wrapped warn" : "pill"}>
      {text.asOf(momentText(moment, language))}
      {old ? ` · ${text.ageOld}` : ""}
    </span>
  );
};
