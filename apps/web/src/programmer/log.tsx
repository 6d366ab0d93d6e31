// SPDX-License-Identifier: Apache-2.0
/** The pump's own log, newest first. Readings and self-tests that passed are no news. */
import type { Event, Log } from "@cisterna/pump";
import type { Nanolitres } from "@cisterna/quantity";
import { ScrollBox } from "../shell/scroll-box.tsx";
import { eventText } from "./notice.tsx";
import type { Voice } from "./use-voice.ts";

const MOST = 200;

const isNews = (event: Event): boolean =>
  event.kind !== "interrogated" &&
  event.kind !== "repeated" &&
  (event.kind !== "self-tested" || event.failed.length > 0);

/** The log. */
export const PumpLog = (props: {
  readonly log: Log;
  readonly pulse: Nanolitres;
  readonly voice: Voice;
}) => {
  const { voice, pulse } = props;
  const { text } = voice;
  const news = props.log.filter(isNews).toReversed().slice(0, MOST);
  if (news.length === 0) return <p className="quiet">{text.logNone}</p>;
  return (
    <div className="stack">
      <p className="quiet">{text.logLead}</p>
      <ScrollBox name={text.tabs.log}>
        <ul className="log">
          {news.map((event, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a log is only ever added to
            <li key={place}>
              <time>{voice.moment(event.at)}</time>
              <span>{eventText(event, voice, pulse)}</span>
            </li>
          ))}
        </ul>
      </ScrollBox>
    </div>
  );
};
