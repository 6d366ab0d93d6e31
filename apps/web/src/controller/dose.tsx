// SPDX-License-Identifier: Apache-2.0
/** Asking for a dose: whether and when it can be asked for stands there before anybody asks. */
import { useState } from "react";
import { isOld, type Kept, type Seen } from "./kept.ts";
import { wallOf } from "./mine.ts";
import { grantsWithin, nextDose } from "./next-dose.ts";
import type { Speech } from "./speech.ts";
import type { View } from "./use-mine.ts";

type Props = View & { readonly speech: Speech; readonly now: number };

/** What can be said before asking, and whether the pump would say yes as far as that is known. */
type Outlook = { readonly lines: readonly string[]; readonly may: boolean };

const pumpNow = ({ at, status }: Seen, now: number): number => status.now + Math.max(0, now - at);

const outlookOf = (seen: Seen, speech: Speech, now: number): Outlook => {
  const { dose } = speech.text;
  const next = nextDose(seen, pumpNow(seen, now));
  switch (next.kind) {
    case "now":
      return { lines: [dose.now], may: true };
    case "no":
      return { lines: [dose.obstacles[next.why]], may: false };
    case "alarm":
      return { lines: [dose.alarm], may: false };
    case "later": {
      const at = wallOf(seen, next.at);
      const when = dose.later(speech.moment(at, now), speech.until(at, now));
      return { lines: [when, dose.why[next.why]], may: false };
    }
  }
};

/** How many the pump has granted, and when last. */
const Count = ({ seen, speech, now }: { seen: Seen; speech: Speech; now: number }) => {
  const order = seen.program?.onDemand ?? null;
  const last = seen.grants.at(-1);
  const { dose } = speech.text;
  return (
    <>
      {order !== null && (
        <p className="quiet">{dose.count(grantsWithin(seen, pumpNow(seen, now)), order.perDay)}</p>
      )}
      {last !== undefined && (
        <p className="quiet">{dose.last(speech.moment(wallOf(seen, last.at), now))}</p>
      )}
    </>
  );
};

/** One tap more than the first: a telephone in a pocket asks for nothing. */
const Sure = ({ speech, yes, no }: { speech: Speech; yes: () => void; no: () => void }) => (
  <fieldset className="sure stack">
    <legend>{speech.text.dose.sure}</legend>
    <button type="button" className="tap main-tap" onClick={yes}>
      {speech.text.dose.yes}
    </button>
    <button type="button" className="tap" onClick={no}>
      {speech.text.dose.no}
    </button>
  </fieldset>
);

const Asking = ({ mine, state, speech, may }: Props & { readonly may: boolean }) => {
  const [sure, setSure] = useState(false);
  const { dose } = speech.text;
  if (sure && state.busy !== "asking") {
    const yes = (): void => {
      setSure(false);
      void mine.ask();
    };
    return <Sure speech={speech} yes={yes} no={() => setSure(false)} />;
  }
  return (
    <>
      <button
        type="button"
        className={may ? "tap main-tap" : "tap"}
        disabled={state.busy === "asking"}
        onClick={() => {
          mine.dismiss();
          setSure(true);
        }}
      >
        {may ? dose.ask : dose.askAnyway}
      </button>
      {!may && <p className="quiet small">{dose.anywayWhy}</p>}
    </>
  );
};

/** The request that nobody has answered. */
const Open = ({ mine, state, speech }: Props) => (
  <div className="alert stack" role="alert">
    <strong>{speech.text.dose.open}</strong>
    <p>{speech.text.dose.openWhy}</p>
    <button
      type="button"
      className="tap main-tap"
      disabled={state.busy === "asking"}
      onClick={() => void mine.askAgain()}
    >
      {speech.text.dose.askAgain}
    </button>
  </div>
);

const hasNoDoses = ({ seen }: Kept): boolean =>
  seen?.program != null && (seen.program.onDemand?.perDay ?? 0) === 0;

const Body = (props: Props & { readonly seen: Seen | null }) => {
  const { kept, state, speech, now, seen } = props;
  const outlook = seen === null ? null : outlookOf(seen, speech, now);
  const isAsking = state.busy === "asking";
  return (
    <>
      {outlook === null ? (
        <p>{speech.text.dose.unknown}</p>
      ) : (
        outlook.lines.map((line, place) => (
          <p key={line} className={place === 0 ? "value outlook" : "quiet"}>
            {line}
          </p>
        ))
      )}
      {seen !== null && isOld(seen, now) && <p className="quiet">{speech.text.dose.unheard}</p>}
      {isAsking && (
        <p className="asking" role="status">
          {speech.text.dose.asking}
        </p>
      )}
      {kept.asking !== null && !isAsking && <Open {...props} />}
      {kept.asking === null && !hasNoDoses(kept) && (
        <Asking {...props} may={outlook?.may ?? true} />
      )}
      {seen !== null && <Count seen={seen} speech={speech} now={now} />}
    </>
  );
};

/** The panel. */
export const Dose = (props: Props) => {
  const { speech, now } = props;
  const { seen } = props.kept;
  const isGrey = seen !== null && isOld(seen, now);
  return (
    <section className={isGrey ? "card stack old" : "card stack"}>
      <h2>{speech.text.dose.title}</h2>
      <Body {...props} seen={seen} />
    </section>
  );
};
