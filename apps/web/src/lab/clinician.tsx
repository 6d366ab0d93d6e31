// SPDX-License-Identifier: Apache-2.0
/**
 * The clinician's side: what the pump said when it was last asked, with its age, and the commands.
 * Nothing here comes from inside; what is old is greyed.
 */

import { type Milliseconds, milliseconds } from "@cisterna/quantity";
import type { Deed } from "@cisterna/world";
import { Button } from "@mantine/core";
import { Key } from "../shell/keys.tsx";
import type { Account, Alarm } from "./frame.ts";
import type { Statement } from "./use-lab.ts";
import type { Voice } from "./use-say.ts";

/** After so long a statement is old. Source: REQ-091. */
const OLD_MS = 30_000;
const HALF_HOUR: Milliseconds = milliseconds(1_800_000);
const SCAN: Milliseconds = milliseconds(7_200_000);

const PRIORITY_SIGNS = { high: "‼", medium: "!", low: "i" } as const;

/** An alarm with its urgency in sign, word and colour. */
const AlarmLine = ({ alarm, voice }: { readonly alarm: Alarm; readonly voice: Voice }) => (
  <li>
    <span className={`pill ${alarm.priority}`}>
      <span aria-hidden="true">{PRIORITY_SIGNS[alarm.priority]}</span>
      {voice.pump.priorities[alarm.priority]}
    </span>{" "}
    {voice.pump.alarms[alarm.fault]}{" "}
    <span className="quiet small">
      {voice.text.since(voice.moment(alarm.since))}
      {alarm.acknowledged ? `, ${voice.text.seen}` : ""}
    </span>
  </li>
);

const Alarms = ({ account, voice }: { readonly account: Account; readonly voice: Voice }) => (
  <section>
    <h3>{voice.text.alarms}</h3>
    {account.alarms.length === 0 ? (
      <p>{voice.text.noAlarms}</p>
    ) : (
      <ul style={{ listStyle: "none", padding: 0 }} className="stack">
        {account.alarms.map((alarm) => (
          <AlarmLine key={alarm.fault} alarm={alarm} voice={voice} />
        ))}
      </ul>
    )}
  </section>
);

const until = (at: number | null, account: Account, { text, span }: Voice): string => {
  if (at === null) return text.none;
  return at <= account.at ? text.now : text.inSpan(span(at - account.at));
};

const Facts = ({ account, voice }: { readonly account: Account; readonly voice: Voice }) => {
  const { text, pump } = voice;
  const rows = [
    [text.mode, pump.modes[account.mode]],
    [text.flow, voice.flow(account.flow)],
    [text.reservoir, voice.volume(account.reservoir)],
    [text.delivered, voice.volume(account.delivered)],
    [text.program, account.version === null ? text.none : String(account.version)],
    [text.lowBy, until(account.low, account, voice)],
    [text.emptyBy, until(account.empty, account, voice)],
    [text.replaceBy, until(account.replaceBy, account, voice)],
  ];
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** The last statement, or that there is none. */
const LastStatement = (props: {
  readonly voice: Voice;
  readonly now: number;
  readonly statement: Statement | undefined;
}) => {
  const { statement, voice, now } = props;
  const { text } = voice;
  if (statement === undefined) return <p className="empty">{text.neverAsked}</p>;
  const age = now - statement.account.at;
  const isOld = age > OLD_MS;
  return (
    <div className={isOld ? "stack old" : "stack"}>
      <p>
        <span className={isOld ? "pill warn" : "pill good"}>
          {isOld ? text.asOf(voice.span(age)) : text.asOfNow}
          {isOld ? ` · ${text.stale}` : ""}
        </span>
      </p>
      <Facts account={statement.account} voice={voice} />
      <Alarms account={statement.account} voice={voice} />
    </div>
  );
};

const COMMANDS: readonly (readonly [
  "acknowledge" | "silence" | "stop" | "resume" | "tones" | "beginScan" | "endScan",
  Deed,
])[] = [
  ["acknowledge", { kind: "acknowledge" }],
  ["silence", { kind: "silence" }],
  ["stop", { kind: "stop", reason: "lab", maximum: HALF_HOUR }],
  ["resume", { kind: "resume" }],
  ["beginScan", { kind: "scan", lasts: SCAN }],
  ["endScan", { kind: "end-scan" }],
  ["tones", { kind: "test-alarm" }],
];

/** The clinician's side. */
export const Clinician = (props: {
  readonly voice: Voice;
  readonly now: number;
  readonly statement: Statement | undefined;
  readonly perform: (deed: Deed) => void;
  readonly refill: () => void;
}) => {
  const { voice, perform } = props;
  const { text } = voice;
  return (
    <section className="card stack" aria-labelledby="clinician">
      <div>
        <h2 id="clinician">{text.clinician}</h2>
        <p className="quiet small">{text.clinicianLead}</p>
      </div>
      <Button fullWidth onClick={() => perform({ kind: "ask" })} aria-keyshortcuts="a">
        {text.ask}
        <Key name="A" />
      </Button>
      <LastStatement voice={voice} now={props.now} statement={props.statement} />
      <div className="stack no-print">
        <h3>{text.commands}</h3>
        <div className="commands">
          <Button size="xs" variant="default" onClick={props.refill} aria-keyshortcuts="r">
            {text.refill}
            <Key name="R" />
          </Button>
          {COMMANDS.map(([name, deed]) => (
            <Button key={name} size="xs" variant="default" onClick={() => perform(deed)}>
              {text[name]}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
};
