// SPDX-License-Identifier: Apache-2.0
/**
 * The form: three groups of fields, each read by the one grammar; what is wrong stays and is said.
 */

import { DRUG_IDS, LEVELS } from "@cisterna/therapy";
import { NativeSelect, TextInput } from "@mantine/core";
import type { Entry, FieldName, FieldProblem } from "./order.ts";
import type { Words } from "./use-words.ts";

type FormProps = {
  readonly words: Words;
  readonly entry: Entry;
  readonly problems: readonly FieldProblem[];
  readonly change: (part: Partial<Entry>) => void;
};

const Field = (props: FormProps & { readonly name: FieldName; readonly label: string }) => {
  const { name, label, entry, problems, words, change } = props;
  const problem = problems.find(({ field }) => field === name);
  return (
    <TextInput
      label={label}
      value={entry[name]}
      autoComplete="off"
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
      error={problem === undefined ? null : words.text.problems[problem.why](problem.example)}
    />
  );
};

const DrugField = (
  props: FormProps & {
    readonly name: "oldDrug" | "newDrug" | "second";
    readonly label: string;
  },
) => {
  const { name, label, entry, words, change } = props;
  const none = name === "second" ? [{ value: "", label: words.text.noSecond }] : [];
  return (
    <NativeSelect
      label={label}
      value={entry[name]}
      onChange={({ currentTarget }) => {
        const drug = DRUG_IDS.find((each) => each === currentTarget.value);
        change({ [name]: drug ?? "" } as Partial<Entry>);
      }}
      data={[...none, ...DRUG_IDS.map((value) => ({ value, label: words.drug(value) }))]}
    />
  );
};

const Before = (props: FormProps) => {
  const { text, drug } = props.words;
  return (
    <fieldset className="card group">
      <legend>{text.before}</legend>
      <DrugField {...props} name="oldDrug" label={text.drug} />
      <Field {...props} name="oldStrength" label={text.strength} />
      <Field {...props} name="oldDose" label={text.doseOf(drug(props.entry.oldDrug))} />
    </fieldset>
  );
};

const After = (props: FormProps) => {
  const { text, drug } = props.words;
  return (
    <fieldset className="card group">
      <legend>{text.after}</legend>
      <DrugField {...props} name="newDrug" label={text.drug} />
      <Field {...props} name="newStrength" label={text.strength} />
      <Field {...props} name="newDose" label={text.doseOf(drug(props.entry.newDrug))} />
      <DrugField {...props} name="second" label={text.second} />
      {props.entry.second !== "" && (
        <Field {...props} name="secondStrength" label={text.secondStrength} />
      )}
    </fieldset>
  );
};

const TheLine = (props: FormProps) => {
  const { text } = props.words;
  return (
    <fieldset className="card group">
      <legend>{text.lineTitle}</legend>
      <Field {...props} name="tubing" label={text.tubing} />
      <div className="pair">
        <Field {...props} name="low" label={text.low} />
        <Field {...props} name="high" label={text.high} />
      </div>
      <div className="pair">
        <Field {...props} name="length" label={text.length} />
        <NativeSelect
          label={text.tip}
          value={props.entry.tip}
          onChange={({ currentTarget }) => props.change({ tip: currentTarget.value })}
          data={LEVELS.toReversed()}
        />
      </div>
      <p className="quiet small">{text.sources}</p>
    </fieldset>
  );
};

/** The form. */
export const Form = (props: FormProps) => (
  <div className="stack no-print">
    <Before {...props} />
    <After {...props} />
    <TheLine {...props} />
  </div>
);
