// SPDX-License-Identifier: Apache-2.0
/**
 * Changing: typed and judged, proposed, read back beside what runs, signed. What is not confirmed
 * says that the old flow still runs.
 */
import { hexOf } from "@cisterna/link";
import type { Program } from "@cisterna/therapy";
import { Button, Textarea } from "@mantine/core";
import { rateText } from "./account.tsx";
import { Checks, isReady } from "./checks.tsx";
import { Compare, changeBetween, needsReason } from "./compare.tsx";
import type { Reading } from "./contact.ts";
import { EditForm } from "./edit.tsx";
import { presentInstant, programFor, type Standing } from "./judged.ts";
import type { Counting } from "./program-rows.ts";
import type { Receipt, Review, State } from "./session.ts";
import type { Edit } from "./use-edit.ts";
import type { Actions } from "./use-programmer.ts";
import type { Voice } from "./use-voice.ts";

type Props = {
  readonly reading: Reading;
  readonly standing: Standing;
  readonly counting: Counting;
  readonly state: State;
  readonly edit: Edit;
  readonly by: string;
  readonly actions: Actions;
  readonly voice: Voice;
};

const Unconfirmed = ({ reading, counting, voice }: Props) => {
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

const Editing = (props: Props) => {
  const { standing, counting, edit, actions, voice, state } = props;
  const { text } = voice;
  const plan = edit.judged?.plan ?? null;
  const { program: before } = standing.dossier;
  const after = plan === null ? null : programFor(standing, plan, presentInstant());
  const change = after === null ? null : changeBetween(before, after, counting);
  const isLarge = needsReason(change);
  const mayPropose =
    after !== null &&
    edit.touched !== null &&
    isReady(edit) &&
    (!isLarge || edit.reason.trim() !== "");
  const propose = (): void => {
    if (after !== null) void actions.propose(after, edit.reason.trim());
  };
  return (
    <div className="stack">
      {edit.touched !== null && <Unconfirmed {...props} />}
      <EditForm edit={edit} standing={standing} voice={voice} />
      {edit.touched !== null && (
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
      )}
    </div>
  );
};

const programIn = ({ proposed }: Review): Program | null =>
  "program" in proposed.told ? proposed.told.program : null;

const Lost = ({ state, actions, voice }: Props) => (
  <section className="alert bad stack" role="alert">
    <strong>{voice.text.lostTitle}</strong>
    <p>{voice.text.lostLead}</p>
    <div>
      <Button loading={state.busy} onClick={() => void actions.sign()}>
        {voice.text.askAgain}
      </Button>
    </div>
  </section>
);

const Reviewing = (props: Props & { readonly review: Review }) => {
  const { review, reading, counting, state, actions, voice } = props;
  const { text } = voice;
  const after = programIn(review);
  return (
    <section className="stack" aria-labelledby="review">
      <h2 id="review">{text.reviewTitle}</h2>
      {review.lost ? <Lost {...props} /> : <Unconfirmed {...props} />}
      <p className="lead">{text.reviewLead}</p>
      {after !== null && (
        <Compare before={reading.dossier.program} after={after} counting={counting} voice={voice} />
      )}
      {review.reason !== "" && (
        <p>
          {text.reason}: <strong>{review.reason}</strong>
        </p>
      )}
      <p className="quiet small">
        {text.hash} {hexOf(review.proposed.readback.hash).slice(0, 16)}
      </p>
      {!review.lost && (
        <div className="row">
          <Button loading={state.busy} onClick={() => void actions.sign()}>
            {text.sign}
          </Button>
          <Button variant="default" onClick={() => actions.change({ review: null })}>
            {text.back}
          </Button>
        </div>
      )}
    </section>
  );
};

const Done = ({ receipt, voice }: { readonly receipt: Receipt; readonly voice: Voice }) => {
  const { text } = voice;
  return (
    <section className="alert good stack" role="status">
      <strong>{text.receiptTitle(receipt.version)}</strong>
      <p>{text.receiptLead(receipt.hash)}</p>
      <p>{receipt.noted ? text.receiptNoted : text.receiptUnnoted}</p>
    </section>
  );
};

/** The change, in the state that it is in. */
export const Change = (props: Props) => {
  const { review, receipt } = props.state;
  if (!props.reading.inControl) return <p className="alert">{props.voice.text.onlyRead}</p>;
  return (
    <div className="stack">
      {receipt !== null && <Done receipt={receipt} voice={props.voice} />}
      {review === null ? <Editing {...props} /> : <Reviewing {...props} review={review} />}
    </div>
  );
};
