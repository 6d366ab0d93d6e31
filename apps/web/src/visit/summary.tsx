// SPDX-License-Identifier: Apache-2.0
/** The running summary: what was said in each step, what comes next, and the way back to each. */
import { Button } from "@mantine/core";
import { Found } from "./aspirate.tsx";
import { DoseTable } from "./dose-table.tsx";
import { STEPS, type StepName } from "./path.ts";
import { PumpWord } from "./pump-word.tsx";
import { entriesOf, entryOf, type ImplantPacket, type VisitView } from "./shapes.ts";
import type { Words } from "./words.ts";

const saidIn = (view: VisitView, step: StepName, words: Words): string | null => {
  const { amount, fluid, text } = words;
  switch (step) {
    case "reading": {
      const said = entryOf(view, "reading");
      if (said === undefined) return null;
      const state = said.running ? (said.alarms[0] ?? text.reading.runs) : text.reading.stands;
      return `${amount(said.volume)}, ${state}`;
    }
    case "aspirate": {
      const said = entryOf(view, "aspirate");
      return said === undefined
        ? null
        : `${amount(said.volume)}, ${text.appearances[said.appearance]}`;
    }
    case "syringe": {
      const all = entriesOf(view, "syringe");
      return all.length === 0
        ? null
        : all
            .map(({ lot, drugs, volume }) => `${lot}: ${amount(volume)}, ${fluid(drugs)}`)
            .join("; ");
    }
    case "fill": {
      const said = entryOf(view, "fill");
      return said === undefined ? null : `${amount(said.volume)}, ${fluid(said.drugs)}`;
    }
    case "guard":
      return entryOf(view, "guard")?.needle ?? null;
    case "readBack": {
      const said = entryOf(view, "readBack");
      return said === undefined ? null : `${amount(said.volume)}, ${amount(said.per_day)}`;
    }
    default:
      return null;
  }
};

type PumpStep = "reading" | "readBack";

const isPumps = (step: StepName): step is PumpStep => step === "reading" || step === "readBack";

/** The summary. */
export const Summary = (props: {
  readonly view: VisitView;
  readonly implant: ImplantPacket;
  readonly now: StepName;
  readonly words: Words;
  readonly go: (step: StepName) => void;
}) => {
  const { view, implant, now, words, go } = props;
  const { text } = words;
  const pumpWord = (step: PumpStep, said: string) => (
    <PumpWord view={view} step={step} words={words}>
      {said}
    </PumpWord>
  );
  const shown = STEPS.filter((each) => each !== "explanation" && each !== "checks");
  return (
    <aside className="card stack summary" aria-label={text.sofar}>
      <h2>{text.sofar}</h2>
      <ol>
        {shown.map((step) => {
          const said = saidIn(view, step, words);
          return (
            <li key={step} aria-current={step === now ? "step" : undefined}>
              <span className="quiet small">{text.steps[step]}</span>
              {said !== null && <b>{isPumps(step) ? pumpWord(step, said) : said}</b>}
              {said !== null && step !== now && view.end === null && (
                <Button size="compact-xs" variant="subtle" onClick={() => go(step)}>
                  {step === "syringe" ? text.syringe.more : text.change}
                  <span className="sr"> ({text.steps[step]})</span>
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {now !== "explanation" && <Found view={view} words={words} />}
      {view.proposal !== null && now !== "checks" && now !== "commit" && (
        <DoseTable of={view.proposal} line={implant.line} words={words} />
      )}
    </aside>
  );
};
