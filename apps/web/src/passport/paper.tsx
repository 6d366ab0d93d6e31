// SPDX-License-Identifier: Apache-2.0
/**
 * The paper that travels: a sheet of A5, or two faces of a card for the wallet. What stands on it
 * is read out of the signed text, after its signature was verified; figures are of that day.
 */
import { opened, type Passport } from "@cisterna/passport";
import { Button } from "@mantine/core";
import { dayText } from "../clinic/dates.ts";
import { type Answer, answersOf } from "../reader/answers.ts";
import { CODEC, verifyAmong } from "../reader/codec.ts";
import { Code } from "../shell/code.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { PASSPORT_TEXT } from "../text/passport.ts";
import { READER_TEXT } from "../text/reader.ts";
import { Answers, useSpeech } from "./answers.tsx";
import type { Signed } from "./shapes.ts";

/** Which paper. */
export type Format = "a5" | "wallet";

/** What a text says, if the key of the record has signed it. */
const passportIn = ({ text, key }: Signed): Passport | null => {
  const read = opened(text, CODEC, verifyAmong([{ name: "", public: key }]));
  return read.ok ? read.value.passport : null;
};

const Person = ({ passport }: { readonly passport: Passport }) => {
  const { patient, born } = useText(READER_TEXT);
  const { name, born: day, id } = passport.patient;
  const said = [name, day === null ? null : `${born} ${day}`, id].filter((each) => each !== null);
  return said.length === 0 ? null : (
    <p className="person">
      {patient}: {said.join(", ")}
    </p>
  );
};

type Props = { readonly of: Signed; readonly passport: Passport };

const Age = ({ of }: { readonly of: Signed }) => {
  const text = useText(PASSPORT_TEXT);
  const { language } = useLanguage();
  return (
    <p className="age">
      {text.asOf(dayText(of.issued, language))} <b>{text.oldFrom(dayText(of.due, language))}.</b>
    </p>
  );
};

const Foot = ({ of }: { readonly of: Signed }) => {
  const text = useText(PASSPORT_TEXT);
  const { notADevice } = useText(READER_TEXT);
  return (
    <p className="foot">
      {notADevice} {text.number(of.passport)}.
    </p>
  );
};

const Sheet = ({ of, passport }: Props) => {
  const text = useText(PASSPORT_TEXT);
  const speech = useSpeech(passport.issued);
  return (
    <article className="paper a5" aria-label={text.paper}>
      <style>{"@page { size: A5; margin: 6mm; }"}</style>
      <header>
        <div>
          <h2>{text.headline}</h2>
          <Person passport={passport} />
          <Age of={of} />
          <p>{text.scan}</p>
        </div>
        <Code text={of.text} name={text.number(of.passport)} />
      </header>
      <Answers passport={passport} speech={speech} heading="h3" />
      <Foot of={of} />
    </article>
  );
};

/** What has room on a card: of each answer what is read first. */
const Short = ({ answers, name }: { answers: readonly Answer[]; name: Answer["name"] }) => {
  const lines = answers.find((each) => each.name === name)?.lines ?? [];
  return lines
    .filter(({ big }) => big === true)
    .map(({ text }) => (
      <p key={text} className={name}>
        {text}
      </p>
    ));
};

const Wallet = ({ of, passport }: Props) => {
  const text = useText(PASSPORT_TEXT);
  const answers = answersOf(passport, useSpeech(passport.issued));
  return (
    <article className="paper wallet" aria-label={text.paper}>
      <div className="face">
        <h2>{text.headline}</h2>
        <Person passport={passport} />
        <Short answers={answers} name="what" />
        <Short answers={answers} name="much" />
        <Short answers={answers} name="dry" />
        <Short answers={answers} name="kills" />
        <Short answers={answers} name="call" />
        <Age of={of} />
      </div>
      <div className="face turned">
        <Code text={of.text} name={text.number(of.passport)} />
        <Foot of={of} />
      </div>
      <p className="cut">{text.cut}</p>
    </article>
  );
};

/** The paper in one format, and the way to print it. */
export const Paper = (props: {
  readonly of: Signed;
  readonly format: Format;
  readonly close: () => void;
}) => {
  const { of, format, close } = props;
  const text = useText(PASSPORT_TEXT);
  const { refusals } = useText(READER_TEXT);
  const passport = passportIn(of);
  if (passport === null) {
    return (
      <p className="alert bad" role="alert">
        {refusals["signature-wrong"]}
      </p>
    );
  }
  return (
    <section className="stack">
      <div className="row no-print">
        <Button onClick={() => window.print()}>{text.print}</Button>
        <Button variant="default" onClick={close}>
          {text.closePaper}
        </Button>
      </div>
      {format === "a5" ? (
        <Sheet of={of} passport={passport} />
      ) : (
        <Wallet of={of} passport={passport} />
      )}
    </section>
  );
};
