// SPDX-License-Identifier: Apache-2.0
/** What was done at the lab, in words, beside what the pump wrote down itself. */
import type { Event } from "@cisterna/pump";
import type { Deed } from "@cisterna/world";
import type { Act } from "./engine.ts";
import { sayOf, type Voice } from "./use-say.ts";

const deedText = (deed: Deed, { text, pump, span }: Voice): string => {
  if (deed.kind === "fault") {
    return text.deeds.fault(pump.faults[deed.fault], deed.severity, span(deed.lasts));
  }
  if (deed.kind === "refill" && deed.into === "elsewhere") return text.deeds.refillElsewhere;
  return text.deeds[deed.kind];
};

/** A line of what happened: when, whose it is, and what. */
export type Line = {
  readonly at: number;
  readonly by: "story" | "person" | "pump";
  readonly what: string;
};

/** A text for every event in the language of the voice. */
const eventText = (event: Event, voice: Voice, pulse: number): string => {
  const word = voice.pump.events[event.kind] as (
    event: Event,
    say: ReturnType<typeof sayOf>,
  ) => string;
  return word(event, sayOf(voice, pulse));
};

/** The pump's own log as lines. Readings are no news. */
export const logLines = (events: readonly Event[], voice: Voice, pulse: number): readonly Line[] =>
  events
    .filter(({ kind }) => kind !== "interrogated" && kind !== "self-tested")
    .map((event) => ({ at: event.at, by: "pump", what: eventText(event, voice, pulse) }));

const whatWasDone = (acts: readonly Act[], voice: Voice): readonly Line[] =>
  acts
    .filter(({ deed }) => deed.kind !== "ask")
    .map(({ at, by, deed }) => ({ at, by, what: deedText(deed, voice) }));

/** The pump's log and what was done to it, in one order. */
export const allLines = (
  { events, acts }: { readonly events: readonly Event[]; readonly acts: readonly Act[] },
  voice: Voice,
  pulse: number,
): readonly Line[] =>
  [...whatWasDone(acts, voice), ...logLines(events, voice, pulse)].toSorted((a, b) => a.at - b.at);
