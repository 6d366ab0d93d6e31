// SPDX-License-Identifier: Apache-2.0
/**
 * Changing: typed and judged, proposed, read back beside what runs, signed. What is not confirmed
 * says that the old flow still runs.
 */
import { hexOf, type Told } from "@cisterna/link";
import { Button } from "@mantine/core";
import { programIn } from "./commit.ts";
import { Compare } from "./compare.tsx";
import { Credentials, type Given } from "./credentials.tsx";
import { Editing, type EditingProps, Unconfirmed } from "./editing.tsx";
import { Facts } from "./facts.tsx";
import { NoticeNote } from "./notice.tsx";
import { programRows, type Row } from "./program-rows.ts";
import type { Receipt, Review } from "./session.ts";
import type { Voice } from "./use-voice.ts";

type Props = EditingProps & {
  /** Whether the person has passkeys. */
  readonly holds: boolean;
};

type InReview = Props & { readonly review: Review };

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

/** What the pump is told besides the program. */
const rowsOf = (told: Told, { text, volume }: Voice): readonly Row[] => [
  ...(told.kind === "exchange"
    ? ([
        [text.line.aspirated, volume(told.aspirated)],
        [text.line.filled, volume(told.volume)],
      ] as const)
    : []),
  ...("catheter" in told && told.catheter !== null
    ? ([[text.line.event, told.catheter]] as const)
    : []),
];

const ToldRows = ({ told, voice }: { readonly told: Told; readonly voice: Voice }) => (
  <Facts rows={rowsOf(told, voice)} />
);

/** The signature: both factors, or a passkey, at this moment. */
const Signature = ({ review, counting, holds, state, actions, voice }: InReview) => {
  const { text } = voice;
  const give = (given: Given): void => {
    const program = programRows(programIn(review), counting, voice);
    const shown = [...program, ...rowsOf(review.proposed.told, voice)]
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
      <ToldRows told={review.proposed.told} voice={voice} />
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

/** What came of it. */
export const Done = ({ receipt, voice }: { readonly receipt: Receipt; readonly voice: Voice }) => {
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
      {receipt !== null && review === null && <Done receipt={receipt} voice={props.voice} />}
      {review === null ? <Editing {...props} /> : <Reviewing {...props} review={review} />}
    </div>
  );
};
