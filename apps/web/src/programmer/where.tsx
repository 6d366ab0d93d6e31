// SPDX-License-Identifier: Apache-2.0
/**
 * Which drug is where, while a bridge or a prime runs. Whoever ends it early has read it, and gives
 * a whole new prescription. Source: REQ-044.
 */
import { Checkbox } from "@mantine/core";
import { Facts } from "./facts.tsx";
import type { Standing } from "./judged.ts";
import type { Passing } from "./passing.ts";
import type { Edit } from "./use-edit.ts";
import type { Voice } from "./use-voice.ts";

/** The places, from the pump to the tip. */
export const Where = (props: {
  readonly passing: Passing;
  readonly standing: Standing;
  readonly edit: Edit;
  readonly voice: Voice;
}) => {
  const { passing, standing, edit, voice } = props;
  const { line } = voice.text;
  const left = voice.millilitres(passing.left);
  const old =
    passing.kind === "prime"
      ? line.noDrug
      : passing.old === null
        ? line.unknown
        : voice.fluid(passing.old);
  return (
    <section className="alert bad stack" aria-labelledby="where">
      <h3 id="where">{line.whereTitle[passing.kind]}</h3>
      <p>{line.whereLead[passing.kind](left)}</p>
      <Facts
        rows={[
          [line.inReservoir, voice.fluid(standing.fluid)],
          [line.beforeTip(left), old],
        ]}
      />
      <p>{line.wholeAnew}</p>
      <Checkbox
        label={line.placed}
        checked={edit.placed}
        onChange={({ currentTarget }) => edit.attest({ placed: currentTarget.checked })}
      />
    </section>
  );
};

/** Whether the person may go on: nothing passes, or it was read where what is. */
export const isPlaced = ({ passing }: Standing, { placed }: Edit): boolean =>
  passing === null || placed;
