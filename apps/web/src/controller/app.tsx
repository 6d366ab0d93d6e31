// SPDX-License-Identifier: Apache-2.0
/** The frame of the controller: how old the pump's word is, four screens, one tap to each. */
import { lazy, Suspense, useEffect, useState } from "react";
import { Account } from "./account.tsx";
import { AlarmBand, Alarms, alarmsIn } from "./alarms.tsx";
import { Diary } from "./diary.tsx";
import { Dose } from "./dose.tsx";
import { isOld } from "./kept.ts";
import type { Mine } from "./mine.ts";
import { NoticeNote } from "./notice.tsx";
import { Settings } from "./settings.tsx";
import { Enter, PairPump, Setup } from "./setup.tsx";
import { type Speech, useSpeech } from "./speech.ts";
import { isOwn, useMine, useSight, useWall, type View } from "./use-mine.ts";

const Card = lazy(async () => ({ default: (await import("./card.tsx")).Card }));

const TABS = ["dose", "alarms", "diary", "card"] as const;
const SCREENS = [...TABS, "settings"] as const;
type Screen = (typeof SCREENS)[number];

const screenIn = (hash: string): Screen => SCREENS.find((each) => each === hash.slice(1)) ?? "dose";

/** Who turns to another screen has read what was said on the one before. */
const useScreen = ({ dismiss }: Mine): Screen => {
  const [screen, setScreen] = useState(() => screenIn(location.hash));
  useEffect(() => {
    const turn = (): void => {
      setScreen(screenIn(location.hash));
      dismiss();
      scrollTo(0, 0);
    };
    addEventListener("hashchange", turn);
    return () => removeEventListener("hashchange", turn);
  }, [dismiss]);
  return screen;
};

type Props = View & { readonly speech: Speech; readonly now: number };

/** Whether the pump is heard, in words; nothing here is said to be new that is not. */
const Contact = ({ mine, state, kept, speech, now }: Props) => {
  const { text } = speech;
  const { seen, peer } = kept;
  if (peer === null) return null;
  const isLost = seen !== null && isOld(seen, now);
  const line =
    seen === null
      ? text.never
      : isLost
        ? text.lost(speech.moment(seen.at, now))
        : text.heard(speech.age(seen.at, now));
  return (
    <div className={isLost || seen === null ? "contact lost" : "contact"}>
      <p>
        <span aria-hidden="true">{isLost || seen === null ? "○" : "●"}</span> {line}
      </p>
      {(isLost || seen === null) && (
        <button
          type="button"
          className="tap small-tap"
          disabled={state.busy !== null}
          onClick={() => void mine.look()}
        >
          {state.busy === "looking" ? text.looking : text.lookAgain}
        </button>
      )}
    </div>
  );
};

/** The clinic no longer knows this device, or knows another pump. */
const Hindrance = (props: Props) => {
  const { state, kept, speech } = props;
  const { setup } = speech.text;
  if (!state.passed) {
    return (
      <section className="card stack">
        <p className="alert bad">{setup.again}</p>
        <Enter {...props} />
      </section>
    );
  }
  if (isOwn(kept)) return null;
  return (
    <section className="card stack">
      <p className="alert bad" role="alert">
        {setup.replaced}
      </p>
      <PairPump {...props} />
    </section>
  );
};

const Home = (props: Props) => {
  const { kept, speech, now } = props;
  if (kept.peer === null) return <Setup {...props} />;
  return (
    <section className="stack">
      <h1 className="unseen">{speech.text.title}</h1>
      <AlarmBand kept={kept} speech={speech} />
      <Hindrance {...props} />
      {isOwn(kept) && <Dose {...props} />}
      <Account seen={kept.seen} word={kept.word} speech={speech} now={now} />
    </section>
  );
};

const Inside = (props: Props & { readonly screen: Screen }) => {
  switch (props.screen) {
    case "dose":
      return <Home {...props} />;
    case "alarms":
      return <Alarms {...props} />;
    case "diary":
      return <Diary {...props} />;
    case "card":
      return (
        <Suspense fallback={<p role="status">{props.speech.text.opening}</p>}>
          <Card {...props} />
        </Suspense>
      );
    case "settings":
      return <Settings {...props} />;
  }
};

const Tabs = ({ screen, kept, speech }: Props & { readonly screen: Screen }) => {
  const alarms = alarmsIn(kept.seen).length;
  const { text } = speech;
  return (
    <nav className="tabs" aria-label={text.sections}>
      {TABS.map((each) => (
        <a
          key={each}
          href={`#${each}`}
          className={each}
          aria-current={each === screen ? "page" : undefined}
        >
          {text.tabs[each]}
          {each === "alarms" && alarms > 0 && <span className="count"> {alarms}</span>}
        </a>
      ))}
    </nav>
  );
};

const Opened = (props: Props) => {
  const { mine, state, speech, now } = props;
  const screen = useScreen(mine);
  return (
    <>
      <header className="top">
        <strong>{speech.text.title}</strong>
        <a className="tap small-tap" href={screen === "settings" ? "#dose" : "#settings"}>
          {screen === "settings" ? speech.text.back : speech.text.more}
        </a>
        <Contact {...props} />
      </header>
      <main aria-busy={state.busy !== null}>
        <NoticeNote notice={state.notice} speech={speech} now={now} />
        <Inside {...props} screen={screen} />
        <p className="quiet small foot">
          <strong>{speech.text.notADevice}</strong> {speech.text.virtual}
        </p>
      </main>
      <Tabs {...props} screen={screen} />
    </>
  );
};

/** The whole controller. */
export const Controller = ({ mine }: { readonly mine: Mine }) => {
  const state = useMine(mine);
  const speech = useSpeech();
  const now = useWall();
  const { kept, stage } = state;
  useSight(mine, kept?.peer != null);
  useEffect(() => {
    document.title = speech.text.title;
  }, [speech]);
  if (stage === "ready" && kept !== null) return <Opened {...{ mine, state, kept, speech, now }} />;
  const line = {
    opening: speech.text.opening,
    ready: speech.text.opening,
    elsewhere: speech.text.elsewhere,
    broken: speech.text.broken,
  }[stage];
  return (
    <main>
      <h1>{speech.text.title}</h1>
      <p role="status">{line}</p>
    </main>
  );
};
