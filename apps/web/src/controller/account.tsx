// SPDX-License-Identifier: Apache-2.0
/** How the pump is and when it needs somebody: whose word it is, and how old. */

import { DAY_MS } from "@cisterna/quantity";
import type { ReactNode } from "react";
import { volumeText } from "../format/number.ts";
import { type ClinicWord, isOld, type Seen } from "./kept.ts";
import { wallOf } from "./mine.ts";
import type { Speech } from "./speech.ts";

type Props = {
  readonly seen: Seen | null;
  readonly word: ClinicWord | null;
  readonly speech: Speech;
  readonly now: number;
};

const Origin = ({ children }: { readonly children: ReactNode }) => (
  <p className="quiet small">{children}</p>
);

const Pump = ({ seen, speech, now }: Props & { readonly seen: Seen }) => {
  const { state } = speech.text;
  const { mode, stop, restraint, reservoir } = seen.status;
  return (
    <>
      <p className="value">{state.modes[mode]}</p>
      {stop !== null && <p>{state.stopped(stop.reason)}</p>}
      {restraint !== "none" && <p>{state.held}</p>}
      <p>
        {state.left}: <span className="value">{volumeText(reservoir, speech.language)}</span>
      </p>
      <Origin>
        {state.pumpSays(speech.age(seen.at, now))}
        {isOld(seen, now) ? ` (${speech.text.old})` : ""}
      </Origin>
    </>
  );
};

const PumpRefill = ({ seen, speech, now }: Props & { readonly seen: Seen }) => {
  const { state } = speech.text;
  const low = seen.dates?.low ?? null;
  if (low === null) return null;
  const at = wallOf(seen, low);
  return at > now + DAY_MS ? (
    <>
      <p className="value">{state.surely(speech.day(at))}</p>
      <Origin>{state.surelyWhy}</Origin>
    </>
  ) : (
    <p className="value">{state.nowDue}</p>
  );
};

const ClinicRefill = ({ word, speech, now }: Props & { readonly word: ClinicWord }) => {
  const { state } = speech.text;
  const [own] = word.implants;
  if (own === undefined) return null;
  const { due, appointment } = own;
  return (
    <>
      <p className="value">
        {appointment === null
          ? state.noAppointment
          : state.appointment(speech.appointment(appointment))}
      </p>
      {due !== null && <p>{state.due(speech.day(Date.parse(due)))}</p>}
      <Origin>{state.clinicSays(speech.age(word.at, now))}</Origin>
    </>
  );
};

/** The account. */
export const Account = (props: Props) => {
  const { seen, word, speech, now } = props;
  const { state } = speech.text;
  const isGrey = seen !== null && isOld(seen, now);
  return (
    <>
      <section className={isGrey ? "card stack tight old" : "card stack tight"}>
        <h2>{state.title}</h2>
        {seen === null ? <p>{speech.text.never}</p> : <Pump {...props} seen={seen} />}
        <p className="quiet">{speech.text.goesOn}</p>
      </section>
      <section className="card stack tight">
        <h2>{state.refill}</h2>
        {seen !== null && <PumpRefill {...props} seen={seen} />}
        {word === null ? <p>{state.nothing}</p> : <ClinicRefill {...props} word={word} />}
      </section>
    </>
  );
};
