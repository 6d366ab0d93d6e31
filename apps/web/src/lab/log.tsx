// SPDX-License-Identifier: Apache-2.0
/** Lists of what happened: the pump's log as it was last read, and what was said and found. */
import { ScrollBox } from "../shell/scroll-box.tsx";
import type { Line } from "./deed-text.ts";
import type { Statement } from "./use-lab.ts";
import type { Voice } from "./use-say.ts";

/** The newest first, each with its place from the beginning, which never changes. */
const numbered = <T,>(all: readonly T[]): readonly { readonly item: T; readonly place: number }[] =>
  all.map((item, place) => ({ item, place })).toReversed();

/** Lines, the newest first. */
export const Lines = ({
  lines,
  voice,
}: {
  readonly lines: readonly Line[];
  readonly voice: Voice;
}) =>
  lines.length === 0 ? (
    <p className="empty">{voice.text.logEmpty}</p>
  ) : (
    <ol className="log">
      {numbered(lines).map(({ item: line, place }) => (
        <li key={place}>
          <time>{voice.moment(line.at)}</time>
          <span>
            {line.by !== "pump" && <b className={line.by}>{voice.text.acts[line.by]}: </b>}
            {line.what}
          </span>
        </li>
      ))}
    </ol>
  );

const needleText = ({ refill }: Statement, voice: Voice): string => {
  if (refill === null) return "";
  const { aspirated, found } = refill;
  const share = found === 0 ? "" : voice.amount(Math.round((aspirated / found) * 1000) / 10, "%");
  const needle = voice.text.needle(voice.volume(aspirated), voice.volume(found));
  return share === "" ? needle : `${needle} (${voice.text.difference(share)})`;
};

const isRefillOf = ({ account, refill }: Statement): boolean =>
  refill !== null && refill.at === account.at;

/** Everything that a clinic has learned so far: one row for each question and each needle. */
export const Statements = (props: {
  readonly statements: readonly Statement[];
  readonly voice: Voice;
}) => {
  const { voice, statements } = props;
  const { text, pump } = voice;
  if (statements.length === 0) return <p className="empty">{text.statementsNone}</p>;
  return (
    <ScrollBox name={text.statements}>
      <table className="table wide">
        <thead>
          <tr>
            <th scope="col">{text.when}</th>
            <th scope="col">{text.mode}</th>
            <th scope="col" className="number">
              {text.flow}
            </th>
            <th scope="col" className="number">
              {text.reservoir}
            </th>
            <th scope="col">{text.alarms}</th>
          </tr>
        </thead>
        <tbody>
          {numbered(statements).map(({ item: each, place }) => (
            <tr key={place}>
              <td>{voice.moment(each.account.at)}</td>
              <td>{pump.modes[each.account.mode]}</td>
              <td className="number">{voice.flow(each.account.flow)}</td>
              <td className="number">{voice.volume(each.account.reservoir)}</td>
              <td>
                {each.account.alarms.map(({ fault }) => pump.alarms[fault]).join("; ") ||
                  text.noAlarms}
                {isRefillOf(each) && (
                  <>
                    <br />
                    <b>{needleText(each, voice)}</b>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};
