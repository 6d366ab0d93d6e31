// SPDX-License-Identifier: Apache-2.0
/** What is told a pump outright: stop and resume, a scan, its alarms. */
import { inMilliseconds, milliseconds } from "@cisterna/quantity";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reading } from "./contact.ts";
import { durationIn, type Span } from "./entry.ts";
import { SpanField } from "./span-field.tsx";
import type { Actions } from "./use-programmer.ts";
import type { Voice } from "./use-voice.ts";

type Props = {
  readonly reading: Reading;
  readonly busy: boolean;
  readonly actions: Actions;
  readonly voice: Voice;
};

const NOTHING: Span = { hours: "0", minutes: "" };

const lengthOf = (span: Span) => inMilliseconds(durationIn(span), "nearest");

const faultOf = (span: Span) =>
  Number(lengthOf(span)) > 0 ? undefined : span.minutes === "" ? "nothing" : "minutes";

const Stop = ({ busy, actions, voice }: Props) => {
  const { text } = voice;
  const [reason, setReason] = useState("");
  const [span, setSpan] = useState(NOTHING);
  const fault = faultOf(span);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void actions.tell({ kind: "stop", reason: reason.trim(), maximum: lengthOf(span) });
      }}
    >
      <h3>{text.stopTitle}</h3>
      <p className="alert bad">{text.stopLead}</p>
      <TextInput
        label={text.stopReason}
        maxLength={100}
        autoComplete="off"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <SpanField label={text.stopMost} span={span} fault={fault} voice={voice} type={setSpan} />
      <div>
        <Button
          type="submit"
          color="red"
          disabled={reason.trim() === "" || fault !== undefined}
          loading={busy}
        >
          {text.stopDo}
        </Button>
      </div>
    </form>
  );
};

const Resume = ({ busy, actions, voice }: Props) => (
  <section className="stack">
    <h3>{voice.text.resumeTitle}</h3>
    <p>{voice.text.resumeLead}</p>
    <div>
      <Button loading={busy} onClick={() => void actions.tell({ kind: "resume" })}>
        {voice.text.resumeDo}
      </Button>
    </div>
  </section>
);

const Scan = ({ reading, busy, actions, voice }: Props) => {
  const { text } = voice;
  const [span, setSpan] = useState(NOTHING);
  const { scan, now } = reading.dossier.status;
  const until = milliseconds(now + lengthOf(span));
  return (
    <section className="stack">
      <h3>{text.scanTitle}</h3>
      {scan === null ? (
        <>
          <p>{text.scanLead}</p>
          <SpanField
            label={text.scanFor}
            span={span}
            fault={faultOf(span)}
            voice={voice}
            type={setSpan}
          />
          <div>
            <Button
              variant="default"
              disabled={faultOf(span) !== undefined}
              loading={busy}
              onClick={() => void actions.tell({ kind: "begin-scan", until })}
            >
              {text.scanBegin}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="alert">{text.scanRuns}</p>
          <div>
            <Button
              loading={busy}
              onClick={() => void actions.tell({ kind: "end-scan", turns: true })}
            >
              {text.scanEnd}
            </Button>
          </div>
        </>
      )}
    </section>
  );
};

const TONES = [
  ["acknowledge", { kind: "acknowledge" }],
  ["silence", { kind: "silence" }],
  ["tones", { kind: "test-alarm" }],
] as const;

const Alarms = ({ busy, actions, voice }: Props) => (
  <section className="stack">
    <h3>{voice.text.alarmsTitle}</h3>
    <div className="row">
      {TONES.map(([name, told]) => (
        <Button key={name} variant="default" loading={busy} onClick={() => void actions.tell(told)}>
          {voice.text[name]}
        </Button>
      ))}
    </div>
  </section>
);

/** The commands. */
export const Commands = (props: Props) => {
  const { reading, voice, actions, busy } = props;
  const { status } = reading.dossier;
  if (!reading.inControl) return <p className="alert">{voice.text.onlyRead}</p>;
  return (
    <div className="stack loose">
      {status.stop === null ? <Stop {...props} /> : <Resume {...props} />}
      {status.boluses.length > 0 && (
        <div>
          <Button loading={busy} onClick={() => void actions.tell({ kind: "cancel-bolus" })}>
            {voice.text.cancelBolus}
          </Button>
        </div>
      )}
      <Scan {...props} />
      <Alarms {...props} />
    </div>
  );
};
