// SPDX-License-Identifier: Apache-2.0
/** A therapy over time as tables: all that is drawn, each row with the way to its source. */
import type { ReactNode } from "react";
import { ScrollBox } from "../shell/scroll-box.tsx";
import type { Mark } from "./panel.ts";
import type { ReadingTrend, RefillTrend } from "./shapes.ts";
import type { Source, TrendWords } from "./words.ts";

/** A link to a source. Not every visit stands in the record, as of what was imported. */
const SourceLink = ({ source, name }: { readonly source: Source | null; readonly name: string }) =>
  source === null ? (
    name
  ) : (
    <a
      href={source.to}
      {...(source.to.startsWith("#") ? {} : { target: "_blank", rel: "noopener" })}
    >
      {name}
    </a>
  );

type Column = { readonly name: string; readonly number?: boolean };

const Table = (props: {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}) => (
  <ScrollBox name={props.name}>
    <table className="table wide">
      <thead>
        <tr>
          {props.columns.map(({ name, number }) => (
            <th key={name} scope="col" className={number === true ? "number" : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, place) => {
              const { name = "", number } = props.columns[place] ?? {};
              return (
                <td key={name} className={number === true ? "number" : undefined}>
                  {cell}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollBox>
);

/** What the figure shows. */
export const Rows = ({ rows, words }: { readonly rows: readonly Mark[]; words: TrendWords }) => {
  const { text } = words;
  return (
    <Table
      name={text.table}
      columns={[
        { name: text.when },
        { name: text.what },
        { name: text.value },
        { name: text.source },
      ]}
      rows={rows.map(({ key, when, what, said, source }) => ({
        key,
        cells: [
          when,
          what,
          said,
          <SourceLink key="source" source={source} name={source?.name ?? text.noVisit} />,
        ],
      }))}
    />
  );
};

/** The clinic's own verdicts of a refill. */
const verdictOf = ({ verdicts }: RefillTrend, words: TrendWords): string =>
  verdicts.length === 0
    ? words.text.volumes.first
    : verdicts
        .map(({ kind, threshold = "" }) => words.verdicts[kind](words.amount(threshold)))
        .join(" ");

/** The volumes, each refill with its verdict and what was delivered before it. */
export const Volumes = (props: {
  readonly refills: readonly RefillTrend[];
  readonly words: TrendWords;
}) => {
  const { refills, words } = props;
  const { volumes, when } = words.text;
  const shown = (value: string | null): string =>
    value === null ? volumes.unknown : words.amount(value);
  const delivered = ({ delivered: volume, given }: RefillTrend): string =>
    [
      shown(volume),
      ...given.map(({ drug, mass }) => `${words.drug(drug)} ${words.amount(mass)}`),
    ].join("; ");
  return (
    <Table
      name={volumes.title}
      columns={[
        { name: when },
        { name: volumes.expected, number: true },
        { name: volumes.aspirated, number: true },
        { name: volumes.missing, number: true },
        { name: volumes.error, number: true },
        { name: volumes.verdict },
        { name: volumes.delivered },
      ]}
      rows={refills.toReversed().map((refill) => ({
        key: refill.visit,
        cells: [
          <SourceLink
            key="source"
            source={words.visit(refill.visit)}
            name={words.moment(refill.at)}
          />,
          shown(refill.expected),
          shown(refill.aspirated),
          shown(refill.discrepancy),
          shown(refill.error),
          verdictOf(refill, words),
          delivered(refill),
        ],
      }))}
    />
  );
};

const stateOf = ({ running, stopped }: ReadingTrend, words: TrendWords): string => {
  const { pump } = words.text;
  const state = running ? pump.runs : pump.stands;
  return stopped === null ? state : `${state}; ${pump.stood(words.amount(stopped))}`;
};

/** What the pump said in each visit. */
export const Readings = (props: {
  readonly readings: readonly ReadingTrend[];
  readonly words: TrendWords;
}) => {
  const { readings, words } = props;
  const { pump, when } = words.text;
  return (
    <Table
      name={pump.title}
      columns={[
        { name: when },
        { name: pump.volume, number: true },
        { name: pump.state },
        { name: pump.alarms },
        { name: pump.origin },
        { name: pump.by },
      ]}
      rows={readings.toReversed().map((reading) => ({
        key: `${reading.visit} ${reading.at}`,
        cells: [
          <SourceLink
            key="source"
            source={words.visit(reading.visit)}
            name={words.moment(reading.at)}
          />,
          words.amount(reading.volume),
          stateOf(reading, words),
          reading.alarms.join(", ") || pump.noAlarm,
          pump.origins[reading.source],
          reading.by ?? "–",
        ],
      }))}
    />
  );
};
