// SPDX-License-Identifier: Apache-2.0
/** The log of a bench: live with what was done while the inside is in view, else as last read. */
import { ScrollBox } from "../shell/scroll-box.tsx";
import { allLines, logLines } from "./deed-text.ts";
import { Lines } from "./log.tsx";
import type { Known } from "./use-lab.ts";
import type { Voice } from "./use-say.ts";

/** The log. */
export const LogCard = (props: {
  readonly voice: Voice;
  readonly known: Known;
  readonly now: number;
  readonly pulse: number;
  readonly open: boolean;
}) => {
  const { voice, known, pulse, open } = props;
  const { text } = voice;
  const last = known.statements.at(-1);
  const age = last === undefined ? text.none : text.logOf(voice.span(props.now - last.account.at));
  const lines = open
    ? allLines(known, voice, pulse)
    : logLines(known.events.slice(0, last?.read ?? 0), voice, pulse);
  return (
    <section className="card stack">
      <div className="row spread">
        <h2>{text.log}</h2>
        <span className="pill">{open ? text.logLive : age}</span>
      </div>
      {!open && last === undefined ? (
        <p className="empty">{text.logNone}</p>
      ) : (
        <ScrollBox name={text.log}>
          <Lines lines={lines} voice={voice} />
        </ScrollBox>
      )}
    </section>
  );
};
