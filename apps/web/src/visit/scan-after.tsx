// SPDX-License-Identifier: Apache-2.0
/** After the magnet: the pump is asked whether it runs, and whether its program is the old one. */
import { useState } from "react";
import { useText } from "../shell/language.tsx";
import { OTHER_VISITS_TEXT } from "../text/visit.ts";
import { minutesOf, numberFault, type Span } from "./entry.ts";
import { Choice, Form, NumberField, SpanField } from "./fields.tsx";
import { type Signing, SignRow, useSigning } from "./sign-row.tsx";
import type { StepProps } from "./step.ts";
import { useDraft } from "./use-visit.ts";

const COUNT = { decimals: 0, zero: false };

type Answer = "" | "yes" | "no";
type Draft = { running: Answer; program: Answer; stood: Answer; span: Span; asked: string };

const START: Draft = {
  ...{ running: "", program: "", stood: "", span: { hours: "", minutes: "" }, asked: "" },
};

const faultsOf = (draft: Draft) => ({
  running: draft.running === "",
  program: draft.program === "",
  stood: draft.stood === "",
  span: draft.stood === "yes" && minutesOf(draft.span) === null,
  asked: numberFault(draft.asked, COUNT),
});

type PartProps = Pick<StepProps, "words"> & {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly tried: boolean;
};

const Fields = ({ words, draft, change, tried }: PartProps) => {
  const { text } = words;
  const { scan } = useText(OTHER_VISITS_TEXT);
  const faults = faultsOf(draft);
  const must = (wrong: boolean) => (tried && wrong ? text.faults.choose : null);
  const answers = [
    ["yes", text.yes],
    ["no", text.no],
  ] as const;
  return (
    <>
      <Choice
        label={scan.running}
        value={draft.running}
        choices={answers}
        choose={(running) => change({ running })}
        error={must(faults.running)}
      />
      {draft.running === "no" && <p className="alert bad loud">{scan.standing}</p>}
      <Choice
        label={scan.program}
        value={draft.program}
        choices={answers}
        choose={(program) => change({ program })}
        error={must(faults.program)}
      />
      {draft.program === "no" && <p className="alert bad">{scan.other}</p>}
      <Choice
        label={scan.stopped}
        value={draft.stood}
        choices={[
          ["no", scan.never],
          ["yes", text.yes],
        ]}
        choose={(stood) => change({ stood })}
        error={must(faults.stood)}
      />
      {draft.stood === "yes" && (
        <SpanField
          words={words}
          label={scan.stopped}
          value={draft.span}
          change={(span) => change({ span })}
          error={tried && faults.span ? text.faults.span : null}
        />
      )}
      <NumberField
        label={scan.asked}
        unit="×"
        value={draft.asked}
        change={(asked) => change({ asked })}
        error={tried && faults.asked !== null ? text.faults[faults.asked] : null}
      />
      {draft.asked === "1" && <p className="quiet small">{scan.once}</p>}
    </>
  );
};

/** How the pump was found. */
export const ScanAfter = ({ place, view, implant, send, words }: StepProps) => {
  const { scan } = useText(OTHER_VISITS_TEXT);
  const { draft, change, forget } = useDraft(place, "scan-after", START);
  const [tried, setTried] = useState(false);
  const signing = useSigning(scan.signAfter);
  const end = implant.scan?.planned_end ?? view.as_of;
  const isLate = Date.parse(end) < Date.parse(view.as_of);
  const faults = faultsOf(draft);
  const go = (signed: Signing | null) => {
    setTried(true);
    if (signed === null) return;
    if (Object.values(faults).some((each) => each !== null && each !== false)) return;
    const input = {
      visit: view.visit,
      implant: view.implant,
      at: view.as_of,
      running: draft.running === "yes",
      program_unchanged: draft.program === "yes",
      stopped: `${draft.stood === "yes" ? (minutesOf(draft.span) ?? 0) : 0} min`,
      interrogations: Number(draft.asked),
    };
    send.mutate({ command: "clear-mri", input, ...signed }, { onSuccess: forget });
  };
  return (
    <Form submit={() => go(signing.byPassword)}>
      <p className="alert good">{scan.prepared}</p>
      <p className={isLate ? "alert bad loud" : "quiet"} role={isLate ? "alert" : undefined}>
        {isLate ? scan.late(words.moment(end)) : scan.until(words.moment(end))}
      </p>
      <p className="quiet">{scan.afterLead}</p>
      <Fields words={words} draft={draft} change={change} tried={tried} />
      <SignRow
        name={scan.actAfter}
        words={words}
        send={send}
        signing={signing}
        error={tried && signing.byPassword === null ? words.text.faults.empty : null}
        hold={() => go(signing.byPasskey)}
      />
    </Form>
  );
};
