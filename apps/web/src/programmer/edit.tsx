// SPDX-License-Identifier: Apache-2.0
/** The form of a change: what can be typed, with what is wrong where it stands. */
import { quantity, times, whole } from "@cisterna/quantity";
import { allowedPerDay, weekOf } from "@cisterna/therapy";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { Curve } from "../draw/day-curve.tsx";
import { Labelled } from "../shell/labelled.tsx";
import { Segments } from "../shell/segments.tsx";
import { DragCurve, type Dragged } from "./drag.tsx";
import { durationIn, type Entry } from "./entry.ts";
import { doseGridOf, drawnOf } from "./grid.ts";
import type { Standing } from "./judged.ts";
import { isDaily, scaleOf } from "./regimen.ts";
import { SpanField } from "./span-field.tsx";
import type { Edit } from "./use-edit.ts";
import type { Voice } from "./use-voice.ts";

type Part = { readonly edit: Edit; readonly standing: Standing; readonly voice: Voice };

/** A number with its unit beside it. */
const Amount = (
  props: Part & {
    readonly name: string;
    readonly label: string;
    readonly unit: string;
    readonly value: string;
    readonly type: (value: string) => void;
  },
) => {
  const { edit, voice, value, unit } = props;
  const fault = edit.faults[props.name];
  return (
    <TextInput
      label={props.label}
      inputMode="decimal"
      autoComplete="off"
      className="amount"
      rightSection={<span className="unit">{unit}</span>}
      rightSectionWidth={58}
      rightSectionPointerEvents="none"
      value={value}
      error={fault !== undefined && value !== "" ? voice.text.faults[fault] : null}
      onChange={({ currentTarget }) => props.type(currentTarget.value)}
    />
  );
};

const replaced = ({ steps }: Entry, id: number, change: Partial<Entry["steps"][number]>) => ({
  steps: steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
});

const Steps = (props: Part) => {
  const { edit, standing, voice } = props;
  const { text } = voice;
  const { entry, faults } = edit;
  const unit = `${standing.stated.unit}/d`;
  const next = Math.max(0, ...entry.steps.map(({ id }) => id)) + 1;
  return (
    <div className="stack tight">
      {entry.steps.map((step) => {
        const fault = faults[`from-${step.id}`];
        return (
          <div className="row step" key={step.id}>
            <TextInput
              label={text.stepFrom}
              className="part"
              autoComplete="off"
              value={step.from}
              error={fault === undefined || step.from === "" ? null : text.faults[fault]}
              onChange={({ currentTarget }) =>
                edit.type(replaced(entry, step.id, { from: currentTarget.value }))
              }
            />
            <Amount
              {...props}
              name={`rate-${step.id}`}
              label={text.stepRate}
              unit={unit}
              value={step.rate}
              type={(rate) => edit.type(replaced(entry, step.id, { rate }))}
            />
            <Button
              variant="default"
              aria-label={text.removeStep(step.from)}
              disabled={entry.steps.length < 2}
              onClick={() => edit.type({ steps: entry.steps.filter(({ id }) => id !== step.id) })}
            >
              −
            </Button>
          </div>
        );
      })}
      <div>
        <Button
          variant="default"
          onClick={() => edit.type({ steps: [...entry.steps, { id: next, from: "", rate: "" }] })}
        >
          {text.addStep}
        </Button>
      </div>
    </div>
  );
};

/** The day as a picture: dragged where the pump's step can be typed, else looked at. */
const Pattern = ({ edit, standing, voice }: Part) => {
  const { runs, stated, fluid, dossier } = standing;
  const { entry, faults } = edit;
  const { pulse } = dossier.device;
  const { concentration } = scaleOf(fluid, stated.drug, pulse);
  const grid = useMemo(
    () => doseGridOf(pulse, concentration, stated),
    [pulse, concentration, stated],
  );
  const steps = drawnOf(entry, faults, stated);
  const before = runs?.basal ?? null;
  const unit = `${stated.unit}/d`;
  if (grid !== null && steps !== null) {
    const drag = (id: number, change: Dragged): void => edit.type(replaced(entry, id, change));
    return <DragCurve {...{ steps, before, grid, unit, voice, drag }} />;
  }
  const asked = edit.judged?.plan?.of.prescription.basal;
  if (asked === undefined || weekOf(asked).length < 2) return null;
  return (
    <Curve label={voice.text.curve} {...{ unit, before, after: asked, number: voice.number }} />
  );
};

const Basal = (props: Part) => {
  const { edit, standing, voice } = props;
  const { text } = voice;
  const { runs, stated } = standing;
  return (
    <>
      <Labelled label={text.way}>
        <Segments
          label={text.way}
          value={edit.entry.kind}
          choices={(["continuous", "pattern"] as const).map((way) => [way, text.ways[way]])}
          choose={(kind) => edit.type({ kind })}
        />
      </Labelled>
      {runs !== null && !isDaily(runs.basal) && <p className="alert">{text.weekly}</p>}
      {edit.entry.kind === "continuous" ? (
        <Amount
          {...props}
          name="basal"
          label={text.dose24(voice.drug(stated.drug))}
          unit={`${stated.unit}/d`}
          value={edit.entry.basal}
          type={(basal) => edit.type({ basal })}
        />
      ) : (
        <>
          <Pattern {...props} />
          <Steps {...props} />
        </>
      )}
    </>
  );
};

/** What lock-out and cap come to in a day, as soon as they can be read. */
const allowedText = ({ edit, standing, voice }: Part): string => {
  const { entry, faults } = edit;
  const isRead = ["dose", "lockout", "perDay"].every((name) => faults[name] === undefined);
  if (!isRead) return "";
  const { unit } = standing.stated;
  const order = { lockout: durationIn(entry.lockout), perDay: Number(entry.perDay) };
  const many = allowedPerDay(order);
  const all = times(quantity(`${entry.dose} ${unit}`, "mass"), whole(many));
  return voice.text.allowed(many, voice.mass(all, unit));
};

const Demand = (props: Part) => {
  const { edit, standing, voice } = props;
  const { entry, faults } = edit;
  const { text } = voice;
  const fault = faults["perDay"];
  return (
    <>
      <Checkbox
        label={text.demands}
        checked={entry.demands}
        onChange={({ currentTarget }) => edit.type({ demands: currentTarget.checked })}
      />
      {entry.demands && (
        <div className="fields">
          <Amount
            {...props}
            name="dose"
            label={text.doseOf}
            unit={standing.stated.unit}
            value={entry.dose}
            type={(dose) => edit.type({ dose })}
          />
          <SpanField
            label={text.over}
            span={entry.over}
            fault={faults["over"]}
            voice={voice}
            type={(over) => edit.type({ over })}
          />
          <SpanField
            label={text.lockout}
            span={entry.lockout}
            fault={faults["lockout"]}
            follows={allowedText(props)}
            voice={voice}
            type={(lockout) => edit.type({ lockout })}
          />
          <TextInput
            label={text.most}
            inputMode="numeric"
            autoComplete="off"
            className="amount"
            value={entry.perDay}
            error={fault === undefined || entry.perDay === "" ? null : text.faults[fault]}
            onChange={({ currentTarget }) => edit.type({ perDay: currentTarget.value })}
          />
        </div>
      )}
    </>
  );
};

const Once = (props: Part) => {
  const { edit, standing, voice } = props;
  const { entry, faults } = edit;
  const { text } = voice;
  return (
    <>
      <Checkbox
        label={text.once}
        checked={entry.once}
        onChange={({ currentTarget }) => edit.type({ once: currentTarget.checked })}
      />
      {entry.once && (
        <div className="fields">
          <Amount
            {...props}
            name="single"
            label={text.doseOf}
            unit={standing.stated.unit}
            value={entry.single}
            type={(single) => edit.type({ single })}
          />
          <SpanField
            label={text.over}
            span={entry.singleOver}
            fault={faults["singleOver"]}
            voice={voice}
            type={(singleOver) => edit.type({ singleOver })}
          />
        </div>
      )}
    </>
  );
};

/** The form. */
export const EditForm = (props: Part) => {
  const { edit, standing, voice } = props;
  const { text } = voice;
  return (
    <div className="stack">
      <p className="lead">{text.changeLead(voice.drug(standing.stated.drug))}</p>
      <Basal {...props} />
      <Demand {...props} />
      <Once {...props} />
      <Labelled label={text.onFault}>
        <Segments
          label={text.onFault}
          value={edit.entry.onFault}
          choices={(["minimum", "stop", "hold"] as const).map((way) => [way, text.faultModes[way]])}
          choose={(onFault) => edit.type({ onFault })}
        />
      </Labelled>
    </div>
  );
};
