// SPDX-License-Identifier: Apache-2.0
/** The volumes of the line beside a prescription, each with where it comes from and its edition. */
import { useLanguage, useText } from "../shell/language.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { sentenceIn } from "../text/sentences.ts";
import { amountIn, dayText } from "./dates.ts";
import type { LinePart, LineView } from "./shapes.ts";

const Part = ({ name, part }: { readonly name: string; readonly part: LinePart | null }) => {
  const { line } = useText(CLINIC_TEXT);
  const { language } = useLanguage();
  const whence = (each: LinePart): string => {
    if (each.source === null) return line.stated(dayText(each.stated ?? "", language));
    const source = sentenceIn(each.source, language).text;
    return `${line.statuses[each.status]}: ${source}; ${line.edition(each.edition ?? 0)}`;
  };
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {part === null ? line.unknown : amountIn(part.value, language)}
        {part?.how == null ? "" : ` (${amountIn(part.how, language)})`}
        {part !== null && <span className="quiet small"> {whence(part)}</span>}
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
