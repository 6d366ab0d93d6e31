// SPDX-License-Identifier: Apache-2.0
/** The volumes of the line beside a prescription, each with where it comes from and its edition. */
import type { Language } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import type { ClinicText } from "../text/en/clinic.ts";
import { sentenceIn } from "../text/sentences.ts";
import { amountIn, dayText } from "./dates.ts";
import type { LinePart, LineView } from "./shapes.ts";

/** Where a volume or a length comes from: a row of the device table, or the implant's record. */
export const whenceOf = (
  { source, status, edition, stated }: LinePart,
  line: ClinicText["line"],
  language: Language,
): string => {
  if (source === null) return line.stated(dayText(stated ?? "", language));
  const said = sentenceIn(source, language).text;
  return `${line.statuses[status]}: ${said}; ${line.edition(edition ?? 0)}`;
};

const Part = ({ name, part }: { readonly name: string; readonly part: LinePart | null }) => {
  const { line } = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {part === null ? line.unknown : amountIn(part.value, language)}
        {part?.how == null ? "" : ` (${amountIn(part.how, language)})`}
        {part !== null && <span className="quiet small"> {whenceOf(part, line, language)}</span>}
      </dd>
    </>
  );
};

/** The facts. */
export const LineFacts = ({ line }: { readonly line: LineView }) => {
  const { line: text } = useText(CLINIC_TEXT);
  return (
    <dl className="facts line-facts">
      <Part name={text.tubing} part={line.tubing} />
      <Part name={text.catheter} part={line.catheter} />
    </dl>
  );
};
