// SPDX-License-Identifier: Apache-2.0
/** The time bar: what time it is in the lab, how fast it runs, and steps forward. */
import { Button } from "@mantine/core";
import { Key } from "../shell/keys.tsx";
import { Segments } from "../shell/segments.tsx";
import { LONGEST, SPEEDS, type Speed } from "./talk.ts";
import type { Voice } from "./use-say.ts";

/** How time runs now, and how it may be changed. */
export type Pace = {
  readonly running: boolean;
  readonly speed: Speed;
  readonly toggle: () => void;
  readonly choose: (speed: Speed) => void;
  readonly forward: (by: "hour" | "day") => void;
};

const NAMES = Object.keys(SPEEDS) as readonly Speed[];

/** The time bar. */
export const TimeBar = (props: {
  readonly voice: Voice;
  readonly now: number;
  readonly pace: Pace;
  readonly behind: boolean;
}) => {
  const { pace, voice, now } = props;
  const { text } = voice;
  return (
    <div className="timebar no-print">
      <div className="clock" role="timer" aria-label={text.clockLabel} aria-live="off">
        {voice.moment(now)}
      </div>
      <Button onClick={pace.toggle} aria-keyshortcuts="Space" miw={120} disabled={now >= LONGEST}>
        <span aria-hidden="true">{pace.running ? "❚❚" : "▶"}&nbsp;</span>
        {pace.running ? text.pause : text.run}
        <Key name="␣" />
      </Button>
      <Segments
        label={text.speed}
        value={pace.speed}
        choose={pace.choose}
        choices={NAMES.map((each) => [each, text.speeds[each]])}
      />
      <div className="row">
        <Button
          variant="default"
          size="xs"
          title={text.forwardLabel.hour}
          aria-keyshortcuts="ArrowRight"
          onClick={() => pace.forward("hour")}
        >
          {text.forward.hour}
          <Key name="→" />
        </Button>
        <Button
          variant="default"
          size="xs"
          title={text.forwardLabel.day}
          aria-keyshortcuts="d"
          onClick={() => pace.forward("day")}
        >
          {text.forward.day}
          <Key name="D" />
        </Button>
      </div>
      {props.behind && <span className="quiet small">{text.behind}</span>}
      {now >= LONGEST && <span className="small">{text.over}</span>}
    </div>
  );
};
