// SPDX-License-Identifier: Apache-2.0
/**
 * The history of a patient: what was told, when, by whom and why, the newest first. What is shown
 * in words stands below in full, as the record has it.
 */
import { Button } from "@mantine/core";
import { useState } from "react";
import { numberText } from "../format/number.ts";
import { useLanguage, useText } from "../shell/language.tsx";
import { ACCOUNT_TEXT } from "../text/account.ts";
import { CHRONICLE_TEXT } from "../text/chronicle.ts";
import type { Welcome } from "./client.ts";
import { momentText } from "./dates.ts";
import type { ChronicleView } from "./shapes.ts";
import { ProblemNote } from "./sign-in.tsx";
import { useView } from "./use-clinic.ts";

type Entry = ChronicleView["page"][number];

/** Every value of what was recorded, under the way to it: `drugs[0].concentration`. */
const linesOf = (value: unknown, way: string): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap((each, at) => linesOf(each, `${way}[${at}]`));
  }
  if (typeof value !== "object" || value === null) return [`${way}: ${String(value)}`];
  return Object.entries(value).flatMap(([name, each]) =>
    linesOf(each, way === "" ? name : `${way}.${name}`),
  );
};

const FINGERPRINT = 16;

/** What was told in full; laid out only once somebody opens it. */
const Recorded = ({ entry }: { readonly entry: Entry }) => {
  const text = useText(CHRONICLE_TEXT);
  const [open, setOpen] = useState(false);
  return (
    <details className="small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.recorded}</summary>
      {open && (
        <>
          <p className="quiet">{text.entry(`${entry.place}`, entry.hash.slice(0, FINGERPRINT))}</p>
          <ul className="recorded" lang="en">
            {linesOf(entry.told, "").map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
};

const useWho = () => {
  const { self } = useText(CHRONICLE_TEXT);
  const roles: Readonly<Record<string, string>> = useText(ACCOUNT_TEXT).role;
  return (entry: Entry): string => {
    const all = entry.self ? [self] : entry.roles.map((each) => roles[each] ?? each);
    return all.length === 0 ? entry.by : `${entry.by} (${all.join(", ")})`;
  };
};

const Row = ({ entry }: { readonly entry: Entry }) => {
  const text = useText(CHRONICLE_TEXT);
  const { language } = useLanguage();
  const who = useWho();
  const kinds: Readonly<Record<string, string>> = text.kinds;
  return (
    <li>
      <time dateTime={entry.at}>{momentText(entry.at, language)}</time>
      <b>{kinds[entry.kind] ?? entry.kind}</b>
      <span>
        {who(entry)}
        {entry.from !== null && `, ${text.from(entry.from)}`}
        {entry.why !== null && (
          <span className="small reason">
            {text.why}: {entry.why}
          </span>
        )}
      </span>
      <Recorded entry={entry} />
    </li>
  );
};

type Asked = { readonly session: Welcome; readonly patient: string; readonly before?: number };

/** A page of entries, and the one before it once somebody asks for that. */
const Entries = ({ session, patient, before }: Asked) => {
  const text = useText(CHRONICLE_TEXT);
  const [goesOn, setGoesOn] = useState(false);
  const query = before === undefined ? "" : `?before=${before}`;
  const path = `patients/${encodeURIComponent(patient)}/chronicle${query}`;
  const { data, error, isError } = useView<ChronicleView>(session, path);
  const { language } = useLanguage();
  if (data === undefined) return isError ? <ProblemNote error={error} /> : null;
  return (
    <>
      {before === undefined && (
        <p className="quiet small">{text.lead(numberText(data.entries, language))}</p>
      )}
      <ol className={isError ? "log history old" : "log history"}>
        {data.page.map((entry) => (
          <Row key={entry.place} entry={entry} />
        ))}
      </ol>
      {data.before !== null && !goesOn && (
        <Button variant="default" className="no-print" onClick={() => setGoesOn(true)}>
          {text.earlier}
        </Button>
      )}
      {data.before !== null && goesOn && (
        <Entries session={session} patient={patient} before={data.before} />
      )}
    </>
  );
};

/** The card of the patient's history. */
export const History = ({ session, patient }: Omit<Asked, "before">) => {
  const { title } = useText(CHRONICLE_TEXT);
  return (
    <section className="card stack whole-row" aria-label={title}>
      <h2>{title}</h2>
      <Entries session={session} patient={patient} />
    </section>
  );
};
