// SPDX-License-Identifier: Apache-2.0
/**
 * A pump list comes in: looked at first, with every problem by its line and column and nothing
 * written; then taken whole, signed, or not at all.
 */
import "../clinic/clinic.css";
import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Hand, Refused } from "../account/hand.tsx";
import { useAccount } from "../account/use-account.ts";
import { tell, type Welcome } from "../clinic/client.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { ScrollBox } from "../shell/scroll-box.tsx";
import { ACTS_TEXT } from "../text/acts.ts";
import type { ActsText } from "../text/en/acts.ts";
import { sentenceIn } from "../text/sentences.ts";
import { CHECK_TEXT } from "../text/visit.ts";
import type { CheckView } from "../visit/shapes.ts";
import { useWords, type Words } from "../visit/words.ts";

type Part = keyof ActsText["list"]["parts"];

type Problem = {
  readonly line: number;
  readonly column: number;
  readonly name: string;
  readonly kind: string;
  readonly read: string;
  readonly accepted: string;
};

/** What a list would come to. */
type DryRun = {
  readonly ready: boolean;
  readonly lines: readonly {
    readonly line: number;
    readonly patient: string;
    readonly implant: string;
    readonly adds: readonly Part[];
    readonly to_confirm: readonly string[];
  }[];
  readonly problems: readonly Problem[];
};

const isCheck = (kind: string): kind is CheckView["kind"] => Object.hasOwn(CHECK_TEXT.en, kind);

/** A check by its key, in words where it is one; what stands in a cell is not. */
const checkIn = (key: string, words: Words): string => {
  const [kind = "", , drug, asked, limit, old, what] = key.split(" | ");
  if (what === undefined || !isCheck(kind)) return key;
  const given = Object.entries({ drug, asked, limit, old, what }).filter(([, each]) => each !== "");
  return words.check({ kind, severity: "confirm", path: "", ...Object.fromEntries(given) });
};

const Lines = ({ run }: { readonly run: DryRun }) => {
  const { list: text } = useText(ACTS_TEXT);
  const words = useWords();
  return (
    <ScrollBox name={text.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {text.line}
            </th>
            <th scope="col">{text.patient}</th>
            <th scope="col">{text.implant}</th>
            <th scope="col">{text.adds}</th>
            <th scope="col">{text.toConfirm}</th>
          </tr>
        </thead>
        <tbody>
          {run.lines.map(({ line, patient, implant, adds, to_confirm: open }) => (
            <tr key={line}>
              <td className="number">{line}</td>
              <th scope="row">{patient}</th>
              <td>{implant}</td>
              <td>{adds.map((part) => text.parts[part]).join(", ")}</td>
              <td>
                {open.length === 0 && text.none}
                {open.map((key) => (
                  <p key={key}>{checkIn(key, words)}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};

const Accepted = ({ sentence }: { readonly sentence: string }) => {
  const { language } = useLanguage();
  const { text, lang } = sentenceIn(sentence, language);
  return <td lang={lang}>{text}</td>;
};

const Problems = ({ run }: { readonly run: DryRun }) => {
  const { list: text } = useText(ACTS_TEXT);
  const words = useWords();
  return (
    <ScrollBox name={text.problems(run.problems.length)}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {text.line}
            </th>
            <th scope="col">{text.column}</th>
            <th scope="col">{text.read}</th>
            <th scope="col">{text.accepted}</th>
          </tr>
        </thead>
        <tbody>
          {run.problems.map(({ line, column, name, kind, read, accepted }) => (
            <tr key={`${line} ${column} ${kind} ${read}`}>
              <td className="number">{line === 0 ? "–" : line}</td>
              <td>{name === "" ? column : name}</td>
              <td>{read === "" ? "–" : checkIn(read, words)}</td>
              <Accepted sentence={accepted} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};

/** What was looked at, and of which text. */
type Looked = { readonly csv: string; readonly run: DryRun };

const Take = (props: {
  readonly session: Welcome;
  readonly csv: string;
  readonly taken: () => void;
}) => {
  const { session, csv, taken } = props;
  const { list: text } = useText(ACTS_TEXT);
  const { alter } = useAccount(session);
  return (
    <div className="stack" style={{ maxWidth: 480 }}>
      <p className="small">{text.meaning}.</p>
      <Hand
        session={session}
        act={text.sign}
        held={session.passkeys.length > 0}
        busy={alter.isPending}
        give={(proof) =>
          alter.mutate(
            { command: "import-pump-list", input: { csv }, proof, meaning: text.meaning },
            { onSuccess: taken },
          )
        }
      />
      {alter.error !== null && <Refused error={alter.error} />}
    </div>
  );
};

const Answer = (props: {
  readonly session: Welcome;
  readonly looked: Looked;
  readonly csv: string;
  readonly taken: () => void;
}) => {
  const { session, looked, csv, taken } = props;
  const { list: text } = useText(ACTS_TEXT);
  const { run } = looked;
  return (
    <section className="card stack" aria-live="polite">
      {run.ready ? (
        <p className="alert good">
          <strong>{text.ready(run.lines.length)}</strong>
        </p>
      ) : (
        <p className="alert bad">
          <strong>{text.problems(run.problems.length)}</strong>
        </p>
      )}
      {run.problems.length > 0 && <Problems run={run} />}
      {run.lines.length > 0 && <Lines run={run} />}
      {looked.csv !== csv && <p className="alert">{text.changed}</p>}
      {run.ready && looked.csv === csv && <Take session={session} csv={csv} taken={taken} />}
    </section>
  );
};

/** Where the lines come from: a file, or typed. */
const Source = (props: {
  readonly csv: string;
  readonly busy: boolean;
  readonly type: (csv: string) => void;
  readonly look: () => void;
}) => {
  const { csv, type } = props;
  const { list: text } = useText(ACTS_TEXT);
  const file = useId();
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.look();
      }}
    >
      <div className="stack tight">
        <label htmlFor={file}>{text.file}</label>
        <input
          id={file}
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            void chosen?.text().then(type);
          }}
        />
      </div>
      <Textarea
        label={text.text}
        value={csv}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        minRows={6}
        autosize
        maxRows={14}
        spellCheck={false}
        className="code"
      />
      <div>
        <Button type="submit" loading={props.busy} disabled={csv.trim() === ""}>
          {text.check}
        </Button>
      </div>
    </form>
  );
};

const Page = ({ session }: { readonly session: Welcome }) => {
  const { list: text } = useText(ACTS_TEXT);
  const [csv, setCsv] = useState("");
  const [isTaken, setTaken] = useState(false);
  const look = useMutation({
    mutationFn: async (asked: string): Promise<Looked> => ({
      csv: asked,
      run: (await tell(session, "check-pump-list", { csv: asked })) as DryRun,
    }),
  });
  const type = (next: string): void => {
    setCsv(next);
    setTaken(false);
  };
  const taken = (): void => {
    type("");
    look.reset();
    setTaken(true);
  };
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      {isTaken && (
        <p className="alert good" role="status">
          {text.done}
        </p>
      )}
      <Source
        csv={csv}
        type={type}
        busy={look.isPending}
        look={() => {
          if (csv.trim() !== "") look.mutate(csv);
        }}
      />
      {look.error !== null && <ProblemNote error={look.error} />}
      {look.data !== undefined && (
        <Answer session={session} looked={look.data} csv={csv} taken={taken} />
      )}
    </div>
  );
};

/** The screen on which a pump list comes in. */
export const PumpListScreen = () => <SignedIn>{(session) => <Page session={session} />}</SignedIn>;
