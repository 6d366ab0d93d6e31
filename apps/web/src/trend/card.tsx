// SPDX-License-Identifier: Apache-2.0
/**
 * The course of a therapy: pain and function under the dose, volumes expected and found, and what
 * the pump said. Everything is the clinic's; here it is only drawn.
 */
import "./trend.css";
import { Link } from "@tanstack/react-router";
import type { Welcome } from "../clinic/client.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { useView } from "../clinic/use-clinic.ts";
import { useText } from "../shell/language.tsx";
import { Loading } from "../shell/states.tsx";
import { TREND_TEXT } from "../text/trend.ts";
import { Figure } from "./figure.tsx";
import { panelsOf, rowsOf, spanOf, volumePanel } from "./panel.ts";
import type { ImplantTrend, TrendView } from "./shapes.ts";
import { Readings, Rows, Volumes } from "./tables.tsx";
import { type Place, type TrendWords, useTrendWords } from "./words.ts";

type Given = { readonly view: TrendView; readonly words: TrendWords };

const Doses = ({ view, words }: Given) => {
  const { text } = words;
  const panels = panelsOf(words, view);
  if (panels.length === 0 && view.assessments.length === 0) {
    return <p className="quiet">{text.nothing}</p>;
  }
  return (
    <>
      <h3>{text.figure}</h3>
      <p className="quiet small">{text.lead}</p>
      {panels.length > 0 && (
        <Figure title={text.figure} panels={panels} span={spanOf(view)} words={words} />
      )}
      <details>
        <summary>{text.table}</summary>
        <Rows rows={rowsOf(panels, words, view)} words={words} />
      </details>
    </>
  );
};

const VolumeLegend = ({ words }: { readonly words: TrendWords }) => {
  const { volumes } = words.text;
  return (
    <div className="legend trend-figure">
      <span>
        <svg width="14" height="14" aria-hidden="true" style={{ display: "inline" }}>
          <circle className="mark ring" cx="7" cy="7" r="5" />
        </svg>
        {volumes.expected}
      </span>
      <span>
        <svg width="14" height="14" aria-hidden="true" style={{ display: "inline" }}>
          <rect className="mark full" x="3" y="3" width="8" height="8" />
        </svg>
        {volumes.aspirated}
      </span>
    </div>
  );
};

const Found = ({ view, words }: Given) => {
  const { volumes } = words.text;
  const refills = view.implants.flatMap((each) => each.refills);
  const panel = volumePanel(refills, words);
  return (
    <>
      <h3>{volumes.title}</h3>
      {refills.length === 0 && <p className="quiet">{volumes.none}</p>}
      {refills.length > 0 && panel.marks.length === 0 && <p className="quiet">{volumes.noPair}</p>}
      {panel.marks.length > 0 && (
        <>
          <p className="quiet small">{volumes.lead}</p>
          <VolumeLegend words={words} />
          <Figure title={volumes.title} panels={[panel]} span={spanOf(view)} words={words} />
        </>
      )}
      {refills.length > 0 && <Volumes refills={refills} words={words} />}
    </>
  );
};

/** What may be asked for now in an implant. */
const Allowed = ({ of, words }: { readonly of: ImplantTrend; readonly words: TrendWords }) => {
  const { pump } = words.text;
  const asked = of.doses.at(-1)?.on_demand ?? null;
  if (asked === null) return <p>{pump.notAllowed}</p>;
  const { dose, over, lockout, per_day: perDay } = asked;
  const { amount } = words;
  return (
    <p>
      {pump.allowed({
        ...{ dose: amount(dose), over: amount(over), lockout: amount(lockout) },
        perDay,
      })}
    </p>
  );
};

const Said = ({ view, words, patient }: Given & { readonly patient: string }) => {
  const { pump } = words.text;
  const readings = view.implants.flatMap((each) => each.readings);
  return (
    <>
      <h3>{pump.title}</h3>
      {readings.length === 0 ? (
        <p className="quiet">{pump.none}</p>
      ) : (
        <Readings readings={readings} words={words} />
      )}
      <h3>{pump.requests}</h3>
      {view.implants
        .filter(({ explanted, doses }) => explanted === null && doses.length > 0)
        .map((each) => (
          <Allowed key={each.implant} of={each} words={words} />
        ))}
      <p>
        {pump.counted}{" "}
        <Link to="/patients/$patient/programmer" params={{ patient }}>
          {pump.programmer}
        </Link>
      </p>
    </>
  );
};

const Read = (place: Place) => {
  const words = useTrendWords(place);
  const { view, patient } = place;
  return (
    <>
      <Doses view={view} words={words} />
      <Found view={view} words={words} />
      <Said view={view} words={words} patient={patient} />
    </>
  );
};

/** The card. */
export const Trend = (props: { readonly session: Welcome; readonly patient: string }) => {
  const { session, patient } = props;
  const { title } = useText(TREND_TEXT);
  const path = `patients/${encodeURIComponent(patient)}/trend`;
  const { data, error, isError } = useView<TrendView | null>(session, path);
  return (
    <section className={isError ? "card stack trend old" : "card stack trend"} aria-label={title}>
      <h2>{title}</h2>
      {isError && <ProblemNote error={error} />}
      {data === undefined && !isError && <Loading />}
      {data != null && <Read session={session} patient={patient} view={data} />}
    </section>
  );
};
