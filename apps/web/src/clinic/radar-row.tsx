// SPDX-License-Identifier: Apache-2.0
/** One implant on the radar: how urgent, when it runs dry at worst, why, and what to do by when. */

import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { Language } from "../format/number.ts";
import type { ClinicText } from "../text/en/clinic.ts";
import { BandPill } from "./band.tsx";
import { daysBetween, dayText } from "./dates.ts";
import type { Urgency } from "./shapes.ts";

/** With what a row speaks, and from which day it counts. */
export type RowVoice = {
  readonly text: ClinicText;
  readonly language: Language;
  readonly asOf: string;
};

/** So many days from the radar's day. */
const distance = (day: string, { text, asOf }: RowVoice): string => {
  const days = daysBetween(asOf, day);
  if (days === 0) return text.today;
  return days > 0 ? text.inDays(days) : text.daysAgo(-days);
};

const When = ({ day, voice }: { readonly day: string | null; readonly voice: RowVoice }) =>
  day === null ? (
    <span className="quiet">{voice.text.unknown}</span>
  ) : (
    <span>
      <b>{dayText(day, voice.language)}</b>{" "}
      <span className="quiet small">{distance(day, voice)}</span>
    </span>
  );

/** The height of every row, px. */
export const ROW_HEIGHT = 74;

type Props = {
  readonly row: Urgency;
  readonly place: number;
  readonly chosen: boolean;
  readonly voice: RowVoice;
};

/** The row; it is drawn again only when something in it changed. */
export const RadarRow = memo(({ row, place, chosen, voice }: Props) => {
  const { text, language } = voice;
  const [next] = row.next;
  return (
    <tr aria-rowindex={place + 2} className={chosen ? "radar-row chosen" : "radar-row"}>
      <td className="wide-only">
        <BandPill band={row.band} />
      </td>
      <td>
        <div className="clip">
          <div className="narrow-only">
            <BandPill band={row.band} />
          </div>
          <Link
            to="/patients/$patient"
            params={{ patient: row.patient } as never}
            tabIndex={chosen ? 0 : -1}
          >
            {row.name}
          </Link>
          <div className="quiet small wide-only">{row.patient}</div>
        </div>
      </td>
      <td>
        <div className="clip">
          <When day={row.empty} voice={voice} />
        </div>
      </td>
      <td className="wide-only">
        <div className="clip small">{row.reasons.map((each) => text.reasons[each]).join("; ")}</div>
      </td>
      <td>
        <div className="clip">
          {next === undefined ? (
            <span className="quiet">{text.none}</span>
          ) : (
            <>
              <b>{text.next[next.kind]}</b>{" "}
              <span className="quiet small">{text.by(dayText(next.by, language))}</span>
            </>
          )}
        </div>
      </td>
      <td className="wide-only">
        <div className="clip small">
          {row.appointment === null ? text.none : dayText(row.appointment, language)}
        </div>
      </td>
    </tr>
  );
});
