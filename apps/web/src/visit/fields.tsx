// SPDX-License-Identifier: Apache-2.0
/**
 * Fields: a number with its unit beside it, a duration as hours and minutes of one value, one of a
 * few choices without a default. What is wrong stays, with what is wrong with it.
 */
import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { minutesOf, perDay, type Span } from "./entry.ts";
import type { Send } from "./use-visit.ts";
import type { Words } from "./words.ts";

type Labelled = { readonly label: string; readonly error: string | null };

/** A number of a unit, which stands in the field and is not typed. */
export const NumberField = (
  props: Labelled & {
    readonly value: string;
    readonly unit: string;
    readonly change: (text: string) => void;
  },
) => (
  <TextInput
    label={`${props.label} (${props.unit})`}
    value={props.value}
    error={props.error}
    inputMode="decimal"
    autoComplete="off"
    rightSection={<span aria-hidden="true">{props.unit}</span>}
    rightSectionWidth={64}
    onChange={({ currentTarget }) => props.change(currentTarget.value)}
    maw={360}
  />
);

/** A line of text. */
export const LineField = (
  props: Labelled & {
    readonly value: string;
    readonly type?: "text" | "password" | "date" | "time";
    readonly change: (text: string) => void;
  },
) => (
  <TextInput
    label={props.label}
    value={props.value}
    error={props.error}
    type={props.type ?? "text"}
    autoComplete={props.type === "password" ? "current-password" : "off"}
    onChange={({ currentTarget }) => props.change(currentTarget.value)}
    maw={480}
  />
);

/** One of a few choices; nothing is chosen before somebody chooses. */
export const Choice = <T extends string>(
  props: Labelled & {
    readonly value: T | "";
    readonly choices: readonly (readonly [value: T, name: string])[];
    readonly choose: (value: T) => void;
  },
) => {
  const group = useId();
  const { error } = props;
  return (
    <fieldset className="choice" aria-describedby={error === null ? undefined : `${group}-error`}>
      <legend>{props.label}</legend>
      {props.choices.map(([value, name]) => (
        <label key={value}>
          <input
            type="radio"
            name={group}
            checked={value === props.value}
            onChange={() => props.choose(value)}
          />
          <span>{name}</span>
        </label>
      ))}
      {error !== null && (
        <p className="wrong" id={`${group}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
};

/** A duration: hours and minutes of one value, said again in words, with what follows from it. */
export const SpanField = (
  props: Labelled & {
    readonly words: Words;
    readonly value: Span;
    readonly change: (span: Span) => void;
    /** Whether how many fit into a day is said as well. */
    readonly isLockout?: boolean;
  },
) => {
  const { words, value, change, error } = props;
  const { text } = words;
  const all = minutesOf(value);
  return (
    <fieldset className="span-field">
      <legend>{props.label}</legend>
      <div className="row">
        <TextInput
          aria-label={`${props.label}: ${text.hours}`}
          value={value.hours}
          inputMode="numeric"
          rightSection={<span aria-hidden="true">{text.hours}</span>}
          rightSectionWidth={72}
          w={140}
          onChange={({ currentTarget }) => change({ ...value, hours: currentTarget.value })}
        />
        <TextInput
          aria-label={`${props.label}: ${text.minutes}`}
          value={value.minutes}
          inputMode="numeric"
          rightSection={<span aria-hidden="true">{text.minutes}</span>}
          rightSectionWidth={88}
          w={156}
          onChange={({ currentTarget }) => change({ ...value, minutes: currentTarget.value })}
        />
        <output className="in-words">
          {all === null ? "" : text.spanWords(Math.floor(all / 60), all % 60)}
          {all !== null && props.isLockout === true ? `: ${text.timesADay(perDay(all))}` : ""}
        </output>
      </div>
      {error !== null && <p className="wrong">{error}</p>}
    </fieldset>
  );
};

/** The second, distinct question about a value ten-fold away; it names both. */
export const TenfoldQuestion = (props: {
  readonly words: Words;
  readonly pair: { readonly typed: string; readonly usual: string } | null;
  readonly keep: () => void;
  readonly fix: () => void;
}) => {
  const { words, pair, keep, fix } = props;
  const { tenfold } = words.text;
  const [typed, usual] = [words.amount(pair?.typed ?? ""), words.amount(pair?.usual ?? "")];
  return (
    <Dialog title={tenfold.title} opened={pair !== null} close={fix}>
      <p className="alert bad">{tenfold.says(typed, usual)}</p>
      <div className="row">
        <Button onClick={fix}>{tenfold.fix}</Button>
        <Button variant="default" onClick={keep}>
          {tenfold.keep(typed, usual)}
        </Button>
      </div>
    </Dialog>
  );
};

/**
 * A decision's form: its first field has the keys when it comes, and Enter sends it. A calm one
 * comes beside another form, and leaves the keys there.
 */
export const Form = (props: {
  readonly submit: () => void;
  readonly calm?: true;
  readonly children: ReactNode;
}) => {
  const form = useRef<HTMLFormElement>(null);
  const isCalm = props.calm === true;
  useEffect(() => {
    if (isCalm) return;
    form.current?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  }, [isCalm]);
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.submit();
      }}
    >
      {props.children}
    </form>
  );
};

/** The button that sends a decision under a passkey; there is none without passkeys. */
export const GoHolding = (props: {
  readonly name: string;
  readonly send: Send;
  readonly go: () => void;
}) =>
  props.send.session.passkeys.length === 0 ? null : (
    <div>
      <Button variant="default" loading={props.send.isPending} onClick={props.go}>
        {props.name}
      </Button>
    </div>
  );

/** The button that sends a decision. */
export const Go = ({ name, busy }: { readonly name: string; readonly busy: boolean }) => (
  <div>
    <Button type="submit" loading={busy}>
      {name}
    </Button>
  </div>
);
