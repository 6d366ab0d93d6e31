// SPDX-License-Identifier: Apache-2.0
/** Alarms in plain words, the most urgent first: what it is, what to do, how to make it quiet. */
import { type ActiveFault, type Priority, priorityIn, rankOf } from "@cisterna/pump";
import { type ClinicWord, isOld, type Kept, type Seen } from "./kept.ts";
import { wallOf } from "./mine.ts";
import type { Speech } from "./speech.ts";
import type { View } from "./use-mine.ts";

/** An alarm with its urgency. */
type Alarm = ActiveFault & { readonly priority: Priority };

/** The alarms of a reading, the most urgent first. */
export const alarmsIn = (seen: Seen | null): readonly Alarm[] => {
  const drugClass = seen?.program?.drugClass ?? "other";
  return (seen?.status.faults ?? [])
    .map((each) => ({ ...each, priority: priorityIn(each.fault, drugClass) }))
    .toSorted((one, other) => rankOf(other.priority) - rankOf(one.priority));
};

const SIGNS = { high: "‼", medium: "!", low: "i" } as const;

/** A call to the clinic, in one tap. */
export const CallClinic = ({ word, speech }: { word: ClinicWord | null; speech: Speech }) => {
  const phone = word?.clinic.phone ?? null;
  if (word === null || phone === null) return <p>{speech.text.alarm.noPhone}</p>;
  return (
    <a className="tap call" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
      {speech.text.alarm.call(word.clinic.name)}
      <span className="phone">{phone}</span>
    </a>
  );
};

type Props = { readonly seen: Seen; readonly speech: Speech; readonly now: number };

const One = ({ alarm, seen, speech, now }: Props & { readonly alarm: Alarm }) => {
  const { alarm: text } = speech.text;
  const { fault, priority, since, acknowledged, silentUntil } = alarm;
  const quiet = wallOf(seen, silentUntil);
  const notes = [
    text.since(speech.age(wallOf(seen, since), now)),
    ...(quiet > now ? [text.quiet(speech.moment(quiet, now))] : []),
    ...(acknowledged ? [text.seen] : []),
  ];
  return (
    <li className="card stack tight">
      <p>
        <span className={`pill ${priority}`}>
          <span aria-hidden="true">{SIGNS[priority]}</span>
          {text.urgent[priority]}
        </span>
      </p>
      <h2>{text.names[fault]}</h2>
      <p>{text.todo[priority]}</p>
      <p className="quiet small">{notes.join(", ")}</p>
    </li>
  );
};

const Quieten = ({ mine, state, speech }: View & { readonly speech: Speech }) => (
  <div className="stack tight">
    <button
      type="button"
      className="tap"
      disabled={state.busy === "silencing"}
      onClick={() => void mine.silence()}
    >
      {speech.text.alarm.silence}
    </button>
    <p className="quiet small">{speech.text.alarm.silenceHow}</p>
  </div>
);

/** The screen. */
export const Alarms = (props: View & { readonly speech: Speech; readonly now: number }) => {
  const { kept, speech, now } = props;
  const { seen, word } = kept;
  const alarms = alarmsIn(seen);
  const { alarm: text } = speech.text;
  return (
    <section className={seen !== null && isOld(seen, now) ? "stack old" : "stack"}>
      <h1>{text.title}</h1>
      {seen === null && <p className="card">{speech.text.never}</p>}
      {seen !== null && alarms.length === 0 && <p className="card value">{text.none}</p>}
      {seen !== null && alarms.length > 0 && (
        <>
          <ul className="plain stack">
            {alarms.map((alarm) => (
              <One key={alarm.fault} alarm={alarm} seen={seen} speech={speech} now={now} />
            ))}
          </ul>
          <Quieten {...props} />
        </>
      )}
      <CallClinic word={word} speech={speech} />
    </section>
  );
};

/** The alarms, on the first screen. */
export const AlarmBand = ({ kept, speech }: { kept: Kept; speech: Speech }) => {
  const alarms = alarmsIn(kept.seen);
  const [worst] = alarms;
  if (worst === undefined) return null;
  const { alarm: text } = speech.text;
  return (
    <a className={worst.priority === "low" ? "alert band" : "alert bad band"} href="#alarms">
      <strong>{text.there(alarms.length)}</strong>
      <span>{text.names[worst.fault]}</span>
      <span className="more">{text.look}</span>
    </a>
  );
};
