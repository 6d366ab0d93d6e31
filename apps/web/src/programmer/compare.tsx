// SPDX-License-Identifier: Apache-2.0
/** Two programs beside each other, row by row; what differs is marked in word and colour. */

import { negate, rational } from "@cisterna/quantity";
import type { Program } from "@cisterna/therapy";
import { fluidIn } from "../format/fluid.ts";
import { ScrollBox } from "../shell/scroll-box.tsx";
import { type Counting, programRows } from "./program-rows.ts";
import { dailyChange, regimenOf, scaleOf } from "./regimen.ts";
import type { Voice } from "./use-voice.ts";

/** How the total of 24 h changes, as a share; null: nothing ran, or another drug. */
export const changeBetween = (
  before: Program | null,
  after: Program,
  { pulse, stated }: Counting,
): ReturnType<typeof dailyChange> => {
  const [old, fluid] = [fluidIn(before?.fluid ?? null), fluidIn(after.fluid)];
  if (before === null || old === null || fluid === null) return null;
  if (![old, fluid].every((each) => each.some(({ drug }) => drug === stated.drug))) return null;
  const told = regimenOf(before, scaleOf(old, stated.drug, pulse));
  return dailyChange(told, regimenOf(after, scaleOf(fluid, stated.drug, pulse)));
};

/** Beyond this a change needs a reason. A proposal of ours: REQ-065. */
const LARGE = rational(1n, 5n);

/** Whether a change of the daily total needs a reason. */
export const needsReason = (change: ReturnType<typeof dailyChange>): boolean => {
  if (change === null) return false;
  const size = change.n < 0n ? negate(change) : change;
  return size.n * LARGE.d > LARGE.n * size.d;
};

/** The table. */
export const Compare = (props: {
  readonly before: Program | null;
  readonly after: Program;
  readonly counting: Counting;
  readonly voice: Voice;
}) => {
  const { before, after, counting, voice } = props;
  const { text } = voice;
  const old = new Map(programRows(before, counting, voice));
  const change = changeBetween(before, after, counting);
  return (
    <div className="stack">
      {change !== null && (
        <p className={needsReason(change) ? "alert bad" : "alert"}>
          <strong>{text.changeBy(voice.percent(change))}</strong>
        </p>
      )}
      <ScrollBox name={text.prescription}>
        <table className="table compare">
          <thead>
            <tr>
              <th scope="col">{text.prescription}</th>
              <th scope="col">{text.runs}</th>
              <th scope="col">{text.wouldRun}</th>
            </tr>
          </thead>
          <tbody>
            {programRows(after, counting, voice).map(([label, value]) => {
              const was = old.get(label) ?? text.none;
              const differs = was !== value;
              return (
                <tr key={label} className={differs ? "differs" : ""}>
                  <th scope="row">{label}</th>
                  <td>{was}</td>
                  <td>
                    {value}
                    {differs && <span className="pill warn">{text.changed}</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
};
