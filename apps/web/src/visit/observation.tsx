// SPDX-License-Identifier: Apache-2.0
/** The observation after a refill: until when, how the patient is, what to do about symptoms. */
import { later, printInstant, quantity, readInstant } from "@cisterna/quantity";
import { FORMULARY } from "@cisterna/therapy";
import { useState } from "react";
import { useText } from "../shell/language.tsx";
import { READER_TEXT } from "../text/reader.ts";
import { Choice, Form, Go, LineField } from "./fields.tsx";
import { entryOf, type StepEntries } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { Trouble } from "./trouble.tsx";
import { useSend } from "./use-visit.ts";
import type { Words } from "./words.ts";

type Fluid = StepEntries["fill"]["drugs"];

/** What a source says to do about too much of each drug; the clinic's own protocol comes first. */
const Protocol = ({ fluid, words }: { readonly fluid: Fluid; readonly words: Words }) => {
  const { observation } = words.text;
  const reader = useText(READER_TEXT);
  const said = (name: string): string => {
    const overdose = [...FORMULARY.values()].find(({ id }) => id === name)?.overdose;
    if (overdose === null || overdose === undefined) return reader.noOverdose;
    const { antidote, measures, source } = overdose;
    const against = antidote === "none" ? reader.noAntidote : `${reader.antidote} ${antidote}`;
    const steps = measures.map((each) => reader.measures[each]).join("; ");
    return `${against}; ${steps} [${source}]`;
  };
  return (
    <div className="alert bad loud" role="alert">
      <p>{observation.protocol}</p>
      <ul>
        {fluid.map(({ drug }) => (
          <li key={drug}>
            {reader.tooMuch(words.drug(drug))}: {said(drug)}
          </li>
        ))}
      </ul>
    </div>
  );
};

/** When an observation is over, by the clock that it began on; null: nobody said. */
const overAt = (guard: StepEntries["guard"] | undefined): string | null => {
  const from = guard === undefined ? null : readInstant(guard.observe_from);
  return guard === undefined || from === null
    ? null
    : printInstant(later(from, quantity(guard.observe_for, "time")));
};

const isBefore = (a: string, b: string): boolean =>
  (readInstant(a)?.epochMs ?? 0) < (readInstant(b)?.epochMs ?? 0);

const LONGEST = 120;

/** How the patient is; nothing, once somebody has said it. */
export const Observation = ({ place, view, packet, words }: StepProps) => {
  const { text } = words;
  const { observation } = text;
  const send = useSend(place);
  const [state, setState] = useState<"" | "well" | "ill">("");
  const [found, setFound] = useState("");
  const [tried, setTried] = useState(false);
  const over = overAt(entryOf(view, "guard"));
  const isOpen = packet.tasks.some(({ task }) => task === `${view.visit}.observe`);
  if (!isOpen || over === null) return null;
  const isEarly = state === "well" && isBefore(view.as_of, over);
  const isSaid = found.trim() !== "" && found.trim().length <= LONGEST;
  const submit = () => {
    setTried(true);
    if (state === "" || isEarly || !isSaid) return;
    const input = {
      visit: view.visit,
      at: view.as_of,
      well: state === "well",
      found: found.trim(),
    };
    send.mutate({ command: "confirm-observation", input });
  };
  return (
    <section className="card stack no-print" aria-label={observation.title}>
      <h3>{observation.title}</h3>
      <p>{observation.until(words.moment(over))}</p>
      <Form submit={submit}>
        <Choice
          label={observation.patient}
          value={state}
          choices={[
            ["well", observation.well],
            ["ill", observation.ill],
          ]}
          choose={setState}
          error={tried && state === "" ? text.faults.choose : null}
        />
        {state === "ill" && <Protocol fluid={entryOf(view, "fill")?.drugs ?? []} words={words} />}
        {isEarly && (
          <p className="alert" role="status">
            {observation.early(words.moment(over))}
          </p>
        )}
        <LineField
          label={observation.found}
          value={found}
          change={setFound}
          error={tried && !isSaid ? text.faults.line : null}
        />
        <Go name={state === "ill" ? observation.call : observation.end} busy={send.isPending} />
      </Form>
      <Trouble send={send} words={words} patient={packet.person.name} />
    </section>
  );
};
