// SPDX-License-Identifier: Apache-2.0
/**
 * A scan in a magnet: before it, what is known of this very pump is read line by line and its end
 * is planned; after it the pump is asked. Until it was found running, the clinic has a task.
 */
import { SOURCES } from "@cisterna/therapy";
import { useState } from "react";
import { useText } from "../shell/language.tsx";
import { READER_TEXT } from "../text/reader.ts";
import { OTHER_VISITS_TEXT } from "../text/visit.ts";
import { numberFault } from "./entry.ts";
import { Choice, Form, LineField, NumberField } from "./fields.tsx";
import { momentIn } from "./path.ts";
import type { InMagnet } from "./shapes.ts";
import { type Signing, SignRow, useSigning } from "./sign-row.tsx";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";
import type { Words } from "./words.ts";

const TESLA = { decimals: 1, zero: false };

type State = "as-it-was" | "emptied";
type Draft = {
  read: readonly string[];
  tesla: string;
  region: string;
  day: string;
  time: string;
  conditions: string;
  reservoir: State | "";
};

const behavioursIn = (facts: readonly InMagnet[]): readonly InMagnet["behaviour"][] => [
  ...new Set(facts.map(({ behaviour }) => behaviour)),
];

const isBlank = (text: string): boolean => text.trim() === "";

/** What is wrong with a draft, by its field. */
const faultsOf = (draft: Draft, facts: readonly InMagnet[]) => ({
  read: behavioursIn(facts).filter((each) => !draft.read.includes(each)),
  tesla: numberFault(draft.tesla, TESLA),
  region: isBlank(draft.region),
  day: draft.day === "",
  time: draft.time === "",
  conditions: isBlank(draft.conditions),
  reservoir: draft.reservoir === "",
});

type Faults = ReturnType<typeof faultsOf>;

const isWhole = ({ read, tesla, ...rest }: Faults): boolean =>
  read.length === 0 && tesla === null && Object.values(rest).every((wrong) => !wrong);

type PartProps = {
  readonly words: Words;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly faults: Faults;
  readonly tried: boolean;
};

/** One thing that is known of the pump, to be ticked once it was read. */
const Known = (
  props: PartProps & {
    readonly behaviour: InMagnet["behaviour"];
    readonly facts: readonly InMagnet[];
  },
) => {
  const { behaviour, draft, change } = props;
  const { scan } = useText(OTHER_VISITS_TEXT);
  const { magnet } = useText(READER_TEXT);
  const facts = props.facts.filter((each) => each.behaviour === behaviour);
  const tesla = facts.flatMap((each) => each.tesla).map((each) => `${each}\u202fT`);
  const others = draft.read.filter((each) => each !== behaviour);
  const isOpen = props.tried && props.faults.read.includes(behaviour);
  return (
    <div className="card stack">
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.read.includes(behaviour)}
          onChange={({ currentTarget }) =>
            change({ read: currentTarget.checked ? [...others, behaviour] : others })
          }
        />
        <b>
          {magnet(behaviour)}
          {tesla.length === 0 ? "" : ` ${scan.at(tesla.join(", "))}`}
        </b>
      </label>
      {facts.map(({ source, edition, note }) => (
        <p key={`${source} ${edition}`} className="small quiet">
          {note !== undefined && <span lang="en">{note}. </span>}
          {scan.source(SOURCES[source].citation, edition)}
        </p>
      ))}
      {isOpen && <p className="wrong">{scan.unread}</p>}
    </div>
  );
};

const Details = ({ words, draft, change, faults, tried }: PartProps) => {
  const { faults: said } = words.text;
  const { scan } = useText(OTHER_VISITS_TEXT);
  const must = (wrong: boolean, sentence: string) => (tried && wrong ? sentence : null);
  return (
    <>
      <NumberField
        label={scan.tesla}
        unit="T"
        value={draft.tesla}
        change={(tesla) => change({ tesla })}
        error={tried && faults.tesla !== null ? said[faults.tesla] : null}
      />
      <LineField
        label={scan.region}
        value={draft.region}
        change={(region) => change({ region })}
        error={must(faults.region, said.line)}
      />
      <div className="row">
        <LineField
          label={scan.day}
          type="date"
          value={draft.day}
          change={(day) => change({ day })}
          error={must(faults.day, said.empty)}
        />
        <LineField
          label={scan.time}
          type="time"
          value={draft.time}
          change={(time) => change({ time })}
          error={must(faults.time, said.empty)}
        />
      </div>
      <LineField
        label={scan.conditions}
        value={draft.conditions}
        change={(conditions) => change({ conditions })}
        error={must(faults.conditions, said.line)}
      />
      <Choice
        label={scan.reservoir}
        value={draft.reservoir}
        choices={[
          ["as-it-was", scan.states["as-it-was"]],
          ["emptied", scan.states.emptied],
        ]}
        choose={(reservoir) => change({ reservoir })}
        error={must(faults.reservoir, said.choose)}
      />
    </>
  );
};

/** The checklist before the scan. */
export const ScanBefore = ({ place, view, implant, send, words }: StepProps) => {
  const { scan } = useText(OTHER_VISITS_TEXT);
  const start: Draft = {
    ...{ read: [], tesla: "", region: "", day: view.as_of.slice(0, 10), time: "" },
    ...{ conditions: "", reservoir: "" },
  };
  const { draft, change, forget } = useDraft(place, "scan", start);
  const [tried, setTried] = useState(false);
  const signing = useSigning(scan.sign);
  const facts = implant.pump.mri;
  const faults = faultsOf(draft, facts);
  const part = { words, draft, change, faults, tried };
  const go = (signed: Signing | null) => {
    setTried(true);
    if (signed === null || !isWhole(faults)) return;
    const { day, time, ...rest } = draft;
    const planned_end = momentIn(day, time, place.session.clinic.zone);
    const input = { ...rest, visit: view.visit, implant: view.implant, planned_end };
    send.mutate({ command: "prepare-mri", input, ...signed }, { onSuccess: forget });
  };
  return (
    <Form submit={() => go(signing.byPassword)}>
      <p className={facts.length === 0 ? "alert" : "quiet"}>
        {facts.length === 0 ? scan.unknown : scan.lead}
      </p>
      {behavioursIn(facts).map((behaviour) => (
        <Known key={behaviour} {...part} behaviour={behaviour} facts={facts} />
      ))}
      <Details {...part} />
      <SignRow
        name={scan.act}
        words={words}
        send={send}
        signing={signing}
        error={tried && signing.byPassword === null ? words.text.faults.empty : null}
        hold={() => go(signing.byPasskey)}
      />
    </Form>
  );
};
