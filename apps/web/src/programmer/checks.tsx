// SPDX-License-Identifier: Apache-2.0
/**
 * What therapy says of a change: refused first, then what a person has to have read, then notes. A
 * ten-fold change is confirmed by itself, by typing both values.
 */
import type { Check, Severity } from "@cisterna/therapy";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { acknowledged, amountText, distinctOf } from "./distinct.ts";
import { type Edit, nameOf } from "./use-edit.ts";
import type { Voice } from "./use-voice.ts";

const ORDER: readonly Severity[] = ["refuse", "confirm", "note"];
const LOOKS = { refuse: "bad", confirm: "warn", note: "" } as const;
const titleOf = (check: Check, { text }: Voice): string => {
  const kind = distinctOf(check);
  return kind === "prime-pushes-old-drug" || kind === "transition-missing"
    ? text.line.distinct[kind]
    : text.tenfoldTitle;
};

/** The same value, with or without its unit, in either decimal sign. */
const isSame = (typed: string, value: string): boolean => {
  const [bare, full] = [typed.trim().replace(",", ".").replaceAll("\u202f", " "), value];
  return bare === full || bare === full.replace(/ .*$/, "");
};

/** The second confirmation: both values, typed, and why. */
const Tenfold = (props: {
  readonly check: Check;
  readonly by: string;
  readonly voice: Voice;
  readonly edit: Edit;
  readonly close: () => void;
}) => {
  const { check, voice, edit } = props;
  const { text } = voice;
  const [typed, setTyped] = useState({ old: "", asked: "", because: "" });
  const field = (name: keyof typeof typed, label: string, value: string | null) => (
    <TextInput
      label={label}
      autoComplete="off"
      data-autofocus={name === "old" ? true : undefined}
      value={typed[name]}
      error={
        value !== null && typed[name] !== "" && !isSame(typed[name], value)
          ? text.tenfoldWrong
          : null
      }
      onChange={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })}
    />
  );
  const [old, asked] = [amountText(check.old), amountText(check.asked)];
  const isMeant =
    isSame(typed.old, old) && isSame(typed.asked, asked) && typed.because.trim() !== "";
  return (
    <Dialog title={titleOf(check, voice)} opened close={props.close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMeant) return;
          const because = typed.because.trim();
          edit.confirm(acknowledged(check, { by: props.by, because }));
          props.close();
        }}
      >
        <p>
          <strong>{text.tenfoldLead(voice.amount(check.old), voice.amount(check.asked))}</strong>
        </p>
        <p>{text.tenfoldWhy}</p>
        {field("old", text.tenfoldOld, old)}
        {field("asked", text.tenfoldNew, asked)}
        {field("because", text.tenfoldBecause, null)}
        <div className="row">
          <Button type="submit" disabled={!isMeant}>
            {text.tenfoldDo}
          </Button>
          <Button variant="default" onClick={props.close}>
            {text.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

const Line = (props: {
  readonly check: Check;
  readonly edit: Edit;
  readonly voice: Voice;
  readonly confirm: () => void;
}) => {
  const { check, edit, voice } = props;
  const { text } = voice;
  const { severity } = check;
  const origin = voice.origin(check);
  const isDistinct = distinctOf(check) !== undefined;
  return (
    <li className="stack tight">
      <p>
        <span className={`pill ${LOOKS[severity]}`}>{text.severities[severity]}</span>{" "}
        {voice.check(check)}
      </p>
      {origin !== null && <p className="quiet small">{origin}</p>}
      {check.severity === "confirm" && (
        <Checkbox
          label={text.readIt}
          checked={edit.read.includes(nameOf(check))}
          onChange={({ currentTarget }) => edit.accept(check, currentTarget.checked)}
        />
      )}
      {isDistinct && (
        <div>
          <Button variant="default" onClick={props.confirm}>
            {text.tenfoldOpen}
          </Button>
        </div>
      )}
    </li>
  );
};

/** Whether nothing stands against proposing any more. */
export const isReady = ({ judged, read, exchange }: Edit): boolean =>
  judged !== null &&
  judged.plan !== null &&
  (exchange === null || exchange.fault === null) &&
  judged.checks.every((each) => each.severity !== "confirm" || read.includes(nameOf(each)));

/** The checks. */
export const Checks = (props: {
  readonly edit: Edit;
  readonly by: string;
  readonly voice: Voice;
}) => {
  const { edit, voice } = props;
  const [open, setOpen] = useState<Check | null>(null);
  const checks = (edit.judged?.checks ?? []).toSorted(
    (one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity),
  );
  return (
    <section className="stack" aria-labelledby="checks">
      <h3 id="checks">{voice.text.checks}</h3>
      {edit.judged !== null && checks.length === 0 && (
        <p className="quiet">{voice.text.noChecks}</p>
      )}
      <ul className="plain stack">
        {checks.map((check, place) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: two sources may say the very same
            key={`${nameOf(check)} ${amountText(check.asked)} ${place}`}
            check={check}
            edit={edit}
            voice={voice}
            confirm={() => setOpen(check)}
          />
        ))}
      </ul>
      {open !== null && (
        <Tenfold check={open} by={props.by} voice={voice} edit={edit} close={() => setOpen(null)} />
      )}
    </section>
  );
};
