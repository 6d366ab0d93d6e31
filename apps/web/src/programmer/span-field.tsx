// SPDX-License-Identifier: Apache-2.0
/** A duration: hours and minutes are labelled parts of one value, which is said again in words. */
import { TextInput } from "@mantine/core";
import { durationIn, type Fault, type Span } from "./entry.ts";
import type { Voice } from "./use-voice.ts";

/** The field. */
export const SpanField = (props: {
  readonly label: string;
  readonly span: Span;
  readonly fault: Fault | undefined;
  /** What follows from it, such as the doses a day. */
  readonly follows?: string;
  readonly voice: Voice;
  readonly type: (span: Span) => void;
}) => {
  const { span, fault, voice, follows } = props;
  const { text } = voice;
  const isEmpty = span.minutes === "" && span.hours === "0";
  const words = fault === undefined ? text.inWords(voice.words(durationIn(span))) : "";
  const wrong = fault !== undefined && !isEmpty ? text.faults[fault] : null;
  const part = (name: keyof Span) => (
    <TextInput
      key={name}
      label={text[name]}
      inputMode="numeric"
      autoComplete="off"
      className="part"
      value={span[name]}
      aria-invalid={wrong !== null}
      onChange={({ currentTarget }) => props.type({ ...span, [name]: currentTarget.value })}
    />
  );
  return (
    <fieldset className="span-field">
      <legend>{props.label}</legend>
      <div className="row">{[part("hours"), part("minutes")]}</div>
      <p className={wrong === null ? "quiet small" : "wrong small"} aria-live="polite">
        {wrong ?? [words, follows].filter(Boolean).join(": ")}
      </p>
    </fieldset>
  );
};
