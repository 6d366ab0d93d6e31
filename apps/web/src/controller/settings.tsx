// SPDX-License-Identifier: Apache-2.0
/** What is seldom needed: the language, another pump, and taking everything off this device. */
import { useState } from "react";
import { LANGUAGES } from "../format/number.ts";
import { useLanguage } from "../shell/language.tsx";
import { Segments } from "../shell/segments.tsx";
import { SHELL_TEXT } from "../text/shell.ts";
import { PairPump } from "./setup.tsx";
import type { Speech } from "./speech.ts";
import type { View } from "./use-mine.ts";

type Props = View & { readonly speech: Speech };

const Forget = ({ mine, state, speech }: Props) => {
  const { settings } = speech.text;
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <button type="button" className="tap" onClick={() => setSure(true)}>
        {settings.forget}
      </button>
    );
  }
  return (
    <div className="stack alert bad">
      <p>{settings.forgetSure}</p>
      <button
        type="button"
        className="tap"
        disabled={state.busy === "forgetting"}
        onClick={() => void mine.forget().then(() => setSure(false))}
      >
        {settings.forgetYes}
      </button>
      <button type="button" className="tap" onClick={() => setSure(false)}>
        {settings.forgetNo}
      </button>
    </div>
  );
};

/** The screen. */
export const Settings = (props: Props) => {
  const { kept, speech } = props;
  const { settings } = speech.text;
  const { language, choose } = useLanguage();
  return (
    <section className="stack">
      <h1>{settings.title}</h1>
      <div className="card stack">
        <Segments
          label={settings.language}
          value={language}
          choose={choose}
          choices={LANGUAGES.map((each) => [each, SHELL_TEXT[language].languages[each]])}
        />
        <p>{settings.install}</p>
      </div>
      {kept.peer !== null && (
        <div className="card stack">
          <p>{settings.connected(kept.peer.pump)}</p>
          <details>
            <summary className="tap">{settings.pair}</summary>
            <PairPump {...props} />
          </details>
        </div>
      )}
      <div className="card stack">
        <Forget {...props} />
      </div>
    </section>
  );
};
