// SPDX-License-Identifier: Apache-2.0
/**
 * Changing: typed and judged, proposed, read back beside what runs, signed. What is not confirmed
 * says that the old flow still runs.
 */
import { hexOf } from "@cisterna/link";
import { Button, Textarea } from "@mantine/core";
import { rateText } from "./account.tsx";
import { Checks, isReady } from "./checks.tsx";
import { programIn } from "./commit.ts";
import { Compare, changeBetween, needsReason } from "./compare.tsx";
import type { Reading } from "./contact.ts";
import { Credentials, type Given } from "./credentials.tsx";
import { EditForm } from "./edit.tsx";
import { presentInstant, programFor, type Standing } from "./judged.ts";
import { NoticeNote } from "./notice.tsx";
import { type Counting, programRows } from "./program-rows.ts";
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
  /** Whether the person has passkeys. */
  readonly holds: boolean;
  readonly actions: Actions;
  readonly voice: Voice;
};

type InReview = Props & { readonly review: Review };

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

const Lost = ({ state, actions, voice }: Props) => (
  <section className="alert bad stack" role="alert">
    <strong>{voice.text.lostTitle}</strong>
    <p>{voice.text.lostLead}</p>
    <div>
      <Button loading={state.busy} onClick={() => void actions.sign(null)}>
        {voice.text.askAgain}
      </Button>
    </div>
  </section>
);

/** The signature: both factors, or a passkey, at this moment. */
const Signature = ({ review, counting, holds, state, actions, voice }: InReview) => {
  const { text } = voice;
  const give = (given: Given): void => {
    const shown = programRows(programIn(review), counting, voice)
      .map(([label, value]) => `${label}: ${value}`)
      .join("\n")
      .replaceAll("\u202f", " ");
    void actions.sign({ given, shown, meaning: text.signMeaning });
  };
  return (
    <section className="stack" aria-labelledby="signature">
      <h3 id="signature">{text.signTitle}</h3>
      <p>{text.signLead}</p>
      <p className="small">{text.signMeaning}.</p>
      {state.notice?.kind === "problem" && (
        <NoticeNote notice={state.notice} pulse={counting.pulse} voice={voice} />
      )}
      <Credentials
        voice={voice}
        busy={state.busy}
        go={text.sign}
        held={holds ? text.signHeld : null}
        give={give}
        both
      />
      <div>
        <Button variant="default" onClick={() => actions.change({ review: null })}>
          {text.back}
        </Button>
      </div>
    </section>
  );
};

const Reviewing = (props: InReview) => {
  const { review, reading, counting, voice } = props;
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
      {!review.lost && <Signature {...props} />}
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
