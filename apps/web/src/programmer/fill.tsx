// SPDX-License-Identifier: Apache-2.0
/**
 * A fill, told to the pump: the same fluid and the prescription goes on; another one comes with its
 * whole prescription and what is done about the line, signed.
 */
import { inNanolitres, minus, none, quantity, type Volume, volumeOf } from "@cisterna/quantity";
import {
  complete,
  type DrugId,
  type Fluid,
  FORMULARY,
  fluidId,
  reconcile,
} from "@cisterna/therapy";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { Labelled } from "../shell/labelled.tsx";
import { Segments } from "../shell/segments.tsx";
import type { Reading } from "./contact.ts";
import { Editing, type EditingProps } from "./editing.tsx";
import { typedFault } from "./entry.ts";
import { type Filling, standingFilled } from "./judged.ts";
import { useEdit } from "./use-edit.ts";
import type { Voice } from "./use-voice.ts";

/** A drug as it is typed. `id` only tells rows apart. */
type Row = { readonly id: number; readonly drug: DrugId; readonly strength: string };

type Typed = {
  readonly aspirated: string;
  readonly volume: string;
  readonly isOther: boolean;
  readonly rows: readonly Row[];
};

const DRUGS: readonly DrugId[] = [...FORMULARY].map(([drug]) => drug);

const NOTHING: Typed = {
  ...{ aspirated: "", volume: "", isOther: false },
  rows: [{ id: 1, drug: "morphine", strength: "" }],
};

/** A volume that was typed, nothing included; null: it cannot be read. */
const volumeOrNone = (text: string): Volume | null =>
  text === "0" ? none() : typedFault(text) === null ? quantity(`${text} mL`, "volume") : null;

const isDoubled = (rows: readonly Row[], { id, drug }: Row): boolean =>
  rows.some((other) => other.id < id && other.drug === drug);

/** The fluid that was typed; null: not yet. */
const fluidOf = (rows: readonly Row[], { massUnit }: Voice): Fluid | null => {
  const isRead = rows.every((row) => typedFault(row.strength) === null && !isDoubled(rows, row));
  const [first, ...rest] = rows.map(({ drug, strength }) => ({
    drug,
    concentration: quantity(`${isRead ? strength : "1"} ${massUnit(drug)}/mL`, "concentration"),
  }));
  return !isRead || first === undefined ? null : [first, ...rest];
};

const fillingOf = ({ aspirated, volume }: Typed): Filling | null => {
  const [out, held] = [volumeOrNone(aspirated), volumeOrNone(volume)];
  if (out === null || held === null || held.n === 0n) return null;
  return { aspirated: inNanolitres(out, "nearest"), volume: held };
};

const Millilitres = (props: {
  readonly label: string;
  readonly value: string;
  readonly voice: Voice;
  readonly type: (value: string) => void;
}) => {
  const isWrong = props.value !== "" && volumeOrNone(props.value) === null;
  return (
    <TextInput
      label={props.label}
      inputMode="decimal"
      autoComplete="off"
      className="amount"
      rightSection={<span className="unit">mL</span>}
      rightSectionWidth={58}
      rightSectionPointerEvents="none"
      value={props.value}
      error={isWrong ? props.voice.text.faults.number : null}
      onChange={({ currentTarget }) => props.type(currentTarget.value)}
    />
  );
};

/** What was found against what the pump computed. */
const Found = (props: {
  readonly reading: Reading;
  readonly filling: Filling;
  readonly voice: Voice;
}) => {
  const { reading, filling, voice } = props;
  const { line } = voice.text;
  const { filled, status, device } = reading.dossier;
  const found = reconcile({
    filled: volumeOf(filled),
    reservoir: volumeOf(device.capacity),
    programmed: minus(volumeOf(filled), volumeOf(status.reservoir)),
    aspirated: volumeOf(filling.aspirated),
  });
  const isFine = found.verdicts.every(({ kind }) => kind === "within-limits");
  const said = new Set(found.verdicts.map(({ kind }) => line.verdicts[kind]));
  const verdicts = [...said].join("; ");
  return (
    <p className={isFine ? "alert good" : "alert bad"} role="status">
      {line.found(voice.millilitres(found.expected), voice.volume(filling.aspirated), verdicts)}
    </p>
  );
};

const Drugs = (props: {
  readonly rows: readonly Row[];
  readonly voice: Voice;
  readonly type: (rows: readonly Row[]) => void;
}) => {
  const { rows, voice, type } = props;
  const { text } = voice;
  const alter = (id: number, change: Partial<Row>): void =>
    type(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  const next = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  const free = DRUGS.find((drug) => rows.every((row) => row.drug !== drug));
  return (
    <div className="stack tight">
      {rows.map((row) => {
        const fault = row.strength === "" ? null : typedFault(row.strength);
        const wrong = fault === null ? null : text.faults[fault];
        return (
          <div className="row step" key={row.id}>
            <NativeSelect
              label={text.line.drug}
              value={row.drug}
              error={isDoubled(rows, row) ? text.line.doubledDrug : null}
              data={DRUGS.map((drug) => ({ value: drug, label: voice.drug(drug) }))}
              onChange={({ currentTarget }) =>
                alter(row.id, { drug: currentTarget.value as DrugId })
              }
            />
            <TextInput
              label={text.line.strength}
              inputMode="decimal"
              autoComplete="off"
              className="amount"
              rightSection={<span className="unit">{voice.massUnit(row.drug)}/mL</span>}
              rightSectionWidth={72}
              rightSectionPointerEvents="none"
              value={row.strength}
              error={wrong}
              onChange={({ currentTarget }) => alter(row.id, { strength: currentTarget.value })}
            />
            <Button
              variant="default"
              aria-label={text.line.removeDrug(voice.drug(row.drug))}
              disabled={rows.length < 2}
              onClick={() => type(rows.filter(({ id }) => id !== row.id))}
            >
              −
            </Button>
          </div>
        );
      })}
      {free !== undefined && (
        <div>
          <Button
            variant="default"
            onClick={() => type([...rows, { id: next, drug: free, strength: "" }])}
          >
            {text.line.addDrug}
          </Button>
        </div>
      )}
    </div>
  );
};

type Props = Omit<EditingProps, "edit"> & {
  readonly now: number;
  readonly gone: () => void;
};

/** The change that comes with another fluid. */
const Exchange = (props: Props & { readonly fluid: Fluid; readonly filling: Filling }) => {
  const { fluid, filling, standing, counting, now, gone } = props;
  const filled = useMemo(
    () => standingFilled(standing, fluid, filling),
    [standing, fluid, filling],
  );
  const edit = useEdit(filled, now, gone);
  return (
    <Editing
      {...props}
      standing={filled}
      counting={{ ...counting, stated: filled.stated }}
      edit={edit}
    />
  );
};

const Same = (props: Props & { readonly filling: Filling }) => {
  const { filling, standing, state, actions, voice } = props;
  const known = complete(standing.bedside.implant.pump);
  const residual = known.ok ? known.value.constants.residual : none<"volume">();
  const tell = (): void => {
    const volume = inNanolitres(minus(filling.volume, residual), "down");
    const fluid = fluidId(standing.fluid);
    void actions.tell({ kind: "refill", aspirated: filling.aspirated, volume, fluid });
  };
  return (
    <div className="stack">
      <p>{voice.text.line.goesOn}</p>
      <div>
        <Button loading={state.busy} onClick={tell}>
          {voice.text.line.tellPump}
        </Button>
      </div>
    </div>
  );
};

const After = (props: Props & { readonly typed: Typed; readonly filling: Filling }) => {
  const { typed, standing, voice } = props;
  const { rows, isOther } = typed;
  const fluid = useMemo(() => (isOther ? fluidOf(rows, voice) : null), [isOther, rows, voice]);
  if (!isOther) return <Same {...props} />;
  if (fluid === null) return null;
  return fluidId(fluid) === fluidId(standing.fluid) ? (
    <>
      <p className="alert">{voice.text.line.sameAfterAll}</p>
      <Same {...props} />
    </>
  ) : (
    <Exchange key={fluidId(fluid)} {...props} fluid={fluid} />
  );
};

/** The fill. */
export const Fill = (props: Props) => {
  const { reading, standing, voice } = props;
  const { text } = voice;
  const [typed, setTyped] = useState(NOTHING);
  const { aspirated, volume } = typed;
  const filling = useMemo(() => fillingOf({ ...NOTHING, aspirated, volume }), [aspirated, volume]);
  const type = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  if (!reading.inControl) return <p className="alert">{text.onlyRead}</p>;
  return (
    <div className="stack">
      <p className="lead">{text.line.fillLead}</p>
      <div className="row">
        <Millilitres
          label={text.line.aspirated}
          value={aspirated}
          voice={voice}
          type={(value) => type({ aspirated: value })}
        />
        <Millilitres
          label={text.line.filled}
          value={volume}
          voice={voice}
          type={(value) => type({ volume: value })}
        />
      </div>
      {filling !== null && <Found reading={reading} filling={filling} voice={voice} />}
      <Labelled label={text.line.which}>
        <Segments
          label={text.line.which}
          value={typed.isOther ? "other" : "same"}
          choices={[
            ["same", text.line.same(voice.fluid(standing.fluid))],
            ["other", text.line.other],
          ]}
          choose={(which) => type({ isOther: which === "other" })}
        />
      </Labelled>
      {typed.isOther && <Drugs rows={typed.rows} voice={voice} type={(rows) => type({ rows })} />}
      {filling !== null && <After {...props} typed={typed} filling={filling} />}
    </div>
  );
};
