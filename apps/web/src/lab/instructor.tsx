// SPDX-License-Identifier: Apache-2.0
/** The instructor's side: what may break, how badly and for how long, and what is broken now. */

import { milliseconds } from "@cisterna/quantity";
import type { Drive } from "@cisterna/therapy";
import { type Deed, type Fault, type FaultKind, faultRow, faultsOf } from "@cisterna/world";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Voice } from "./use-say.ts";

const HOUR = 3_600_000;

const LASTS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, ever: 8_760 * HOUR } as const;

type Lasts = keyof typeof LASTS;

const SPANS = Object.keys(LASTS) as readonly Lasts[];

/** One grammar for a severity: a whole number from 1 to 1000, or nothing. */
const severityIn = (text: string): number | null => {
  const value = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= 1000 ? value : null;
};

const Active = ({ faults, voice }: { readonly faults: readonly Fault[]; readonly voice: Voice }) =>
  faults.length === 0 ? (
    <p className="quiet">{voice.text.nothingBroken}</p>
  ) : (
    <ul className="row" style={{ padding: 0, listStyle: "none" }}>
      {faults.map(({ fault }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same fault may be there twice
        <li key={place} className="pill bad">
          {voice.pump.faults[fault]}
        </li>
      ))}
    </ul>
  );

/** The instructor's side. `active` is null while the inside is hidden. */
export const Instructor = (props: {
  readonly voice: Voice;
  readonly drive: Drive;
  readonly active: readonly Fault[] | null;
  readonly perform: (deed: Deed) => void;
}) => {
  const { voice } = props;
  const { text, pump } = voice;
  const offered = faultsOf(props.drive);
  const [fault, setFault] = useState<FaultKind>(offered[0] ?? "motor-stall");
  const [severity, setSeverity] = useState("500");
  const [lasts, setLasts] = useState<Lasts>("day");
  const read = severityIn(severity);
  const inject = () => {
    if (read === null) return;
    props.perform({ kind: "fault", fault, severity: read, lasts: milliseconds(LASTS[lasts]) });
  };
  return (
    <details className="card">
      <summary>
        <strong>{text.instructor}</strong>
      </summary>
      <div className="stack" style={{ marginTop: 10 }}>
        <p className="quiet small">{text.instructorLead}</p>
        <NativeSelect
          label={text.faultPick}
          value={fault}
          onChange={({ currentTarget }) =>
            setFault(offered.find((each) => each === currentTarget.value) ?? fault)
          }
          data={offered.map((value) => ({ value, label: pump.faults[value] }))}
        />
        <div className="row" style={{ alignItems: "flex-start" }}>
          <TextInput
            label={text.severity}
            value={severity}
            inputMode="numeric"
            onChange={({ currentTarget }) => setSeverity(currentTarget.value)}
            error={read === null ? text.severityWrong : null}
          />
          <NativeSelect
            label={text.lasts}
            disabled={faultRow(fault).sudden}
            value={lasts}
            onChange={({ currentTarget }) =>
              setLasts(SPANS.find((each) => each === currentTarget.value) ?? lasts)
            }
            data={SPANS.map((value) => ({ value, label: text.lastsFor[value] }))}
          />
        </div>
        <Button variant="default" onClick={inject} disabled={read === null}>
          {text.inject}
        </Button>
        {props.active !== null && (
          <div>
            <h3>{text.active}</h3>
            <Active faults={props.active} voice={voice} />
          </div>
        )}
      </div>
    </details>
  );
};
