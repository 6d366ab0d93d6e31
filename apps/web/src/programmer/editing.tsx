// SPDX-License-Identifier: Apache-2.0
/**
 * A change that is being typed: the form, what it brings to the tip, what therapy says of it, and
 * the proposal to the pump. A fill with another fluid is the same change with what was filled.
 */
import type { Told } from "@cisterna/link";
import { inNanolitres, minus } from "@cisterna/quantity";
import { fluidId, type Plan, type Program } from "@cisterna/therapy";
import { Button, Textarea } from "@mantine/core";
import { rateText } from "./account.tsx";
import { Checks, isReady } from "./checks.tsx";
import { changeBetween, needsReason } from "./compare.tsx";
import type { Reading } from "./contact.ts";
import { EditForm } from "./edit.tsx";
import { isPrime } from "./entry.ts";
import { presentInstant, programFor, type Standing } from "./judged.ts";
import { type CatheterEvent, isAttested, LineChoice } from "./line-choice.tsx";
import { eventName } from "./passing.ts";
import type { Counting } from "./program-rows.ts";
import type { State } from "./session.ts";
import type { Edit } from "./use-edit.ts";
import type { Actions } from "./use-programmer.ts";
import type { Voice } from "./use-voice.ts";
import { isPlaced, Where } from "./where.tsx";

/** What every change needs. */
export type EditingProps = {
  readonly reading: Reading;
  readonly standing: Standing;
  readonly counting: Counting;
  readonly state: State;
  readonly edit: Edit;
  /** What happened at the catheter last, by its name. */
  readonly event: CatheterEvent & { readonly name: string };
  readonly by: string;
  readonly actions: Actions;
  readonly voice: Voice;
};

/** What runs on while nothing is confirmed. */
export const Unconfirmed = ({
  reading,
  counting,
  voice,
}: Pick<EditingProps, "reading" | "counting" | "voice">) => {
  const { status } = reading.dossier;
  const { text } = voice;
  const flows = Number(status.rate) > 0;
  return (
    <p className="alert" role="status">
      <strong>
        {flows
          ? text.unconfirmed(rateText(status, status.fluid, { counting, voice }))
          : text.unconfirmedStill}
      </strong>
    </p>
  );
};

/** The program of what was typed; null: it cannot run. */
const programIn = ({ standing, edit }: EditingProps): Program | null => {
  const plan = edit.judged?.plan ?? null;
  const primed = edit.exchange?.primed ?? null;
  return plan === null ? null : programFor(standing, plan, { now: presentInstant(), primed });
};

/** What the pump is told, whole: the program, and the fill that it comes with. */
const toldOf = (
  { standing, edit, event }: EditingProps,
  program: Program,
  plan: Plan,
): Extract<Told, { readonly program: Program }> => {
  const replaces = standing.dossier.program?.version ?? null;
  const catheter = isPrime(edit.entry) ? eventName(event.name, event.times) : null;
  const order = { program, replaces, catheter };
  const { filling, fluid } = standing;
  if (filling === null) return { kind: "program", ...order };
  const aspirated = filling.aspirated;
  const volume = inNanolitres(minus(filling.volume, plan.constants.residual), "down");
  return { kind: "exchange", ...order, aspirated, volume, fluid: fluidId(fluid) };
};

const reasonIn = ({ reason, again }: Edit): string =>
  [reason.trim(), again.trim()].filter((each) => each !== "").join("; ");

/** What stands between what was typed and the pump. */
const Proposal = (props: EditingProps & { readonly program: Program | null }) => {
  const { standing, counting, edit, actions, voice, state, event, program } = props;
  const { text } = voice;
  const before = standing.passing === null ? standing.dossier.program : null;
  const change = program === null ? null : changeBetween(before, program, counting);
  const isLarge = needsReason(change);
  const plan = edit.judged?.plan ?? null;
  const isWhole = isReady(edit) && isAttested(edit, event) && isPlaced(standing, edit);
  const mayPropose =
    program !== null && plan !== null && isWhole && (!isLarge || edit.reason.trim() !== "");
  const propose = (): void => {
    if (program === null || plan === null) return;
    void actions.propose(toldOf(props, program, plan), reasonIn(edit));
  };
  return (
    <>
      {change !== null && (
        <p>
          <strong>{text.changeBy(voice.percent(change))}</strong>
        </p>
      )}
      <Checks edit={edit} by={props.by} voice={voice} />
      {isLarge && (
        <Textarea
          label={text.reason}
          description={text.reasonNeeded}
          maxLength={120}
          value={edit.reason}
          onChange={({ currentTarget }) => edit.explain(currentTarget.value)}
        />
      )}
      <div className="row">
        <Button disabled={!mayPropose} loading={state.busy} onClick={propose}>
          {text.propose}
        </Button>
        <Button variant="default" onClick={edit.discard}>
          {text.discard}
        </Button>
      </div>
    </>
  );
};

/** The change. */
export const Editing = (props: EditingProps) => {
  const { standing, edit, voice } = props;
  const { passing } = standing;
  return (
    <div className="stack">
      {passing !== null && (
        <Where passing={passing} standing={standing} edit={edit} voice={voice} />
      )}
      {edit.touched !== null && <Unconfirmed {...props} />}
      <EditForm edit={edit} standing={standing} voice={voice} />
      {passing === null && (
        <LineChoice
          edit={edit}
          event={props.event}
          filling={standing.filling !== null}
          voice={voice}
        />
      )}
      {edit.touched !== null && <Proposal {...props} program={programIn(props)} />}
    </div>
  );
};
