// SPDX-License-Identifier: Apache-2.0
/** The radar: every implant of the clinic by urgency, filtered, searched, and walked by keys. */
import "./clinic.css";
import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { Key, useKeys } from "../shell/keys.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { offer } from "../shell/offer.ts";
import { Segments } from "../shell/segments.tsx";
import { Loading } from "../shell/states.tsx";
import { CLINIC_TEXT } from "../text/clinic.ts";
import { SHELL_TEXT } from "../text/shell.ts";
import { AsOf } from "./as-of.tsx";
import { ask, type Welcome } from "./client.ts";
import { OnPaper } from "./on-paper.tsx";
import { RadarRow, ROW_HEIGHT, type RowVoice } from "./radar-row.tsx";
import type { Band, CalendarView, RadarView, Urgency } from "./shapes.ts";
import { ProblemNote } from "./sign-in.tsx";
import { SignedIn } from "./signed-in.tsx";
import { useView } from "./use-clinic.ts";
import { useWindow } from "./use-window.ts";

type Filter = Band | "all";

const fits = ({ name, patient, band }: Urgency, wanted: string, filter: Filter): boolean =>
  (filter === "all" || band === filter) &&
  `${name} ${patient}`.toLowerCase().includes(wanted.toLowerCase());

const Heads = ({ voice: { text } }: { readonly voice: RowVoice }) => (
  <thead>
    <tr aria-rowindex={1}>
      <th scope="col" className="wide-only">
        {text.urgency}
      </th>
      <th scope="col">{text.patient}</th>
      <th scope="col">{text.emptyAtWorst}</th>
      <th scope="col" className="wide-only">
        {text.why}
      </th>
      <th scope="col">{text.nextAction}</th>
      <th scope="col" className="wide-only">
        {text.appointment}
      </th>
    </tr>
  </thead>
);

/** Rows that are not drawn keep their room. */
const Gap = ({ rows }: { readonly rows: number }) =>
  rows === 0 ? null : (
    <tr className="gap" style={{ height: rows * ROW_HEIGHT }}>
      <td />
    </tr>
  );

/** The rows that fit, walked by j and k, opened by Enter. */
const Rows = ({ rows, voice }: { readonly rows: readonly Urgency[]; readonly voice: RowVoice }) => {
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const { box, look, first, last, bring } = useWindow(rows.length, ROW_HEIGHT);
  const at = Math.min(chosen, Math.max(0, rows.length - 1));
  const go = (to: number) => {
    const place = Math.min(Math.max(0, to), rows.length - 1);
    setChosen(place);
    bring(place);
  };
  const open = () => {
    const patient = rows[at]?.patient;
    if (patient !== undefined) void navigate({ to: `/patients/${patient}` as "/" });
  };
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    Enter: open,
  });
  if (rows.length === 0) return <p className="empty">{voice.text.nobodyFits}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section ref={box} onScroll={look} className="radar" tabIndex={0} aria-label={voice.text.radar}>
      <table aria-rowcount={rows.length + 1}>
        <Heads voice={voice} />
        <tbody>
          <Gap rows={first} />
          {rows.slice(first, last).map((row, index) => (
            <RadarRow
              key={`${row.patient} ${row.implant}`}
              row={row}
              place={first + index}
              chosen={first + index === at}
              voice={voice}
            />
          ))}
          <Gap rows={rows.length - last} />
        </tbody>
      </table>
    </section>
  );
};

const BandFilter = (props: {
  readonly bands: RadarView["bands"];
  readonly value: Filter;
  readonly choose: (filter: Filter) => void;
}) => {
  const text = useText(CLINIC_TEXT);
  const there = (Object.keys(text.bands) as readonly Band[]).filter(
    (band) => (props.bands[band] ?? 0) > 0,
  );
  return (
    <Segments
      label={text.radar}
      value={props.value}
      choose={props.choose}
      choices={[
        ["all", text.allBands],
        ...there.map((band) => [band, `${text.bands[band]} ${props.bands[band]}`] as const),
      ]}
    />
  );
};

/** Everything under the title once the radar has come. */
const Found = ({ view, voice }: { readonly view: RadarView; readonly voice: RowVoice }) => {
  const { text } = voice;
  const [filter, setFilter] = useState<Filter>("all");
  const [wanted, setWanted] = useState("");
  const search = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => search.current?.focus() });
  const rows = useMemo(
    () => view.rows.filter((row) => fits(row, wanted, filter)),
    [view.rows, wanted, filter],
  );
  if (!view.configured) return <p className="alert">{text.notConfigured}</p>;
  if (view.rows.length === 0) return <p className="empty">{text.nobody}</p>;
  return (
    <>
      <div className="row no-print">
        <TextInput
          ref={search}
          aria-label={text.search}
          placeholder={text.search}
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          aria-keyshortcuts="/"
          rightSection={<Key name="/" />}
          w={280}
        />
        <BandFilter bands={view.bands} value={filter} choose={setFilter} />
      </div>
      <p className="quiet small" role="status">
        {text.count(rows.length, view.rows.length)}
        <Key name="J" />
        <Key name="K" />
        <Key name="↵" />
      </p>
      <Rows rows={rows} voice={voice} />
    </>
  );
};

const Radar = ({ session }: { readonly session: Welcome }) => {
  const text = useText(CLINIC_TEXT);
  const shell = useText(SHELL_TEXT);
  const { language } = useLanguage();
  const { data, error, isError } = useView<RadarView>(session, "radar");
  const saving = useMutation({
    mutationFn: () => ask<CalendarView>(session.clinic.clinic, "calendar"),
    onSuccess: (calendar) => offer("cisterna.ics", calendar.type, calendar.text),
  });
  return (
    <div className="stack">
      <div className="row spread">
        <h1>{text.radar}</h1>
        <div className="row no-print">
          <Button size="xs" variant="default" onClick={() => void saving.mutate()}>
            {text.calendar}
          </Button>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            {shell.print}
          </Button>
        </div>
      </div>
      <p className="lead">{text.radarLead}</p>
      <OnPaper session={session} today={data === undefined ? null : data.as_of.slice(0, 10)} />
      {isError && <ProblemNote error={error} />}
      {saving.isError && <ProblemNote error={saving.error} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && (
        <>
          <p>
            <AsOf moment={data.as_of} old={isError} />
          </p>
          <div className={isError ? "stack old" : "stack"}>
            <Found view={data} voice={{ text, language, asOf: data.as_of }} />
          </div>
        </>
      )}
    </div>
  );
};

/** The radar's screen. */
export const RadarScreen = () => <SignedIn>{(session) => <Radar session={session} />}</SignedIn>;
