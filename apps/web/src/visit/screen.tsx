// SPDX-License-Identifier: Apache-2.0
/**
 * The refill visit: one decision on the screen, what was decided beside it. The clinic judges
 * every step and says what is still to be done; a visit that was left goes on where it was.
 */
import "./visit.css";
import { Link, useParams } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import { AsOf } from "../clinic/as-of.tsx";
import type { Seen } from "../clinic/client.ts";
import { ProblemNote } from "../clinic/sign-in.tsx";
import { SignedIn } from "../clinic/signed-in.tsx";
import { useText } from "../shell/language.tsx";
import { Loading } from "../shell/states.tsx";
import { OTHER_VISITS_TEXT } from "../text/visit.ts";
import { Aspirate, Explanation } from "./aspirate.tsx";
import { Checks } from "./checks.tsx";
import { Abandon, Commit } from "./commit.tsx";
import { Fill } from "./fill.tsx";
import { Guard, ReadBack } from "./guard.tsx";
import { OtherVisit, otherKind } from "./other.tsx";
import { STEPS, type StepName, stepNow, stepOf } from "./path.ts";
import { Reading } from "./reading.tsx";
import { Report } from "./report.tsx";
import type { Packet, VisitView } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { Summary } from "./summary.tsx";
import { Syringe } from "./syringe.tsx";
import { Refusals, Trouble } from "./trouble.tsx";
import { type Place, useSend, useVisit } from "./use-visit.ts";
import { useWords, type Words } from "./words.ts";

const DECISIONS: Readonly<Record<StepName, ComponentType<StepProps>>> = {
  reading: Reading,
  aspirate: Aspirate,
  explanation: Explanation,
  syringe: Syringe,
  fill: Fill,
  checks: Checks,
  guard: Guard,
  readBack: ReadBack,
  commit: Commit,
};

/** Reasons that say more than that a step is missing, and belong to the decision in view. */
const against = (view: VisitView, now: StepName) =>
  now === "checks" || now === "explanation" || now === "commit"
    ? []
    : view.to_do.filter((each) => each.kind !== "out-of-order" && stepOf(each) === now);

type OpenProps = Omit<StepProps, "send" | "toPlan"> & { readonly revision: string | null };

const Open = ({ revision, ...given }: OpenProps) => {
  const { place, view, packet, words } = given;
  const { text } = words;
  const [wanted, setWanted] = useState<StepName | null>(null);
  const send = useSend(place, revision);
  const now = wanted ?? stepNow(view);
  const go = (step: StepName | null) => {
    send.reset();
    setWanted(step);
  };
  const sending: typeof send = {
    ...send,
    mutate: (step, then) =>
      send.mutate(step, {
        ...then,
        onSuccess: (...said) => {
          then?.onSuccess?.(...said);
          setWanted(null);
        },
      }),
  };
  const props: StepProps = { ...given, send: sending, toPlan: () => go("fill") };
  const Decision = DECISIONS[now];
  const reasons = against(view, now);
  return (
    <div className="visit">
      <section className="card stack decision" aria-labelledby="decision">
        <p className="quiet small">{text.stepOf(STEPS.indexOf(now) + 1, STEPS.length)}</p>
        <h2 id="decision">{text.steps[now]}</h2>
        {reasons.length > 0 && (
          <Refusals list={reasons} words={words} patient={packet.person.name} />
        )}
        <Decision key={now} {...props} />
        <Trouble send={sending} words={words} patient={packet.person.name} />
      </section>
      <div className="stack">
        <Summary view={view} implant={given.implant} now={now} words={words} go={go} />
        <div className="no-print">
          <Abandon {...props} />
        </div>
      </div>
    </div>
  );
};

const Ended = (props: Omit<StepProps, "send" | "toPlan">) => {
  const send = useSend(props.place);
  return (
    <section className="card report">
      <Report {...props} send={send} toPlan={() => undefined} />
    </section>
  );
};

const Body = (props: {
  readonly place: Place;
  readonly seen: Seen<VisitView>;
  readonly packet: Packet;
  readonly words: Words;
}) => {
  const { place, packet, words } = props;
  const { view, revision } = props.seen;
  const implant = packet.implants.find((each) => each.implant.implant === view.implant);
  const other = otherKind(view.kind);
  if (other !== null && implant !== undefined) {
    const given = { place, view, packet, implant, words, revision };
    return <OtherVisit {...given} kind={other} />;
  }
  if (view.kind !== "refill") return <p className="empty">{words.text.notRefill}</p>;
  if (view.end?.how === "abandoned") return <p className="alert bad">{words.text.abandoned}</p>;
  if (implant === undefined) return <p className="empty">{words.text.notRefill}</p>;
  const given = { place, view, packet, implant, words };
  return view.end === null ? <Open {...given} revision={revision} /> : <Ended {...given} />;
};

const Visit = (place: Place) => {
  const words = useWords();
  const { seen, packet, isReady } = useVisit(place);
  const { titles } = useText(OTHER_VISITS_TEXT);
  const titleOf = (kind = "refill") => titles[otherKind(kind) ?? "refill"];
  const error = seen.error ?? packet.error;
  const isThere = seen.data !== undefined && packet.data !== undefined && isReady;
  return (
    <div className="stack">
      <Link to="/patients/$patient" params={{ patient: place.patient }} className="no-print">
        {words.text.toPatient}
      </Link>
      {packet.data !== undefined && (
        <div className="row">
          <h1>{titleOf(seen.data?.view.kind)(packet.data.person.name)}</h1>
          <span className="quiet">{words.day(packet.data.person.born)}</span>
          <span className="pill">{place.patient}</span>
          {seen.data !== undefined && <AsOf moment={seen.data.view.as_of} old={error !== null} />}
        </div>
      )}
      {error !== null && <ProblemNote error={error} />}
      {!isThere && error === null && <Loading />}
      {seen.data !== undefined && packet.data !== undefined && isReady && (
        <Body place={place} seen={seen.data} packet={packet.data} words={words} />
      )}
    </div>
  );
};

/** The screen of the visit that the address names. */
export const VisitScreen = () => {
  const { patient = "", visit = "" } = useParams({ strict: false }) as {
    readonly patient?: string;
    readonly visit?: string;
  };
  return (
    <SignedIn>{(session) => <Visit session={session} patient={patient} visit={visit} />}</SignedIn>
  );
};
