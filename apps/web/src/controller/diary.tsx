// SPDX-License-Identifier: Apache-2.0
/** The diary of pain and spasms: kept sealed on this device, and given to the clinic as a file. */
import { useId, useState } from "react";
import { offer } from "../shell/offer.ts";
import { type Draft, drawHex, KEPT_DAYS, NO_DRAFT, type Symptom } from "./kept.ts";
import type { Speech } from "./speech.ts";
import { symptomsText } from "./symptoms-text.ts";
import type { View } from "./use-mine.ts";

type Props = View & { readonly speech: Speech; readonly now: number };

const SCALE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const LONGEST = 500;

const Scale = (props: {
  readonly name: string;
  readonly about: string;
  readonly value: number | null;
  readonly choose: (value: number) => void;
}) => {
  const group = useId();
  const about = useId();
  return (
    <fieldset className="scale" aria-describedby={about}>
      <legend>{props.name}</legend>
      <p className="quiet small" id={about}>
        {props.about}
      </p>
      <div className="steps">
        {SCALE.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={group}
              checked={props.value === each}
              onChange={() => props.choose(each)}
            />
            <span>{each}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const isEmpty = ({ pain, spasms, note }: Draft): boolean =>
  pain === null && spasms === null && note.trim() === "";

const Form = ({ mine, kept, speech, said }: Props & { readonly said: (text: string) => void }) => {
  const { diary } = speech.text;
  const { draft } = kept;
  const note = useId();
  const write = (change: Partial<Draft>): void =>
    void mine.keep({ draft: { ...draft, ...change } });
  const save = async (): Promise<void> => {
    if (isEmpty(draft)) return said(diary.empty);
    const symptom: Symptom = { ...draft, id: drawHex(8), at: Date.now() };
    await mine.keep({ symptoms: [symptom, ...kept.symptoms], draft: NO_DRAFT });
    said(diary.saved);
  };
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {(["pain", "spasms"] as const).map((what) => (
        <Scale
          key={what}
          name={diary[what]}
          about={diary.scale}
          value={draft[what]}
          choose={(value) => write({ [what]: value })}
        />
      ))}
      <div className="stack tight">
        <label htmlFor={note}>{diary.note}</label>
        <textarea
          id={note}
          rows={3}
          maxLength={LONGEST}
          value={draft.note}
          onChange={({ currentTarget }) => write({ note: currentTarget.value })}
        />
        <p className="quiet small">{diary.noteMost(LONGEST)}</p>
      </div>
      <button type="submit" className="tap main-tap">
        {diary.save}
      </button>
    </form>
  );
};

const Entry = (props: {
  readonly symptom: Symptom;
  readonly speech: Speech;
  readonly now: number;
  readonly remove: () => void;
}) => {
  const { symptom, speech, now } = props;
  const { diary } = speech.text;
  const scores = (["pain", "spasms"] as const).flatMap((what) => {
    const value = symptom[what];
    return value === null ? [] : [`${diary[what]} ${diary.out(value)}`];
  });
  return (
    <li className="card stack tight">
      <p className="quiet small">{speech.moment(symptom.at, now)}</p>
      {scores.length > 0 && <p>{scores.join(", ")}</p>}
      {symptom.note.trim() !== "" && <p>{symptom.note}</p>}
      <button type="button" className="tap small-tap" onClick={props.remove}>
        {diary.remove}
      </button>
    </li>
  );
};

const List = (props: Props & { readonly removed: (symptom: Symptom) => void }) => {
  const { mine, kept, speech, now } = props;
  const { symptoms } = kept;
  const remove = async (symptom: Symptom): Promise<void> => {
    await mine.keep({ symptoms: symptoms.filter(({ id }) => id !== symptom.id) });
    props.removed(symptom);
  };
  if (symptoms.length === 0) return <p className="card">{speech.text.diary.none}</p>;
  return (
    <ul className="plain stack">
      {symptoms.map((symptom) => (
        <Entry key={symptom.id} {...{ symptom, speech, now }} remove={() => void remove(symptom)} />
      ))}
    </ul>
  );
};

const Give = ({ mine, kept, speech, said }: Props & { readonly said: (text: string) => void }) => {
  const { diary } = speech.text;
  const [given, setGiven] = useState(false);
  if (kept.symptoms.length === 0) return null;
  const give = (): void => {
    offer("diary.csv", "text/csv", symptomsText(kept.symptoms, diary.head));
    setGiven(true);
    said(diary.gave);
  };
  return (
    <div className="stack tight">
      <button type="button" className="tap" onClick={give}>
        {diary.give}
      </button>
      <p className="quiet small">{diary.giveWhy(KEPT_DAYS)}</p>
      {given && (
        <button type="button" className="tap" onClick={() => void mine.keep({ symptoms: [] })}>
          {diary.clear}
        </button>
      )}
    </div>
  );
};

/** The screen. */
export const Diary = (props: Props) => {
  const { mine, kept, speech } = props;
  const { diary } = speech.text;
  const [said, setSaid] = useState<string | null>(null);
  const [gone, setGone] = useState<Symptom | null>(null);
  const tell = (text: string): void => {
    setGone(null);
    setSaid(text);
  };
  const back = async (symptom: Symptom): Promise<void> => {
    const all = [symptom, ...kept.symptoms].toSorted((one, other) => other.at - one.at);
    await mine.keep({ symptoms: all });
    setGone(null);
  };
  return (
    <section className="stack">
      <h1>{diary.title}</h1>
      <p className="lead">{diary.lead}</p>
      <Form {...props} said={tell} />
      <div role="status">
        {said !== null && gone === null && <p className="alert">{said}</p>}
        {gone !== null && (
          <p className="alert row spread">
            {diary.removed}
            <button type="button" className="tap small-tap" onClick={() => void back(gone)}>
              {diary.undo}
            </button>
          </p>
        )}
      </div>
      <h2>{diary.list}</h2>
      <List {...props} removed={setGone} />
      <Give {...props} said={tell} />
    </section>
  );
};
