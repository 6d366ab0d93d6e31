// SPDX-License-Identifier: Apache-2.0
/** What the pump says of itself, with its age. What is old is greyed and called old. */

import { type Fault, priorityIn, type Status } from "@cisterna/pump";
import { doseFor, flowOfPulses, milliseconds } from "@cisterna/quantity";
import type { DrugClass } from "@cisterna/therapy";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { fluidIn } from "../format/fluid.ts";
import { Key } from "../shell/keys.tsx";
import type { Reading } from "./contact.ts";
import { Facts } from "./facts.tsx";
import { type Counting, programRows, type Row } from "./program-rows.ts";
import { scaleOf } from "./regimen.ts";
import type { Voice } from "./use-voice.ts";

/** After so long a value is old. Source: REQ-091. */
const OLD_MS = 30_000;

const SIGNS = { high: "‼", medium: "!", low: "i" } as const;

const BATTERY: readonly Fault[] = ["battery-weak", "battery-replace", "battery-end"];

const stopText = ({ stop, now }: Status, { text, span }: Voice): readonly Row[] => {
  if (stop === null) return [];
  const left = stop.at + stop.maximum - now;
  const said = left > 0 ? text.stopText(stop.reason, span(left)) : text.stopOver(stop.reason);
  return [[text.stop, said]];
};

/**
 * What flows now, as a dose and as a flow. While a bridge or prime runs, what leaves the tip is not
 * the reservoir's fluid: the flow alone is said.
 */
export const rateText = (
  status: Pick<Status, "rate" | "mode">,
  fluidId: string | null,
  { counting, voice }: { readonly counting: Counting; readonly voice: Voice },
): string => {
  const { pulse, stated } = counting;
  const fluid = fluidIn(fluidId);
  const flow = voice.flow(status.rate, pulse);
  if (fluid === null || status.mode === "transition") return flow;
  const { concentration } = scaleOf(fluid, stated.drug, pulse);
  const dose = doseFor(flowOfPulses(status.rate, pulse), concentration);
  return `${voice.dose(dose, stated.unit)} (${flow})`;
};

const statusRows = (reading: Reading, counting: Counting, voice: Voice): readonly Row[] => {
  const { status, device, filled } = reading.dossier;
  const { text, pump, volume, pulses } = voice;
  const battery = status.faults.filter(({ fault }) => BATTERY.includes(fault));
  return [
    [text.mode, pump.modes[status.mode]],
    [text.rate, rateText(status, status.fluid, { counting, voice })],
    ...stopText(status, voice),
    ...(status.restraint === "none"
      ? []
      : [[text.restraint, text.restraints[status.restraint]] as const]),
    ...(status.transitionLeft === null
      ? []
      : [[text.passage, pulses(status.transitionLeft.pulses, device.pulse)] as const]),
    [text.fluid, voice.fluid(fluidIn(status.fluid))],
    [text.reservoir, volume(status.reservoir)],
    [text.filledWith, volume(filled)],
    [text.delivered, pulses(status.delivered.pulses, device.pulse)],
    [text.withheld, pulses(status.withheld.pulses, device.pulse)],
    [
      text.battery,
      battery.length === 0
        ? text.batteryFine
        : battery.map(({ fault }) => pump.alarms[fault]).join("; "),
    ],
  ];
};

const Alarms = (props: {
  readonly status: Status;
  readonly drugClass: DrugClass;
  readonly voice: Voice;
}) => {
  const { status, voice } = props;
  const { text, pump, span } = voice;
  if (status.faults.length === 0) return <p>{text.noAlarms}</p>;
  return (
    <ul className="plain stack">
      {status.faults.map(({ fault, since, acknowledged }) => {
        const priority = priorityIn(fault, props.drugClass);
        return (
          <li key={fault}>
            <span className={`pill ${priority}`}>
              <span aria-hidden="true">{SIGNS[priority]}</span>
              {pump.priorities[priority]}
            </span>{" "}
            {pump.alarms[fault]}{" "}
            <span className="quiet small">
              {text.since(span(milliseconds(Math.max(0, status.now - since))))}
              {acknowledged ? `, ${text.seen}` : ""}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

/** The age of what was read. */
export const Age = (props: {
  readonly age: number;
  readonly most: number;
  readonly voice: Voice;
}) => {
  const { text, span } = props.voice;
  const isOld = props.age > props.most;
  return (
    <span className={isOld ? "pill warn" : "pill good"}>
      {text.readAgo(span(Math.max(0, props.age)))}
      {isOld ? ` · ${text.old}` : ""}
    </span>
  );
};

/** What the pump says. */
export const Account = (props: {
  readonly reading: Reading;
  readonly counting: Counting;
  readonly now: number;
  readonly busy: boolean;
  readonly voice: Voice;
  /** What the record says that stands beside the prescription. */
  readonly beside: ReactNode;
  readonly again: () => void;
}) => {
  const { reading, voice, counting } = props;
  const { text } = voice;
  const age = props.now - reading.at;
  return (
    <section className={age > OLD_MS ? "card stack old" : "card stack"} aria-labelledby="says">
      <div className="row spread">
        <h2 id="says">{text.saysPump}</h2>
        <Age age={age} most={OLD_MS} voice={voice} />
      </div>
      <Facts rows={statusRows(reading, counting, voice)} />
      {reading.dossier.status.transitionLeft !== null && (
        <p className="alert">{text.passageMeans}</p>
      )}
      <h3>{text.alarms}</h3>
      <Alarms
        status={reading.dossier.status}
        drugClass={reading.dossier.program?.drugClass ?? "other"}
        voice={voice}
      />
      <h3>{text.prescription}</h3>
      <Facts rows={programRows(reading.dossier.program, counting, voice)} />
      {props.beside}
      <div className="row no-print">
        <Button variant="default" onClick={props.again} loading={props.busy} aria-keyshortcuts="r">
          {text.readAgain}
          <Key name="R" />
        </Button>
      </div>
    </section>
  );
};
