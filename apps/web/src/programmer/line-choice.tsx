// SPDX-License-Identifier: Apache-2.0
/**
 * The line: left as it is, primed, or bridged. What that brings to the tip is shown before anything
 * is proposed; a prime is attested, and once more for each event at the catheter.
 */
import { durationFor, exactly, print, toNumber } from "@cisterna/quantity";
import { lineVolume, type Plan } from "@cisterna/therapy";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { numberText } from "../format/number.ts";
import { Labelled } from "../shell/labelled.tsx";
import { Segments } from "../shell/segments.tsx";
import { isPrime, type LineWay } from "./entry.ts";
import type { ExchangeView } from "./exchange.ts";
import { Facts } from "./facts.tsx";
import type { Row } from "./program-rows.ts";
import { LEAN_SHARE, type TipDose } from "./tip.ts";
import type { Edit } from "./use-edit.ts";
import type { Voice } from "./use-voice.ts";

const WAYS: Readonly<Record<"fill" | "change", readonly Exclude<LineWay, "">[]>> = {
  fill: ["bridge", "prime-catheter", "prime-pump-and-catheter", "none"],
  change: ["none", "prime-catheter", "prime-pump-and-catheter"],
};

const MCG_PER_MG = 1000;

/** Micrograms in the unit of the drug, by the model: three digits and no more. */
const modelled = (mcg: number, { drug }: TipDose, voice: Voice): string => {
  const unit = voice.massUnit(drug);
  const value = unit === "mg" ? mcg / MCG_PER_MG : mcg;
  return `≈\u202f${numberText(Number(value.toPrecision(3)), voice.language)} ${unit}`;
};

const hours = (value: number, voice: Voice): string =>
  Number.isFinite(value)
    ? `≈\u202f${numberText(Number(value.toPrecision(2)), voice.language)} h`
    : voice.text.line.never;

const between = (low: string, high: string, { text }: Voice): string =>
  low === high ? low : text.line.between(low, high);

const doseRows = (dose: TipDose, plan: Plan, voice: Voice): readonly Row[] => {
  const { line } = voice.text;
  const name = voice.drug(dose.drug);
  const said = (mcg: number): string => modelled(mcg, dose, voice);
  const early = between(said(dose.early.low), said(dose.early.high), voice);
  return [
    ...(plan.transition.kind === "none" ? [] : [[line.early(name), early] as const]),
    [line.hourBefore(name), `${said(dose.before)}/h`],
    [line.hourLeast(name), `${said(dose.least)}/h`],
    [line.hourMost(name), `${said(dose.most)}/h`],
    [line.hourAfter(name), `${said(dose.after)}/h`],
  ];
};

const volumeRows = ({ plan, primed }: ExchangeView, voice: Voice): readonly Row[] => {
  const { text, millilitres, flowOf, time } = voice;
  const { transition } = plan;
  const isPriming = transition.kind === "prime";
  const held = isPriming ? transition.volume : lineVolume(plan.line);
  const label = isPriming ? text.line.fills : text.line.holds;
  const holds: Row = [label, between(millilitres(held.low), millilitres(held.high), voice)];
  if (transition.kind === "none") return [holds];
  const given = primed ?? transition.programmed;
  const lasts = isPriming ? exactly(durationFor(given, transition.rate)) : transition.duration;
  return [
    holds,
    [text.line.given[transition.kind], `${millilitres(given)}, ${flowOf(transition.rate)}`],
    [text.line.lasts, between(time(lasts.low), time(lasts.high), voice)],
  ];
};

/** What reaches the tip. */
const TipCard = ({ view, voice }: { readonly view: ExchangeView; readonly voice: Voice }) => {
  const { text } = voice;
  const { tip, plan } = view;
  const isOver = view.fault === "beyond-hour";
  const millilitres = (value: number): string =>
    `≈\u202f${numberText(Number(value.toPrecision(3)), voice.language)} mL`;
  return (
    <section className="card stack" aria-labelledby="tip">
      <h3 id="tip">{text.line.tipTitle}</h3>
      <p className="quiet small">{text.line.tipLead}</p>
      <Facts
        rows={[
          ...volumeRows(view, voice),
          ...tip.doses.flatMap((dose) => doseRows(dose, plan, voice)),
          [
            text.line.lean(Math.round(LEAN_SHARE * 100)),
            between(hours(tip.lean.low, voice), hours(tip.lean.high, voice), voice),
          ],
          ...(plan.transition.kind === "prime"
            ? ([
                [text.line.peak, millilitres(tip.peak)],
                [text.line.peakLimit, millilitres(tip.limit)],
              ] as const)
            : []),
        ]}
      />
      {isOver && (
        <p className="alert bad" role="alert">
          <strong>{text.line.faults["beyond-hour"]}</strong>
        </p>
      )}
    </section>
  );
};

/** The name of what happened at the catheter, and how often it was primed for. */
export type CatheterEvent = { readonly since: string; readonly times: number };

type Part = {
  readonly edit: Edit;
  readonly event: CatheterEvent;
  readonly voice: Voice;
};

/** The volume of a prime, never more than it may be, and never set by itself. */
const PrimeVolume = ({ edit, voice }: Part) => {
  const { text } = voice;
  const { exchange, entry } = edit;
  const { largest = null, fault = null } = exchange ?? {};
  const isWrong = entry.primed !== "" && fault !== null;
  const most = largest === null ? null : print(largest, "mL").replace(/^≈ | .*$/g, "");
  return (
    <div className="stack tight">
      <TextInput
        label={text.line.primed}
        inputMode="decimal"
        autoComplete="off"
        className="amount"
        rightSection={<span className="unit">mL</span>}
        rightSectionWidth={58}
        rightSectionPointerEvents="none"
        value={entry.primed}
        error={isWrong ? text.line.faults[fault] : null}
        onChange={({ currentTarget }) => edit.type({ primed: currentTarget.value })}
      />
      {largest !== null && most !== null && toNumber(largest) > 0 && (
        <div className="row">
          <span className="small">{text.line.largest(voice.millilitres(largest))}</span>
          <Button variant="default" size="xs" onClick={() => edit.type({ primed: most })}>
            {text.line.takeLargest(voice.millilitres(largest))}
          </Button>
        </div>
      )}
    </div>
  );
};

/** Who primes attests that the line holds no drug; once more: what has happened since. */
const Attestation = ({ edit, event, voice }: Part) => {
  const { line } = voice.text;
  return (
    <div className="stack tight">
      {event.times > 0 && (
        <>
          <p className="alert bad">
            <strong>{line.primedAlready(event.since)}</strong>
          </p>
          <TextInput
            label={line.again}
            maxLength={60}
            autoComplete="off"
            value={edit.again}
            onChange={({ currentTarget }) => edit.attest({ again: currentTarget.value })}
          />
        </>
      )}
      <Checkbox
        label={line.attest(event.since)}
        checked={edit.attested}
        onChange={({ currentTarget }) => edit.attest({ attested: currentTarget.checked })}
      />
    </div>
  );
};

/** Whether a prime is attested, where there is one. */
export const isAttested = ({ entry, attested, again }: Edit, { times }: CatheterEvent): boolean =>
  !isPrime(entry) || (attested && (times === 0 || again.trim() !== ""));

/** The choice, and what it comes to. */
export const LineChoice = (props: Part & { readonly filling: boolean }) => {
  const { edit, voice, filling } = props;
  const { text } = voice;
  const { entry, faults, exchange } = edit;
  return (
    <div className="stack">
      <Labelled label={text.line.way}>
        <Segments<LineWay>
          label={text.line.way}
          value={entry.line}
          choices={WAYS[filling ? "fill" : "change"].map((way) => [
            way,
            text.line.ways[filling ? "fill" : "change"][way],
          ])}
          choose={(line) => edit.type({ line, primed: "" })}
        />
      </Labelled>
      {faults["line"] !== undefined && <p className="wrong small">{text.faults.choose}</p>}
      {isPrime(entry) && <PrimeVolume {...props} />}
      {exchange !== null && exchange.fault !== "unreadable" && (
        <TipCard view={exchange} voice={voice} />
      )}
      {isPrime(entry) && <Attestation {...props} />}
    </div>
  );
};
