// SPDX-License-Identifier: Apache-2.0
/** How the controller speaks: the table of the reader's language, moments and spans. */
import { useMemo } from "react";
import { type Language, spanText } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { CONTROLLER_TEXT } from "../text/controller.ts";
import type { ControllerText } from "../text/en/controller.ts";

const MINUTE_MS = 60_000;

const dayOf = (at: number): string => new Date(at).toDateString();

/** The reader's own region, where the device names one of the language. */
const regionOf = (language: Language): string =>
  navigator.languages.find((each) => each.startsWith(language)) ?? language;

const momentText = (at: number, now: number, language: Language): string => {
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  const form = dayOf(at) === dayOf(now) ? time : { ...day, ...time };
  return new Intl.DateTimeFormat(regionOf(language), form).format(at);
};

const speechOf = (text: ControllerText, language: Language) => ({
  ...{ text, language },
  /** A moment of this device's clock: the time, with its day where that is not today. */
  moment: (at: number, now: number) => momentText(at, now, language),
  day: (at: number) =>
    new Intl.DateTimeFormat(regionOf(language), { dateStyle: "long" }).format(at),
  /** A moment as the clinic wrote it, on this device's clock; what is none stays as it was. */
  appointment: (written: string) => {
    const at = Date.parse(written);
    const form = { dateStyle: "long", timeStyle: "short" } as const;
    return Number.isNaN(at)
      ? written
      : new Intl.DateTimeFormat(regionOf(language), form).format(at);
  },
  /** How long until then, in whole minutes that are never too few. */
  until: (at: number, now: number) =>
    spanText(Math.max(1, Math.ceil((at - now) / MINUTE_MS)) * MINUTE_MS),
  /** How long ago; a clock that was set back makes nothing younger than now. */
  age: (at: number, now: number) => spanText(Math.max(0, now - at)),
});

/** Everything that a screen needs to speak. */
export type Speech = ReturnType<typeof speechOf>;

/** The speech in the reader's language. */
export const useSpeech = (): Speech => {
  const text = useText(CONTROLLER_TEXT);
  const { language } = useLanguage();
  return useMemo(() => speechOf(text, language), [text, language]);
};
