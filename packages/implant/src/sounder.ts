// SPDX-License-Identifier: Apache-2.0
/** The sounder: which tones a patient hears, and when. */
import { AUDIBLE, type Note } from "@cisterna/link";
import { type Fault, type Pump, type Tone as Sound, signalOf } from "@cisterna/pump";
import type { Milliseconds } from "@cisterna/quantity";

/** A tone that was heard, at a moment of the pump's clock. */
export type Tone = {
  readonly implant: string;
  readonly at: Milliseconds;
  readonly name: Sound["name"] | "link";
  /** The alarm, or what happened on the link. */
  readonly because: Fault | Note["kind"];
};

/** What was heard last, and when; it has one owner. */
export type Sounder = { fault: Fault | null; at: number };

/** A sounder that was never heard. */
export const quietSounder = (): Sounder => ({ fault: null, at: 0 });

/** The tone of an alarm, if one is due: when it begins, and again as often as its tone says. */
export const alarmTone = (sounder: Sounder, pump: Pump, implant: string): Tone | null => {
  const signal = signalOf(pump, pump.now);
  const [last, lastAt] = [sounder.fault, sounder.at];
  sounder.fault = signal?.fault ?? null;
  if (signal === null) return null;
  const { fault, tone } = signal;
  if (fault === last && pump.now - lastAt < tone.every) return null;
  sounder.at = pump.now;
  return { implant, at: pump.now, name: tone.name, because: fault };
};

/** The tones of what happened on the link. */
export const linkTones = (notes: readonly Note[], implant: string): readonly Tone[] =>
  notes
    .filter(({ kind }) => AUDIBLE[kind])
    .map(({ at, kind }) => ({ implant, at, name: "link", because: kind }));
