// SPDX-License-Identifier: Apache-2.0
/**
 * The catheter accessed through its port. It is a path of its own: it has no field for the
 * reservoir, and nothing is injected before spinal fluid came back.
 */
import { useState } from "react";
import { useText } from "../shell/language.tsx";
import { OTHER_VISITS_TEXT } from "../text/visit.ts";
import { numberFault } from "./entry.ts";
import { Choice, Form, LineField, NumberField } from "./fields.tsx";
import { type Signing, SignRow, useSigning } from "./sign-row.tsx";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";

const ASPIRATED = { decimals: 3, zero: true };
const INJECTED = { decimals: 3, zero: false };

type Kind = "nothing" | "contrast" | "drug";
type Draft = {
  csf: "" | "yes" | "no";
  aspirated: string;
  kind: Kind | "";
  name: string;
  volume: string;
  why: string;
  result: string;
};

const START: Draft = {
  ...{ csf: "", aspirated: "", kind: "", name: "", volume: "", why: "", result: "" },
};

const injectedOf = ({ kind, name, volume, why }: Draft) => {
  if (kind === "contrast") return { kind, name, volume: `${volume} mL`, seen: why };
  return kind === "drug" ? { kind, name, volume: `${volume} mL`, because: why } : { kind };
};

/** What is wrong with a draft, by its field. */
const faultsOf = (draft: Draft) => {
  const isGiven = draft.kind === "contrast" || draft.kind === "drug";
  return {
    csf: draft.csf === "",
    aspirated: numberFault(draft.aspirated, ASPIRATED),
    kind: draft.kind === "",
    dry: draft.csf === "no" && isGiven,
    name: isGiven && draft.name.trim() === "",
    volume: isGiven ? numberFault(draft.volume, INJECTED) : null,
    why: isGiven && draft.why.trim() === "",
    result: draft.result === "",
  };
};

type Faults = ReturnType<typeof faultsOf>;

type PartProps = Pick<StepProps, "words"> & {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly faults: Faults;
  readonly tried: boolean;
};

/** What was injected, where something was. */
const Injected = ({ words, draft, change, faults, tried }: PartProps) => {
  const { access } = useText(OTHER_VISITS_TEXT);
  const { faults: said } = words.text;
  if (draft.kind !== "contrast" && draft.kind !== "drug") return null;
  return (
    <>
      <LineField
        label={access.names[draft.kind]}
        value={draft.name}
        change={(name) => change({ name })}
        error={tried && faults.name ? said.line : null}
      />
      <NumberField
        label={access.volume}
        unit="mL"
        value={draft.volume}
        change={(volume) => change({ volume })}
        error={tried && faults.volume !== null ? said[faults.volume] : null}
      />
      <LineField
        label={draft.kind === "contrast" ? access.seen : access.because}
        value={draft.why}
        change={(why) => change({ why })}
        error={tried && faults.why ? said.line : null}
      />
    </>
  );
};

const Fields = (props: PartProps) => {
  const { words, draft, change, faults, tried } = props;
  const { text } = words;
  const { access } = useText(OTHER_VISITS_TEXT);
  const must = (wrong: boolean) => (tried && wrong ? text.faults.choose : null);
  return (
    <>
      <Choice
        label={access.csf}
        value={draft.csf}
        choices={[
          ["yes", text.yes],
          ["no", text.no],
        ]}
        choose={(csf) => change({ csf })}
        error={must(faults.csf)}
      />
      {draft.csf === "no" && (
        <p className="alert bad loud" role="alert">
          {access.stop}
        </p>
      )}
      <NumberField
        label={access.aspirated}
        unit="mL"
        value={draft.aspirated}
        change={(aspirated) => change({ aspirated })}
        error={tried && faults.aspirated !== null ? text.faults[faults.aspirated] : null}
      />
      <Choice
        label={access.injected}
        value={draft.kind}
        choices={(["nothing", "contrast", "drug"] as const).map((kind) => [
          kind,
          access.kinds[kind],
        ])}
        choose={(kind) => change({ kind })}
        error={tried && faults.dry ? access.stop : must(faults.kind)}
      />
      <Injected {...props} />
      <Choice
        label={access.result}
        value={draft.result}
        choices={Object.entries(access.results)}
        choose={(result) => change({ result })}
        error={must(faults.result)}
      />
    </>
  );
};

/** The visit, on one screen. */
export const Access = ({ place, view, send, words }: StepProps) => {
  const { access } = useText(OTHER_VISITS_TEXT);
  const { draft, change, forget } = useDraft(place, "access", START);
  const [tried, setTried] = useState(false);
  const signing = useSigning(access.sign);
  const faults = faultsOf(draft);
  const go = (signed: Signing | null) => {
    setTried(true);
    if (signed === null) return;
    if (Object.values(faults).some((each) => each !== null && each !== false)) return;
    const input = {
      visit: view.visit,
      implant: view.implant,
      csf: draft.csf === "yes",
      aspirated: `${draft.aspirated} mL`,
      injected: injectedOf(draft),
      result: draft.result,
    };
    send.mutate({ command: "record-access", input, ...signed }, { onSuccess: forget });
  };
  return (
    <Form submit={() => go(signing.byPassword)}>
      <p className="alert">{access.lead}</p>
      <Fields words={words} draft={draft} change={change} faults={faults} tried={tried} />
      <SignRow
        name={access.act}
        words={words}
        send={send}
        signing={signing}
        error={tried && signing.byPassword === null ? words.text.faults.empty : null}
        hold={() => go(signing.byPasskey)}
      />
    </Form>
  );
};
