// SPDX-License-Identifier: Apache-2.0
/**
 * What is filled and runs. Volume and drugs are those of the syringes and are not typed again; the
 * program goes on as it is unless somebody changes it. The clinic's judge looks at it.
 */
import { useState } from "react";
import type { Prescription } from "../clinic/shapes.ts";
import { minutesOf, numberFault, partsOf, type Span, spanFrom, volumesTogether } from "./entry.ts";
import { Choice, Form, Go, NumberField, SpanField } from "./fields.tsx";
import { drugsText, type Label } from "./label.ts";
import { goneOnWith } from "./path.ts";
import { entriesOf, entryOf } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";
import type { Words } from "./words.ts";

const DOSE = { decimals: 4, zero: true };

type Way = keyof Words["text"]["fill"]["transitions"];
type Fault = keyof Words["text"]["fill"]["faults"];
type Draft = { dose: string; lockout: Span; way: Way | ""; onFault: Fault | "" };

/** What the syringes give: their volumes together, and the fluid of the first. */
const filledFrom = (labels: readonly Label[]) => ({
  volume: volumesTogether(labels.map(({ volume }) => volume)),
  drugs: labels[0]?.drugs ?? [],
});

/** What is gone on with: what was proposed in this visit, else what runs, else a drug alone. */
const basisOf = ({ view, implant }: StepProps, drugs: Label["drugs"]): Prescription => {
  const proposed = entryOf(view, "fill")?.prescription;
  if (proposed !== undefined) return proposed;
  const { running } = implant;
  return running === null
    ? { dose_of: drugs[0]?.drug ?? "" }
    : goneOnWith(running.prescription, view.as_of);
};

const doseUnit = (basis: Prescription, drugs: Label["drugs"]): string => {
  if (basis.basal !== undefined) return partsOf(basis.basal).unit;
  const own = drugs.find(({ drug }) => drug === basis.dose_of)?.concentration ?? "0 mg/mL";
  return `${partsOf(own).unit.split("/")[0] ?? "mg"}/d`;
};

const startOf = (basis: Prescription): Draft => ({
  dose: basis.basal === undefined ? "" : partsOf(basis.basal).number,
  lockout: spanFrom(basis.on_demand?.lockout ?? ""),
  way: (basis.transition ?? "") as Draft["way"],
  onFault: (basis.on_fault ?? "") as Draft["onFault"],
});

const prescribed = (basis: Prescription, draft: Draft, unit: string): Prescription => {
  const { confirmed: _, transition: __, ...rest } = basis;
  const { on_demand: asked } = basis;
  const minutes = minutesOf(draft.lockout);
  const changed = asked !== undefined && minutes !== minutesOf(spanFrom(asked.lockout));
  return {
    ...rest,
    ...(basis.pattern === undefined ? { basal: `${draft.dose} ${unit}` } : {}),
    ...(asked === undefined || !changed
      ? {}
      : { on_demand: { ...asked, lockout: `${minutes} min` } }),
    ...(draft.way === "" ? {} : { transition: draft.way }),
    ...(draft.onFault === "" ? {} : { on_fault: draft.onFault }),
  };
};

const Kept = ({ basis, words }: { readonly basis: Prescription; readonly words: Words }) => {
  const { fill } = words.text;
  const { pattern, periodic, on_demand: asked } = basis;
  return (
    <>
      {pattern !== undefined && (
        <p>
          {fill.pattern}{" "}
          {pattern.map(({ from, rate }) => `${from} ${words.amount(rate)}`).join("; ")}
        </p>
      )}
      {periodic !== undefined && (
        <p>{fill.periodic(words.amount(periodic.dose), words.amount(periodic.every))}</p>
      )}
      {asked !== undefined && (
        <p>
          {fill.onDemand(words.amount(asked.dose), words.amount(asked.over))},{" "}
          {fill.cap(asked.per_day)}
        </p>
      )}
    </>
  );
};

type ChoiceProps = {
  readonly words: Words;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly error: string | null;
};

/** How another fluid comes through the line: nobody chooses it for the person. */
const WayChoice = ({ words: { text }, draft, change, error }: ChoiceProps) => (
  <Choice
    label={text.fill.transition}
    value={draft.way}
    choose={(way) => change({ way })}
    choices={(Object.keys(text.fill.transitions) as Way[]).map(
      (way) => [way, text.fill.transitions[way]] as const,
    )}
    error={error}
  />
);

/** What the pump does in doubt: it has no default. */
const FaultChoice = ({ words: { text }, draft, change, error }: ChoiceProps) => (
  <Choice
    label={text.fill.onFault}
    value={draft.onFault}
    choose={(onFault) => change({ onFault })}
    choices={(Object.keys(text.fill.faults) as Fault[]).map(
      (each) => [each, text.fill.faults[each]] as const,
    )}
    error={error}
  />
);

/** What is wrong with a draft, by its field. */
const faultsOf = (basis: Prescription, draft: Draft, isOther: boolean) => ({
  dose: basis.pattern === undefined ? numberFault(draft.dose, DOSE) : null,
  lockout: basis.on_demand !== undefined && minutesOf(draft.lockout) === null,
  way: isOther && draft.way === "",
  onFault: draft.onFault === "",
});

/** The decision. */
export const Fill = (props: StepProps) => {
  const { place, view, send, words, implant } = props;
  const { text } = words;
  const filled = filledFrom(entriesOf(view, "syringe"));
  const basis = basisOf(props, filled.drugs);
  const { draft, change, forget } = useDraft(place, "fill", startOf(basis));
  const [tried, setTried] = useState(false);
  const before = implant.running?.reservoir.drugs;
  const isOther = before === undefined || drugsText(before) !== drugsText(filled.drugs);
  const unit = doseUnit(basis, filled.drugs);
  const faults = faultsOf(basis, draft, isOther);
  const submit = () => {
    setTried(true);
    if (Object.values(faults).some((each) => each !== null && each !== false)) return;
    const prescription = prescribed(basis, draft, unit);
    const input = { visit: view.visit, ...filled, prescription };
    send.mutate({ command: "propose-fill", input }, { onSuccess: forget });
  };
  const must = (wrong: boolean) => (tried && wrong ? text.faults.choose : null);
  return (
    <Form submit={submit}>
      <p className="quiet">{implant.running === null ? text.fill.leadFirst : text.fill.lead}</p>
      <dl className="facts">
        <dt>{text.fill.volume}</dt>
        <dd>
          {words.amount(filled.volume)}, {words.fluid(filled.drugs)}
        </dd>
      </dl>
      {basis.pattern === undefined && (
        <NumberField
          label={text.fill.dose(words.drug(basis.dose_of))}
          unit={unit}
          value={draft.dose}
          change={(dose) => change({ dose })}
          error={tried && faults.dose !== null ? text.faults[faults.dose] : null}
        />
      )}
      <Kept basis={basis} words={words} />
      {basis.on_demand !== undefined && (
        <SpanField
          words={words}
          label={text.fill.lockout}
          value={draft.lockout}
          change={(lockout) => change({ lockout })}
          error={tried && faults.lockout ? text.faults.span : null}
          isLockout
        />
      )}
      {isOther && (
        <WayChoice words={words} draft={draft} change={change} error={must(faults.way)} />
      )}
      {basis.on_fault === undefined && (
        <FaultChoice words={words} draft={draft} change={change} error={must(faults.onFault)} />
      )}
      <Go name={text.fill.propose} busy={send.isPending} />
    </Form>
  );
};
