// SPDX-License-Identifier: Apache-2.0
/** The one next step of a patient's page: a refill begins, or the one that was left goes on. */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Problem, type Welcome } from "../clinic/client.ts";
import type { ImplantView, PatientView } from "../clinic/shapes.ts";
import { Key, useKeys } from "../shell/keys.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { sentenceIn } from "../text/sentences.ts";
import { OTHER_VISITS_TEXT } from "../text/visit.ts";
import type { OtherKind } from "./other.tsx";
import { Trouble } from "./trouble.tsx";
import { useSend } from "./use-visit.ts";
import { useWords } from "./words.ts";

/** What can be begun here. */
type Kind = "refill" | OtherKind;

const TREATING = ["physician", "nurse"];

/** Days and a few letters: a name that no visit of this patient has. */
const nameOf = (kind: Kind, asOf: string): string =>
  `${kind}-${asOf.slice(0, 10)}-${crypto.randomUUID().slice(0, 4)}`;

/** The visit of this implant that is open, where a refusal to begin another names it. */
const openIn = (error: unknown): string | null =>
  error instanceof Problem
    ? (error.refusals.find(({ kind }) => kind === "unit-of-work-unfinished")?.read ?? null)
    : null;

type StartProps = {
  readonly session: Welcome;
  readonly patient: string;
  readonly view: PatientView;
};

type OneProps = StartProps & {
  readonly kind: Kind;
  readonly of: ImplantView;
  readonly pump: string;
};

/** A button of one implant; a refill of the first one has a key. */
const StartVisit = (props: OneProps) => {
  const { session, patient, view, kind, of, pump } = props;
  const { implant } = of.implant;
  const hasKey = kind === "refill" && view.implants[0] === of;
  const words = useWords();
  const { start } = useText(OTHER_VISITS_TEXT);
  const go = useNavigate();
  const send = useSend({ session, patient });
  const toVisit = (visit: string) =>
    void go({ to: "/patients/$patient/visits/$visit", params: { patient, visit } });
  const begin = () => {
    const visit = nameOf(kind, view.as_of);
    const input = { visit, implant, kind };
    send.mutate(
      { command: "begin-visit", input },
      {
        onSuccess: () => toVisit(visit),
        onError: (error) => {
          const open = openIn(error);
          if (open !== null) toVisit(open);
        },
      },
    );
  };
  useKeys(hasKey ? { r: begin } : {});
  const urgency = view.urgency?.find((each) => each.implant === implant);
  const isLeft = kind === "refill" && urgency?.reasons.includes("visit-unfinished") === true;
  const isDue = kind === "refill" && (isLeft || urgency?.band !== "quiet");
  return (
    <>
      <Button
        variant={isDue ? "filled" : "default"}
        loading={send.isPending}
        onClick={begin}
        {...(hasKey ? { "aria-keyshortcuts": "r", rightSection: <Key name="R" /> } : {})}
      >
        {isLeft ? words.text.resume : start[kind]}
        {pump === "" ? "" : `: ${pump}`}
      </Button>
      {openIn(send.error) === null && (
        <Trouble send={send} words={words} patient={view.person.name} />
      )}
    </>
  );
};

/** What somebody of these roles may begin. */
const kindsFor = (roles: readonly string[]): readonly Kind[] => {
  if (roles.includes("physician")) return ["refill", "mri", "catheter-access"];
  return roles.some((role) => TREATING.includes(role)) ? ["refill", "mri"] : [];
};

/** The buttons of each implant, for those who treat. */
export const StartVisits = (props: StartProps) => {
  const { session, view } = props;
  const { language } = useLanguage();
  const kinds = kindsFor(session.roles);
  if (kinds.length === 0) return null;
  const named = view.implants.length > 1;
  return (
    <>
      {kinds.flatMap((kind) =>
        view.implants.map((of) => (
          <StartVisit
            key={`${kind} ${of.implant.implant}`}
            {...props}
            kind={kind}
            of={of}
            pump={named ? sentenceIn(of.pump.name, language).text : ""}
          />
        )),
      )}
    </>
  );
};
