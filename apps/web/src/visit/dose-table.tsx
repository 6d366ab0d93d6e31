// SPDX-License-Identifier: Apache-2.0
/** Old and new side by side: what each drug comes to in a day, and the change in per cent. */
import { LineFacts } from "../clinic/line-facts.tsx";
import type { LineView } from "../clinic/shapes.ts";
import { ScrollBox } from "../shell/scroll-box.tsx";
import type { DoseView, PlanView } from "./shapes.ts";
import type { Words } from "./words.ts";

type Doses = {
  readonly doses: readonly DoseView[];
  readonly ended?: readonly { readonly drug: string; readonly before: string }[];
  readonly plan: PlanView | null;
};

const isSame = (change: string | null): boolean => change === "0 %" || change === "0%";

const Row = ({ dose, words }: { readonly dose: DoseView; readonly words: Words }) => (
  <tr className={dose.change === null || isSame(dose.change) ? "" : "differs"}>
    <th scope="row">
      {words.drug(dose.drug)} {words.amount(dose.concentration)}
    </th>
    <td className="number">{words.amount(dose.before ?? "–")}</td>
    <td className="number">{words.amount(dose.per_day)}</td>
    <td className="number">{words.amount(dose.change ?? "–")}</td>
    <td className="number">{words.amount(dose.worst_day)}</td>
  </tr>
);

type Facts = { readonly plan: PlanView; readonly line: LineView; readonly words: Words };

const PlanFacts = ({ plan, line, words }: Facts) => {
  const { fill } = words.text;
  const { kind, volume = "", duration = "" } = plan.transition;
  return (
    <>
      <dl className="facts">
        <dt>{fill.flow}</dt>
        <dd>{words.amount(plan.flow)}</dd>
        {kind !== "none" && (
          <>
            <dt>{fill.transition}</dt>
            <dd>
              {fill.transitions[kind === "bridge" ? kind : "prime-catheter"]}{" "}
              {fill.bridgeIs(words.amount(volume), words.amount(duration))}
            </dd>
          </>
        )}
      </dl>
      <LineFacts line={line} />
    </>
  );
};

type Props = { readonly of: Doses; readonly line: LineView; readonly words: Words };

/** The table, and the line that it goes through. */
export const DoseTable = ({ of, line, words }: Props) => {
  const { fill } = words.text;
  return (
    <>
      <ScrollBox name={fill.now}>
        <table className="table doses">
          <thead>
            <tr>
              <th scope="col">{fill.drug}</th>
              <th scope="col" className="number">
                {fill.before}
              </th>
              <th scope="col" className="number">
                {fill.now}
              </th>
              <th scope="col" className="number">
                {fill.changed}
              </th>
              <th scope="col" className="number">
                {fill.worst}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.doses.map((dose) => (
              <Row key={dose.drug} dose={dose} words={words} />
            ))}
            {(of.ended ?? []).map(({ drug, before }) => (
              <tr key={drug} className="differs">
                <th scope="row">{words.drug(drug)}</th>
                <td className="number">{words.amount(before)}</td>
                <td colSpan={3}>{fill.ended}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {of.plan !== null && <PlanFacts plan={of.plan} line={line} words={words} />}
    </>
  );
};
